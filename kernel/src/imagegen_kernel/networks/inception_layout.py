"""The convolutions of the Inception network of 2015-12-05, by the names of its published weights.

Names and shapes as in the weights that pytorch-fid and torch-fidelity converted from TensorFlow's
graph. "The Inception network" of FID is not the one of the paper: see inception.py.
"""

from typing import NamedTuple

Pair = tuple[int, int]

#: Features of the last pooling layer, and rows of the classifier (TensorFlow counted 1,008).
POOLED, CLASSES = 2048, 1008
#: Batch norm's epsilon in the graph.
EPSILON = 1e-3


class Convolution(NamedTuple):
    """Sizes of a convolution without bias, which batch norm and ReLU follow."""

    inputs: int
    outputs: int
    kernel: Pair
    stride: int = 1
    padding: Pair = (0, 0)


def _one(inputs: int, outputs: int) -> Convolution:
    return Convolution(inputs, outputs, (1, 1))


def _same(inputs: int, outputs: int, height: int, width: int) -> Convolution:
    """Keeps the size of the image."""
    return Convolution(inputs, outputs, (height, width), 1, (height // 2, width // 2))


def _halving(inputs: int, outputs: int) -> Convolution:
    return Convolution(inputs, outputs, (3, 3), 2)


def _block_a(inputs: int, pooled: int) -> dict[str, Convolution]:
    return {
        "branch1x1": _one(inputs, 64),
        "branch5x5_1": _one(inputs, 48),
        "branch5x5_2": _same(48, 64, 5, 5),
        "branch3x3dbl_1": _one(inputs, 64),
        "branch3x3dbl_2": _same(64, 96, 3, 3),
        "branch3x3dbl_3": _same(96, 96, 3, 3),
        "branch_pool": _one(inputs, pooled),
    }


def _block_b(inputs: int) -> dict[str, Convolution]:
    return {
        "branch3x3": _halving(inputs, 384),
        "branch3x3dbl_1": _one(inputs, 64),
        "branch3x3dbl_2": _same(64, 96, 3, 3),
        "branch3x3dbl_3": _halving(96, 96),
    }


def _block_c(inputs: int, inner: int) -> dict[str, Convolution]:
    return {
        "branch1x1": _one(inputs, 192),
        "branch7x7_1": _one(inputs, inner),
        "branch7x7_2": _same(inner, inner, 1, 7),
        "branch7x7_3": _same(inner, 192, 7, 1),
        "branch7x7dbl_1": _one(inputs, inner),
        "branch7x7dbl_2": _same(inner, inner, 7, 1),
        "branch7x7dbl_3": _same(inner, inner, 1, 7),
        "branch7x7dbl_4": _same(inner, inner, 7, 1),
        "branch7x7dbl_5": _same(inner, 192, 1, 7),
        "branch_pool": _one(inputs, 192),
    }


def _block_d(inputs: int) -> dict[str, Convolution]:
    return {
        "branch3x3_1": _one(inputs, 192),
        "branch3x3_2": _halving(192, 320),
        "branch7x7x3_1": _one(inputs, 192),
        "branch7x7x3_2": _same(192, 192, 1, 7),
        "branch7x7x3_3": _same(192, 192, 7, 1),
        "branch7x7x3_4": _halving(192, 192),
    }


def _block_e(inputs: int) -> dict[str, Convolution]:
    return {
        "branch1x1": _one(inputs, 320),
        "branch3x3_1": _one(inputs, 384),
        "branch3x3_2a": _same(384, 384, 1, 3),
        "branch3x3_2b": _same(384, 384, 3, 1),
        "branch3x3dbl_1": _one(inputs, 448),
        "branch3x3dbl_2": _same(448, 384, 3, 3),
        "branch3x3dbl_3a": _same(384, 384, 1, 3),
        "branch3x3dbl_3b": _same(384, 384, 3, 1),
        "branch_pool": _one(inputs, 192),
    }


STEM = {
    "Conv2d_1a_3x3": _halving(3, 32),
    "Conv2d_2a_3x3": Convolution(32, 32, (3, 3)),
    "Conv2d_2b_3x3": _same(32, 64, 3, 3),
    "Conv2d_3b_1x1": _one(64, 80),
    "Conv2d_4a_3x3": Convolution(80, 192, (3, 3)),
}
BLOCKS = {
    "Mixed_5b": _block_a(192, 32),
    "Mixed_5c": _block_a(256, 64),
    "Mixed_5d": _block_a(288, 64),
    "Mixed_6a": _block_b(288),
    "Mixed_6b": _block_c(768, 128),
    "Mixed_6c": _block_c(768, 160),
    "Mixed_6d": _block_c(768, 160),
    "Mixed_6e": _block_c(768, 192),
    "Mixed_7a": _block_d(768),
    "Mixed_7b": _block_e(1280),
    "Mixed_7c": _block_e(2048),
}
#: Every convolution of the network by its whole name.
CONVOLUTIONS = STEM | {
    f"{block}.{name}": convolution
    for block, convolutions in BLOCKS.items()
    for name, convolution in convolutions.items()
}


def first_branches(block: str) -> tuple[str, ...]:
    """The 1×1 convolutions of a block that see its input, without the one behind its pool."""
    names = [name for name in BLOCKS[block] if name == "branch1x1" or name.endswith("_1")]
    return tuple(f"{block}.{name}" for name in names)


def shapes() -> dict[str, tuple[int, ...]]:
    """Shape of every tensor of a weights file, by its name."""
    found: dict[str, tuple[int, ...]] = {}
    for name, layer in CONVOLUTIONS.items():
        found[f"{name}.conv.weight"] = (layer.outputs, layer.inputs, *layer.kernel)
        for kind in ("weight", "bias", "running_mean", "running_var"):
            found[f"{name}.bn.{kind}"] = (layer.outputs,)
    return found | {"fc.weight": (CLASSES, POOLED), "fc.bias": (CLASSES,)}
