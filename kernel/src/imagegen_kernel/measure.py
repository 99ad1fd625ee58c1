"""From images to metrics."""

import numpy as np
from numpy.typing import NDArray

from imagegen_kernel.artefacts import Artefact, load
from imagegen_kernel.features import Features, extract
from imagegen_kernel.measures import (
    Gaussian,
    frechet_distance,
    gaussian,
    kernel_distance,
    label_accuracy,
    significant,
)

CLASSES = 10


def measure_features(features: Features, reference: Artefact) -> dict[str, float]:
    """Every metric of this kernel from extracted features, rounded to nine significant digits."""
    train = Gaussian(reference.arrays["mean"], reference.arrays["covariance"])
    held_out = reference.arrays["held_out_features"]
    values = {
        "fd_digits": frechet_distance(gaussian(features.values), train),
        "kd_digits": kernel_distance(features.values, held_out),
        "label_accuracy": label_accuracy(features.classes, CLASSES),
    }
    return {name: significant(value) for name, value in values.items()}


def measure(images: NDArray[np.uint8]) -> dict[str, float]:
    """Metrics of samples, uint8 [n, 8, 8, 1] with values 0..16; sample i has class i mod 10.

    The same call stands behind a submitter's claim and behind its verification.
    """
    if images.dtype != np.uint8 or images.ndim != 4 or images.shape[1:] != (8, 8, 1):
        raise ValueError(f"expected uint8 [n, 8, 8, 1], got {images.dtype} {list(images.shape)}")
    return measure_features(extract(images, load("digits-cnn-1")), load("digits-train"))
