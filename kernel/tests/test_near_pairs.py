"""The search for near pairs, against comparing all with all."""

import numpy as np
import pytest
from drawn_photographs import IMAGES
from hypothesis import given, settings
from hypothesis import strategies as st

from imagegen_kernel.notices.duplicates import near_partners
from imagegen_kernel.notices.fingerprint import fingerprint
from imagegen_kernel.notices.near_pairs import Budget, similar_between, similar_within
from imagegen_kernel.notices.notice import NOBODY

hashes = st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=12)


def brute(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.bitwise_count(a[:, None] ^ b[None, :]) <= 3


@settings(max_examples=150)
@given(hashes, st.integers(0, 2**32))
def test_no_pair_is_missed_and_none_invented(start: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    base = np.array(start, np.uint64)
    flips = np.bitwise_or.reduce(
        np.uint64(1) << random.integers(0, 64, (3 * len(base), 3)).astype(np.uint64), axis=1
    )
    both = np.concatenate([base, np.tile(base, 3) ^ flips])

    def always(a: np.ndarray, _: np.ndarray) -> np.ndarray:
        return np.ones(len(a), bool)

    within = similar_within(both, always)
    expected = np.tril(brute(both, both), -1).any(axis=1)
    assert np.array_equal(within.partners != NOBODY, expected)
    assert within.complete
    between = similar_between(both, base, always)
    assert np.array_equal(between.partners != NOBODY, brute(both, base).any(axis=1))
    mine = np.flatnonzero(between.partners != NOBODY)
    assert brute(both, base)[mine, between.partners[mine]].all()


@pytest.mark.parametrize("budget", [Budget(1_000, 10**6), Budget(10**6, 1_000)])
def test_a_search_that_is_cut_says_so(budget: Budget) -> None:
    prints = fingerprint(IMAGES)
    same = prints._replace(hashes=np.zeros(300, np.uint64), mirrored=np.zeros(300, np.uint64))
    assert near_partners(same).complete
    assert not near_partners(same, budget).complete
    known = same.hashes

    def never(a: np.ndarray, _: np.ndarray) -> np.ndarray:
        return np.zeros(len(a), bool)

    assert not similar_between(same.hashes, known, never, budget).complete
