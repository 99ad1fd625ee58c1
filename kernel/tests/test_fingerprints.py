"""Fingerprints of images, against whole numbers worked out pixel by pixel and by hand."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from drawn_photographs import IMAGES

from imagegen_kernel.digits import train_split
from imagegen_kernel.inputs import InputRefusedError
from imagegen_kernel.notices import read_reference_table, write_reference_table
from imagegen_kernel.notices.fingerprint import fingerprint, joined

#: By its path: the package has a function of that name.
fingerprint_module = import_module("imagegen_kernel.notices.fingerprint")


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
