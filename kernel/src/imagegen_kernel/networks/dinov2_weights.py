"""Weights of DINOv2 (arXiv 2304.07193) as facebookresearch/dinov2 publishes them, checked.

Names, shapes and values are all verified, so that a file of another network, one with registers or
a damaged one is refused in words and never measured with.
"""

from collections.abc import Mapping
from typing import NamedTuple

from torch import Tensor

from imagegen_kernel.networks.weights_file import check_tensors
from imagegen_kernel.weights_error import WeightsError

#: Side of a patch in pixels, of the grid of positions in patches (images of 518), of the heads.
PATCH, GRID, HEAD = 14, 37, 64
#: Hidden units of a block for each of its inputs.
WIDER = 4


class Size(NamedTuple):
    """Features of a token, and blocks: 1024 and 24 in ViT-L, 768 and 12 in ViT-B."""

    dim: int
    depth: int


def shapes(size: Size) -> dict[str, tuple[int, ...]]:
    """Shape of every tensor of a network, by its name."""
    dim, hidden = size.dim, WIDER * size.dim
    block = {
        "norm1.weight": (dim,),
        "norm1.bias": (dim,),
        "attn.qkv.weight": (3 * dim, dim),
        "attn.qkv.bias": (3 * dim,),
        "attn.proj.weight": (dim, dim),
        "attn.proj.bias": (dim,),
        "ls1.gamma": (dim,),
        "norm2.weight": (dim,),
        "norm2.bias": (dim,),
        "mlp.fc1.weight": (hidden, dim),
        "mlp.fc1.bias": (hidden,),
        "mlp.fc2.weight": (dim, hidden),
        "mlp.fc2.bias": (dim,),
        "ls2.gamma": (dim,),
    }
    return {
        "cls_token": (1, 1, dim),
        "pos_embed": (1, 1 + GRID * GRID, dim),
        "mask_token": (1, dim),
        "patch_embed.proj.weight": (dim, 3, PATCH, PATCH),
        "patch_embed.proj.bias": (dim,),
        **{
            f"blocks.{index}.{name}": shape
            for index in range(size.depth)
            for name, shape in block.items()
        },
        "norm.weight": (dim,),
        "norm.bias": (dim,),
    }


def check_weights(weights: Mapping[str, Tensor]) -> Size:
    """Size of the network whose weights these are. Raises WeightsError."""
    size = _size(weights)
    check_tensors(weights, shapes(size), "a DINOv2 without registers")
    return size


def _size(weights: Mapping[str, Tensor]) -> Size:
    token = weights.get("cls_token")
    if not isinstance(token, Tensor) or token.ndim != 3 or token.shape[-1] % HEAD:
        found = list(token.shape) if isinstance(token, Tensor) else type(token).__name__
        raise WeightsError(
            f"cls_token is {found}; expected a tensor [1, 1, dim], dim a multiple of {HEAD}"
        )
    depth = sum(str(name).endswith(".norm1.weight") for name in weights)
    return Size(int(token.shape[-1]), depth)
