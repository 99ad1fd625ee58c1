"""The friendly face: fid, compare, notices, reference build, contact sheets."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from imagegen_kernel.__main__ import main
from imagegen_kernel.inputs import InputRefusedError
from imagegen_kernel.inputs.opened_file import OpenedFile
from imagegen_kernel.inputs.statistics import read_statistics
from imagegen_kernel.measures import frechet_distance, gaussian
from made_pictures import by_pillow

RANDOM = np.random.default_rng(0)
FEATURES = RANDOM.normal(size=(200, 8))
OTHERS = RANDOM.normal(1.0, 2.0, size=(300, 8))
IMAGES = RANDOM.integers(0, 256, (30, 8, 8, 3), dtype=np.uint8).repeat(4, 1).repeat(4, 2)


def answer(capsys, *arguments: object) -> tuple[int, object]:
    code = main([str(argument) for argument in arguments])
    return code, json.loads(capsys.readouterr().out)


def told(capsys, *arguments: object) -> str:
    assert main([str(argument) for argument in arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


@pytest.fixture
def files(tmp_path: Path) -> Path:
    np.save(tmp_path / "a.npy", FEATURES)
    np.save(tmp_path / "b.npy", OTHERS)
    law = gaussian(OTHERS)
    np.savez(tmp_path / "batch.npz", IMAGES, mu=law.mean, sigma=law.covariance)
    np.savez(tmp_path / "images.npz", IMAGES)
    return tmp_path


def test_fid_of_features_against_features_and_statistics(files: Path, capsys) -> None:
    expected = frechet_distance(gaussian(FEATURES), gaussian(OTHERS))
    for reference in ("b.npy", "batch.npz"):
        code, found = answer(
            capsys, "fid", files / "a.npy", "--reference", files / reference, "--count", 200
        )
        assert code == 0
        assert found["measured"]["frechet_distance"] == pytest.approx(expected, rel=1e-8)
        assert found["images"] == 200
        error = found["uncertainty"]["frechet_distance"]
        assert (error["images"], error["method"]) == (200, "jackknife over 10 fixed groups")


def test_fid_of_very_few_features_has_no_standard_error(files: Path, capsys) -> None:
    np.save(files / "few.npy", FEATURES[:3])
    _, found = answer(
        capsys, "fid", files / "few.npy", "--reference", files / "b.npy", "--count", 3
    )
    assert found["uncertainty"] == {}
    assert found["measured"]["frechet_distance"] > 0


def test_fid_refuses_another_number_of_images(files: Path, capsys) -> None:
    said = told(capsys, "fid", files / "a.npy", "--reference", files / "b.npy")
    assert "there are 200 images; expected 50000, no more and no fewer (--count" in said
    said = told(capsys, "fid", files / "images.npz", "--reference", files / "batch.npz")
    assert "there are 30 images; expected 50000" in said


def test_fid_looks_for_the_reference_before_it_measures(files: Path, capsys) -> None:
    said = told(
        capsys, "fid", files / "images.npz", "--reference", files / "none.npz", "--count", 30
    )
    assert "none.npz" in said


def test_fid_of_images_says_what_to_install(files: Path, capsys, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    weights = files / "weights"
    weights.write_bytes(b"")
    said = told(capsys, "fid", files / "images.npz", "--reference", files / "batch.npz",
                "--count", 30, "--weights", weights)  # fmt: skip
    assert "needs PyTorch, which is not installed here.\nFix: pip install './kernel[torch]'" in said


def test_compares_the_same_with_itself(files: Path, capsys) -> None:
    code, found = answer(capsys, "compare", files / "images.npz", files / "batch.npz")
    assert (code, found["differing_images"]) == (0, 0)
    assert found["first_difference"] is None
    assert (found["in_both"], found["in_both_at_another_place"]) == (30, 0)


def test_compares_what_differs(files: Path, capsys) -> None:
    changed = IMAGES.copy()
    changed[[4, 9]] = changed[[9, 4]]
    changed[20, 3, 3, 1] ^= 1
    np.savez(files / "changed.npz", changed)
    code, found = answer(capsys, "compare", files / "images.npz", files / "changed.npz")
    assert (code, found["differing_images"], found["first_difference"]) == (1, 3, 4)
    assert (found["in_both"], found["in_both_at_another_place"], found["alike"]) == (29, 2, 1)
    np.savez(files / "fewer.npz", IMAGES[:9])
    said = told(capsys, "compare", files / "images.npz", files / "fewer.npz")
    assert "[30, 32, 32, 3] and [9, 32, 32, 3]; expected the same" in said


def test_compares_features(files: Path, capsys) -> None:
    code, found = answer(capsys, "compare", files / "a.npy", files / "b.npy")
    assert (code, found["images"], found["dimensions"]) == (1, [200, 300], 8)
    assert "largest_relative_difference" not in found
    code, found = answer(capsys, "compare", files / "a.npy", files / "a.npy")
    assert (code, found["largest_relative_difference"]) == (0, 0.0)
    np.save(files / "c.npy", FEATURES[:, :7])
    assert "8 and 7 dimensions" in told(capsys, "compare", files / "a.npy", files / "c.npy")


def test_builds_a_reference_and_notices_its_images(files: Path, capsys) -> None:
    table = files / "table.npz"
    code, built = answer(capsys, "reference", "build", files / "batch.npz", "--out", table)
    assert (code, built["images"], built["statistics"]) == (0, 30, ["mu"])
    with OpenedFile(table) as file:
        assert np.allclose(read_statistics(file).mean, OTHERS.mean(axis=0))
    samples = np.random.default_rng(5).integers(0, 256, (50, 8, 8, 3), dtype=np.uint8)
    samples = samples.repeat(4, 1).repeat(4, 2)
    samples[12] = IMAGES[3]
    np.savez(files / "samples.npz", samples, np.arange(50) % 10)
    pictures = files / "pictures"
    code, notices = answer(capsys, "notices", files / "samples.npz", "--reference", table,
                           "--classes", 10, "--pictures", pictures)  # fmt: skip
    (found,) = [notice for notice in notices if notice["status"] != "pass"]
    assert (code, found["id"], found["indices"], found["partners"]) == (
        1,
        "reference_images",
        [12],
        [3],
    )
    assert [path.name for path in pictures.iterdir()] == ["reference_images.png"]
    assert answer(capsys, "notices", files / "images.npz")[0] == 0


def test_builds_a_reference_from_a_folder(tmp_path: Path, capsys) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for index, image in enumerate(IMAGES[:5]):
        (folder / f"{index}.png").write_bytes(by_pillow(image))
    code, built = answer(capsys, "reference", "build", folder, "--out", tmp_path / "table.npz")
    assert (code, built["images"], built["statistics"]) == (0, 5, [])


def test_draws_photographs_as_it_draws_digits(files: Path) -> None:
    sheet = files / "sheet.png"
    assert main(["contact-sheet", str(files / "images.npz"), "--out", str(sheet)]) == 0
    assert np.asarray(Image.open(sheet)).shape == (304, 1004, 3)


STATISTICS = {"mu": np.zeros(3), "sigma": np.eye(3)}
LOPSIDED = np.eye(3)
LOPSIDED[0, 1] = 0.5


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"mu": np.zeros(4)}, "expected .d. and .d, d."),
        ({"mu": np.array([0, np.nan, 0])}, "'mu.npy' holds NaN or an infinity, first in row 1"),
        ({"sigma": -np.eye(3)}, "a negative variance: no covariance"),
        ({"sigma": LOPSIDED}, "not symmetric: no covariance"),
        ({"sigma": np.eye(3, dtype=int)}, "is int64; expected floats"),
    ],
)
def test_refuses_statistics_that_are_none(change: dict, message: str, tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", **STATISTICS | change)
    with OpenedFile(tmp_path / "a.npz") as file, pytest.raises(InputRefusedError, match=message):
        read_statistics(file)


def test_refuses_half_of_the_statistics(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", mu=np.zeros(3))
    with OpenedFile(tmp_path / "a.npz") as file:
        with pytest.raises(InputRefusedError, match=r"'sigma\.npy' is missing"):
            read_statistics(file)
        assert read_statistics(file, "mu_s", "sigma_s") is None
