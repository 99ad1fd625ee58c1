"""The pools of the Inception network."""

import torch
import torch.nn.functional as F
from torch import Tensor


def halving_maximum(x: Tensor) -> Tensor:
    """Maximum over 3×3 at every second place, of [n, c, h, w]; nothing beyond the edges.

    On a CPU, channels last, by rows and then by columns: PyTorch's own pool also writes down where
    each maximum was, which takes four times as long.
    """
    if x.device.type != "cpu" or not x.is_contiguous(memory_format=torch.channels_last):
        return F.max_pool2d(x, 3, 2)
    rows = _largest_of_three(x.permute(0, 2, 3, 1), 1)
    return _largest_of_three(rows, 2).permute(0, 3, 1, 2)


def _largest_of_three(x: Tensor, direction: int) -> Tensor:
    """Maxima of places 0–2, 2–4, 4–6 and so on."""
    count = (x.shape[direction] - 1) // 2
    whole = [slice(None)] * direction
    first, middle, last = (
        x[(*whole, slice(start, start + 2 * count - 1, 2))] for start in range(3)
    )
    found = torch.maximum(first, middle)
    return torch.maximum(found, last, out=found)


def average(x: Tensor) -> Tensor:
    """Mean over 3×3 around every place of [n, c, h, w]; places beyond the edges do not count."""
    return F.avg_pool2d(x, 3, 1, 1, count_include_pad=False)


def maximum(x: Tensor) -> Tensor:
    """Maximum over 3×3 around every place of [n, c, h, w]."""
    return F.max_pool2d(x, 3, 1, 1)
