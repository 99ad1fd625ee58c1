"""NumPy and PyTorch side by side, by the array API standard, and the few things it lacks."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from array_api_compat import array_namespace, device, is_torch_array
from numpy.typing import NDArray

#: An array of NumPy or of PyTorch, on any device. No static type covers both.
Array = Any

#: Rows a step takes at once: a block of 2048 columns is 67 MB in float64, one of pairs 134 MB.
BLOCK = 4096


def as_float64(array: Array) -> Array:
    """The array in float64, on its own device."""
    xp = array_namespace(array)
    return xp.astype(array, xp.float64, copy=False)


def blocks(count: int, size: int = BLOCK) -> Iterator[slice]:
    """Slices of at most `size` rows that cover 0..count."""
    for start in range(0, count, size):
        yield slice(start, min(start + size, count))


def rows(array: Array, indices: NDArray[np.int64]) -> Array:
    """Rows of an array by NumPy indices."""
    xp = array_namespace(array)
    return array[xp.asarray(np.ascontiguousarray(indices), device=device(array))]


def smallest(array: Array, count: int) -> Array:
    """The `count` smallest of each row of [n, m], in no order; all of them where m is less."""
    if array.shape[1] <= count:
        return array
    if is_torch_array(array):
        return array_namespace(array).topk(array, count, dim=1, largest=False).values
    return np.partition(array, count - 1, axis=1)[:, :count]


def to_half(array: Array) -> Array:
    """float32 rounded to the nearest float16 and back."""
    if is_torch_array(array):
        return array.half().float()
    # An overflow becomes infinity, as it does in hardware; whoever asks looks at the result.
    with np.errstate(over="ignore"):
        return np.asarray(array, np.float16).astype(np.float32)


def cholesky(matrix: Array) -> Array | None:
    """Lower Cholesky factor of a symmetric matrix; None where it is not positive definite."""
    xp = array_namespace(matrix)
    if is_torch_array(matrix):
        factor, failed = xp.linalg.cholesky_ex(matrix)
        return None if int(failed) else factor
    try:
        return xp.linalg.cholesky(matrix)
    except np.linalg.LinAlgError:
        return None
