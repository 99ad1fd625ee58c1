"""From images to metrics."""

import numpy as np
from numpy.typing import NDArray

from imagegen_kernel.artefacts import Artefact, load
from imagegen_kernel.features import Features, extract
from imagegen_kernel.measures import (
    Estimate,
    Gaussian,
    GroupSums,
    fixed_groups,
    frechet_distance,
    frechet_estimate,
    gaussian,
    kernel_distance_estimate,
    label_accuracy,
    significant,
)

CLASSES = 10
#: Ids of what is measured.
METRICS = frozenset({"fd_digits", "kd_digits", "label_accuracy"})
#: Groups that a jackknife leaves out one after the other.
GROUPS = 10


def estimate_features(features: Features, reference: Artefact) -> dict[str, Estimate]:
    """Every metric of this kernel from extracted features, with its standard error."""
    train = Gaussian(reference.arrays["mean"], reference.arrays["covariance"])
    images = len(features.values)
    sums = GroupSums(train.mean, GROUPS)
    sums.add(features.values, fixed_groups(images, GROUPS))
    distance = frechet_distance(gaussian(features.values), train)
    accuracy = label_accuracy(features.classes, CLASSES)
    return {
        "fd_digits": frechet_estimate(sums, train)._replace(value=distance),
        "kd_digits": kernel_distance_estimate(
            features.values, reference.arrays["held_out_features"], GROUPS
        ),
        "label_accuracy": Estimate(
            accuracy,
            (accuracy * (1 - accuracy) / images) ** 0.5,
            images,
            f"binomial over {images:,} images",
        ),
    }


def estimate(images: NDArray[np.uint8]) -> dict[str, Estimate]:
    """Metrics of samples, uint8 [n, 8, 8, 1] with values 0..16; sample i has class i mod 10."""
    if images.dtype != np.uint8 or images.ndim != 4 or images.shape[1:] != (8, 8, 1):
        raise ValueError(f"expected uint8 [n, 8, 8, 1], got {images.dtype} {list(images.shape)}")
    return estimate_features(extract(images, load("digits-cnn-1")), load("digits-train"))


def measure(images: NDArray[np.uint8]) -> dict[str, float]:
    """Values of `estimate` as they are published.

    The same call stands behind a submitter's claim and behind its verification.
    """
    return {name: significant(found.value) for name, found in estimate(images).items()}
