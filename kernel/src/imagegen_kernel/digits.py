"""The rehearsal data: 1,797 handwritten digits, 8×8 pixels, values 0..16.

Source: E. Alpaydin, C. Kaynak, "Optical Recognition of Handwritten Digits", UCI (CC BY 4.0), the
copy that scikit-learn ships.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from imagegen_kernel.artefacts import load

#: Every fifth image is held out: fixed, seedless, and easy to check by eye.
HELD_OUT_EVERY = 5


class Split(NamedTuple):
    """Images uint8 [n, 8, 8, 1], values 0..16, and their labels int64 [n]."""

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]


def is_held_out(count: int) -> NDArray[np.bool_]:
    """Which of `count` images, in the order of the data set, are held out."""
    held_out: NDArray[np.bool_] = np.arange(count) % HELD_OUT_EVERY == HELD_OUT_EVERY - 1
    return held_out


def _split(held_out: bool) -> Split:
    arrays = load("digits").arrays
    chosen = is_held_out(len(arrays["labels"])) == held_out
    return Split(arrays["images"][chosen], arrays["labels"][chosen].astype(np.int64))


def train_split() -> Split:
    """Return the 1,438 images that may be trained on."""
    return _split(held_out=False)


def held_out_split() -> Split:
    """Return the 359 images that nobody may train on."""
    return _split(held_out=True)
