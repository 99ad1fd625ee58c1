"""Kernel distance as the mean over random subsets, the way dgm-eval computes it."""

import numpy as np
from numpy.typing import NDArray

from imagegen_kernel.measures.backend import Array, rows
from imagegen_kernel.measures.estimate import Estimate
from imagegen_kernel.measures.kernel_distance import kernel_distance
from imagegen_kernel.measures.pinned_order import SEED, subset_table
from imagegen_kernel.measures.sound_features import require_same_width, require_sound

#: Number and size of the subsets of KID and of dgm-eval.
SUBSETS, SIZE = 100, 1000


def subset_distances(
    generated: Array,
    reference: Array,
    subsets: int = SUBSETS,
    size: int = SIZE,
    count: int | None = None,
) -> NDArray[np.float64]:
    """`kernel_distance` of each pair of subsets, float64 [subsets].

    Subset r holds the images of row r of `subset_table`, whose seed for the reference is one
    higher, so that equal indices are not paired. Raises ValueError for unsound features, for
    another number of generated images than `count`, or fewer images than a subset takes.
    """
    require_sound(generated, "generated features", count=count, least=size)
    require_sound(reference, "reference features", least=size)
    require_same_width(generated, reference)
    ours = subset_table(int(generated.shape[0]), subsets, size)
    theirs = subset_table(int(reference.shape[0]), subsets, size, SEED + 1)
    return np.array(
        [
            kernel_distance(rows(generated, mine), rows(reference, other))
            for mine, other in zip(ours, theirs, strict=True)
        ]
    )


def subset_estimate(distances: NDArray[np.float64], full: Estimate) -> Estimate:
    """Mean over subsets. `full` is `kernel_distance_estimate` of the same features.

    The subsets estimate the value over all pairs, so to its standard error comes that of the
    choice of subsets, deviation/√subsets. That of the choice alone would be too small: the
    subsets share images. Raises ValueError for fewer than two subsets.
    """
    count = len(distances)
    if count < 2:
        raise ValueError(f"found {count} subsets; expected at least 2")
    choice = float(distances.std(ddof=1)) / count**0.5
    error = None if full.standard_error is None else float(np.hypot(full.standard_error, choice))
    return Estimate(
        float(distances.mean()), error, full.images, f"{full.method}, and {count} subsets"
    )
