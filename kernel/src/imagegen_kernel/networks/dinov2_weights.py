"""Weights of DINOv2 (arXiv 2304.07193) as facebookresearch/dinov2 publishes them, checked.

Names, shapes and values are all verified, so that a file of another network, one with registers or
a damaged one is refused in words and never measured with.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor

#: Side of a patch in pixels, of the grid of positions in patches (images of 518), of the heads.
PATCH, GRID, HEAD = 14, 37, 64
#: Hidden units of a block for each of its inputs.
WIDER = 4


class Dinov2WeightsError(ValueError):
    """The weights are not those of a DINOv2 without registers; says what is wrong."""


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


def read_weights(path: Path) -> dict[str, Tensor]:
    """Read a checkpoint whose SHA-256 the caller has verified. Raises Dinov2WeightsError.

    Nothing in the file is run: PyTorch's unpickler for weights alone refuses whatever is no tensor.
    """
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # a damaged file may raise nearly anything
        first = (str(error).splitlines() or [""])[0]
        raise Dinov2WeightsError(
            f"{path.name} cannot be read as weights: {type(error).__name__}: {first}"
        ) from error
    if not isinstance(content, Mapping):
        raise Dinov2WeightsError(
            f"{path.name} holds a {type(content).__name__}; expected tensors by name"
        )
    return dict(content)


def check_weights(weights: Mapping[str, Tensor]) -> Size:
    """Size of the network whose weights these are. Raises Dinov2WeightsError."""
    size = _size(weights)
    expected = shapes(size)
    _check_names(set(weights), set(expected))
    for name, shape in expected.items():
        _check_tensor(name, weights[name], shape)
    return size


def _size(weights: Mapping[str, Tensor]) -> Size:
    token = weights.get("cls_token")
    if not isinstance(token, Tensor) or token.ndim != 3 or token.shape[-1] % HEAD:
        found = list(token.shape) if isinstance(token, Tensor) else type(token).__name__
        raise Dinov2WeightsError(
            f"cls_token is {found}; expected a tensor [1, 1, dim], dim a multiple of {HEAD}"
        )
    depth = sum(str(name).endswith(".norm1.weight") for name in weights)
    return Size(int(token.shape[-1]), depth)


def _check_names(found: set[str], expected: set[str]) -> None:
    missing, extra = sorted(expected - found), sorted(map(str, found - expected))
    for what, names in (("lack", missing), ("have also", extra)):
        if names:
            shown = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
            raise Dinov2WeightsError(
                f"the weights {what} {len(names)} tensor(s): {shown};"
                " expected those of a DINOv2 without registers"
            )


def _check_tensor(name: str, tensor: Tensor, shape: tuple[int, ...]) -> None:
    if not isinstance(tensor, Tensor) or tuple(tensor.shape) != shape:
        found = list(tensor.shape) if isinstance(tensor, Tensor) else type(tensor).__name__
        raise Dinov2WeightsError(f"{name} is {found}; expected a tensor {list(shape)}")
    if tensor.layout != torch.strided or not tensor.is_floating_point():
        raise Dinov2WeightsError(
            f"{name} is of {tensor.dtype}, {tensor.layout}; expected dense floats"
        )
    if not bool(torch.isfinite(tensor).all()):
        raise Dinov2WeightsError(f"{name} has values that are NaN or infinite")
