"""Squared distances between features, exact or as the ADM evaluator rounds them."""

from typing import Literal

from array_api_compat import array_namespace

from imagegen_kernel.measures.backend import Array, as_float64, blocks, to_half
from imagegen_kernel.measures.gaussian import feature_mean

#: float64 and float32 are exact up to their own rounding; adm rounds each step to float16.
Arithmetic = Literal["float64", "float32", "adm"]

#: Squared distances are known to about this many ε of the largest squared norm.
ROUNDING = 64
#: Squared norm up to which nothing can overflow in float16: 2·u·v ≤ 32,752, sums ≤ 65,504.
HALF_LIMIT = 65504 / 4


class SquaredDistances:
    """Squared Euclidean distances among two sets of features, block by block.

    |u|² − 2 u·v + |v|² in all three arithmetics. The exact ones first move the features by the
    mean of the reference, which changes no distance and loses fewer digits. `adm` is that of the
    ADM evaluator: features, squares, norms, products and sums each rounded to float16; products
    and norms are added up in float32, as GPUs do.
    """

    def __init__(self, reference: Array, generated: Array, arithmetic: Arithmetic) -> None:
        """Measure norms. Raises ValueError where float16 could overflow, for `adm` only."""
        self._adm = arithmetic == "adm"
        xp = array_namespace(reference, generated)
        self._dtype = xp.float64 if arithmetic == "float64" else xp.float32
        self._shift = feature_mean(reference)
        norms = [self._norms(features) for features in (reference, generated)]
        largest = max(float(xp.max(norm)) for norm in norms)
        if self._adm and not largest <= HALF_LIMIT:
            raise ValueError(
                f"found a feature vector of squared norm {largest:.4g}; the float16 arithmetic of"
                f" the ADM evaluator can overflow above {HALF_LIMIT:.0f}, and what it then does"
                " depends on the order of images.\nFix: use the exact value"
            )
        rounding = ROUNDING * largest * float(xp.finfo(self._dtype).eps)
        #: Up to where two squared distances count as equal. None for `adm`, which is its rounding.
        self.slack = 0.0 if self._adm else rounding

    def prepared(self, features: Array) -> Array:
        """A block of features in the arithmetic: to be given to `between`."""
        xp = array_namespace(features)
        if self._adm:
            return to_half(xp.astype(features, xp.float32, copy=False))
        return xp.astype(as_float64(features) - self._shift, self._dtype)

    def between(self, a: Array, b: Array) -> Array:
        """Squared distances [n, m] of prepared blocks [n, d] and [m, d]."""
        xp = array_namespace(a, b)
        if self._adm:
            left = to_half(self._norm(a)[:, None] - 2 * to_half(a @ b.T))
            return xp.clip(to_half(left + self._norm(b)[None, :]), 0, None)
        found = a @ b.T
        found *= -2
        found += self._norm(a)[:, None]
        found += self._norm(b)[None, :]
        found[found < self.slack] = 0
        return found

    def _norm(self, prepared: Array) -> Array:
        xp = array_namespace(prepared)
        if self._adm:
            return to_half(xp.sum(to_half(prepared * prepared), axis=1))
        return xp.sum(prepared * prepared, axis=1)

    def _norms(self, features: Array) -> Array:
        xp = array_namespace(features)
        parts = [self._norm(self.prepared(features[block, ...])) for block in blocks(len(features))]
        return xp.concat(parts)
