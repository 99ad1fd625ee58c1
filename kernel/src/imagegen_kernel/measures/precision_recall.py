"""Improved precision and recall with the conventions of the ADM evaluator."""

from typing import NamedTuple

from array_api_compat import array_namespace, is_torch_array

from imagegen_kernel.measures.backend import Array, blocks, smallest
from imagegen_kernel.measures.estimate import Estimate
from imagegen_kernel.measures.gaussian import feature_mean
from imagegen_kernel.measures.sound_features import require_same_width, require_sound
from imagegen_kernel.measures.squared_distances import Arithmetic, SquaredDistances

#: The ball around an image reaches its k-th nearest neighbour.
NEIGHBOURS = 3
#: Rows and columns of a block of distances: 34 MB in float64.
PAIRS = 2048


class PrecisionRecall(NamedTuple):
    """Share of generated images in a ball of the reference, and of reference in a generated one."""

    precision: Estimate
    recall: Estimate


def precision_recall(
    reference: Array,
    generated: Array,
    arithmetic: Arithmetic = "float64",
    count: int | None = None,
    neighbours: int = NEIGHBOURS,
) -> PrecisionRecall:
    """Precision and recall (Kynkäänniemi et al. 1904.06991) of features [n, d] and [m, d].

    The ball of an image reaches, border included, to its k-th nearest neighbour in its own set;
    the image itself is not its neighbour. Time n²d + m²d + 2nmd, of bytes where those decide as
    float64 does; memory that of a copy of the features and a few blocks. Standard errors are
    binomial. Raises ValueError for unsound features, for another number of generated images than
    `count`, and for sets of no more images than neighbours.
    """
    require_sound(reference, "reference features", least=neighbours + 1)
    require_sound(generated, "generated features", count=count, least=neighbours + 1)
    require_same_width(reference, generated)
    inside, covered = _screened(reference, generated, arithmetic, neighbours) or _compared(
        reference, generated, arithmetic, neighbours
    )
    images = int(generated.shape[0])
    return PrecisionRecall(_share(inside, images), _share(covered, images))


def _screened(
    reference: Array, generated: Array, arithmetic: Arithmetic, neighbours: int
) -> tuple[Array, Array] | None:
    """What float64 decides, without computing most distances, where that can be done."""
    if arithmetic != "float64" or not is_torch_array(reference):
        return None
    # PyTorch is an extra of this package.
    from imagegen_kernel.measures.screened_balls import screened_balls  # noqa: PLC0415

    return screened_balls(reference, generated, feature_mean(reference), neighbours + 1)


def _compared(
    reference: Array, generated: Array, arithmetic: Arithmetic, neighbours: int
) -> tuple[Array, Array]:
    """All with all."""
    distances = SquaredDistances(reference, arithmetic)
    real, ours = distances.prepared(reference), distances.prepared(generated)
    # What lies on a border is inside, whichever way this machine rounds.
    slack = distances.slack(real) + distances.slack(ours)
    real_radii = _radii(real, distances, neighbours) + slack
    our_radii = _radii(ours, distances, neighbours) + slack
    return _memberships(real, real_radii, ours, our_radii, distances)


def _radii(prepared: Array, distances: SquaredDistances, neighbours: int) -> Array:
    """Squared distance [n] to the k-th nearest neighbour, the image itself being the 0-th.

    As in the ADM evaluator: the entry of rank k in the row of distances, of which the distance to
    oneself is one. A symmetric distance is computed once and serves both its images.
    """
    xp = array_namespace(prepared)
    near = neighbours + 1
    nearest: list[Array] = []
    places = list(blocks(int(prepared.shape[0]), PAIRS))
    for i, row in enumerate(places):
        opposite = distances.opposite(prepared[row, ...])
        nearest.append(smallest(distances.between(prepared[row, ...], opposite), near))
        for j, column in enumerate(places[:i]):
            found = distances.between(prepared[column, ...], opposite)
            if distances.symmetric:
                turned = smallest(found, near, axis=0)
            else:
                there = distances.opposite(prepared[column, ...])
                turned = smallest(distances.between(prepared[row, ...], there), near)
            for k, side in ((j, smallest(found, near)), (i, turned)):
                nearest[k] = smallest(xp.concat([nearest[k], side], axis=1), near)
    return xp.concat([xp.max(part, axis=1) for part in nearest])


def _memberships(
    reference: Array,
    reference_radii: Array,
    generated: Array,
    generated_radii: Array,
    distances: SquaredDistances,
) -> tuple[Array, Array]:
    """Which generated images [m] are in a reference ball, which reference images [n] covered."""
    xp = array_namespace(reference, generated)
    inside = xp.zeros_like(generated_radii, dtype=xp.bool)
    covered = xp.zeros_like(reference_radii, dtype=xp.bool)
    for row in blocks(int(generated.shape[0]), PAIRS):
        opposite = distances.opposite(generated[row, ...])
        for column in blocks(int(reference.shape[0]), PAIRS):
            found = distances.between(reference[column, ...], opposite)
            inside[row] |= xp.any(found <= reference_radii[column][:, None], axis=0)
            covered[column] |= xp.any(found <= generated_radii[row][None, :], axis=1)
    return inside, covered


def _share(hits: Array, images: int) -> Estimate:
    """The share of True, with the standard error of as many independent draws."""
    xp = array_namespace(hits)
    count = int(hits.shape[0])
    value = int(xp.sum(xp.astype(hits, xp.int64))) / count
    error = (value * (1 - value) / count) ** 0.5
    return Estimate(value, error, images, f"binomial over {count:,} images")
