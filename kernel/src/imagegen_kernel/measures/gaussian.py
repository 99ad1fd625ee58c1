"""The Gaussian that a Fréchet distance takes features for."""

from typing import NamedTuple

from array_api_compat import array_namespace

from imagegen_kernel.measures.backend import Array, as_float64, blocks
from imagegen_kernel.measures.group_sums import GroupSums
from imagegen_kernel.measures.sound_features import require_sound


class Gaussian(NamedTuple):
    """Mean [d] and unbiased covariance [d, d] of features, in float64."""

    mean: Array
    covariance: Array


def feature_mean(features: Array) -> Array:
    """Mean [d] of features [n, d], summed in float64, a block of rows at a time."""
    xp = array_namespace(features)
    total = xp.zeros_like(as_float64(features[0, ...]))
    for block in blocks(int(features.shape[0])):
        total = total + xp.sum(as_float64(features[block, ...]), axis=0)
    return total / int(features.shape[0])


def gaussian(features: Array, count: int | None = None) -> Gaussian:
    """Mean and covariance (n−1) of features [n, d], float32 or float64.

    Two passes, the second around the mean of the first, so that nothing cancels; extra memory is
    that of a block of rows. Raises ValueError for features that are not finite, for fewer than
    two images, and for another number than `count`.
    """
    require_sound(features, "features", count=count)
    sums = GroupSums(feature_mean(features))
    sums.add(features)
    _, mean, covariance = sums.moments()
    return Gaussian(mean, covariance)
