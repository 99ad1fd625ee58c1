"""Checks on the samples themselves: what a good metric alone would not notice."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

#: Indices that a check shows at most.
SHOWN = 10
#: Mean absolute difference per pixel, in shares of the value range, below which an image counts as
#: a copy of a training image. Measured on the held-out split; see kernel/README.md.
COPY_DISTANCE = 0.03


@dataclass(frozen=True)
class SampleCheck:
    """A share among the samples, and the threshold above which it stops being ordinary."""

    id: str
    status: Literal["pass", "warn", "fail"]
    value: float
    threshold: float
    indices: list[int]

    def as_check(self) -> dict[str, Any]:
        """Return the form it has in verification.json."""
        return asdict(self)


def _check(
    name: str, bad: NDArray[np.bool_], threshold: float, above: Literal["warn", "fail"]
) -> SampleCheck:
    share = float(bad.mean())
    indices = [int(index) for index in np.flatnonzero(bad)[:SHOWN]]
    return SampleCheck(
        name, above if share > threshold else "pass", round(share, 6), threshold, indices
    )


def duplicated(samples: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Which samples occur earlier already, pixel by pixel. [n, ...] → bool [n]."""
    flat = samples.reshape(len(samples), -1)
    _, first = np.unique(flat, axis=0, return_index=True)
    repeated = np.ones(len(samples), dtype=bool)
    repeated[first] = False
    return repeated


def copied(
    samples: NDArray[np.uint8], training: NDArray[np.uint8], maximum: int
) -> NDArray[np.bool_]:
    """Which samples lie within COPY_DISTANCE of a training image. [n, ...], [m, ...] → bool [n]."""
    flat = samples.reshape(len(samples), -1).astype(np.int16)
    known = training.reshape(len(training), -1).astype(np.int16)
    limit = COPY_DISTANCE * maximum * flat.shape[1]
    return np.array([np.abs(known - sample).sum(axis=1).min() <= limit for sample in flat])


def unbalanced(classes: NDArray[np.int64], count: int) -> float:
    """Largest gap between the share of a recognised class and an even share."""
    shares = np.bincount(classes, minlength=count) / len(classes)
    return float(np.abs(shares - 1 / count).max())


def check_samples(
    samples: NDArray[np.uint8],
    classes: NDArray[np.int64],
    training: NDArray[np.uint8],
    maximum: int,
    class_count: int,
) -> list[SampleCheck]:
    """Every check. `fail` keeps a verdict from being `confirmed`; `warn` tells a reviewer."""
    flat = samples.reshape(len(samples), -1)
    gap = unbalanced(classes, class_count)
    most = np.flatnonzero(classes == np.bincount(classes).argmax())[:SHOWN]
    return [
        _check("duplicates", duplicated(samples), 0.01, "fail"),
        _check("constant_images", flat.min(axis=1) == flat.max(axis=1), 0.0, "fail"),
        _check("copies_of_training_images", copied(samples, training, maximum), 0.05, "warn"),
        SampleCheck(
            "class_imbalance",
            "warn" if gap > 0.05 else "pass",
            round(gap, 6),
            0.05,
            [int(index) for index in most] if gap > 0.05 else [],
        ),
    ]
