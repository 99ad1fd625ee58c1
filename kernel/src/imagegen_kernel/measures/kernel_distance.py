"""Kernel distance: unbiased squared MMD with a cubic kernel, over all pairs."""

from collections.abc import Sequence

import numpy as np
from array_api_compat import array_namespace

from imagegen_kernel.measures.backend import Array, as_float64, blocks, rows
from imagegen_kernel.measures.estimate import Estimate
from imagegen_kernel.measures.jackknife import jackknifed
from imagegen_kernel.measures.pinned_order import fixed_groups
from imagegen_kernel.measures.sound_features import require_same_width, require_sound

#: Rows and columns of a block of kernel values: 34 MB in float64.
PAIRS = 2048


def kernel_distance(a: Array, b: Array) -> float:
    """Unbiased squared MMD with the kernel (x·y/d + 1)³ (KID, arXiv 1801.01401), in float64.

    Over all pairs of features [n, d] and [m, d], without random subsets: the same features always
    give the same value. It can fall slightly below zero. Scale: as is, not multiplied by 1000.
    Memory is that of a few blocks. Raises ValueError for unsound features.
    """
    for features, what in ((a, "first features"), (b, "second features")):
        require_sound(features, what)
    require_same_width(a, b)
    n, m = int(a.shape[0]), int(b.shape[0])
    within = sum_within(a) / (n * (n - 1)) + sum_within(b) / (m * (m - 1))
    return within - 2 * sum_across(a, b) / (n * m)


def kernel_distance_estimate(
    generated: Array, reference: Array, groups: int = 10, count: int | None = None
) -> Estimate:
    """The same with the standard error of a delete-one-group jackknife of the generated images.

    Sums between groups are kept, so that leaving one out computes nothing again. Raises
    ValueError for unsound features and for another number of generated images than `count`.
    """
    require_sound(generated, "generated features", count=count)
    require_sound(reference, "reference features")
    require_same_width(generated, reference)
    of = fixed_groups(int(generated.shape[0]), groups)
    members = [np.flatnonzero(of == group) for group in range(groups)]
    within, across = np.zeros((groups, groups)), np.zeros(groups)
    for i in range(groups):
        ours = rows(generated, members[i])
        within[i, i] = sum_within(ours)
        across[i] = sum_across(ours, reference)
        for j in range(i):
            within[i, j] = within[j, i] = sum_across(ours, rows(generated, members[j]))
    m = int(reference.shape[0])
    theirs = sum_within(reference) / (m * (m - 1))
    sizes = np.array([len(group) for group in members])

    def value(kept: Sequence[int]) -> float:
        n = int(sizes[kept].sum())
        ours = float(within[np.ix_(kept, kept)].sum()) / (n * (n - 1))
        return ours + theirs - 2 * float(across[kept].sum()) / (n * m)

    everyone = list(range(groups))
    whole = value(everyone)
    left_out = [value([group for group in everyone if group != out]) for out in everyone]
    error = jackknifed(whole, left_out).standard_error
    return Estimate(whole, error, int(sizes.sum()), f"jackknife over {groups} fixed groups")


def cubic_kernel(a: Array, b: Array) -> Array:
    """(x·y/d + 1)³ of float64 features [n, d] and [m, d]: [n, m]."""
    kernel = a @ b.T
    kernel /= a.shape[1]
    kernel += 1
    # A product, not a power: the general power is many times slower.
    square = kernel * kernel
    square *= kernel
    return square


def sum_across(a: Array, b: Array) -> float:
    """Sum of the kernel over all pairs of one from each."""
    xp = array_namespace(a, b)
    total = 0.0
    for row in blocks(int(a.shape[0]), PAIRS):
        ours = as_float64(a[row, ...])
        for column in blocks(int(b.shape[0]), PAIRS):
            total += float(xp.sum(cubic_kernel(ours, as_float64(b[column, ...]))))
    return total


def sum_within(a: Array) -> float:
    """Sum of the kernel over all ordered pairs of two different images."""
    xp = array_namespace(a)
    total = 0.0
    for row in blocks(int(a.shape[0]), PAIRS):
        ours = as_float64(a[row, ...])
        square = cubic_kernel(ours, ours)
        total += float(xp.sum(square)) - float(xp.linalg.trace(square))
        total += 2 * sum_across(ours, a[: row.start, ...])
    return total
