"""Planted faults are noticed, with the right indices; ordinary samples pass."""

from pathlib import Path

import numpy as np
import pytest
from drawn_photographs import IMAGES, drawn
from PIL import Image

from imagegen_kernel.digits import held_out_split, train_split
from imagegen_kernel.inputs import Batch, open_images
from imagegen_kernel.notices import (
    Examiner,
    Notice,
    write_notice_picture,
)
from imagegen_kernel.notices.balance import balance_notice, drawn_distance
from imagegen_kernel.notices.duplicates import exact_partners, near_partners
from imagegen_kernel.notices.fingerprint import Fingerprints, fingerprint
from imagegen_kernel.notices.notice import NOBODY
from imagegen_kernel.notices.picture import GAP, TILE, sheet


def noticed(
    images: np.ndarray,
    labels: np.ndarray | None = None,
    known: Fingerprints | None = None,
) -> dict[str, Notice]:
    examiner = Examiner()
    for first in range(0, len(images), 64):
        examiner.add(Batch(first, images[first : first + 64], None))
    classes = None if labels is None else 10
    return {notice.id: notice for notice in examiner.notices(labels, classes, known)}


def test_ordinary_samples_pass() -> None:
    found = noticed(IMAGES, np.arange(300) % 10, fingerprint(drawn(300, seed=1)))
    assert {notice.status for notice in found.values()} == {"pass"}
    assert list(found) == [
        "constant_images",
        "duplicates",
        "near_duplicates",
        "label_balance",
        "reference_images",
        "near_reference_images",
    ]


def test_notices_exact_and_near_duplicates() -> None:
    images = IMAGES.copy()
    images[100:110] = images[7]
    shift = np.random.default_rng(3).integers(-6, 7, images[:20].shape)
    images[200:220] = (images[:20].astype(int) + shift).clip(0, 255)
    found = noticed(images)
    assert found["duplicates"].indices == list(range(100, 110))
    assert found["duplicates"].partners == [7] * 10
    assert found["near_duplicates"].indices == list(range(200, 210))
    assert found["near_duplicates"].partners == list(range(10))
    assert found["near_duplicates"].value == round(20 / 300, 6)
    assert found["duplicates"].status == found["near_duplicates"].status == "fail"
    assert found["duplicates"].message == (
        "10 samples (3.33%) repeat an earlier one pixel by pixel"
    )


def test_notices_reference_images_and_their_mirror_images() -> None:
    reference = drawn(400, seed=1)
    images = IMAGES.copy()
    images[5:8] = reference[[300, 20, 100]]
    images[50:60] = reference[50:60, :, ::-1]
    images[70:80] = reference[70:80] // 8 * 8
    found = noticed(images, known=fingerprint(reference))
    assert found["reference_images"].indices == [5, 6, 7]
    assert found["reference_images"].partners == [300, 20, 100]
    assert found["reference_images"].partner_of == "reference"
    assert found["reference_images"].status == "fail"
    assert found["near_reference_images"].indices == list(range(50, 60))
    assert found["near_reference_images"].value == round(20 / 300, 6)
    assert found["near_reference_images"].status == "warn"


def test_notices_constant_images() -> None:
    images = IMAGES.copy()
    images[[3, 250]] = (7, 8, 9)
    images[4] = 5
    images[4, 31, 31, 2] = 6
    found = noticed(images)["constant_images"]
    assert (found.status, found.indices) == ("fail", [3, 250])


def test_notices_uneven_classes() -> None:
    assert balance_notice(np.arange(1000) % 10, 10).status == "pass"
    drawn_labels = np.random.default_rng(0).integers(0, 10, 1000)
    assert balance_notice(drawn_labels, 10).status == "pass"
    one = balance_notice(np.zeros(1000, int), 10)
    assert (one.status, one.value) == ("warn", 0.9)
    assert one.indices == list(range(10)), "some of the class that there is most of"
    assert one.message.endswith("each has 0 to 1000; missing: 1, 2, 3, 4, 5 and 4 more")
    assert balance_notice(np.arange(999) % 9, 10).message.endswith("missing: 9")


def test_classes_are_looked_at_where_the_ruleset_has_some() -> None:
    examiner = Examiner()
    examiner.add(Batch(0, IMAGES[:20], None))
    with_labels = examiner.notices(np.arange(20) % 10, 10, None)
    without = examiner.notices(None, 10, None)
    ids, others = ({notice.id for notice in found} for found in (with_labels, without))
    assert (ids - others, others - ids) == ({"label_balance"}, {"unlabelled"})
    assert next(notice for notice in without if notice.id == "unlabelled").status == "warn"
    assert not ids & {notice.id for notice in examiner.notices(None, None, None)} - others


def test_the_threshold_of_balance_is_what_drawing_gives() -> None:
    random = np.random.default_rng(0)
    counts = random.multinomial(5000, [1 / 100] * 100, 400)
    measured = (np.abs(counts / 5000 - 1 / 100).sum(axis=1) / 2).mean()
    assert drawn_distance(5000, 100) == pytest.approx(measured, rel=0.02)


def test_digits_are_not_taken_for_each_other() -> None:
    """What docs/kernel-notices.md says of the thresholds."""
    train, held_out = fingerprint(train_split().images, 16), held_out_split().images
    assert (exact_partners(train.digests) == NOBODY).all()
    assert (near_partners(train).partners != NOBODY).sum() == 1
    examiner = Examiner(maximum=16)
    examiner.add(Batch(0, held_out, None))
    assert {notice.status for notice in examiner.notices(None, None, train)} == {"pass"}


def test_a_picture_shows_samples_beside_their_partners(tmp_path: Path) -> None:
    images = IMAGES.copy()
    images[100:103] = images[7]
    np.savez(tmp_path / "samples.npz", images)
    notice = noticed(images)["duplicates"]
    with open_images(tmp_path / "samples.npz") as source:
        write_notice_picture(notice, tmp_path / "a.png", source)
    shown = np.asarray(Image.open(tmp_path / "a.png"))
    assert shown.shape == (TILE + 2 * GAP, 6 * (TILE + GAP) + GAP, 3)
    first = shown[GAP : GAP + TILE, GAP : GAP + TILE]
    assert np.array_equal(first[::3, ::3], images[100])
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_sheet_shrinks_large_images_and_shows_grey_ones() -> None:
    assert sheet([np.full((256, 512, 3), 9, np.uint8)])[GAP, GAP].tolist() == [9, 9, 9]
    assert sheet([np.full((8, 8, 1), 16, np.uint8)], 16)[GAP, GAP].tolist() == [255] * 3
    assert sheet([IMAGES[0]] * 11).shape[0] == 2 * (TILE + GAP) + GAP
