"""From a request for photographs to a verdict; a stand-in takes the place of the network."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from imagegen_kernel import measurers, pinned_files
from imagegen_kernel.__main__ import main
from imagegen_kernel.image_measurer import ImageMeasurer, Toolbox
from imagegen_kernel.measures import frechet_distance, gaussian
from imagegen_kernel.notices import write_reference_table
from imagegen_kernel.notices.fingerprint import fingerprint
from imagegen_kernel.photographs.image_features import ImageFeatures, NetworkFiles
from imagegen_kernel.photographs.share import batch_size
from imagegen_kernel.pinned_files import PinnedFile, cached_path
from made_archives import HOSTILE_ARCHIVES
from made_pictures import HOSTILE_PNGS, HOSTILE_TARS, by_pillow, tar, tar_member

SHAPE = (32, 32, 3)
COUNT = 40


def drawn(seed: int, count: int = COUNT) -> np.ndarray:
    random = np.random.default_rng(seed)
    coarse = random.integers(0, 256, (count, 8, 8, 3), dtype=np.uint8)
    return coarse.repeat(4, axis=1).repeat(4, axis=2)


class StandIn:
    """Features that anybody can check, in place of the networks."""

    logit_weight = np.eye(3, 5, dtype=np.float32)

    def __init__(self, files: NetworkFiles) -> None:
        assert files.inception.read_bytes() == b"weights"
        assert files.dinov2 is None

    def __call__(self, images: np.ndarray) -> ImageFeatures:
        colours = images.reshape(len(images), -1, 3).mean(axis=1, dtype=np.float32) / 64
        return ImageFeatures(colours, colours[:, :2], None)


TOOLBOX = Toolbox(StandIn, lambda features: features)


def expected_fid(images: np.ndarray) -> float:
    """The distance of the images' colours from the reference's, computed the plain way."""
    samples, reference = (
        gaussian(StandIn.__call__(None, of).pool.astype(np.float64)) for of in (images, drawn(99))
    )
    return frechet_distance(samples, reference)


@pytest.fixture(autouse=True)
def pins(tmp_path: Path, monkeypatch) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    np.savez(cache / "batch.npz", drawn(99))
    contents = {"net": b"weights", "batch": (cache / "batch.npz").read_bytes()}
    files = {}
    for name, content in contents.items():
        sha256 = hashlib.sha256(content).hexdigest()
        files[name] = PinnedFile(name, "https://example.org/", sha256, len(content), "", "")
        cached_path(files[name], cache).write_bytes(content)
    monkeypatch.setenv(pinned_files.CACHE_VARIABLE, str(cache))
    monkeypatch.setattr(pinned_files, "pinned_files", lambda: files)
    monkeypatch.setattr(measurers, "pinned_files", lambda: files)
    monkeypatch.setattr(measurers, "ImageMeasurer", lambda request: ImageMeasurer(request, TOOLBOX))


def request_for(
    folder: Path, content: bytes, name: str = "samples-1.npz", images: np.ndarray | None = None
) -> Path:
    folder.mkdir()
    (folder / name).write_bytes(content)
    run = {
        "seed": 1,
        "samples": name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "claimed": {"fid_40": expected_fid(drawn(0) if images is None else images)},
    }
    request = {
        "schema": 1,
        "submission": "2026-02-01-entry",
        "ruleset": "2026h1-v1",
        "kernel": {
            "version": "1",
            "features": {"id": "net", "sha256": None},
            "reference": {"id": "batch", "sha256": None},
        },
        "samples_expected": {"count": COUNT, "shape": list(SHAPE), "maximum": 255, "classes": 10},
        "metrics": [{"id": "fid_40", "tolerance": {"relative": 0.005}}],
        "runs": [run],
        "run_url": None,
    }
    (folder / "request.json").write_text(json.dumps(request))
    return folder / "request.json"


def evaluated(request: Path, out: Path) -> tuple[int, dict]:
    out.mkdir()
    verification, sheets = out / "verification.json", out / "sheets"
    sheets.mkdir()
    code = main(["evaluate", str(request), "--out", str(verification), "--sheets", str(sheets)])
    return code, json.loads(verification.read_text()) if verification.exists() else {}


def archive(tmp_path: Path, *arrays: np.ndarray) -> bytes:
    np.savez(tmp_path / "made.npz", *arrays)
    return (tmp_path / "made.npz").read_bytes()


def test_confirms_an_honest_claim(tmp_path: Path) -> None:
    content = archive(tmp_path, drawn(0), np.arange(COUNT) % 10)
    code, verification = evaluated(request_for(tmp_path / "in", content), tmp_path / "out")
    assert (code, verification["verdict"], verification["reasons"]) == (0, "confirmed", [])
    assert verification["measured"]["fid_40"] == pytest.approx(expected_fid(drawn(0)), rel=1e-6)
    assert set(verification["measured"]) == {
        *("fid_40", "sfid_40", "inception_score", "inception_score_shuffled"),
        *("precision", "recall", "precision_exact", "recall_exact"),
    }
    sure = verification["runs"][0]["uncertainty"]["fid_40"]
    assert sure["standard_error"] > 0
    assert (sure["images"], sure["method"]) == (40, "jackknife over 10 fixed groups")
    assert verification["features"]["name"] == "net"
    assert verification["samples"]["count"] == COUNT
    assert [check["id"] for check in verification["runs"][0]["checks"]] == [
        "constant_images",
        "duplicates",
        "near_duplicates",
        "label_balance",
        "reference_images",
        "near_reference_images",
    ]
    assert [path.name for path in (tmp_path / "out" / "sheets").iterdir()] == ["samples-1.png"]


def test_measures_a_tar_of_pictures_as_it_measures_an_archive(tmp_path: Path) -> None:
    members = [
        tar_member(b"%d.png" % index, by_pillow(image)) for index, image in enumerate(drawn(0))
    ]
    request = request_for(tmp_path / "in", tar(*members), "samples-1.tar")
    code, verification = evaluated(request, tmp_path / "out")
    assert (code, verification["verdict"]) == (0, "confirmed")


def test_leaves_reference_images_to_a_reviewer_with_a_picture(tmp_path: Path) -> None:
    images = drawn(0)
    images[3:5] = drawn(99)[7:9]
    code, verification = evaluated(
        request_for(tmp_path / "in", archive(tmp_path, images), images=images), tmp_path / "out"
    )
    assert (code, verification["verdict"]) == (2, "inconclusive")
    assert "reference_images: 5.0% of the samples" in verification["reasons"][0]
    pictures = sorted(path.name for path in (tmp_path / "out" / "sheets").iterdir())
    assert pictures == ["notice-1-reference_images.png", "samples-1.png"]


def test_leaves_training_images_to_a_reviewer_where_the_ruleset_has_a_table(
    tmp_path: Path, monkeypatch
) -> None:
    table = tmp_path / "table.npz"
    write_reference_table(table, fingerprint(drawn(7)))
    content = table.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    files = pinned_files.pinned_files() | {
        "train": PinnedFile("train", "https://example.org/", sha256, len(content), "", "")
    }
    cached_path(files["train"], tmp_path / "cache").write_bytes(content)
    monkeypatch.setattr(pinned_files, "pinned_files", lambda: files)
    images = drawn(0)
    images[3:5] = drawn(7)[7:9]
    path = request_for(tmp_path / "in", archive(tmp_path, images), images=images)
    document = json.loads(path.read_text())
    document["kernel"]["training_images"] = {"id": "train", "sha256": sha256}
    path.write_text(json.dumps(document))
    code, verification = evaluated(path, tmp_path / "out")
    assert (code, verification["verdict"]) == (2, "inconclusive")
    assert "training_images: 5.0% of the samples" in verification["reasons"][0]
    assert verification["further_files"] == [{"name": "train", "sha256": sha256}]
    checks = {check["id"]: check for check in verification["runs"][0]["checks"]}
    assert checks["training_images"]["indices"] == [3, 4]
    assert checks["reference_images"]["status"] == "pass"
    pictures = {picture.name for picture in (tmp_path / "out" / "sheets").iterdir()}
    assert "notice-1-training_images.png" in pictures


def test_fewer_images_than_asked_for_are_a_refusal(tmp_path: Path) -> None:
    request = request_for(tmp_path / "in", archive(tmp_path, drawn(0)[:-1]))
    code, verification = evaluated(request, tmp_path / "out")
    assert (code, verification["verdict"], verification["measured"]) == (2, "inconclusive", {})
    assert "there are 39 images; expected 40, no more and no fewer" in verification["reasons"][0]


@pytest.mark.parametrize(
    ("content", "name"),
    [(content, f"samples-1.npz:{case}") for case, (content, _) in HOSTILE_ARCHIVES.items()]
    + [(content, f"samples-1.tar:{case}") for case, (content, _) in HOSTILE_TARS.items()],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_file_gives_a_verdict_and_nothing_else(
    content: bytes, name: str, tmp_path: Path
) -> None:
    request = request_for(tmp_path / "in", content, name.partition(":")[0])
    code, verification = evaluated(request, tmp_path / "out")
    assert (code, verification["verdict"]) == (2, "inconclusive")
    (reason,) = verification["reasons"]
    assert reason.startswith("seed 1: the samples were refused: ")
    assert len(reason) <= 500
    assert verification["measured"] == {}
    assert [path.name for path in (tmp_path / "out").rglob("*") if path.is_file()] == [
        "verification.json"
    ]


@pytest.mark.parametrize("case", HOSTILE_PNGS)
def test_a_hostile_picture_among_others_gives_a_verdict_that_names_it(
    case: str, tmp_path: Path
) -> None:
    content, _ = HOSTILE_PNGS[case]
    pictures = [by_pillow(image) for image in drawn(0)]
    pictures[3] = content
    members = [tar_member(b"%d.png" % index, picture) for index, picture in enumerate(pictures)]
    request = request_for(tmp_path / "in", tar(*members), "samples-1.tar")
    code, verification = evaluated(request, tmp_path / "out")
    assert (code, verification["verdict"]) == (2, "inconclusive")
    (reason,) = verification["reasons"]
    assert reason.startswith("seed 1: the samples were refused: '3.png'")
    assert verification["measured"] == {}


def test_a_network_that_gives_no_number_gives_a_verdict(tmp_path: Path, monkeypatch) -> None:
    def broken(_: StandIn, images: np.ndarray) -> ImageFeatures:
        colours = np.full((len(images), 3), np.nan, np.float32)
        return ImageFeatures(colours, colours[:, :2], None)

    request = request_for(tmp_path / "in", archive(tmp_path, drawn(0)))
    monkeypatch.setattr(StandIn, "__call__", broken)
    code, verification = evaluated(request, tmp_path / "out")
    assert (code, verification["verdict"], verification["measured"]) == (2, "inconclusive", {})
    assert "the features cannot be measured: " in verification["reasons"][0]


def test_makes_the_folders_that_it_writes_to(tmp_path: Path) -> None:
    request = request_for(tmp_path / "in", archive(tmp_path, drawn(0)))
    out, sheets = tmp_path / "a" / "b" / "verification.json", tmp_path / "c" / "sheets"
    assert main(["evaluate", str(request), "--out", str(out), "--sheets", str(sheets)]) == 0
    assert out.is_file()
    assert (sheets / "samples-1.png").is_file()


def test_a_claim_of_another_number_of_images_is_told_before_anything_is_measured(
    tmp_path: Path, capsys
) -> None:
    path = request_for(tmp_path / "in", archive(tmp_path, drawn(0)))
    document = json.loads(path.read_text())
    document["runs"][0]["claimed"] = {"fid_50k": 2.0}
    path.write_text(json.dumps(document))
    assert evaluated(path, tmp_path / "out") == (2, {})
    said = capsys.readouterr().err
    assert "'fid_50k' is claimed, and not measured of 40 images; what is measured: fid_40," in said


def test_says_what_to_install_where_torch_is_missing(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(measurers, "ImageMeasurer", ImageMeasurer)
    monkeypatch.setitem(__import__("sys").modules, "torch", None)
    request = request_for(tmp_path / "in", archive(tmp_path, drawn(0)))
    code, verification = evaluated(request, tmp_path / "out")
    assert (code, verification) == (2, {})
    said = capsys.readouterr().err
    assert "measuring photographs needs PyTorch, which is not installed here." in said
    assert "Fix: pip install './kernel[torch]'" in said


def test_refuses_weights_that_are_not_in_the_cache(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv(pinned_files.CACHE_VARIABLE, str(tmp_path / "nowhere"))
    request = request_for(tmp_path / "in", archive(tmp_path, drawn(0)))
    assert evaluated(request, tmp_path / "out") == (2, {})
    assert "python -m imagegen_kernel fetch net" in capsys.readouterr().err


def test_batches_are_bounded_in_images_and_in_bytes() -> None:
    assert batch_size((256, 256, 3)) == 250
    assert 50_000 % 250 == 0, "so that no batch of an entry is ragged"
    assert batch_size((8, 8, 1)) == 250
    assert batch_size((2048, 2048, 3)) == 5
