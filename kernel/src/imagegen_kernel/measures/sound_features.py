"""What every measure asks of features before it computes anything."""

import numpy as np
from array_api_compat import array_namespace

from imagegen_kernel.measures.backend import Array, blocks


def require_sound(features: Array, what: str, *, count: int | None = None, least: int = 2) -> None:
    """Refuse features [n, d] that no value should be made of.

    Raises ValueError, in words, where they are not two-dimensional floats, where there are not
    exactly `count` of them (or fewer than `least`), or where one is NaN or infinite.
    """
    xp = array_namespace(features)
    if features.ndim != 2 or features.shape[1] < 1:
        raise ValueError(
            f"{what}: found an array of shape {tuple(features.shape)};"
            " expected [images, dimensions]"
        )
    if not xp.isdtype(features.dtype, "real floating"):
        raise ValueError(f"{what}: found {features.dtype}; expected float32 or float64")
    images = int(features.shape[0])
    if count is not None and images != count:
        raise ValueError(
            f"{what}: found {images:,} images; expected exactly {count:,}."
            " Values of different counts cannot be compared.\n"
            f"Fix: give features of all {count:,} images"
        )
    if images < least:
        raise ValueError(f"{what}: found {images:,} images; expected at least {least:,}")
    for block in blocks(images):
        # A sum is finite only if all it adds up are, and is soon known.
        with np.errstate(over="ignore", invalid="ignore"):
            sums = xp.sum(features[block, ...], axis=1)
        if bool(xp.all(xp.isfinite(sums))):
            continue
        finite = xp.all(xp.isfinite(features[block, ...]), axis=1)
        if not bool(xp.all(finite)):
            first = block.start + int(xp.argmin(xp.astype(finite, xp.int8)))
            raise ValueError(
                f"{what}: the features of image {first} (counted from 0) are not all finite.\n"
                "Fix: look at that image, and at the network that made the features"
            )


def require_same_width(a: Array, b: Array) -> None:
    """Raise ValueError where two sets of features have different dimensions."""
    if a.shape[1] != b.shape[1]:
        raise ValueError(
            f"found features of {a.shape[1]} and of {b.shape[1]} dimensions; expected the same"
            " network for both"
        )
