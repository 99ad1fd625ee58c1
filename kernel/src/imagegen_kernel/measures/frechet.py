"""The Fréchet distance between two Gaussians."""

from array_api_compat import array_namespace

from imagegen_kernel.measures.backend import Array, cholesky
from imagegen_kernel.measures.gaussian import Gaussian


def covariance_factor(law: Gaussian) -> Array:
    """F [d, r] with F Fᵀ the covariance: its Cholesky factor, or a thin root of a singular one.

    To be made once of a reference that many samples are held against.
    """
    factor = cholesky(law.covariance)
    return thin_root(law.covariance) if factor is None else factor


def frechet_distance(a: Gaussian, b: Gaussian, factor: Array | None = None) -> float:
    """Fréchet distance |μa − μb|² + tr(A + B − 2 (A B)^½) (Dowson & Landau 1982; FID, 1706.08500).

    A B has the eigenvalues of the symmetric Fᵀ A F with B = F Fᵀ, so that no complex number and
    no epsilon comes in. `factor` is `covariance_factor(b)` where that is at hand. Singular
    covariances, as of fewer images than dimensions, are fine and slower. Raises ValueError for
    different dimensions and for statistics that are not finite.
    """
    xp = array_namespace(a.mean, b.mean)
    _require_statistics(a, b)
    factor = covariance_factor(b) if factor is None else factor
    overlap = _overlap_by_factor(a.covariance, factor)
    if overlap is None:
        overlap = overlap_of_roots(thin_root(a.covariance), factor)
    difference = a.mean - b.mean
    spread = float(xp.linalg.trace(a.covariance)) + float(xp.linalg.trace(b.covariance))
    return max(0.0, float(difference @ difference) + spread - 2 * overlap)


def _require_statistics(a: Gaussian, b: Gaussian) -> None:
    """Raise ValueError for Gaussians that have no distance."""
    d = a.mean.shape[0]
    for law in (a, b):
        shapes = (tuple(law.mean.shape), tuple(law.covariance.shape))
        if shapes != ((d,), (d, d)):
            raise ValueError(f"found statistics of shapes {shapes}; expected {((d,), (d, d))}")
        xp = array_namespace(law.mean)
        if not bool(xp.all(xp.isfinite(law.mean)) & xp.all(xp.isfinite(law.covariance))):
            raise ValueError(
                "found a mean or covariance with NaN or infinity; expected finite ones"
            )


def _overlap_by_factor(covariance: Array, factor: Array) -> float | None:
    """Trace of (A F Fᵀ)^½; None where rounding would show in it.

    An eigenvalue is known to about ε times the largest one, and a small root magnifies that: with
    all of them above d·ε of the largest it moves the root by ε/(2√(d·ε)), 2·10⁻¹⁰ of the largest
    root in 2048 dimensions.
    """
    xp = array_namespace(covariance, factor)
    if 0 in factor.shape:
        return 0.0
    product = factor.T @ covariance @ factor
    values = xp.linalg.eigvalsh((product + product.T) / 2)
    if float(xp.min(values)) <= _rounding(values):
        return None
    return float(xp.sum(xp.sqrt(values)))


def overlap_of_roots(a: Array, b: Array) -> float:
    """Trace of (A B)^½ as the sum of the singular values of RaᵀRb, where A = Ra Raᵀ and B = Rb Rbᵀ.

    No root of a rounded number is taken after the product, so singular covariances cost no
    accuracy.
    """
    xp = array_namespace(a, b)
    product = a.T @ b
    return 0.0 if 0 in product.shape else float(xp.sum(xp.linalg.svdvals(product)))


def thin_root(covariance: Array) -> Array:
    """R [d, r] with R Rᵀ = covariance, of the r eigenvalues that are above rounding."""
    xp = array_namespace(covariance)
    values, vectors = xp.linalg.eigh((covariance + covariance.T) / 2)
    kept = values > _rounding(values)
    return vectors[:, kept] * xp.sqrt(values[kept])


def _rounding(values: Array) -> float:
    """Up to where an eigenvalue may be nothing but rounding: d·ε of the largest."""
    xp = array_namespace(values)
    largest = max(0.0, float(xp.max(values)))
    return int(values.shape[0]) * float(xp.finfo(values.dtype).eps) * largest
