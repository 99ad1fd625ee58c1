"""Planted faults are found; ordinary samples are left alone."""

import numpy as np

from imagegen_kernel.digits import held_out_split, train_split
from imagegen_kernel.integrity import check_samples, copied, duplicated, unbalanced

CLASSES = np.arange(359) % 10


def statuses(samples: np.ndarray, classes: np.ndarray = CLASSES) -> dict[str, str]:
    checks = check_samples(samples, classes, train_split().images, 16, 10)
    return {check.id: check.status for check in checks}


def test_images_nobody_trained_on_pass() -> None:
    assert set(statuses(held_out_split().images).values()) == {"pass"}


def test_finds_duplicates_and_names_them() -> None:
    samples = held_out_split().images.copy()
    samples[100:110] = samples[0]
    assert np.flatnonzero(duplicated(samples)).tolist() == list(range(100, 110))
    assert statuses(samples)["duplicates"] == "fail"


def test_finds_constant_images() -> None:
    samples = held_out_split().images.copy()
    samples[7] = 3
    assert statuses(samples)["constant_images"] == "fail"


def test_finds_copies_of_training_images_even_when_touched_up() -> None:
    samples = held_out_split().images.copy()
    samples[:50] = np.clip(train_split().images[:50].astype(int) + 1, 0, 16).astype(np.uint8)
    training = train_split().images
    assert copied(train_split().images[:5], training, 16).all()
    assert statuses(train_split().images[:359])["copies_of_training_images"] == "warn"
    assert not copied(samples[200:], training, 16).all()


def test_finds_classes_that_are_missing() -> None:
    assert unbalanced(np.arange(100) % 10, 10) == 0
    assert statuses(held_out_split().images, np.zeros(359, dtype=int))["class_imbalance"] == "warn"
