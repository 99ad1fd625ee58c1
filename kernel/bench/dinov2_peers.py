"""How far DINOv2 here is from other implementations, with the same random weights.

Run from kernel/: PYTHONPATH=src python bench/dinov2_peers.py [SOURCE]
SOURCE is a checkout of facebookresearch/dinov2; transformers is used where it is installed.
"""

import importlib
import importlib.metadata
import sys
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from imagegen_kernel.networks.dinov2 import DEVIATION, MEAN, DinoV2
from imagegen_kernel.networks.dinov2_positions import positions_at
from imagegen_kernel.networks.dinov2_random import random_weights
from imagegen_kernel.networks.pil_resize import resize_bicubic

IMAGES = np.random.default_rng(0).integers(0, 256, (4, 32, 32, 3), dtype=np.uint8)
IMAGES = IMAGES.repeat(8, axis=1).repeat(8, axis=2)
SIZES = {"small": (384, 12), "base": (768, 12), "large": (1024, 24)}
Weights = dict[str, Tensor]
Peer = Callable[[Weights, str], Tensor]


def network_input() -> Tensor:
    pixels = resize_bicubic(torch.from_numpy(IMAGES)).permute(0, 3, 1, 2).float() / 255
    return (pixels - torch.tensor(MEAN).view(3, 1, 1)) / torch.tensor(DEVIATION).view(3, 1, 1)


def authors(weights: Weights, name: str) -> Tensor:
    """The authors' own code with the settings of their hub (dinov2/hub/backbones.py)."""
    models = importlib.import_module("dinov2.models.vision_transformer")
    model = getattr(models, f"vit_{name}")(
        patch_size=14, img_size=518, init_values=1.0, interpolate_offset=0.1, block_chunks=0
    )
    model.load_state_dict(weights, strict=True)
    return model.eval().forward_features(network_input())["x_norm_clstoken"]


#: Names in transformers of what the checkpoint names otherwise.
IN_TRANSFORMERS = {
    "norm1": "norm1",
    "attn.proj": "attention.output.dense",
    "norm2": "norm2",
    "mlp.fc1": "mlp.fc1",
    "mlp.fc2": "mlp.fc2",
}


def transformers_names(weights: Weights, depth: int) -> Weights:
    start = "embeddings."
    renamed = {
        f"{start}cls_token": weights["cls_token"],
        f"{start}mask_token": weights["mask_token"],
        f"{start}position_embeddings": weights["pos_embed"],
        f"{start}patch_embeddings.projection.weight": weights["patch_embed.proj.weight"],
        f"{start}patch_embeddings.projection.bias": weights["patch_embed.proj.bias"],
    }
    for kind in ("weight", "bias"):
        renamed[f"layernorm.{kind}"] = weights[f"norm.{kind}"]
        for index in range(depth):
            ours, theirs = f"blocks.{index}.", f"encoder.layer.{index}."
            parts = weights[f"{ours}attn.qkv.{kind}"].chunk(3)
            for name, part in zip(("query", "key", "value"), parts, strict=True):
                renamed[f"{theirs}attention.attention.{name}.{kind}"] = part
            for one, other in IN_TRANSFORMERS.items():
                renamed[f"{theirs}{other}.{kind}"] = weights[f"{ours}{one}.{kind}"]
    for index in range(depth):
        for scale in (1, 2):
            renamed[f"encoder.layer.{index}.layer_scale{scale}.lambda1"] = weights[
                f"blocks.{index}.ls{scale}.gamma"
            ]
    return renamed


def in_transformers(weights: Weights, name: str) -> Tensor:
    transformers = importlib.import_module("transformers")
    dim, depth = SIZES[name]
    side = {257: 224, 1370: 518}[weights["pos_embed"].shape[1]]
    config = transformers.Dinov2Config(
        hidden_size=dim, num_hidden_layers=depth, num_attention_heads=dim // 64, image_size=side
    )
    model = transformers.Dinov2Model(config).eval()
    model.load_state_dict(transformers_names(weights, depth), strict=True)
    return model(network_input()).last_hidden_state[:, 0]


def compare(
    label: str, peer: Callable[[Weights, str], Tensor], weights: Weights, name: str
) -> None:
    try:
        with torch.inference_mode():
            theirs = peer(weights, name).double()
    except ImportError as error:
        print(f"{label:52s} skipped: {error}")
        return
    gap = (OURS[name] - theirs).norm(dim=1) / theirs.norm(dim=1)
    print(f"{label:52s} {gap.max():.1e}")


sys.path[0:1] = sys.argv[1:2]  # not this folder, whose dinov2.py is another
OURS: dict[str, Tensor] = {}
for package in ("torch", "transformers"):
    try:
        print(package, importlib.metadata.version(package))
    except importlib.metadata.PackageNotFoundError:
        print(package, "is not installed")
print("largest relative difference of an image's features, float32")
for name, (dim, depth) in SIZES.items():
    weights = random_weights(0, dim, depth)
    OURS[name] = DinoV2(weights, batch=4)(IMAGES).double()
    fitted = weights | {"pos_embed": positions_at(weights["pos_embed"], 16)}
    compare(f"{name}: authors' code", authors, weights, name)
    compare(f"{name}: transformers, our table of positions", in_transformers, fitted, name)
    compare(f"{name}: transformers, its own table", in_transformers, weights, name)
