"""Every hostile or broken samples file is refused, in words, before anything large is allocated."""

import io
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import write_archive
from imagegen_kernel.samples import Expected, SamplesRefusedError, read_samples

EXPECTED = Expected(count=20, shape=(8, 8, 1), maximum=16, classes=10)


def array_bytes(array: np.ndarray) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=True)
    return stream.getvalue()


def header(text: str, version: tuple[int, int] = (1, 0)) -> bytes:
    encoded = text.encode("latin1") + b"\n"
    size = struct.pack("<H" if version == (1, 0) else "<I", len(encoded))
    return b"\x93NUMPY" + bytes(version) + size + encoded


GOOD = np.arange(20 * 64, dtype=np.uint8).reshape(20, 8, 8, 1) % 17
GOOD_BYTES = array_bytes(GOOD)
LYING = "{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999, 8, 8, 1), }"

REFUSED = {
    "empty archive": ({}, "holds nothing"),
    "other member": ({"samples.npy": GOOD_BYTES}, "holds 'samples.npy'"),
    "second member": ({"arr_0.npy": GOOD_BYTES, "arr_1.npy": b"x"}, "alone"),
    "path that climbs": ({"../arr_0.npy": GOOD_BYTES}, "'../arr_0.npy'"),
    "floats": ({"arr_0.npy": array_bytes(GOOD.astype(np.float32))}, "float32; expected uint8"),
    "pickled objects": (
        {"arr_0.npy": array_bytes(np.array([print, 1], dtype=object))},
        "object; expected uint8",
    ),
    "too few": ({"arr_0.npy": array_bytes(GOOD[:19])}, r"shape \[19, 8, 8, 1\]; expected"),
    "no channel": ({"arr_0.npy": array_bytes(GOOD[..., 0])}, r"shape \[20, 8, 8\]"),
    "Fortran order": (
        {"arr_0.npy": array_bytes(np.asfortranarray(GOOD.repeat(1, axis=0)))},
        "Fortran order",
    ),
    "value above the range": ({"arr_0.npy": array_bytes(GOOD + 1)}, "value 17; values go"),
    "shape that lies": ({"arr_0.npy": header(LYING) + b"x"}, "99999999999"),
    "header that is code": (
        {"arr_0.npy": header("__import__('os').system('true')")},
        "no readable header",
    ),
    "header too long": ({"arr_0.npy": header(LYING + " " * 20_000)}, "no readable header"),
    "header nested": ({"arr_0.npy": header("(" * 3_000)}, "no readable header"),
    "version from the future": ({"arr_0.npy": header(LYING, (3, 0))}, "version"),
    "pixels cut": ({"arr_0.npy": GOOD_BYTES[:-1]}, "1279 bytes of pixels; expected 1280"),
    "pixels too many": ({"arr_0.npy": GOOD_BYTES + b"x"}, "1281 bytes of pixels"),
    "no array at all": ({"arr_0.npy": b"hello"}, "no readable header"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refuses(name: str, tmp_path: Path) -> None:
    members, message = REFUSED[name]
    path = write_archive(tmp_path / "samples.npz", members)
    with pytest.raises(SamplesRefusedError, match=message):
        read_samples(path, EXPECTED)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_accepts_what_numpy_writes(method: int, tmp_path: Path) -> None:
    path = write_archive(tmp_path / "samples.npz", {"arr_0.npy": GOOD_BYTES}, method)
    assert np.array_equal(read_samples(path, EXPECTED), GOOD)


def test_refuses_a_bomb_without_unpacking_it(tmp_path: Path) -> None:
    bomb = write_archive(
        tmp_path / "bomb.npz", {"arr_0.npy": bytes(40_000_000)}, zipfile.ZIP_DEFLATED
    )
    assert bomb.stat().st_size < 65_536
    with pytest.raises(SamplesRefusedError, match="states 40000000 bytes"):
        read_samples(bomb, EXPECTED)


def test_refuses_a_bomb_that_states_a_small_size(tmp_path: Path) -> None:
    bomb = write_archive(
        tmp_path / "bomb.npz", {"arr_0.npy": bytes(40_000_000)}, zipfile.ZIP_DEFLATED
    )
    content = bomb.read_bytes().replace(struct.pack("<I", 40_000_000), struct.pack("<I", 1280))
    bomb.write_bytes(content)
    with pytest.raises(SamplesRefusedError):
        read_samples(bomb, EXPECTED)


def test_refuses_a_large_file_before_opening_it(tmp_path: Path) -> None:
    path = tmp_path / "large.npz"
    with path.open("wb") as file:
        file.truncate(10_000_000_000)
    with pytest.raises(SamplesRefusedError, match="10000000000 bytes"):
        read_samples(path, EXPECTED)


def test_refuses_what_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "samples.npz"
    path.write_bytes(b"not a zip")
    with pytest.raises(SamplesRefusedError, match="not a readable"):
        read_samples(path, EXPECTED)
    with pytest.raises(SamplesRefusedError, match="cannot be read"):
        read_samples(tmp_path / "missing.npz", EXPECTED)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 1599), value=st.integers(0, 255))
def test_no_changed_byte_ends_in_a_crash(tmp_path: Path, at: int, value: int) -> None:
    path = write_archive(tmp_path / "samples.npz", {"arr_0.npy": GOOD_BYTES})
    content = bytearray(path.read_bytes())
    content[at % len(content)] = value
    path.write_bytes(content)
    try:
        samples = read_samples(path, EXPECTED)
    except SamplesRefusedError:
        return
    assert samples.shape == EXPECTED.full_shape
    assert samples.max() <= EXPECTED.maximum
