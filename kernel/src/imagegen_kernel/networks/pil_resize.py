"""Pillow's bicubic resize of 8-bit images, bit by bit, on any device.

Pillow (src/libImaging/Resample.c) shrinks along the width, rounds to 8 bits, then along the height.
Its coefficients are whole numbers of 22 bits; a sum of products is below 2³¹. float32 holds whole
numbers up to 2²⁴ only, so each coefficient is split in two of 11 bits, each half is one product of
matrices without any rounding, and the halves meet in int32.

Pillow 13 takes the height first where that is shortened more (its pull request 9549). Here the
width is always first, as in every Pillow before, with which published values were made. Square
images are the same in both.
"""

import math
from functools import cache
from typing import NamedTuple

import torch
from torch import Tensor

from imagegen_kernel.networks.float32_mode import float32_products

#: Bits behind the point of Pillow's coefficients (PRECISION_BITS).
PRECISION = 22
#: Bits of the lower half of a coefficient.
LOW = 11
#: How far the cubic reaches, in pixels of the coarser image, and its parameter a.
SUPPORT, A = 2.0, -0.5
EXACT_IN_FLOAT32 = 2**24


class _Halves(NamedTuple):
    """Coefficients [out, in] as upper·2¹¹ + lower, whole numbers in float32."""

    upper: Tensor
    lower: Tensor


def _cubic(x: float) -> float:
    """Keys' cubic with a = -0.5, in the order of operations of Pillow."""
    x = abs(x)
    if x < 1.0:
        return ((A + 2.0) * x - (A + 3.0)) * x * x + 1.0
    if x < 2.0:
        return (((x - 5.0) * x + 8.0) * x - 4.0) * A
    return 0.0


def coefficients(source: int, target: int) -> Tensor:
    """Pillow's coefficients for one axis, in units of 2⁻²²: int64 [target, source]."""
    table = torch.zeros(target, source, dtype=torch.int64)
    scale = source / target
    stretch = max(scale, 1.0)
    for row in range(target):
        center = (row + 0.5) * scale
        first = max(0, int(center - SUPPORT * stretch + 0.5))
        last = min(source, int(center + SUPPORT * stretch + 0.5))
        weights = [_cubic((x - center + 0.5) * (1.0 / stretch)) for x in range(first, last)]
        total = 0.0
        for weight in weights:  # not sum(), which rounds otherwise since Python 3.12
            total += weight
        for x, weight in zip(range(first, last), weights, strict=True):
            fixed = weight / total * 2**PRECISION
            table[row, x] = math.trunc(fixed + math.copysign(0.5, fixed))
    return table


@cache
def _halves(source: int, target: int, device: torch.device) -> _Halves:
    table = coefficients(source, target)
    upper = (table + 2 ** (LOW - 1)) >> LOW
    lower = table - (upper << LOW)
    largest = max(int(half.abs().sum(dim=1).max()) for half in (upper, lower)) * 255
    if largest >= EXACT_IN_FLOAT32:
        raise ValueError(
            f"{source} pixels are too many to resize exactly; expected at most about"
            f" {16 * target}: shrink the images first"
        )
    return _Halves(upper.float().to(device), lower.float().to(device))


def _rounded(upper: Tensor, lower: Tensor) -> Tensor:
    """Join the halves and round to 0..255, half up: whole numbers in float32."""
    joined = upper.to(torch.int32).mul_(2**LOW).add_(lower.to(torch.int32))
    joined = joined.add_(2 ** (PRECISION - 1)).bitwise_right_shift_(PRECISION)
    return joined.clamp_(0, 255).float()


def resize_bicubic(images: Tensor, side: int = 224) -> Tensor:
    """Resize uint8 [n, h, w, c] to uint8 [n, side, side, c], on the device of the images.

    Equal to Pillow's Image.resize((side, side), BICUBIC) of each image, width first. Raises
    ValueError for images above about 16·side pixels a side, whose sums float32 could not hold.
    """
    height, width = images.shape[1:3]
    along, down = (_halves(length, side, images.device) for length in (width, height))
    pixels = images.permute(0, 3, 1, 2).float()
    with float32_products(tf32=False):
        pixels = _rounded(pixels @ along.upper.T, pixels @ along.lower.T)
        pixels = _rounded(down.upper @ pixels, down.lower @ pixels)
    return pixels.to(torch.uint8).permute(0, 2, 3, 1)
