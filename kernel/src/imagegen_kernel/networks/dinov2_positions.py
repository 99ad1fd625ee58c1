"""DINOv2's table of positions, made for 37×37 patches, at the 16×16 patches of an image of 224."""

import torch
from torch import Tensor

from imagegen_kernel.networks.dinov2_weights import GRID

#: Added to the side of the grid before the scale is computed: the authors' "historical kludge"
#: (interpolate_offset in dinov2/models/vision_transformer.py). The checkpoints were tuned with it.
OFFSET = 0.1


def positions_at(table: Tensor, side: int) -> Tensor:
    """Resize a table [1, 1 + 37², dim] to [1, 1 + side², dim], float32, as the authors do.

    Bicubic without antialiasing at the scale (side + 0.1) / 37. So it samples a little more tightly
    than side / 37, and not the same points as a plain resize to `side`.
    """
    table = table.float()
    own, patches = table[:, :1], table[:, 1:]
    if side == GRID:
        return table
    grid = patches.reshape(1, GRID, GRID, -1).permute(0, 3, 1, 2)
    scale = (side + OFFSET) / GRID
    fitted = torch.nn.functional.interpolate(grid, scale_factor=(scale, scale), mode="bicubic")
    if tuple(fitted.shape[-2:]) != (side, side):
        raise ValueError(f"positions came out as {list(fitted.shape[-2:])}; expected two of {side}")
    return torch.cat([own, fitted.permute(0, 2, 3, 1).reshape(1, side * side, -1)], dim=1)
