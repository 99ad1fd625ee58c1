"""The delete-one-group jackknife."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np


class Jackknifed(NamedTuple):
    """Standard error of a value, and how far it lies above what infinitely many images give."""

    standard_error: float
    bias: float


def jackknifed(value: float, left_out: Sequence[float]) -> Jackknifed:
    """From a value over g equal groups and the g values without one group each.

    The standard error is √((g−1)/g · Σ(θᵢ − θ̄)²): deviations from the mean of the values left
    out, so that the bias they share, being of fewer images, does not count. The bias is
    (g−1)(θ̄ − θ), right to the order 1/n (Quenouille 1956; Efron & Stein 1981). Raises ValueError
    for fewer than two groups.
    """
    found = np.asarray(left_out, np.float64)
    groups = len(found)
    if groups < 2:
        raise ValueError(f"found {groups} groups; expected at least 2")
    mean = float(found.mean())
    spread = float(((found - mean) ** 2).sum())
    return Jackknifed(float(np.sqrt((groups - 1) / groups * spread)), (groups - 1) * (mean - value))
