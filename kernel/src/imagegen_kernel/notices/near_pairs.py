"""Pairs of similar hashes among many, without comparing all with all.

Two 64-bit hashes that differ in at most three bits agree in one of four bands of 16 bits. So only
hashes that share a band are compared: some millions of pairs for 50,000 images instead of 1,250
million. Someone who makes all images share a band is met by a budget: a search that would take
more is cut, and says so.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from imagegen_kernel.notices.notice import NOBODY

Hashes = NDArray[np.uint64]
Indices = NDArray[np.int64]
#: Given two equally long lists of indices, which of the pairs belong together.
Confirm = Callable[[Indices, Indices], NDArray[np.bool_]]

BANDS = 4
BAND_BITS = 16
#: Bits in which two hashes of a pair may differ; below the number of bands, so that none is missed.
DISTANCE = BANDS - 1
#: Pairs that are compared at once; bounds memory.
BLOCK = 2_000_000


class Budget(NamedTuple):
    """Comparisons in each band, and pairs of similar hashes that are looked at more closely."""

    compared: int = 50_000_000
    confirmed: int = 4_000_000


BUDGET = Budget()


class Similar(NamedTuple):
    """For each image one that it resembles, or NOBODY; whether the search was complete."""

    partners: Indices
    complete: bool


@dataclass
class _Search:
    """Partners found so far. Whoever has one is not looked at again."""

    partners: Indices
    confirm: Confirm
    left: int
    complete: bool = True

    def note(self, image: Indices, other: Indices) -> None:
        """Look at pairs with similar hashes, as far as the budget goes."""
        open_still = self.partners[image] == NOBODY
        image, other = image[open_still], other[open_still]
        if len(image) > self.left:
            self.complete = False
            image, other = image[: self.left], other[: self.left]
        self.left -= len(image)
        sure = self.confirm(image, other)
        # Where an image has several partners here, the first of them stays.
        self.partners[image[sure][::-1]] = other[sure][::-1]


def _band(hashes: Hashes, number: int) -> NDArray[np.uint16]:
    return (hashes >> np.uint64(number * BAND_BITS)).astype(np.uint16)


def _neighbours(bands: NDArray[np.uint16]) -> Iterator[tuple[Indices, int]]:
    """Places in sorted bands whose neighbour `step` further on shares theirs, for each step."""
    active, step = np.arange(len(bands)), 0
    while len(active):
        step += 1
        active = active[active + step < len(bands)]
        active = active[bands[active] == bands[active + step]]
        yield active, step


def similar_within(hashes: Hashes, confirm: Confirm, budget: Budget = BUDGET) -> Similar:
    """For each image an earlier one that it resembles. `confirm(later, earlier)` has the last word.

    The budget bounds the time, whatever the hashes are.
    """
    search = _Search(np.full(len(hashes), NOBODY, np.int64), confirm, budget.confirmed)
    for number in range(BANDS):
        bands = _band(hashes, number)
        order = np.lexsort((np.arange(len(hashes)), hashes, bands)).astype(np.int64)
        ordered, spent = hashes[order], 0
        for places, step in _neighbours(bands[order]):
            spent += len(places)
            if spent > budget.compared:
                search.complete = False
                break
            near = np.bitwise_count(ordered[places] ^ ordered[places + step]) <= DISTANCE
            pair = np.stack([order[places[near]], order[places[near] + step]])
            search.note(pair.max(axis=0), pair.min(axis=0))
    return Similar(search.partners, search.complete)


def similar_between(
    hashes: Hashes, known: Hashes, confirm: Confirm, budget: Budget = BUDGET
) -> Similar:
    """For each image one of the known that it resembles. `confirm(image, known)` decides."""
    search = _Search(np.full(len(hashes), NOBODY, np.int64), confirm, budget.confirmed)
    for number in range(BANDS):
        bands = _band(known, number)
        order = np.argsort(bands, kind="stable").astype(np.int64)
        bands, wanted = bands[order], _band(hashes, number)
        first = np.searchsorted(bands, wanted, "left")
        counts = np.searchsorted(bands, wanted, "right") - first
        if counts.sum() > budget.compared:
            search.complete = False
            counts = np.minimum(counts, budget.compared // len(hashes))
        for begin, end in _blocks(counts):
            image = np.repeat(np.arange(begin, end), counts[begin:end])
            before = np.repeat(np.cumsum(counts[begin:end]) - counts[begin:end], counts[begin:end])
            other = order[first[image] + np.arange(len(image)) - before]
            near = np.bitwise_count(hashes[image] ^ known[other]) <= DISTANCE
            search.note(image[near], other[near])
    return Similar(search.partners, search.complete)


def _blocks(counts: Indices) -> Iterator[tuple[int, int]]:
    """Spans of images that together have about BLOCK pairs."""
    total, begin = np.cumsum(counts), 0
    while begin < len(counts):
        done = total[begin - 1] if begin else 0
        end = max(begin + 1, int(np.searchsorted(total, done + BLOCK, "right")))
        yield begin, end
        begin = end
