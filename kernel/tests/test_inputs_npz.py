"""Archives of images: what NumPy writes is read as NumPy reads it, everything else is refused."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imagegen_kernel.inputs import InputRefusedError, Wanted, open_images
from imagegen_kernel.inputs.limits import ANYTHING
from made_archives import (
    GOOD,
    GOOD_LABELS,
    HOSTILE_ARCHIVES,
    IMAGES,
    LABELS,
    archive_bytes,
    array_bytes,
    written,
)


def everything(path: Path, size: int = 7, wanted: Wanted = ANYTHING) -> np.ndarray:
    with open_images(path, wanted) as source:
        return np.concatenate([batch.images.copy() for batch in source.batches(size)])


@pytest.mark.parametrize("name", HOSTILE_ARCHIVES)
def test_refuses(name: str, tmp_path: Path) -> None:
    content, message = HOSTILE_ARCHIVES[name]
    with pytest.raises(InputRefusedError, match=message) as refusal:
        everything(written(tmp_path / "samples.npz", content))
    assert str(refusal.value).isascii()
    assert str(refusal.value).isprintable()
    assert len(str(refusal.value)) < 400


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
@pytest.mark.parametrize("size", [1, 7, 20, 64])
def test_reads_what_numpy_writes(save, size: int, tmp_path: Path) -> None:
    save(tmp_path / "samples.npz", IMAGES, LABELS)
    with open_images(tmp_path / "samples.npz") as source:
        assert (source.count, source.shape) == (20, (8, 8, 3))
        assert source.labels is not None
        assert source.labels.tolist() == LABELS.tolist()
        batches = [
            (batch.first, batch.images.copy(), batch.labels) for batch in source.batches(size)
        ]
        assert np.array_equal(source.pick([19, 0, 0]), IMAGES[[19, 0, 0]])
    assert [first for first, _, _ in batches] == list(range(0, 20, size))
    assert np.array_equal(np.concatenate([images for _, images, _ in batches]), IMAGES)
    assert np.array_equal(np.concatenate([labels for _, _, labels in batches]), LABELS)


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_a_share_is_what_it_is_of_the_whole(save, tmp_path: Path) -> None:
    save(tmp_path / "samples.npz", IMAGES)
    with open_images(tmp_path / "samples.npz") as source:
        parts = [batch.images.copy() for batch in source.batches(4, 5, 16)]
    assert np.array_equal(np.concatenate(parts), IMAGES[5:16])


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_damage_is_found_by_whoever_reads_the_last_image(save, tmp_path: Path) -> None:
    path = tmp_path / "samples.npz"
    save(path, IMAGES)
    content = bytearray(path.read_bytes())
    # In the directory at the end: the CRC-32 of the member, as it is checked against.
    place = content.rindex(b"PK\1\2") + 16
    content[place] ^= 1
    local = content.index(b"PK\3\4") + 14
    content[local : local + 4] = content[place : place + 4]
    path.write_bytes(content)
    with open_images(path) as source:
        half = source.count // 2
        for _ in source.batches(7, 0, half):
            pass
        with pytest.raises(InputRefusedError, match="CRC-32"):
            for _ in source.batches(7, half, source.count):
                pass


@pytest.mark.parametrize("deflated", [False, True])
def test_reads_zip64_and_labels_by_name(deflated: bool, tmp_path: Path) -> None:
    parts = [replace(GOOD, deflated=deflated), replace(GOOD_LABELS, name=b"labels.npy")]
    path = written(tmp_path / "samples.npz", archive_bytes(parts, zip64=True))
    assert np.array_equal(np.load(path)["arr_0"], IMAGES), "NumPy reads it as well"
    assert np.array_equal(everything(path), IMAGES)
    with open_images(path) as source:
        assert source.labels is not None
        assert source.labels.tolist() == LABELS.tolist()


def test_finds_the_data_wherever_the_header_ends(tmp_path: Path) -> None:
    """Local extra fields move the data; NumPy itself writes 20 bytes of them, others none."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("arr_0.npy")
        info.extra = b"\x99\x99\x05\x00hello"
        archive.writestr(info, array_bytes(IMAGES))
    assert np.array_equal(everything(written(tmp_path / "a.npz", stream.getvalue())), IMAGES)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (Wanted(count=19), "there are 20 images; expected 19, no more and no fewer"),
        (Wanted(count=50_000), "there are 20 images; expected 50000"),
        (Wanted(shape=(256, 256, 3)), "expected images of 256x256x3"),
        (Wanted(classes=9), "names the classes 0 to 9; expected 0 to 8"),
    ],
)
def test_holds_the_input_against_the_ruleset(wanted: Wanted, message: str, tmp_path: Path) -> None:
    np.savez(tmp_path / "samples.npz", IMAGES, LABELS)
    with pytest.raises(InputRefusedError, match=message):
        everything(tmp_path / "samples.npz", wanted=wanted)
    assert len(everything(tmp_path / "samples.npz", wanted=Wanted(20, (8, 8, 3), 10))) == 20


def test_notices_a_file_that_shrinks_while_it_is_read(tmp_path: Path) -> None:
    np.savez(tmp_path / "samples.npz", IMAGES)
    with open_images(tmp_path / "samples.npz") as source:
        batches = source.batches(5)
        next(batches)
        with (tmp_path / "samples.npz").open("r+b") as file:
            file.truncate(1000)
        with pytest.raises(InputRefusedError, match=r"shrank from 4\d+ to 1000 bytes"):
            list(batches)


GOOD_FILES = [
    archive_bytes([GOOD, GOOD_LABELS]),
    archive_bytes([replace(GOOD, deflated=True)]),
    archive_bytes([GOOD], zip64=True),
]


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    which=st.integers(0, 2),
    at=st.integers(0, 10**6),
    value=st.binary(min_size=1, max_size=4),
    from_end=st.booleans(),
)
def test_no_changed_byte_ends_in_a_crash(
    tmp_path: Path, which: int, at: int, value: bytes, from_end: bool
) -> None:
    content = bytearray(GOOD_FILES[which])
    # Headers are few bytes among many pixels: most tries go to the first and last 300.
    at = -1 - at % 300 if from_end else at % (300 if at % 3 else len(content))
    content[at : at + len(value) or None] = value
    path = written(tmp_path / "samples.npz", bytes(content))
    try:
        images = everything(path)
    except InputRefusedError:
        return
    assert np.array_equal(images, np.load(path)["arr_0"])
