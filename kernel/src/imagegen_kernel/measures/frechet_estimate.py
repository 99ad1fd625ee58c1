"""A Fréchet distance with its uncertainty, and what it would be of infinitely many images."""

import numpy as np
from numpy.typing import NDArray

from imagegen_kernel.measures.backend import Array
from imagegen_kernel.measures.estimate import Estimate
from imagegen_kernel.measures.frechet import covariance_factor, frechet_distance
from imagegen_kernel.measures.gaussian import Gaussian
from imagegen_kernel.measures.group_sums import GroupSums
from imagegen_kernel.measures.jackknife import jackknifed


def frechet_estimate(
    sums: GroupSums, reference: Gaussian, factor: Array | None = None, count: int | None = None
) -> Estimate:
    """Distance of all images, with the standard error of a delete-one-group jackknife.

    Raises ValueError for another number of images than `count`.
    """
    if count is not None and sum(sums.counts) != count:
        raise ValueError(f"found {sum(sums.counts):,} images; expected exactly {count:,}")
    factor = covariance_factor(reference) if factor is None else factor
    groups = range(len(sums.counts))
    value = _distance(sums, list(groups), reference, factor)
    left_out = [
        _distance(sums, [group for group in groups if group != out], reference, factor)
        for out in groups
    ]
    found = jackknifed(value, left_out)
    method = f"jackknife over {len(groups)} fixed groups"
    return Estimate(value, found.standard_error, sum(sums.counts), method)


def frechet_infinity(
    sums: GroupSums, reference: Gaussian, estimate: Estimate, factor: Array | None = None
) -> Estimate:
    """Intercept of a straight line in 1/n through the distances of the first 1, 2, … g groups.

    FID∞ of Chong & Forsyth (1911.07023), of nested subsets instead of drawn ones. `estimate` is
    `frechet_estimate` of the same sums: the influence of each group that it found goes into the
    intercept with known weights, so the standard error follows.
    """
    factor = covariance_factor(reference) if factor is None else factor
    groups = len(sums.counts)
    sizes = np.cumsum(sums.counts).astype(np.float64)
    values = [_distance(sums, list(range(k)), reference, factor) for k in range(1, groups)]
    weights = intercept_weights(sizes)
    # Group j is in the subsets k ≥ j, and makes up 1/k of each.
    shares = np.array([(weights[j:] / np.arange(j + 1, groups + 1)).sum() for j in range(groups)])
    error = None
    if estimate.standard_error is not None:
        error = estimate.standard_error * float(np.sqrt(groups * (shares**2).sum()))
    value = float(weights @ np.array([*values, estimate.value]))
    return Estimate(value, error, estimate.images, f"fit in 1/n over {groups} nested subsets")


def intercept_weights(sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of the values in the intercept of their least-squares line in 1/size; sum to one."""
    x = 1 / sizes
    centred = x - x.mean()
    weights: NDArray[np.float64] = 1 / len(x) - x.mean() * centred / (centred**2).sum()
    return weights


def _distance(
    sums: GroupSums, groups: list[int], reference: Gaussian, factor: Array | None
) -> float:
    _, mean, covariance = sums.moments(groups)
    return frechet_distance(Gaussian(mean, covariance), reference, factor)
