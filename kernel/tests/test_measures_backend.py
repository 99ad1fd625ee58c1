"""Selecting the smallest numbers, against sorting them all."""

import numpy as np
import pytest
from drawn_features import tensor
from hypothesis import given
from hypothesis import strategies as st

from imagegen_kernel.measures.backend import GROUP, MANY_GROUPS, smallest

MANY = GROUP * MANY_GROUPS


@given(
    seed=st.integers(0, 2**32 - 1),
    length=st.integers(1, 3 * MANY),
    count=st.integers(1, 9),
    axis=st.sampled_from([0, 1]),
    different=st.sampled_from([2, 5, 1_000_000]),
)
def test_the_smallest_are_those_that_sorting_puts_first(
    seed: int, length: int, count: int, axis: int, different: int
) -> None:
    shape = (3, length) if axis == 1 else (length, 3)
    numbers = np.random.default_rng(seed).integers(different, size=shape).astype(np.float32)
    found = smallest(numbers, count, axis)
    expected = np.sort(numbers if axis == 1 else numbers.T, axis=1)[:, :count]
    assert np.array_equal(np.sort(found, axis=1), expected)


@pytest.mark.parametrize("place", [0, GROUP, MANY - 1, MANY, MANY + GROUP - 1])
def test_one_that_is_smaller_is_found_wherever_it_stands(place: int) -> None:
    numbers = np.ones((1, MANY + GROUP), np.float32)
    numbers[0, place] = 0
    assert 0 in smallest(numbers, 1)
    assert 0 in smallest(numbers.T, 1, axis=0)


@pytest.mark.parametrize("axis", [0, 1])
def test_torch_finds_the_same(axis: int) -> None:
    numbers = np.random.default_rng(1).random((MANY, MANY)).astype(np.float32)
    there = smallest(tensor(numbers), 4, axis).numpy()
    assert np.array_equal(np.sort(smallest(numbers, 4, axis)), np.sort(there))
