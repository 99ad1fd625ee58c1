"""Planted faults are noticed, with the right indices; ordinary samples pass."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from imagegen_kernel.digits import held_out_split, train_split
from imagegen_kernel.inputs import Batch, InputRefusedError, open_images
from imagegen_kernel.notices import (
    Examiner,
    Notice,
    read_reference_table,
    write_notice_picture,
    write_reference_table,
)
from imagegen_kernel.notices.balance import balance_notice, drawn_distance
from imagegen_kernel.notices.degenerate import non_finite_notice
from imagegen_kernel.notices.duplicates import exact_partners, near_partners
from imagegen_kernel.notices.fingerprint import Fingerprints, fingerprint, joined
from imagegen_kernel.notices.near_pairs import Budget, similar_between, similar_within
from imagegen_kernel.notices.notice import NOBODY
from imagegen_kernel.notices.picture import GAP, TILE, sheet


def drawn(count: int, side: int = 32, seed: int = 0) -> np.ndarray:
    """Images with a spectrum of 1/f, as photographs have."""
    random = np.random.default_rng(seed)
    frequency = np.hypot(*np.meshgrid(np.fft.fftfreq(side), np.fft.rfftfreq(side), indexing="ij"))
    frequency[0, 0] = np.inf
    noise = random.normal(size=(count, 3, side, side // 2 + 1, 2)).view(complex)[..., 0]
    images = np.fft.irfft2(noise / frequency, s=(side, side)).transpose(0, 2, 3, 1)
    images = images / images.std(axis=(1, 2, 3), keepdims=True) * 50 + 128
    return images.clip(0, 255).astype(np.uint8)


IMAGES = drawn(300)
#: By its path: the package has a function of that name.
fingerprint_module = import_module("imagegen_kernel.notices.fingerprint")


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


def in_whole_numbers(image: np.ndarray) -> tuple[int, np.ndarray]:
    """Hash and thumbnail of one image, pixel by pixel in Python's own whole numbers."""
    height, width, channels = image.shape
    weights = {1: (256,), 3: (77, 150, 29)}[channels]

    def overlap(pixel: int, length: int, cell: int, cells: int) -> int:
        begin, end = max(pixel * cells, cell * length), (cell + 1) * length
        return max(0, min((pixel + 1) * cells, end) - begin)

    def cell(row: int, column: int, columns: int, channel: int) -> int:
        return sum(
            overlap(y, height, row, 8)
            * overlap(x, width, column, columns)
            * int(image[y, x, channel])
            for y in range(height)
            for x in range(width)
        )

    bits = 0
    for row in range(8):
        luma = [
            sum(w * cell(row, column, 9, c) for c, w in enumerate(weights)) for column in range(9)
        ]
        for left, right in zip(luma[:-1], luma[1:], strict=True):
            bits = bits << 1 | (left < right)
    whole = height * width
    thumbnail = [
        [[cell(r, c, 8, k) // whole for k in range(channels)] for c in range(8)] for r in range(8)
    ]
    return bits, np.array(thumbnail)


@pytest.mark.parametrize("shape", [(8, 8, 1), (16, 10, 3), (12, 16, 3), (7, 5, 1)])
def test_fingerprints_are_whole_number_arithmetic(shape: tuple[int, ...]) -> None:
    """Of heights that 8 divides, and of others, which take another way."""
    images = np.random.default_rng(3).integers(0, 256, (2, *shape), dtype=np.uint8)
    found = fingerprint(images)
    for index, image in enumerate(images):
        bits, thumbnail = in_whole_numbers(image)
        assert int(found.hashes[index]) == bits
        assert int(found.mirrored[index]) == in_whole_numbers(image[:, ::-1])[0]
        np.testing.assert_array_equal(found.thumbnails[index], thumbnail)


def test_tall_white_images_do_not_overflow() -> None:
    for height in (2056, 2064):  # a row's sum is just below 2¹⁶, and above
        white = np.full((1, height, 8, 3), 255, np.uint8)
        assert (fingerprint(white).thumbnails == 255).all()


@pytest.mark.parametrize("cores", [1, 3, 16])
def test_fingerprints_do_not_depend_on_the_cores(cores: int, monkeypatch) -> None:
    expected = fingerprint(IMAGES[:70])
    monkeypatch.setattr(fingerprint_module, "_cores", lambda: cores)
    with ThreadPoolExecutor(cores) as threads:
        monkeypatch.setattr(fingerprint_module, "_threads", lambda: threads)
        found = fingerprint(IMAGES[:70])
    for one, other in zip(found, expected, strict=True):
        assert np.array_equal(one, other)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_a_forked_process_has_threads_of_its_own() -> None:
    fingerprint(IMAGES[:4])
    child = os.fork()
    if child == 0:
        signal.alarm(20)
        os._exit(0 if len(fingerprint(IMAGES[:4]).hashes) == 4 else 1)
    assert os.waitpid(child, 0)[1] == 0


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


def test_notices_features_that_are_no_numbers() -> None:
    features = np.zeros((50, 4))
    assert non_finite_notice(features).status == "pass"
    features[[3, 40], [0, 3]] = np.nan, np.inf
    assert non_finite_notice(features).indices == [3, 40]


def test_notices_uneven_classes() -> None:
    assert balance_notice(np.arange(1000) % 10, 10).status == "pass"
    drawn_labels = np.random.default_rng(0).integers(0, 10, 1000)
    assert balance_notice(drawn_labels, 10).status == "pass"
    one = balance_notice(np.zeros(1000, int), 10)
    assert (one.status, one.value) == ("warn", 0.9)
    assert one.message.endswith("each has 0 to 1000; missing: 1, 2, 3, 4, 5 and 4 more")
    assert balance_notice(np.arange(999) % 9, 10).message.endswith("missing: 9")


def test_classes_are_looked_at_where_the_file_names_them() -> None:
    examiner = Examiner()
    examiner.add(Batch(0, IMAGES[:20], None))
    with_labels = examiner.notices(np.arange(20) % 10, 10, None)
    without = examiner.notices(None, 10, None)
    assert {notice.id for notice in with_labels} - {notice.id for notice in without} == {
        "label_balance"
    }


def test_the_threshold_of_balance_is_what_drawing_gives() -> None:
    random = np.random.default_rng(0)
    counts = random.multinomial(5000, [1 / 100] * 100, 400)
    measured = (np.abs(counts / 5000 - 1 / 100).sum(axis=1) / 2).mean()
    assert drawn_distance(5000, 100) == pytest.approx(measured, rel=0.02)


def test_the_hash_is_the_one_worked_out_by_hand() -> None:
    """A ramp gets brighter to the right: every pixel is darker than its neighbour."""
    ramp = np.broadcast_to(np.arange(0, 90, 10, dtype=np.uint8)[None, :, None], (8, 9, 1))
    prints = fingerprint(np.stack([ramp, ramp[:, ::-1]]))
    assert prints.hashes.tolist() == [2**64 - 1, 0]
    assert prints.mirrored.tolist() == [0, 2**64 - 1]
    step = np.zeros((8, 9, 1), np.uint8)
    step[2, 4:] = 200
    # Row 2, comparison 3 is the only one: bit 2·8 + 3, counted from the highest.
    assert fingerprint(step[None]).hashes.tolist() == [1 << (63 - 19)]


def test_thumbnails_are_means() -> None:
    image = np.repeat(np.repeat(np.arange(64, dtype=np.uint8).reshape(8, 8), 4, 0), 4, 1)
    assert np.array_equal(
        fingerprint(image[None, :, :, None]).thumbnails[0, :, :, 0], image[::4, ::4]
    )
    digits = train_split().images[:5]
    assert np.array_equal(fingerprint(digits, 16).thumbnails, digits.astype(int) * 255 // 16)


def test_batches_do_not_matter() -> None:
    whole = fingerprint(IMAGES)
    parts = joined(fingerprint(IMAGES[first : first + 7]) for first in range(0, 300, 7))
    for a, b in zip(whole, parts, strict=True):
        assert np.array_equal(a, b)


def brute(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.bitwise_count(a[:, None] ^ b[None, :]) <= 3


hashes = st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=12)


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


def test_digits_are_not_taken_for_each_other() -> None:
    """What docs/kernel-notices.md says of the thresholds."""
    train, held_out = fingerprint(train_split().images, 16), held_out_split().images
    assert (exact_partners(train.digests) == NOBODY).all()
    assert (near_partners(train).partners != NOBODY).sum() == 1
    examiner = Examiner(maximum=16)
    examiner.add(Batch(0, held_out, None))
    assert {notice.status for notice in examiner.notices(None, None, train)} == {"pass"}


def test_a_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    prints = fingerprint(IMAGES)
    write_reference_table(tmp_path / "a.npz", prints)
    write_reference_table(tmp_path / "b.npz", prints)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    for a, b in zip(prints, read_reference_table(tmp_path / "a.npz"), strict=True):
        assert np.array_equal(a, b)


def test_refuses_what_is_no_table(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", IMAGES)
    with pytest.raises(InputRefusedError, match="it has no 'digests'; make one with"):
        read_reference_table(tmp_path / "a.npz")
    fields = fingerprint(IMAGES)._asdict() | {"thumbnails": np.zeros((300, 8, 8))}
    np.savez(tmp_path / "b.npz", **fields)
    with pytest.raises(InputRefusedError, match="thumbnails is float64"):
        read_reference_table(tmp_path / "b.npz")


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
