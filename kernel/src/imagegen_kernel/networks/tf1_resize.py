"""TensorFlow 1's bilinear resize, which is part of the metric.

`ResizeBilinear` with align_corners=False and half_pixel_centers=False: the source of pixel i is
i · (in / out), without the half pixel that everybody else adds, and without smoothing when an image
becomes smaller. Other resizes move FID by whole points (Parmar et al. 2104.11222).
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor


class _Places(NamedTuple):
    """For each pixel of a side: the two it lies between, and how far it is from the first."""

    low: Tensor
    high: Tensor
    part: Tensor


@lru_cache(maxsize=16)
def _places(size: int, out: int, device: torch.device) -> _Places:
    # In float32, as TensorFlow computes them: the scale, then place by place.
    scale = np.float32(size) / np.float32(out)
    source = np.arange(out, dtype=np.float32) * scale
    low = np.minimum(np.floor(source).astype(np.int64), size - 1)
    high = np.minimum(low + 1, size - 1)
    part = source - low.astype(np.float32)
    return _Places(*(torch.from_numpy(array).to(device) for array in (low, high, part)))


def tf1_bilinear(images: Tensor, side: int) -> Tensor:
    """Resize uint8 or float32 [n, h, w, c] to float32 [n, side, side, c], values as they are.

    Along the width first, then the height, each as low + (high − low) · part: TensorFlow's order
    of operations, so that results are equal bit by bit on a CPU. Raises ValueError for another
    shape or dtype.
    """
    if images.ndim != 4 or 0 in images.shape[1:]:
        raise ValueError(f"images are {list(images.shape)}; expected [n, h, w, c]")
    if images.dtype not in (torch.uint8, torch.float32):
        raise ValueError(f"images are {images.dtype}; expected uint8 or float32")
    height, width = images.shape[1:3]
    if (height, width) == (side, side):
        return images.float()
    across, down = _places(width, side, images.device), _places(height, side, images.device)
    # Columns lie as rows meanwhile: gathering whole rows takes a third of the time.
    columns = _between(images.transpose(1, 2).contiguous(), across)
    return _between(columns.transpose(1, 2).contiguous(), down)


def _between(images: Tensor, rows: _Places) -> Tensor:
    """Values at places between the rows of [n, h, w, c], float32."""
    low = images.index_select(1, rows.low).float()
    high = images.index_select(1, rows.high).float()
    return high.sub_(low).mul_(rows.part.view(1, -1, 1, 1)).add_(low)
