"""The convolutions of the Inception network, ready to run on one device in one arithmetic."""

from collections.abc import Mapping
from typing import Any, Protocol

import torch
import torch.nn.functional as F
from torch import Tensor

from imagegen_kernel.networks.inception_layout import BLOCKS, CONVOLUTIONS, Pair, first_branches
from imagegen_kernel.networks.inception_weights import Folded


class Convolutions(Protocol):
    """What the blocks ask for. Images are [n, c, h, w], channels last."""

    def linear(self, x: Tensor, name: str) -> Tensor:
        """A convolution without its ReLU."""
        ...

    def __call__(self, x: Tensor, *names: str) -> Tensor:
        """Convolutions with their ReLU, one after the other."""
        ...

    def firsts(self, x: Tensor, block: str) -> tuple[Tensor, ...]:
        """The branches' first 1×1 convolutions, which see the same input, with ReLU."""
        ...


class MergedConvolutions:
    """For any device: PyTorch's public functions, the firsts of a block as one convolution."""

    def __init__(
        self, layers: Mapping[str, Folded], device: torch.device, kind: torch.dtype
    ) -> None:
        """Bring the layers to a device. Merging saves a GPU twenty starts of small programs."""
        merged = dict(layers)
        for block in BLOCKS:
            if len(names := first_branches(block)) > 1:
                first = [merged.pop(name) for name in names]
                merged[f"{block}.first"] = Folded(*map(torch.cat, zip(*first, strict=True)))
        self._layers = {name: _held(merged.pop(name), device, kind) for name in list(merged)}

    def linear(self, x: Tensor, name: str) -> Tensor:
        """A convolution without its ReLU."""
        layer, sizes = self._layers[name], CONVOLUTIONS[name]
        return F.conv2d(x, layer.weight, layer.bias, sizes.stride, sizes.padding)

    def __call__(self, x: Tensor, *names: str) -> Tensor:
        """Convolutions with their ReLU, one after the other."""
        for name in names:
            x = self.linear(x, name).relu_()
        return x

    def firsts(self, x: Tensor, block: str) -> tuple[Tensor, ...]:
        """The first 1×1 convolutions as one, then cut apart."""
        layer = self._layers[f"{block}.first"]
        found = F.conv2d(x, layer.weight, layer.bias).relu_()
        sizes = [CONVOLUTIONS[name].outputs for name in first_branches(block)]
        return torch.split(found, sizes, dim=1)


class PackedConvolutions:
    """For CPUs: oneDNN's convolution with ReLU in one pass, weights in oneDNN's own order.

    These are the operations that torch.compile uses on CPUs. They are not PyTorch's public
    interface, so `MergedConvolutions` stands in where they are missing.
    """

    def __init__(self, layers: Mapping[str, Folded], kind: torch.dtype) -> None:
        """Take the layers as they are; they are packed when the size of their input is known."""
        self._layers = {
            name: _held(layer, torch.device("cpu"), kind) for name, layer in layers.items()
        }

    @staticmethod
    def possible(kind: torch.dtype) -> bool:
        """Whether this PyTorch has the operations, for this type, on this processor."""
        try:
            weight = torch.zeros(16, 16, 1, 1, dtype=kind)
            image = torch.zeros(1, 16, 2, 2, dtype=kind)
            packed = _packed(weight, image, 1, (0, 0))
            _convolved(image, Folded(packed, torch.zeros(16, dtype=kind)), 1, (0, 0), "relu")
        except (RuntimeError, AttributeError, TypeError):
            return False
        return True

    def linear(self, x: Tensor, name: str) -> Tensor:
        """A convolution without its ReLU."""
        return self._run(x, name, "none")

    def __call__(self, x: Tensor, *names: str) -> Tensor:
        """Convolutions with their ReLU, one after the other."""
        for name in names:
            x = self._run(x, name, "relu")
        return x

    def firsts(self, x: Tensor, block: str) -> tuple[Tensor, ...]:
        """One by one: cutting a merged result apart would copy it."""
        return tuple(self._run(x, name, "relu") for name in first_branches(block))

    def _run(self, x: Tensor, name: str, then: str) -> Tensor:
        layer, sizes = self._layers[name], CONVOLUTIONS[name]
        if not layer.weight.is_mkldnn:
            packed = _packed(layer.weight, x, sizes.stride, sizes.padding)
            layer = self._layers[name] = Folded(packed, layer.bias)
        return _convolved(x, layer, sizes.stride, sizes.padding, then)


def _held(layer: Folded, device: torch.device, kind: torch.dtype) -> Folded:
    """A layer where and as it is used."""
    weight = layer.weight.to(device, kind).to(memory_format=torch.channels_last)
    return Folded(weight, layer.bias.to(device, kind))


def _packed(weight: Tensor, image: Tensor, stride: int, padding: Pair) -> Tensor:
    pack: Any = torch._C._nn.mkldnn_reorder_conv2d_weight
    packed: Tensor = pack(weight.to_mkldnn(), padding, (stride,) * 2, (1, 1), 1, image.shape)
    return packed


def _convolved(x: Tensor, layer: Folded, stride: int, padding: Pair, then: str) -> Tensor:
    run: Any = torch.ops.mkldnn._convolution_pointwise
    strides, dilation, groups = (stride,) * 2, (1, 1), 1
    found: Tensor = run(
        x, layer.weight, layer.bias, padding, strides, dilation, groups, then, [], ""
    )
    return found
