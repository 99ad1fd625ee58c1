"""Standard errors held against what drawing the images again gives. A minute or two.

Run from kernel/: PYTHONPATH=src python bench/uncertainty.py
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from imagegen_kernel.measures import (
    Estimate,
    Gaussian,
    GroupSums,
    class_probabilities,
    covariance_factor,
    fixed_groups,
    frechet_estimate,
    frechet_infinity,
    inception_score,
    kernel_distance_estimate,
    precision_recall,
    subset_distances,
    subset_estimate,
)

Float = NDArray[np.float64]
random = np.random.default_rng(0)
IMAGES, D, DRAWS = 5_000, 64, 100
#: Variances that fall as those of network features do.
SIDES = np.arange(1, D + 1) ** -0.5
LAW = Gaussian(np.zeros(D), np.diag(SIDES**2))
FACTOR = covariance_factor(LAW)
REFERENCE = random.normal(size=(1_000, D)) * SIDES
CENTRES = random.normal(size=(100, D)) * SIDES * 0.7
WEIGHT = random.normal(size=(D, 50)) * 3


def free() -> Float:
    """Images that are drawn independently."""
    return random.normal(size=(IMAGES, D)) * SIDES * 1.05 + 0.02


def balanced() -> Float:
    """Images of 100 classes, 50 of each: less differs between two such sets."""
    return CENTRES[np.arange(IMAGES) % 100] + random.normal(size=(IMAGES, D)) * SIDES * 0.7


def sums_of(features: Float) -> GroupSums:
    sums = GroupSums(LAW.mean, 10)
    sums.add(features, fixed_groups(len(features)))
    return sums


def frechet_pair(features: Float) -> dict[str, Estimate]:
    sums = sums_of(features)
    finite = frechet_estimate(sums, LAW, FACTOR)
    infinite = frechet_infinity(sums, LAW, finite, FACTOR)
    return {"Fréchet distance": finite, "… of infinitely many": infinite}


def others(features: Float) -> dict[str, Estimate]:
    found = precision_recall(REFERENCE, features)
    full = kernel_distance_estimate(features, REFERENCE)
    subsets = subset_estimate(subset_distances(features, REFERENCE, 20, 500), full)
    score = inception_score(class_probabilities(features, WEIGHT), IMAGES // 10)
    return {
        "`kdd_full`": full,
        "`kdd`, 20 subsets of 500": subsets,
        "Inception Score": score,
        "precision": found.precision,
        "recall": found.recall,
    }


def table(draw: Callable[[], Float], measure: Callable[[Float], dict[str, Estimate]]) -> None:
    """Root mean square of the standard errors beside the deviation of the values."""
    found = [measure(draw()) for _ in range(DRAWS)]
    for name in found[0]:
        values = np.array([estimates[name].value for estimates in found])
        claimed = np.array([estimates[name].standard_error for estimates in found])
        error, spread = float(np.sqrt((claimed**2).mean())), float(values.std(ddof=1))
        print(
            f"| {name}, {draw.__name__} | {values.mean():.5f} | {spread:.5f} | {error:.5f} |"
            f" {error / spread:.2f} |",
            flush=True,
        )


print(f"{IMAGES:,} images, {D} dimensions, {DRAWS} draws with one reference\n")
print("| | mean value | deviation of values | standard error | ratio |\n|---|---:|---:|---:|---:|")
for drawing in (free, balanced):
    table(drawing, frechet_pair)
    table(drawing, others)
