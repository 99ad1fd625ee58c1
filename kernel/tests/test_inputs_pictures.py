"""PNGs in a folder or a tar: the pixels Pillow sees, in the order people count; nothing hostile."""

import gzip
import os
import tarfile
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imagegen_kernel.inputs import InputRefusedError, Limits, Wanted, open_images
from imagegen_kernel.inputs.limits import ANYTHING
from imagegen_kernel.inputs.natural_order import natural_key
from imagegen_kernel.inputs.png import decode_png
from made_archives import GOOD, archive_bytes, written
from made_pictures import (
    END,
    GOOD_PNG,
    HEADER,
    HOSTILE_PNGS,
    HOSTILE_TARS,
    ONE,
    PICTURES,
    PIXELS,
    by_pillow,
    by_tarfile,
    chunk,
    png,
    rows,
    tar,
    tar_member,
)

NAMES = [f"{index}.png" for index in (3, 10, 2, 1, 30, 20)]


def everything(path: Path, wanted: Wanted = ANYTHING) -> np.ndarray:
    with open_images(path, wanted) as source:
        return np.concatenate([batch.images for batch in source.batches(5)])


def refusal_is_plain(refusal: pytest.ExceptionInfo[InputRefusedError]) -> None:
    assert str(refusal.value).isascii()
    assert str(refusal.value).isprintable()
    assert len(str(refusal.value)) < 400


@pytest.mark.parametrize("name", HOSTILE_PNGS)
def test_refuses_a_hostile_png(name: str, tmp_path: Path) -> None:
    content, message = HOSTILE_PNGS[name]
    with pytest.raises(InputRefusedError, match=message) as refusal:
        decode_png(content, (16, 16, 3), "1.png")
    refusal_is_plain(refusal)
    (tmp_path / "pictures").mkdir()
    written(tmp_path / "pictures" / "1.png", content)
    with pytest.raises(InputRefusedError) as refusal:
        everything(tmp_path / "pictures", Wanted(shape=(16, 16, 3)))
    refusal_is_plain(refusal)


@pytest.mark.parametrize("name", HOSTILE_TARS)
def test_refuses_a_hostile_tar(name: str, tmp_path: Path) -> None:
    content, message = HOSTILE_TARS[name]
    before = sorted(tmp_path.rglob("*"))
    path = written(tmp_path / "samples.tar", content)
    with pytest.raises(InputRefusedError, match=message) as refusal:
        everything(path)
    refusal_is_plain(refusal)
    assert sorted(tmp_path.rglob("*")) == [*before, path], "nothing was unpacked"


@pytest.mark.parametrize("kind", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
@pytest.mark.parametrize("folder", ["", "./", "samples/", "./out/samples/"])
def test_reads_a_tar_in_natural_order(kind: int, folder: str, tmp_path: Path) -> None:
    content = by_tarfile([folder + name for name in NAMES], kind)
    path = written(tmp_path / "samples.tar", content)
    assert np.array_equal(everything(path), PICTURES[[3, 2, 0, 1, 5, 4]])
    with open_images(path) as source:
        assert source.labels is None
        assert np.array_equal(source.pick([5, 0]), PICTURES[[4, 3]])
        parts = [batch.images for batch in source.batches(2, 1, 4)]
    assert np.array_equal(np.concatenate(parts), PICTURES[[2, 0, 1]])


def test_reads_a_folder_in_natural_order(tmp_path: Path) -> None:
    for name, image in zip(NAMES, PICTURES, strict=False):
        written(tmp_path / name, by_pillow(image))
    assert np.array_equal(everything(tmp_path), PICTURES[[3, 2, 0, 1, 5, 4]])


@pytest.mark.parametrize("how", [{}, {"optimize": True}, {"compress_level": 0}, {"dpi": (72, 72)}])
def test_decodes_what_pillow_writes(how: dict, tmp_path: Path) -> None:
    smooth = np.linspace(0, 255, 16 * 16 * 3).reshape(16, 16, 3).astype(np.uint8)
    for image in (smooth, PICTURES[0]):
        assert np.array_equal(decode_png(by_pillow(image, **how), (16, 16, 3), "1.png"), image)
    grey = smooth[..., :1]
    written(tmp_path / "1.png", by_pillow(grey[..., 0], **how))
    assert np.array_equal(everything(tmp_path), grey[None])


def test_plain_chunks_are_skipped_and_pixels_may_come_in_pieces() -> None:
    packed = zlib.compress(rows(PICTURES[0]))
    pieces = [chunk(b"IDAT", packed[at : at + 100]) for at in range(0, len(packed), 100)]
    content = png(HEADER, chunk(b"tEXt", b"Software\0us"), chunk(b"gAMA", bytes(4)), *pieces, END)
    assert np.array_equal(decode_png(content, (16, 16, 3), "1.png"), PICTURES[0])


def test_refuses_links_and_strange_things_in_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    written(tmp_path / "secret.png", GOOD_PNG)
    for make, message in (
        (lambda path: path.symlink_to(tmp_path / "secret.png"), "cannot be read .a link"),
        (lambda path: path.symlink_to("/dev/zero"), "cannot be read .a link"),
        (os.mkfifo, "'1.png' is no plain file"),
        (Path.mkdir, "'1.png' is no plain file"),
    ):
        make(folder / "1.png")
        with pytest.raises(InputRefusedError, match=message):
            everything(folder)
        folder.joinpath("1.png").rmdir() if folder.joinpath("1.png").is_dir() else folder.joinpath(
            "1.png"
        ).unlink()


def test_refuses_what_is_neither(tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError, match="there are no images"):
        everything(tmp_path)
    packed = written(tmp_path / "samples.tar.gz", gzip.compress(tar(ONE)))
    with pytest.raises(InputRefusedError, match="compressed tar; PNGs do not get smaller"):
        everything(packed)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputRefusedError, match="is no regular file"):
        everything(tmp_path / "pipe")
    with pytest.raises(InputRefusedError, match="cannot be read: No such file"):
        everything(tmp_path / "missing.npz")


def test_refuses_more_files_than_allowed(tmp_path: Path) -> None:
    few = Limits(images=3)
    for index in range(4):
        written(tmp_path / f"{index}.png", GOOD_PNG)
    with pytest.raises(InputRefusedError, match="the folder holds more than 3 files"):
        open_images(tmp_path, limits=few)
    members = [tar_member(b"%d.png" % index, GOOD_PNG) for index in range(4)]
    path = written(tmp_path / "samples.tar", tar(*members))
    with pytest.raises(InputRefusedError, match="the tar holds more than 3 files"):
        open_images(path, limits=few)
    folders = tar(*[tar_member(b"%d/" % index, b"", kind=b"5") for index in range(40)])
    with pytest.raises(InputRefusedError, match="the tar holds more than 3 files"):
        open_images(written(tmp_path / "samples.tar", folders), limits=few)


def test_a_file_that_is_two_things_is_one_or_none(tmp_path: Path) -> None:
    for content in (GOOD_PNG + archive_bytes([GOOD]), tar(ONE) + archive_bytes([GOOD])):
        with pytest.raises(InputRefusedError):
            everything(written(tmp_path / "both.npz", content))


def test_natural_order() -> None:
    names = ["10.png", "9.png", "a2.png", "a10.png", "01.png", "1.png", "2.png", "b.png"]
    ordered = ["01.png", "1.png", "2.png", "9.png", "10.png", "a2.png", "a10.png", "b.png"]
    assert sorted(names, key=natural_key) == ordered


@given(st.lists(st.text("ab01.", min_size=1, max_size=6), unique=True))
def test_natural_order_does_not_depend_on_the_order_of_the_folder(names: list[str]) -> None:
    turned = list(reversed(names))
    assert sorted(names, key=natural_key) == sorted(turned, key=natural_key)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10**6), value=st.integers(0, 255), packed=st.booleans())
def test_no_changed_byte_ends_in_a_crash(tmp_path: Path, at: int, value: int, packed: bool) -> None:
    content = bytearray(tar(ONE) if packed else png(HEADER, PIXELS, END))
    content[at % len(content)] = value
    try:
        if packed:
            everything(written(tmp_path / "samples.tar", bytes(content)))
        else:
            decode_png(bytes(content), (16, 16, 3), "1.png")
    except InputRefusedError:
        return
