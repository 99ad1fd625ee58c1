"""Ready-made features: finite floats [n, d] or a refusal."""

import io
from pathlib import Path

import numpy as np
import pytest

from imagegen_kernel.inputs import InputRefusedError, Limits, read_features
from imagegen_kernel.inputs.features import holds_features
from made_archives import GOOD, Part, archive_bytes, array_bytes, described, written

FEATURES = np.random.default_rng(5).normal(size=(30, 16)).astype(np.float32)


def with_value(value: float, row: int) -> bytes:
    features = FEATURES.copy()
    features[row, 3] = value
    return array_bytes(features)


REFUSED = {
    "NaN": (with_value(np.nan, 12), "holds NaN or an infinity, first in row 12"),
    "infinity": (with_value(-np.inf, 29), "holds NaN or an infinity, first in row 29"),
    "whole numbers": (array_bytes(np.zeros((4, 4), int)), "expected floats"),
    "complex numbers": (array_bytes(np.zeros((4, 4), complex)), "is complex128 .4, 4.; expected"),
    "one image": (array_bytes(FEATURES[:1]), "of two or more images"),
    "no dimensions": (array_bytes(FEATURES[:, :0]), "have 0 dimensions; expected 1 to 65536"),
    "three axes": (array_bytes(FEATURES[None]), "expected floats .n, d."),
    "pickled": (array_bytes(np.array([[1.0], "a"], dtype=object)), "never unpickled"),
    "big-endian": (array_bytes(FEATURES.astype(">f4")), "big-endian; expected little-endian"),
    "Fortran order": (array_bytes(np.asfortranarray(FEATURES)), "is in Fortran order"),
    "shape that lies": (described("(9999999999, 2048)", "'<f4'") + b"x", "needs 81919999991"),
    "truncated": (array_bytes(FEATURES)[:-1], "has 2047 bytes, but its shape"),
    "no array": (b"\x93NUMPYwhatever", "no readable .npy header|has .npy version"),
    "archive without features": (archive_bytes([Part(b"x.npy", b"")]), "the archive holds 'x.npy'"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refuses(name: str, tmp_path: Path) -> None:
    content, message = REFUSED[name]
    with pytest.raises(InputRefusedError, match=message) as refusal:
        read_features(written(tmp_path / "features.npy", content))
    assert str(refusal.value).isascii()


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64])
def test_reads_an_array_and_an_archive(kind: type, tmp_path: Path) -> None:
    features = FEATURES.astype(kind)
    np.save(tmp_path / "a.npy", features)
    np.savez(tmp_path / "a.npz", features)
    np.savez_compressed(tmp_path / "b.npz", features=features, labels=np.arange(30))
    for name in ("a.npy", "a.npz", "b.npz"):
        assert holds_features(tmp_path / name)
        found = read_features(tmp_path / name, 16)
        assert found.dtype == np.float64
        assert np.array_equal(found, features.astype(np.float64))
    with pytest.raises(InputRefusedError, match="have 16 dimensions; expected 2048"):
        read_features(tmp_path / "a.npy", 2048)


def test_reads_no_more_than_allowed(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", FEATURES)
    np.savez(tmp_path / "a.npz", FEATURES)
    for name in ("a.npy", "a.npz"):
        with pytest.raises(InputRefusedError, match="bytes; at most 100"):
            read_features(tmp_path / name, limits=Limits(array=100))


def test_tells_features_from_images(tmp_path: Path) -> None:
    written(tmp_path / "images.npz", archive_bytes([GOOD]))
    written(tmp_path / "text.npz", b"hello")
    stream = io.BytesIO()
    np.savez(stream, FEATURES)
    assert not holds_features(tmp_path)
    assert not holds_features(tmp_path / "images.npz")
    assert not holds_features(tmp_path / "text.npz")
    assert not holds_features(tmp_path / "missing.npz")
