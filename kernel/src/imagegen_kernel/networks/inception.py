"""The Inception network of FID: TensorFlow's graph of 2015-12-05, as the ADM evaluator uses it.

The resize is part of the network, and there are 1,008 classes. Arithmetic is rearranged where that
changes nothing but the last bits (docs/kernel-precision.md): batch norm is folded into the
convolutions (inception_weights.py), convolutions may go before pools (inception_blocks.py).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from imagegen_kernel.networks.float32_mode import float32_products
from imagegen_kernel.networks.inception_blocks import stem, up_to_6d, up_to_7c
from imagegen_kernel.networks.inception_convolutions import (
    Convolutions,
    MergedConvolutions,
    PackedConvolutions,
)
from imagegen_kernel.networks.inception_layout import POOLED
from imagegen_kernel.networks.inception_weights import inception_weights
from imagegen_kernel.networks.precision import Precision, require_precision
from imagegen_kernel.networks.tf1_resize import tf1_bilinear

TYPES = {"bfloat16": torch.bfloat16, "float16": torch.float16}

#: Side of the images that the network sees.
SIDE = 299
#: Images that the network takes at once, whatever the caller's batches are, by kind of device. Both
#: divide 250. On CPUs so few that the largest layer is below 32 MiB: glibc maps larger memory anew
#: for each layer, and clearing its pages then takes longer than some convolutions.
BATCH = {"cpu": 5, "cuda": 250}
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
        #: From pool to logits without bias [2048, 1008].
        self.logit_weight = given.logits
        self._run: Convolutions
        if self.device.type == "cpu" and PackedConvolutions.possible(self._type):
            self._run = PackedConvolutions(given.convolutions, self._type)
        else:
            self._run = MergedConvolutions(given.convolutions, self.device, self._type)

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
                found = self._forward(self._full(part))
                pool[first : first + len(part)] = found.pool[: len(part)]
                spatial[first : first + len(part)] = found.spatial[: len(part)]
        return InceptionFeatures(pool, spatial)

    def _full(self, part: NDArray[np.uint8] | Tensor) -> Tensor:
        """A batch on the device, filled up with black."""
        # np.array copies: arrays that map a file are read-only, which PyTorch dislikes.
        given = part if isinstance(part, Tensor) else torch.from_numpy(np.array(part))
        given = given.to(self.device)
        if missing := self.batch - len(given):
            given = torch.cat([given, given.new_zeros(missing, *given.shape[1:])])
        return given

    def _forward(self, images: Tensor) -> InceptionFeatures:
        pixels = tf1_bilinear(images, SIDE).sub_(128).div_(128)
        # [n, h, w, c] seen as [n, c, h, w] is what PyTorch calls channels last: nothing is moved.
        x = stem(pixels.permute(0, 3, 1, 2).to(self._type), self._run)
        x = up_to_6d(x, self._run)
        spatial = x[:, :SPATIAL_CHANNELS].permute(0, 2, 3, 1).flatten(1).float()
        x = up_to_7c(x, self._run)
        return InceptionFeatures(x.float().mean(dim=(2, 3)), spatial)
