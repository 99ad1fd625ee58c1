"""A Fréchet distance with its uncertainty, and what it would be of infinitely many images."""

import numpy as np
from array_api_compat import array_namespace
from numpy.typing import NDArray

from imagegen_kernel.measures.backend import Array, as_float64, rows
from imagegen_kernel.measures.estimate import Estimate
from imagegen_kernel.measures.frechet import (
    covariance_factor,
    frechet_distance,
    overlap_of_roots,
)
from imagegen_kernel.measures.gaussian import Gaussian
from imagegen_kernel.measures.group_sums import GroupSums
from imagegen_kernel.measures.jackknife import jackknifed
from imagegen_kernel.measures.pinned_order import fixed_groups
from imagegen_kernel.measures.sound_features import require_sound


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


def few_frechet_estimate(
    features: Array, reference: Gaussian, factor: Array | None = None, groups: int = 10
) -> Estimate:
    """The same of no more images than dimensions, from features [n, d] instead of sums.

    Moved by their mean and scaled, the features are a root of their own covariance, which is
    singular: nothing of size d has to be taken apart. Raises ValueError for unsound features.
    """
    require_sound(features, "features")
    factor = covariance_factor(reference) if factor is None else factor
    of = fixed_groups(len(features), groups)
    values = as_float64(features)

    def distance(kept: NDArray[np.bool_]) -> float:
        return _distance_of_rows(rows(values, np.flatnonzero(kept)), reference, factor)

    whole = distance(np.ones(len(of), np.bool_))
    left_out = [distance(of != group) for group in range(groups)]
    found = jackknifed(whole, left_out)
    method = f"jackknife over {groups} fixed groups"
    return Estimate(whole, found.standard_error, len(of), method)


def features_root(features: Array) -> Array:
    """R [d, n] with R Rᵀ the covariance of features [n, d]: a factor of few images for nothing."""
    values = as_float64(features)
    mean = array_namespace(values).mean(values, axis=0)
    return (values - mean).T / (values.shape[0] - 1) ** 0.5


def _distance_of_rows(features: Array, reference: Gaussian, factor: Array) -> float:
    xp = array_namespace(features)
    root = features_root(features)
    difference = xp.mean(features, axis=0) - reference.mean
    spread = float(xp.sum(root * root)) + float(xp.linalg.trace(reference.covariance))
    overlap = overlap_of_roots(root, factor)
    return max(0.0, float(difference @ difference) + spread - 2 * overlap)


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
