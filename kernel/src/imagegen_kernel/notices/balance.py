"""Whether every class was asked for as often as the ruleset says."""

import math

import numpy as np

from imagegen_kernel.inputs.image_source import Labels
from imagegen_kernel.notices.notice import SHOWN, Notice

#: Multiples of the distance that drawing labels at random gives on average.
TOLERATED = 2.0
MISSING_SHOWN = 5


def drawn_distance(count: int, classes: int) -> float:
    """Mean total variation distance of `count` labels drawn at random from evenly many classes.

    Σ|nᵢ/n − 1/k| / 2 with nᵢ close to normal: √((k − 1) / (2πn)); 0.056 for 50,000 of 1,000.
    """
    return math.sqrt((classes - 1) / (2 * math.pi * count))


def unlabelled_notice() -> Notice:
    """Notice that a file names no classes where the ruleset has some."""
    return Notice(
        "unlabelled", "warn", 1.0, 0.0, "the file names no classes: their balance is not known"
    )


def balance_notice(labels: Labels, classes: int) -> Notice:
    """Notice about the labels of a file: share of samples that would have to change class."""
    counts = np.bincount(labels, minlength=classes)
    distance = float(np.abs(counts / len(labels) - 1 / classes).sum() / 2)
    threshold = round(TOLERATED * drawn_distance(len(labels), classes), 6)
    missing = np.flatnonzero(counts == 0)
    message = (
        f"{distance:.1%} of the samples would have to be of another class for even classes;"
        f" each has {counts.min()} to {counts.max()}"
    )
    if len(missing):
        shown = ", ".join(str(label) for label in missing[:MISSING_SHOWN])
        more = f" and {len(missing) - MISSING_SHOWN} more" if len(missing) > MISSING_SHOWN else ""
        message += f"; missing: {shown}{more}"
    return Notice(
        "label_balance",
        "warn" if distance > threshold or len(missing) else "pass",
        round(distance, 6),
        threshold,
        message,
        # Of the class that there is most of.
        [int(index) for index in np.flatnonzero(labels == counts.argmax())[:SHOWN]]
        if distance > threshold
        else [],
    )
