"""The Inception network of FID: TensorFlow's graph of 2015-12-05, as the ADM evaluator uses it.

It is not the Inception v3 of the paper (1512.00567): average pools leave the padding out, the last
block pools by the maximum, there are 1,008 classes, and the resize is part of the network.
Arithmetic is rearranged where that changes nothing but the last bits (docs/kernel-precision.md):
batch norm is folded, the 1×1 convolutions of a block that see the same input are one, and those
behind an average pool come before it, where there are fewer channels to pool.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from imagegen_kernel.networks.float32_mode import float32_products
from imagegen_kernel.networks.inception_layout import BLOCKS, CONVOLUTIONS, POOLED, first_branches
from imagegen_kernel.networks.inception_weights import Folded, inception_weights
from imagegen_kernel.networks.precision import Precision, require_precision
from imagegen_kernel.networks.tf1_resize import tf1_bilinear

TYPES = {"bfloat16": torch.bfloat16, "float16": torch.float16}

#: Side of the images that the network sees.
SIDE = 299
#: Images that the network takes at once, whatever the caller's batches are, by kind of device: what
#: fits a processor's cache, and what fills a GPU. Both divide 250.
BATCH = {"cpu": 10, "cuda": 250}
#: Channels and side of the layer that sFID looks at.
SPATIAL_CHANNELS, SPATIAL_SIDE = 7, 17
SPATIAL = SPATIAL_CHANNELS * SPATIAL_SIDE**2


class InceptionFeatures(NamedTuple):
    """Of n images, float32, on the network's device."""

    #: Last pooling layer (`pool_3`) [n, 2048].
    pool: Tensor
    #: Seven channels of `mixed_6/conv`, by row, column and channel [n, 2023].
    spatial: Tensor


class Inception:
    """The frozen network."""

    def __init__(
        self,
        weights: Path | Mapping[str, Tensor],
        device: str | torch.device = "cpu",
        precision: Precision = "float32",
        batch: int | None = None,
    ) -> None:
        """Check the weights (of a file, SHA-256 verified by the caller) and hold them ready.

        Raises WeightsError, and ValueError for an unknown precision.
        """
        require_precision(precision)
        self.device, self.precision = torch.device(device), precision
        self.batch = batch or BATCH.get(self.device.type, 50)
        self._type = TYPES.get(precision, torch.float32)
        given = inception_weights(weights)
        self.logit_weight = given.logits
        layers = given.convolutions
        for block in BLOCKS:
            if len(names := first_branches(block)) > 1:
                first = [layers.pop(name) for name in names]
                layers[f"{block}.first"] = Folded(*map(torch.cat, zip(*first, strict=True)))
        self._layers = {name: self._held(layers.pop(name)) for name in list(layers)}

    def _held(self, layer: Folded) -> Folded:
        """A layer where and as it is used."""
        weight = layer.weight.to(self.device, self._type)
        return Folded(
            weight.to(memory_format=torch.channels_last), layer.bias.to(self.device, self._type)
        )

    def __call__(self, images: NDArray[np.uint8] | Tensor) -> InceptionFeatures:
        """Features of uint8 [n, h, w, 3]. Raises ValueError for anything else.

        The network always takes `batch` images, the last ones filled up with black, so that an
        image's features do not depend on how many the caller gives.
        """
        if images.ndim != 4 or images.shape[-1] != 3 or str(images.dtype)[-5:] != "uint8":
            raise ValueError(
                f"images are {images.dtype} {list(images.shape)}; expected uint8 [n, h, w, 3]"
            )
        pool = torch.empty(len(images), POOLED, device=self.device)
        spatial = torch.empty(len(images), SPATIAL, device=self.device)
        with torch.inference_mode(), float32_products(tf32=self.precision == "tf32"):
            for first in range(0, len(images), self.batch):
                part = images[first : first + self.batch]
                full = torch.zeros(
                    self.batch, *images.shape[1:], dtype=torch.uint8, device=self.device
                )
                # np.array copies: arrays that map a file are read-only, which PyTorch dislikes.
                full[: len(part)] = (
                    part if isinstance(part, Tensor) else torch.from_numpy(np.array(part))
                )
                found = self._forward(full)
                pool[first : first + len(part)] = found.pool[: len(part)]
                spatial[first : first + len(part)] = found.spatial[: len(part)]
        return InceptionFeatures(pool, spatial)

    def _forward(self, images: Tensor) -> InceptionFeatures:
        pixels = tf1_bilinear(images, SIDE).sub_(128).div_(128)
        # [n, h, w, c] seen as [n, c, h, w] is what PyTorch calls channels last: nothing is moved.
        x = pixels.permute(0, 3, 1, 2).to(self._type)
        for name in ("Conv2d_1a_3x3", "Conv2d_2a_3x3", "Conv2d_2b_3x3"):
            x = self._layer(x, name)
        x = F.max_pool2d(x, 3, 2)
        for name in ("Conv2d_3b_1x1", "Conv2d_4a_3x3"):
            x = self._layer(x, name)
        x = F.max_pool2d(x, 3, 2)
        for name in ("Mixed_5b", "Mixed_5c", "Mixed_5d"):
            x = self._block_a(x, name)
        x = self._block_b(x, "Mixed_6a")
        for name in ("Mixed_6b", "Mixed_6c", "Mixed_6d"):
            x = self._block_c(x, name)
        # The first channels of the block are those of its branch1x1, which is `mixed_6/conv`.
        spatial = x[:, :SPATIAL_CHANNELS].permute(0, 2, 3, 1).flatten(1).float()
        x = self._block_c(x, "Mixed_6e")
        x = self._block_d(x, "Mixed_7a")
        x = self._block_e(x, "Mixed_7b", self._averaged(x, "Mixed_7b"))
        x = self._block_e(
            x, "Mixed_7c", self._layer(F.max_pool2d(x, 3, 1, 1), "Mixed_7c.branch_pool")
        )
        return InceptionFeatures(x.float().mean(dim=(2, 3)), spatial)

    def _linear(self, x: Tensor, name: str) -> Tensor:
        """A convolution without its ReLU."""
        layer, sizes = self._layers[name], CONVOLUTIONS[name]
        return F.conv2d(x, layer.weight, layer.bias, sizes.stride, sizes.padding)

    def _layer(self, x: Tensor, *names: str) -> Tensor:
        """Convolutions with their ReLU, one after the other."""
        for name in names:
            x = self._linear(x, name).relu_()
        return x

    def _averaged(self, x: Tensor, block: str) -> Tensor:
        """The branch behind an average pool. Means and 1×1 convolutions may change places."""
        return F.avg_pool2d(
            self._linear(x, f"{block}.branch_pool"), 3, 1, 1, count_include_pad=False
        ).relu_()

    def _firsts(self, x: Tensor, block: str) -> tuple[Tensor, ...]:
        """The branches' first 1×1 convolutions, which see the same input, as one."""
        layer = self._layers[f"{block}.first"]
        found = F.conv2d(x, layer.weight, layer.bias).relu_()
        sizes = [CONVOLUTIONS[name].outputs for name in first_branches(block)]
        return torch.split(found, sizes, dim=1)

    def _block_a(self, x: Tensor, block: str) -> Tensor:
        one, five, double = self._firsts(x, block)
        five = self._layer(five, f"{block}.branch5x5_2")
        double = self._layer(double, f"{block}.branch3x3dbl_2", f"{block}.branch3x3dbl_3")
        return torch.cat([one, five, double, self._averaged(x, block)], 1)

    def _block_b(self, x: Tensor, block: str) -> Tensor:
        three = self._layer(x, f"{block}.branch3x3")
        double = self._layer(x, *(f"{block}.branch3x3dbl_{index}" for index in (1, 2, 3)))
        return torch.cat([three, double, F.max_pool2d(x, 3, 2)], 1)

    def _block_c(self, x: Tensor, block: str) -> Tensor:
        one, seven, double = self._firsts(x, block)
        seven = self._layer(seven, f"{block}.branch7x7_2", f"{block}.branch7x7_3")
        double = self._layer(double, *(f"{block}.branch7x7dbl_{index}" for index in (2, 3, 4, 5)))
        return torch.cat([one, seven, double, self._averaged(x, block)], 1)

    def _block_d(self, x: Tensor, block: str) -> Tensor:
        three, seven = self._firsts(x, block)
        three = self._layer(three, f"{block}.branch3x3_2")
        seven = self._layer(seven, *(f"{block}.branch7x7x3_{index}" for index in (2, 3, 4)))
        return torch.cat([three, seven, F.max_pool2d(x, 3, 2)], 1)

    def _block_e(self, x: Tensor, block: str, pooled: Tensor) -> Tensor:
        one, three, double = self._firsts(x, block)
        double = self._layer(double, f"{block}.branch3x3dbl_2")
        wide = [self._layer(three, f"{block}.branch3x3_2{side}") for side in "ab"]
        high = [self._layer(double, f"{block}.branch3x3dbl_3{side}") for side in "ab"]
        return torch.cat([one, *wide, *high, pooled], 1)
