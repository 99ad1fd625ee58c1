"""Samples that deserve a known score: null baselines, and the reference itself.

Each is made from pinned data and fixed bits, so that a kernel that is whole gives each the very
score that is written down in data/self-test.json, and one that is broken shows where.
"""

import json
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from imagegen_kernel.artefacts import load
from imagegen_kernel.digits import held_out_split, train_split
from imagegen_kernel.features import extract
from imagegen_kernel.integrity import check_samples
from imagegen_kernel.measure import CLASSES, measure

Images = NDArray[np.uint8]

COUNT, MAXIMUM = 1000, 16
#: How far a value may lie from the one written down: libraries round differently in the last bits.
TOLERANCE = 1e-6
SEED = 20260130


def _raw(count: int) -> NDArray[np.uint64]:
    """Bits that NumPy promises to keep: PCG64's own stream (NEP 19)."""
    return np.random.PCG64(SEED).random_raw(count)


def noise() -> Images:
    """Every pixel drawn evenly from 0..16."""
    return (_raw(COUNT * 64) % (MAXIMUM + 1)).astype(np.uint8).reshape(COUNT, 8, 8, 1)


def one_image() -> Images:
    """The first training digit, a thousand times."""
    return np.repeat(train_split().images[:1], COUNT, axis=0)


def _by_class(images: Images, labels: NDArray[np.int64]) -> Images:
    """Images in the order of samples, i of class i mod 10; repeated where they run out."""
    pools = [np.flatnonzero(labels == label) for label in range(CLASSES)]
    chosen = [pools[i % CLASSES][i // CLASSES % len(pools[i % CLASSES])] for i in range(COUNT)]
    return images[chosen]


def reference_shuffled() -> Images:
    """A thousand different training digits, each of the class asked for, in a shuffled order."""
    split = train_split()
    order = np.argsort(_raw(len(split.labels)), kind="stable")
    return _by_class(split.images[order], split.labels[order])


def wrong_classes() -> Images:
    """The same digits, each moved on by one place: good images of the wrong class."""
    return np.roll(reference_shuffled(), 1, axis=0)


def class_means() -> Images:
    """The mean training digit of each class, rounded."""
    split = train_split()
    means = [split.images[split.labels == label].mean(axis=0) for label in range(CLASSES)]
    return np.stack(means).round().astype(np.uint8)[np.arange(COUNT) % CLASSES]


def held_out() -> Images:
    """The 359 digits nobody trains on, repeated to a thousand."""
    split = held_out_split()
    return _by_class(split.images, split.labels)


def black() -> Images:
    """Nothing at all."""
    return np.zeros((COUNT, 8, 8, 1), np.uint8)


BASELINES: dict[str, Callable[[], Images]] = {
    "reference_shuffled": reference_shuffled,
    "held_out": held_out,
    "wrong_classes": wrong_classes,
    "class_means": class_means,
    "one_image": one_image,
    "noise": noise,
    "black": black,
}


class Score(NamedTuple):
    """Metrics of a baseline, and the checks on the samples that it does not pass."""

    measured: dict[str, float]
    checks: list[str]


def score(images: Images) -> Score:
    """What the kernel says of rehearsal samples."""
    seen = extract(images, load("digits-cnn-1")).classes
    checks = check_samples(images, seen, train_split().images, MAXIMUM, CLASSES)
    return Score(measure(images), [check.id for check in checks if check.status != "pass"])


@cache
def expected_scores() -> dict[str, Score]:
    """The scores that are written down."""
    text = resources.files(__package__).joinpath("data", "self-test.json").read_text("utf-8")
    return {name: Score(**entry) for name, entry in json.loads(text).items()}


def differences(name: str, found: Score) -> list[str]:
    """How a score differs from the one written down, in words."""
    expected = expected_scores().get(name)
    if expected is None:
        return [f"{name}: no score is written down"]
    said = []
    for metric, value in expected.measured.items():
        here = found.measured.get(metric)
        if here is None or abs(here - value) > TOLERANCE * max(1.0, abs(value)):
            said.append(f"{name}: {metric} is {here}, expected {value}")
    if found.checks != expected.checks:
        said.append(f"{name}: noticed {found.checks}, expected {expected.checks}")
    return said
