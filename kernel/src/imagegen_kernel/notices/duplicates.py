"""Samples that occur twice, pixel by pixel or nearly so."""

import numpy as np
from numpy.typing import NDArray

from imagegen_kernel.notices.fingerprint import Fingerprints
from imagegen_kernel.notices.near_pairs import BUDGET, Budget, Similar, similar_within
from imagegen_kernel.notices.notice import NOBODY, Notice, share_notice

#: Mean difference of two thumbnails up to which images count as the same, in 1/255 of the range.
#: Provisional: measured on drawn images and digits (docs/kernel-notices.md), not on ImageNet.
THUMBNAIL_DISTANCE = 4.0
DUPLICATES = 0.001
NEAR_DUPLICATES = 0.01


def alike(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Which thumbnails [n, 8, 8, c] of two equally long lists show the same. bool [n]."""
    apart = np.abs(a.astype(np.int16) - b).mean(axis=(1, 2, 3))
    close: NDArray[np.bool_] = apart <= THUMBNAIL_DISTANCE
    return close


def exact_partners(digests: NDArray[np.uint64]) -> NDArray[np.int64]:
    """For each image the first one with the same pixels, or NOBODY where it is the first."""
    _, first, inverse = np.unique(digests, axis=0, return_index=True, return_inverse=True)
    partners = first[inverse.reshape(-1)].astype(np.int64)
    partners[partners == np.arange(len(digests))] = NOBODY
    return partners


def near_partners(prints: Fingerprints, budget: Budget = BUDGET) -> Similar:
    """For each image an earlier one that differs and looks the same, or NOBODY.

    Exact repetitions are left out: they are told of as such, and would use up the budget.
    """
    kept = np.flatnonzero(exact_partners(prints.digests) == NOBODY)
    thumbnails = prints.thumbnails[kept]
    found = similar_within(
        prints.hashes[kept], lambda a, b: alike(thumbnails[a], thumbnails[b]), budget
    )
    partners = np.full(len(prints.hashes), NOBODY, np.int64)
    mine = np.flatnonzero(found.partners != NOBODY)
    partners[kept[mine]] = kept[found.partners[mine]]
    return Similar(partners, found.complete)


def duplicate_notices(prints: Fingerprints, budget: Budget = BUDGET) -> list[Notice]:
    """Notices about exact and near duplicates."""
    near = near_partners(prints, budget)
    notices = [
        share_notice(
            "duplicates",
            exact_partners(prints.digests),
            DUPLICATES,
            "fail",
            "{count} samples ({share}) repeat an earlier one pixel by pixel",
        ),
        share_notice(
            "near_duplicates",
            near.partners,
            NEAR_DUPLICATES,
            "fail",
            "{count} samples ({share}) look like an earlier one",
        ),
    ]
    return notices if near.complete else [*notices, cut_short("near_duplicates")]


def cut_short(search: str) -> Notice:
    """Say that a search was not complete: so many images share so much that none was planned."""
    return Notice(
        f"{search}_search",
        "fail",
        1.0,
        0.0,
        f"the search for {search} was cut short: too many images look alike to compare them all",
    )
