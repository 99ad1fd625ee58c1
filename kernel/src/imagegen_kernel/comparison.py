"""Two sets of images, or of features, side by side: where a difference comes from."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagegen_kernel.inputs import ImageSource
from imagegen_kernel.inputs.refusal import InputRefusedError
from imagegen_kernel.measures import frechet_distance, gaussian, significant
from imagegen_kernel.notices.fingerprint import Fingerprints
from imagegen_kernel.notices.notice import NOBODY
from imagegen_kernel.notices.replay import exact_replays, near_replays

Float = NDArray[np.float64]
BATCH = 64


def compare_pixels(a: ImageSource, b: ImageSource) -> dict[str, Any]:
    """Image i of one against image i of the other: how many differ, how far, which first.

    Raises InputRefusedError where the two have different counts or shapes.
    """
    if (a.count, a.shape) != (b.count, b.shape):
        found = " and ".join(str([source.count, *source.shape]) for source in (a, b))
        raise InputRefusedError(f"the two have the shapes {found}; expected the same")
    differing, first, largest, total = 0, None, 0, 0
    for ours, theirs in zip(a.batches(BATCH), b.batches(BATCH), strict=True):
        apart = np.abs(ours.images.astype(np.int16) - theirs.images)
        bad = np.flatnonzero(apart.any(axis=(1, 2, 3)))
        if len(bad) and first is None:
            first = ours.first + int(bad[0])
        differing += len(bad)
        largest = max(largest, int(apart.max()))
        total += int(apart.sum(dtype=np.int64))
    return {
        "images": a.count,
        "differing_images": differing,
        "first_difference": first,
        "largest_difference": largest,
        "mean_difference": significant(total / (a.count * int(np.prod(a.shape)))),
    }


def compare_sets(a: Fingerprints, b: Fingerprints) -> dict[str, Any]:
    """Images of one that the other holds as well, wherever they stand."""
    exact = exact_replays(a.digests, b.digests)
    near = np.where(exact == NOBODY, near_replays(a, b).partners, NOBODY)
    same_place = exact == np.arange(len(exact))
    return {
        "in_both": int((exact != NOBODY).sum()),
        "in_both_at_another_place": int(((exact != NOBODY) & ~same_place).sum()),
        "alike": int((near != NOBODY).sum()),
    }


def compare_features(a: Float, b: Float) -> dict[str, Any]:
    """Fréchet distance of two sets of features, and how far rows differ where they pair up.

    Raises InputRefusedError where the dimensions differ.
    """
    if a.shape[1] != b.shape[1]:
        raise InputRefusedError(
            f"the features have {a.shape[1]} and {b.shape[1]} dimensions; expected the same"
        )
    found: dict[str, Any] = {
        "images": [len(a), len(b)],
        "dimensions": a.shape[1],
        "frechet_distance": significant(frechet_distance(gaussian(a), gaussian(b))),
    }
    if len(a) == len(b):
        apart = np.linalg.norm(a - b, axis=1)
        scale = np.linalg.norm(b, axis=1).mean()
        found["largest_relative_difference"] = significant(float(apart.max() / max(scale, 1e-300)))
        found["first_difference"] = int(np.argmax(apart > 0)) if apart.any() else None
    return found
