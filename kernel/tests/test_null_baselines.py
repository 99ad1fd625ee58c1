"""Null baselines get the score they deserve, and a broken kernel is noticed."""

import numpy as np
import pytest

from imagegen_kernel import null_baselines
from imagegen_kernel.__main__ import main
from imagegen_kernel.digits import train_split
from imagegen_kernel.null_baselines import BASELINES, differences, expected_scores, score

#: The rehearsal ruleset's target for fd_digits.
TARGET = 1.5
SCORES = {name: score(make()) for name, make in BASELINES.items()}


def test_every_score_is_the_one_written_down() -> None:
    assert list(SCORES) == list(expected_scores())
    assert [line for name, found in SCORES.items() for line in differences(name, found)] == []


def test_what_is_no_sample_of_the_reference_misses_the_target() -> None:
    missed = {name for name, found in SCORES.items() if found.measured["fd_digits"] > TARGET}
    assert missed == {"class_means", "one_image", "noise", "black"}


def test_what_meets_the_target_by_cheating_is_noticed() -> None:
    met = {name: found for name, found in SCORES.items() if found.measured["fd_digits"] <= TARGET}
    assert set(met) == {"reference_shuffled", "held_out", "wrong_classes"}
    assert all(found.checks for found in met.values())


def test_the_distance_does_not_see_order_and_the_accuracy_does() -> None:
    right, wrong = SCORES["reference_shuffled"].measured, SCORES["wrong_classes"].measured
    assert right["fd_digits"] == pytest.approx(wrong["fd_digits"], rel=1e-9)
    assert (right["label_accuracy"], wrong["label_accuracy"]) == (1.0, 0.0)


def test_the_reference_is_a_thousand_different_images_of_the_class_asked_for() -> None:
    images = BASELINES["reference_shuffled"]()
    split = train_split()
    known = {
        image.tobytes(): label for image, label in zip(split.images, split.labels, strict=True)
    }
    assert len({image.tobytes() for image in images}) == 1000
    assert [known[image.tobytes()] for image in images] == (np.arange(1000) % 10).tolist()


def test_a_kernel_that_measures_something_else_is_told(monkeypatch, capsys) -> None:
    assert main(["self-test"]) == 0
    assert "reference_shuffled" in capsys.readouterr().out
    monkeypatch.setitem(null_baselines.BASELINES, "noise", BASELINES["black"])
    assert main(["self-test", "--json"]) == 1
    said = capsys.readouterr().err
    assert "noise: fd_digits is 176.4" in said
    assert "expected 85.1" in said
    assert "noise: noticed ['duplicates', 'constant_images', 'class_imbalance'], expected" in said


def test_a_baseline_nobody_wrote_down_is_told() -> None:
    assert differences("new", SCORES["noise"]) == ["new: no score is written down"]
