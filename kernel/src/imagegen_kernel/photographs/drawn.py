"""Drawn images of 256×256, to practise with where no photographs are: the same bytes everywhere.

Whole-number arithmetic on bits that NumPy promises to keep (PCG64 and SeedSequence, NEP 19).
"""

import numpy as np
from numpy.typing import NDArray

Images = NDArray[np.uint8]
Whole = NDArray[np.int64]

SIDE = 256
#: Sides of the squares between whose corners colours change evenly: large shapes and small ones.
LARGE, SMALL = 64, 16
#: Of 16 parts, how many the small shapes have.
SMALL_PARTS = 4


def _corners(bits: np.random.PCG64, square: int) -> Whole:
    """A colour for each corner of the squares, [side, side, 3]."""
    side = SIDE // square + 1
    raw = bits.random_raw(-(-side * side * 3 // 8))
    return (
        raw.astype("<u8").view(np.uint8)[: side * side * 3].reshape(side, side, 3).astype(np.int64)
    )


def _between(corners: Whole, square: int) -> Whole:
    """Colours of all pixels, even between the corners (bilinear), [256, 256, 3] in 0..255."""
    place = np.arange(SIDE)
    low, part = place // square, place % square
    # What is nearer to the second corner has more of it.
    weights: Whole = np.stack([square - part, part]).astype(np.int64)
    rows: Whole = np.einsum("iy,iyxc->yxc", weights, np.stack([corners[low], corners[low + 1]]))
    across = np.stack([rows[:, low], rows[:, low + 1]])
    pixels: Whole = np.einsum("ix,iyxc->yxc", weights, across)
    return pixels // square**2


def drawn_image(seed: int, index: int) -> Images:
    """Return one image, uint8 [256, 256, 3]; `seed` names the set, `index` the image in it."""
    bits = np.random.PCG64(np.random.SeedSequence([seed, index]))
    large = _between(_corners(bits, LARGE), LARGE)
    small = _between(_corners(bits, SMALL), SMALL)
    mixed = (large * (16 - SMALL_PARTS) + small * SMALL_PARTS) // 16
    noise = (
        bits.random_raw(SIDE * SIDE * 3 // 8).astype("<u8").view(np.uint8).reshape(SIDE, SIDE, 3)
        & 7
    )
    return (mixed + noise).clip(0, 255).astype(np.uint8)


def drawn_images(seed: int, count: int) -> Images:
    """The first `count` images of a set, uint8 [count, 256, 256, 3]."""
    return np.stack([drawn_image(seed, index) for index in range(count)])
