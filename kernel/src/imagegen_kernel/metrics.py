"""The metrics: pure functions of features, in float64."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float64]


class Gaussian(NamedTuple):
    """Mean [d] and unbiased covariance [d, d] of features."""

    mean: Float
    covariance: Float


def gaussian(features: Float) -> Gaussian:
    """Mean and covariance (n−1) of features [n, d]; two passes, so that nothing cancels."""
    mean = features.mean(axis=0)
    centred = features - mean
    return Gaussian(mean, centred.T @ centred / (len(features) - 1))


def _root(matrix: Float) -> Float:
    """Symmetric square root of a positive semidefinite matrix; also of a singular one."""
    values, vectors = np.linalg.eigh(matrix)
    root: Float = (vectors * np.sqrt(np.clip(values, 0.0, None))) @ vectors.T
    return root


def frechet_distance(a: Gaussian, b: Gaussian) -> float:
    """Fréchet distance between two Gaussians (Dowson & Landau 1982; FID, arXiv 1706.08500).

    |μa − μb|² + tr(A + B − 2 (A B)^½). The trace of the root comes from the eigenvalues of the
    symmetric A^½ B A^½, which are those of A B: no complex numbers, no epsilon, and singular
    covariances are fine.
    """
    root = _root(a.covariance)
    product = root @ b.covariance @ root
    eigenvalues = np.linalg.eigvalsh((product + product.T) / 2)
    overlap = np.sqrt(np.clip(eigenvalues, 0.0, None)).sum()
    difference = a.mean - b.mean
    spread = np.trace(a.covariance) + np.trace(b.covariance) - 2 * overlap
    return max(0.0, float(difference @ difference + spread))


def kernel_distance(a: Float, b: Float) -> float:
    """Unbiased squared MMD with the kernel (x·y/d + 1)³ (KID, arXiv 1801.01401).

    Over all pairs, without random subsets: the same features always give the same value. It can
    fall slightly below zero. Scale: as is, not multiplied by 1000.
    """
    d, n, m = a.shape[1], len(a), len(b)
    within_a = (a @ a.T / d + 1) ** 3
    within_b = (b @ b.T / d + 1) ** 3
    across = (a @ b.T / d + 1) ** 3
    mean_a = (within_a.sum() - np.trace(within_a)) / (n * (n - 1))
    mean_b = (within_b.sum() - np.trace(within_b)) / (m * (m - 1))
    return float(mean_a + mean_b - 2 * across.mean())


def label_accuracy(classes: NDArray[np.int64], count: int) -> float:
    """Share of samples seen as the class asked for: sample i was to be class i mod count."""
    return float((classes == np.arange(len(classes)) % count).mean())


def significant(value: float, digits: int = 9) -> float:
    """Round to significant digits: what is published is above the last bits of a BLAS."""
    return float(f"{value:.{digits - 1}e}")
