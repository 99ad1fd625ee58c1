"""Random weights of DINOv2's shapes, for tests and measurements where the real ones are not."""

import math

import torch
from torch import Tensor

from imagegen_kernel.networks.dinov2_weights import GRID, HEAD, Size, shapes


def random_weights(seed: int, dim: int = 384, depth: int = 12) -> dict[str, Tensor]:
    """Seeded weights, float32: features of about 1, in which the pixels still show after `depth`.

    `dim` is a multiple of 64, as heads are of 64; 384 and 12 are ViT-S/14.
    Raises ValueError for another `dim`.
    """
    if dim % HEAD:
        raise ValueError(f"dim is {dim}; expected a multiple of {HEAD}")
    generator = torch.Generator().manual_seed(seed)
    return {
        name: _drawn(name, shape, generator) for name, shape in shapes(Size(dim, depth)).items()
    }


def _drawn(name: str, shape: tuple[int, ...], generator: torch.Generator) -> Tensor:
    noise = torch.randn(shape, generator=generator)
    kind = name.removesuffix(".weight").rsplit(".", 1)[-1]
    if name == "pos_embed":
        return torch.cat([noise[:, :1], _smooth(shape[-1], generator)], dim=1) * 0.5
    if name in ("cls_token", "mask_token"):
        return noise * 0.5
    if name.endswith(".bias"):
        return noise * 0.1
    if kind in ("norm", "norm1", "norm2"):
        return 1 + noise * 0.1
    if kind == "gamma":
        return 0.3 + noise * 0.05
    return noise / math.sqrt(math.prod(shape[1:]))


def _smooth(dim: int, generator: torch.Generator) -> Tensor:
    """Positions that change slowly over the grid, as trained ones do: [1, 37², dim]."""
    coarse = torch.randn(1, dim, 6, 6, generator=generator)
    fine = torch.nn.functional.interpolate(coarse, size=(GRID, GRID), mode="bicubic")
    return fine.flatten(2).transpose(1, 2)
