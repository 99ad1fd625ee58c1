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


def tie(largest: float, epsilon: float) -> float:
    """Up to where squared distances to images of at most this squared norm count as equal."""
    return ROUNDING * largest * epsilon


class SquaredDistances:
    """Squared Euclidean distances |u|² − 2 u·v + |v|² of features that were prepared once.

    The exact ones first move all features by the mean of the reference, which changes no distance
    and loses fewer digits, and are one matrix product: of rows (u, 1, |u|²) and (−2v, |v|², 1).
    `adm` is the arithmetic of the ADM evaluator: features, squares, norms, products and sums are
    each rounded to float16; products and norms are added up in float32, as GPUs do.
    """

    def __init__(self, reference: Array, arithmetic: Arithmetic) -> None:
        """Distances to, and among, images that are held against this reference [n, d]."""
        xp = array_namespace(reference)
        self._adm = arithmetic == "adm"
        #: Whether (u, v) gives what (v, u) gives: float16 rounds after |u|² − 2 u·v.
        self.symmetric = not self._adm
        self._dtype = xp.float64 if arithmetic == "float64" else xp.float32
        self._shift = feature_mean(reference)

    def prepared(self, features: Array) -> Array:
        """Features in the arithmetic, their norms beside them; copies them.

        Raises ValueError where float16 could overflow, for `adm` only.
        """
        xp = array_namespace(features)
        parts = []
        for block in blocks(int(features.shape[0])):
            if self._adm:
                moved = to_half(xp.astype(features[block, ...], xp.float32))
                norm = to_half(xp.sum(to_half(moved * moved), axis=1, keepdims=True))
            else:
                moved = xp.astype(as_float64(features[block, ...]) - self._shift, self._dtype)
                norm = xp.sum(moved * moved, axis=1, keepdims=True)
            parts.append(xp.concat([moved, xp.ones_like(norm), norm], axis=1))
        result = xp.concat(parts, axis=0)
        largest = float(xp.max(result[:, -1]))
        if self._adm and not largest <= HALF_LIMIT:
            raise ValueError(
                f"found a feature vector of squared norm {largest:.4g}; the float16 arithmetic of"
                f" the ADM evaluator can overflow above {HALF_LIMIT:.0f}, and what it then does"
                " depends on the order of images.\nFix: use the exact value"
            )
        return result

    def slack(self, prepared: Array) -> float:
        """Up to where squared distances to these images count as equal; none for `adm`.

        Its own rounding is what `adm` is about.
        """
        xp = array_namespace(prepared)
        if self._adm:
            return 0.0
        return tie(float(xp.max(prepared[:, -1])), float(xp.finfo(self._dtype).eps))

    def opposite(self, prepared: Array) -> Array:
        """A block of prepared features as the second argument of `between`."""
        xp = array_namespace(prepared)
        if self._adm:
            return prepared
        return xp.concat([-2 * prepared[:, :-2], prepared[:, -1:], prepared[:, -2:-1]], axis=1)

    def between(self, a: Array, b: Array) -> Array:
        """Squared distances [n, m] of n prepared features and the opposite of m others."""
        xp = array_namespace(a, b)
        if not self._adm:
            return a @ b.T
        product = to_half(a[:, :-2] @ b[:, :-2].T)
        left = to_half(a[:, -1:] - 2 * product)
        return xp.clip(to_half(left + b[:, -1:].T), 0, None)
