"""The frozen network `digits-cnn-1`: two convolutions and a hidden layer, in float64 NumPy.

Trained by kernel/training/train_features.py; never trained again. Its 64 hidden units are the
features, its ten outputs the classifier.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from imagegen_kernel.artefacts import Artefact

Float = NDArray[np.float64]

#: Images a pass takes at once; bounds memory. Every image is independent of its neighbours.
BATCH = 250
#: Slope of the hidden units below zero: none of them can die, so the covariance keeps its rank.
LEAK = 0.1


class Features(NamedTuple):
    """Features [n, 64] and the class that the classifier sees, int64 [n]."""

    values: Float
    classes: NDArray[np.int64]


def _convolve(images: Float, weight: Float, bias: Float, stride: int) -> Float:
    """3×3 convolution with zero padding 1 of [n, c, h, w] by [out, c, 3, 3], then ReLU."""
    padded = np.pad(images, ((0, 0), (0, 0), (1, 1), (1, 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(2, 3))
    windows = windows[:, :, ::stride, ::stride]
    n, c, h, w = windows.shape[:4]
    columns = windows.transpose(0, 2, 3, 1, 4, 5).reshape(n * h * w, c * 9)
    flat = columns @ weight.reshape(len(weight), -1).T + bias
    return np.maximum(flat, 0.0).reshape(n, h, w, len(weight)).transpose(0, 3, 1, 2)


def _forward(images: NDArray[np.uint8], weights: dict[str, Float], maximum: int) -> Features:
    x = images.astype(np.float64).transpose(0, 3, 1, 2) * (2.0 / maximum) - 1.0
    x = _convolve(x, weights["conv1.weight"], weights["conv1.bias"], stride=1)
    x = _convolve(x, weights["conv2.weight"], weights["conv2.bias"], stride=2)
    x = x.reshape(len(x), -1)
    hidden = x @ weights["hidden.weight"].T + weights["hidden.bias"]
    hidden = np.where(hidden > 0, hidden, LEAK * hidden)
    scores = hidden @ weights["classes.weight"].T + weights["classes.bias"]
    return Features(hidden, scores.argmax(axis=1))


def extract(images: NDArray[np.uint8], network: Artefact, maximum: int = 16) -> Features:
    """Features of uint8 images [n, 8, 8, 1] with values 0..maximum."""
    weights = {name: array.astype(np.float64) for name, array in network.arrays.items()}
    parts = [
        _forward(images[start : start + BATCH], weights, maximum)
        for start in range(0, len(images), BATCH)
    ]
    return Features(
        np.concatenate([part.values for part in parts]),
        np.concatenate([part.classes for part in parts]),
    )
