"""Requests, verdicts and the command line, as the platform calls it."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from imagegen_kernel import measure
from imagegen_kernel.__main__ import main
from imagegen_kernel.artefacts import pinned_digests

METRICS = [
    {"id": "fd_digits", "tolerance": {"relative": 0.005}},
    {"id": "label_accuracy", "tolerance": {"absolute": 0.001}},
]


def request_for(folder: Path, images: np.ndarray, **changes: object) -> dict:
    np.savez(folder / "samples-1.npz", images)
    digest = hashlib.sha256((folder / "samples-1.npz").read_bytes()).hexdigest()
    claimed = {metric: measure(images)[metric] for metric in ("fd_digits", "label_accuracy")}
    run = {"seed": 1, "samples": "samples-1.npz", "sha256": digest, "claimed": claimed}
    pins = pinned_digests()
    return {
        "schema": 1,
        "submission": "2026-02-01-entry",
        "ruleset": "rehearsal-v1",
        "kernel": {
            "version": "1",
            "features": {"id": "digits-cnn-1", "sha256": pins["digits-cnn-1"]},
            "reference": {"id": "digits-train", "sha256": pins["digits-train"]},
        },
        "samples_expected": {
            "count": len(images),
            "shape": [8, 8, 1],
            "maximum": 16,
            "classes": 10,
        },
        "metrics": METRICS,
        "runs": [run | changes],
        "run_url": None,
    }


def evaluated(folder: Path, request: dict) -> tuple[int, dict]:
    (folder / "request.json").write_text(json.dumps(request))
    out = folder / "verification.json"
    code = main(["evaluate", str(folder / "request.json"), "--out", str(out)])
    return code, json.loads(out.read_text()) if out.exists() else {}


@pytest.fixture
def samples(real_samples: np.ndarray) -> np.ndarray:
    return np.unique(real_samples, axis=0)[:200]


def test_confirms_an_honest_claim(tmp_path: Path, samples: np.ndarray) -> None:
    code, verification = evaluated(tmp_path, request_for(tmp_path, samples))
    assert (code, verification["verdict"], verification["reasons"]) == (0, "confirmed", [])
    assert verification["claimed"].items() <= verification["measured"].items()
    assert "kd_digits" in verification["measured"]
    assert verification["samples"]["count"] == 200
    assert [check["id"] for check in verification["runs"][0]["checks"]] == [
        "duplicates",
        "constant_images",
        "copies_of_training_images",
        "class_imbalance",
    ]


def test_the_same_request_gives_the_same_answer(tmp_path: Path, samples: np.ndarray) -> None:
    first = evaluated(tmp_path, request_for(tmp_path, samples))[1]
    second = evaluated(tmp_path, request_for(tmp_path, samples))[1]
    for answer in (first, second):
        del answer["started_at"], answer["duration_seconds"]
    assert first == second


def test_refutes_a_claim_with_both_numbers(tmp_path: Path, samples: np.ndarray) -> None:
    request = request_for(tmp_path, samples)
    request["runs"][0]["claimed"]["fd_digits"] = 0.5
    code, verification = evaluated(tmp_path, request)
    measured = verification["measured"]["fd_digits"]
    assert (code, verification["verdict"]) == (1, "refuted")
    assert verification["reasons"] == [
        f"seed 1: fd_digits: claimed 0.5, measured {measured:g}; they may differ by 0.0025"
    ]


def test_refutes_one_changed_byte_by_digest(tmp_path: Path, samples: np.ndarray) -> None:
    request = request_for(tmp_path, samples)
    path = tmp_path / "samples-1.npz"
    content = bytearray(path.read_bytes())
    content[500] ^= 1
    path.write_bytes(content)
    code, verification = evaluated(tmp_path, request)
    assert (code, verification["verdict"], verification["measured"]) == (1, "refuted", {})
    assert hashlib.sha256(content).hexdigest() in verification["reasons"][0]
    assert request["runs"][0]["sha256"] in verification["reasons"][0]


def test_is_inconclusive_about_what_it_cannot_read(tmp_path: Path, samples: np.ndarray) -> None:
    request = request_for(tmp_path, samples)
    request["samples_expected"]["count"] = 300
    code, verification = evaluated(tmp_path, request)
    assert (code, verification["verdict"]) == (2, "inconclusive")
    assert "expected [300, 8, 8, 1]" in verification["reasons"][0]


def test_is_inconclusive_without_samples(tmp_path: Path, samples: np.ndarray) -> None:
    code, verification = evaluated(tmp_path, request_for(tmp_path, samples, samples=None))
    assert (code, verification["verdict"]) == (2, "inconclusive")
    assert verification["samples"]["sha256"] is None


def test_leaves_duplicates_to_a_reviewer(tmp_path: Path, samples: np.ndarray) -> None:
    samples = samples.copy()
    samples[100:150] = samples[0]
    code, verification = evaluated(tmp_path, request_for(tmp_path, samples))
    assert (code, verification["verdict"]) == (2, "inconclusive")
    assert "duplicates: 25.0% of the samples" in verification["reasons"][0]


def test_draws_what_its_checks_found(tmp_path: Path, samples: np.ndarray) -> None:
    samples[150:] = samples[:50]
    (tmp_path / "request.json").write_text(json.dumps(request_for(tmp_path, samples)))
    sheets = tmp_path / "sheets"
    out = str(tmp_path / "verification.json")
    arguments = ["evaluate", str(tmp_path / "request.json"), "--out", out, "--sheets", str(sheets)]
    assert main(arguments) == 2
    (run,) = json.loads((tmp_path / "verification.json").read_text())["runs"]
    found = {f"notice-1-{one['id']}.png" for one in run["checks"] if one["status"] != "pass"}
    assert "notice-1-duplicates.png" in found
    assert {path.name for path in sheets.iterdir()} == {"samples-1.png", *found}
    assert all(one["indices"] for one in run["checks"] if one["status"] != "pass")


def test_the_worst_run_decides(tmp_path: Path, samples: np.ndarray) -> None:
    request = request_for(tmp_path, samples)
    honest = request["runs"][0]
    request["runs"] = [honest, honest | {"seed": 2, "sha256": "0" * 64}]
    code, verification = evaluated(tmp_path, request)
    assert (code, verification["verdict"]) == (1, "refuted")
    assert [run["verdict"] for run in verification["runs"]] == ["confirmed", "refuted"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda request: request["kernel"].update(version="9"), "asks for kernel version '9'"),
        (
            lambda request: request["kernel"]["features"].update(sha256="0" * 64),
            "pins digits-cnn-1 with SHA-256 0000",
        ),
        (lambda request: request["kernel"]["reference"].update(id="x"), "no artefact 'x'"),
        (
            lambda request: request["runs"][0]["claimed"].update(fid_50k=2.0),
            "'fid_50k' is claimed, and not measured of 200 images; what is measured: fd_digits,",
        ),
        (
            lambda request: request["runs"][0]["claimed"].update(kd_digits=2.0),
            "'kd_digits' is claimed, and the request names no tolerance for it",
        ),
        (lambda request: request["runs"][0].update(samples="../x.npz"), "must lie beside"),
        (lambda request: request.pop("runs"), "not an evaluation request: KeyError"),
    ],
)
def test_refuses_a_request_in_words(change, message, tmp_path, samples, capsys) -> None:
    request = request_for(tmp_path, samples)
    change(request)
    code, verification = evaluated(tmp_path, request)
    assert (code, verification) == (2, {})
    assert message in capsys.readouterr().err


def test_prints_metrics_and_draws_sheets(samples_file: Path, tmp_path: Path, capsys) -> None:
    assert main(["metrics", str(samples_file)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["measured"]["label_accuracy"] == 1.0
    assert printed["uncertainty"]["fd_digits"]["images"] == printed["images"] == 1000
    sheets = [tmp_path / "one.png", tmp_path / "two.png"]
    for sheet in sheets:
        assert main(["contact-sheet", str(samples_file), "--out", str(sheet)]) == 0
    assert sheets[0].read_bytes() == sheets[1].read_bytes()
    assert main(["metrics", str(tmp_path / "missing.npz")]) == 2
    assert "cannot be read" in capsys.readouterr().err
