"""NumPy and PyTorch side by side, by the array API standard, and the few things it lacks."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from array_api_compat import array_namespace, device, is_torch_array
from numpy.typing import NDArray

#: An array of NumPy or of PyTorch, on any device. No static type covers both.
Array = Any

#: Numbers that are looked at together when the smallest are selected, and from how many such
#: groups on that is worth it.
GROUP = 16
MANY_GROUPS = 32

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


def smallest(array: Array, count: int, axis: int = 1) -> Array:
    """The `count` smallest of each row of [n, m] (of each column, for axis 0), in no order.

    Returns [n, count] or [m, count]; fewer columns where there are fewer numbers. No NaN.
    """
    length = int(array.shape[axis])
    if length <= count:
        return array if axis == 1 else array.T
    if is_torch_array(array):
        found = array_namespace(array).topk(array, count, dim=axis, largest=False).values
        return found if axis == 1 else found.T
    rows = array if axis == 1 else array.T
    many = GROUP * max(MANY_GROUPS, 2 * count)
    candidates = _among_groups(array, count, axis) if length >= many else rows
    return np.partition(candidates, count - 1, axis=1)[:, :count]


def _among_groups(array: NDArray[np.floating], count: int, axis: int) -> NDArray[np.floating]:
    """A few of each row (or column), with its `count` smallest among them.

    They lie in the `count` groups whose least numbers are smallest. Finding the least of every
    group takes a processor a quarter of the time that selecting does.
    """
    rows = array if axis == 1 else array.T
    groups = int(rows.shape[1]) // GROUP
    whole = groups * GROUP
    # Number k·groups + g of a row is of group g.
    if axis == 1:
        least = array[:, :whole].reshape(-1, GROUP, groups).min(axis=1)
    else:
        least = np.ascontiguousarray(array[:whole].reshape(GROUP, groups, -1).min(axis=0).T)
    chosen = np.argpartition(least, count - 1, axis=1)[:, :count]
    places = (chosen[:, :, None] + groups * np.arange(GROUP)).reshape(len(rows), -1)
    return np.concatenate([np.take_along_axis(rows, places, axis=1), rows[:, whole:]], axis=1)


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
