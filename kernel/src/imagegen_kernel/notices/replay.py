"""Samples that are images of the reference or training set, or nearly so."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from imagegen_kernel.notices.duplicates import alike, cut_short
from imagegen_kernel.notices.fingerprint import Fingerprints
from imagegen_kernel.notices.near_pairs import BUDGET, Budget, Similar, similar_between
from imagegen_kernel.notices.notice import NOBODY, Notice, share_notice

EXACT, NEAR = 0.0, 0.001


def exact_replays(samples: NDArray[np.uint64], known: NDArray[np.uint64]) -> NDArray[np.int64]:
    """For each sample the reference image with the same pixels, or NOBODY."""
    order = np.lexsort((known[:, 1], known[:, 0])).astype(np.int64)
    pair = np.dtype([("high", np.uint64), ("low", np.uint64)])
    ordered = np.ascontiguousarray(known[order]).view(pair)[:, 0]
    wanted = np.ascontiguousarray(samples).view(pair)[:, 0]
    place = np.searchsorted(ordered, wanted).clip(max=len(ordered) - 1)
    return np.where(ordered[place] == wanted, order[place], NOBODY)


def near_replays(samples: Fingerprints, known: Fingerprints, budget: Budget = BUDGET) -> Similar:
    """For each sample a reference image that it looks like, mirrored or not, or NOBODY."""

    def look(thumbnails: NDArray[np.uint8], hashes: NDArray[np.uint64]) -> Similar:
        return similar_between(
            hashes,
            known.hashes,
            lambda sample, other: alike(thumbnails[sample], known.thumbnails[other]),
            budget,
        )

    straight = look(samples.thumbnails, samples.hashes)
    mirrored = look(samples.thumbnails[:, :, ::-1], samples.mirrored)
    partners = np.where(straight.partners != NOBODY, straight.partners, mirrored.partners)
    return Similar(partners, straight.complete and mirrored.complete)


def replay_notices(
    samples: Fingerprints,
    known: Fingerprints,
    budget: Budget = BUDGET,
    owner: Literal["reference", "training"] = "reference",
) -> list[Notice]:
    """Notices about samples that the reference, or the training images, already hold."""
    exact = exact_replays(samples.digests, known.digests)
    near = near_replays(samples, known, budget)
    near_only = np.where(exact == NOBODY, near.partners, NOBODY)
    notices = [
        share_notice(
            f"{owner}_images",
            exact,
            EXACT,
            "fail",
            f"{{count}} samples ({{share}}) are {owner} images pixel by pixel",
            owner,
        ),
        share_notice(
            f"near_{owner}_images",
            near_only,
            NEAR,
            "warn",
            f"{{count}} samples ({{share}}) look like a {owner} image, mirrored or not",
            owner,
        ),
    ]
    return notices if near.complete else [*notices, cut_short(f"near_{owner}_images")]
