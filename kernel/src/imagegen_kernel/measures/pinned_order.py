"""Orders that look random and are the same everywhere and for ever.

Made from the raw bits of PCG64, which NumPy promises to keep (NEP 19), by sorting; the methods of
`Generator` may change between versions of NumPy. Tests pin them by hash.
"""

import numpy as np
from numpy.typing import NDArray

#: The first eight decimals of π after the point; any number would do.
SEED = 14159265


def pinned_order(count: int, seed: int = SEED) -> NDArray[np.int64]:
    """A fixed permutation of 0..count-1, int64 [count]."""
    return np.argsort(np.random.PCG64(seed).random_raw(count), kind="stable").astype(np.int64)


def fixed_groups(count: int, groups: int = 10, seed: int = SEED) -> NDArray[np.int64]:
    """The group 0..groups-1 of each of `count` images, int64 [count]; sizes differ by one at most.

    Not by position: samples often lie in order of their class (i mod 1000, or sorted), and every
    group must look like the whole. Raises ValueError for fewer images than two a group.
    """
    if count < 2 * groups:
        raise ValueError(f"found {count:,} images; expected at least 2 for each of {groups} groups")
    group = np.empty(count, np.int64)
    group[pinned_order(count, seed)] = np.arange(count) * groups // count
    return group


def subset_table(count: int, subsets: int, size: int, seed: int = SEED) -> NDArray[np.int64]:
    """Indices int64 [subsets, size]; each row drawn from 0..count-1 without replacement.

    Row r takes the r-th `count` words of one stream and keeps the places of its smallest `size`.
    Raises ValueError where there are fewer images than a subset takes.
    """
    if count < size:
        raise ValueError(
            f"found {count:,} images; expected at least {size:,}, the size of a subset"
        )
    stream = np.random.PCG64(seed)
    table = np.empty((subsets, size), np.int64)
    for row in table:
        row[:] = np.argsort(stream.random_raw(count), kind="stable")[:size]
    return table
