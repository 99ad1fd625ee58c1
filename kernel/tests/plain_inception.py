"""The Inception network of 2015-12-05 as plainly as it can be written, in float64: an oracle.

Batch norm is not folded, nothing is merged or reordered. Every way in which others get it wrong is
an argument, so that tests can see that it would be noticed.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor

from imagegen_kernel.networks.inception_layout import CONVOLUTIONS

Weights = Mapping[str, Tensor]


def tf1_resize(images: Tensor, side: int = 299) -> Tensor:
    """Resize [n, c, h, w], pixel by pixel as TensorFlow 1 does, in float32."""
    height, width = images.shape[2:]
    rows = [_place(index, height, side) for index in range(side)]
    columns = [_place(index, width, side) for index in range(side)]
    pixels = images.float()
    return torch.stack(
        [torch.stack([_pixel(pixels, row, column) for column in columns], dim=-1) for row in rows],
        dim=-2,
    )


def _place(index: int, size: int, out: int) -> tuple[int, int, Tensor]:
    scale = torch.tensor(size, dtype=torch.float32) / torch.tensor(out, dtype=torch.float32)
    source = torch.tensor(index, dtype=torch.float32) * scale
    low = int(source)
    return low, min(low + 1, size - 1), source - low


def _pixel(pixels: Tensor, row: tuple[int, int, Tensor], column: tuple[int, int, Tensor]) -> Tensor:
    (top, bottom, down), (left, right, across) = row, column
    above, below = pixels[:, :, top], pixels[:, :, bottom]
    upper = above[..., left] + (above[..., right] - above[..., left]) * across
    lower = below[..., left] + (below[..., right] - below[..., left]) * across
    return upper + (lower - upper) * down


class Quirks(NamedTuple):
    """What is special about this network; other values are mistakes."""

    epsilon: float = 1e-3
    padding_counts: bool = False
    last_pool: str = "max"


AS_IT_IS = Quirks()


def plain_inception(
    pixels: Tensor, weights: Weights, quirks: Quirks = AS_IT_IS
) -> dict[str, Tensor]:
    """Stages of the network, float64, of resized pixels [n, 3, 299, 299] in 0..255."""
    doubles = {name: tensor.double() for name, tensor in weights.items()}
    run = partial(_convolved, weights=doubles, epsilon=quirks.epsilon)
    stages = {"resize": pixels.double()}
    x = (pixels.double() - 128) / 128
    for name in ("Conv2d_1a_3x3", "Conv2d_2a_3x3", "Conv2d_2b_3x3"):
        x = run(x, name)
    x = F.max_pool2d(x, 3, 2)
    for name in ("Conv2d_3b_1x1", "Conv2d_4a_3x3"):
        x = run(x, name)
    x = stages["stem"] = F.max_pool2d(x, 3, 2)
    for block in ("5b", "5c", "5d"):
        x = stages[f"Mixed_{block}"] = _block(x, run, block, FIVES, _average(quirks))
    x = stages["Mixed_6a"] = _block(x, run, "6a", SIX_A, _halved)
    for block in ("6b", "6c", "6d", "6e"):
        x = stages[f"Mixed_{block}"] = _block(x, run, block, SIXES, _average(quirks))
    x = stages["Mixed_7a"] = _block(x, run, "7a", SEVEN_A, _halved)
    x = stages["Mixed_7b"] = _block(x, run, "7b", SEVENS, _average(quirks))
    last = _average(quirks) if quirks.last_pool == "average" else _maximum
    x = stages["Mixed_7c"] = _block(x, run, "7c", SEVENS, last)
    stages["pool"] = x.mean(dim=(2, 3))
    stages["spatial"] = stages["Mixed_6d"][:, :7].permute(0, 2, 3, 1).flatten(1)
    stages["logits"] = stages["pool"] @ doubles["fc.weight"].T
    return stages


def _convolved(x: Tensor, name: str, weights: Weights, epsilon: float) -> Tensor:
    layer = CONVOLUTIONS[name]
    x = F.conv2d(x, weights[f"{name}.conv.weight"], None, layer.stride, layer.padding)
    scale, shift, mean, variance = (
        weights[f"{name}.bn.{part}"] for part in ("weight", "bias", "running_mean", "running_var")
    )
    return F.batch_norm(x, mean, variance, scale, shift, training=False, eps=epsilon).relu()


def _average(quirks: Quirks) -> Callable[[Tensor], Tensor]:
    return partial(
        F.avg_pool2d,
        kernel_size=3,
        stride=1,
        padding=1,
        count_include_pad=quirks.padding_counts,
    )


def _maximum(x: Tensor) -> Tensor:
    return F.max_pool2d(x, 3, 1, 1)


def _halved(x: Tensor) -> Tensor:
    return F.max_pool2d(x, 3, 2)


#: Branches of a block, in the order in which they are joined; a pair of ends is joined too.
FIVES = (("1x1",), ("5x5_1", "5x5_2"), ("3x3dbl_1", "3x3dbl_2", "3x3dbl_3"))
SIX_A = (("3x3",), ("3x3dbl_1", "3x3dbl_2", "3x3dbl_3"))
SIXES = (
    ("1x1",),
    ("7x7_1", "7x7_2", "7x7_3"),
    ("7x7dbl_1", "7x7dbl_2", "7x7dbl_3", "7x7dbl_4", "7x7dbl_5"),
)
SEVEN_A = (("3x3_1", "3x3_2"), ("7x7x3_1", "7x7x3_2", "7x7x3_3", "7x7x3_4"))
SEVENS = (
    ("1x1",),
    ("3x3_1", "3x3_2a"),
    ("3x3_1", "3x3_2b"),
    ("3x3dbl_1", "3x3dbl_2", "3x3dbl_3a"),
    ("3x3dbl_1", "3x3dbl_2", "3x3dbl_3b"),
)


def _block(
    x: Tensor,
    run: Callable[[Tensor, str], Tensor],
    block: str,
    branches: tuple[tuple[str, ...], ...],
    pool: Callable[[Tensor], Tensor],
) -> Tensor:
    found = []
    for names in branches:
        branch = x
        for name in names:
            branch = run(branch, f"Mixed_{block}.branch{name}")
        found.append(branch)
    pooled = pool(x)
    if f"Mixed_{block}.branch_pool" in CONVOLUTIONS:
        pooled = run(pooled, f"Mixed_{block}.branch_pool")
    return torch.cat([*found, pooled], 1)
