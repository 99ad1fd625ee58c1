"""What the networks say of images, and what stands for a network where features are measured."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from imagegen_kernel.inputs.image_source import Images
from imagegen_kernel.measures.backend import Array
from imagegen_kernel.networks.precision import STRICT, Precision

Float32 = NDArray[np.float32]


class ImageFeatures(NamedTuple):
    """Of n images, in their order, float32."""

    #: The last pooling layer of Inception [n, 2048]: FID, Inception Score, precision and recall.
    pool: Float32
    #: Seven channels of a middle layer of Inception, flattened [n, 2023]: sFID.
    spatial: Float32
    #: Class token of DINOv2 [n, 1024]: KDD and its Fréchet distance. None where nobody asked.
    tokens: Float32 | None


#: Brings features to where the measures compute: a GPU, or nowhere else.
Placed = Callable[[Any], Array]


class Networks(Protocol):
    """The frozen networks of a ruleset."""

    @property
    def logit_weight(self) -> Float32:
        """Weights [2048, classes] from pooled features to logits, for the Inception Score."""
        ...

    def __call__(self, images: Images) -> ImageFeatures:
        """Features of uint8 [n, h, w, c]; an image's do not depend on its neighbours."""
        ...


class NetworkFiles(NamedTuple):
    """Which networks, where they run, and in which arithmetic. The files have been verified."""

    inception: Path
    #: None: nothing that needs DINOv2 is measured.
    dinov2: Path | None = None
    #: "cpu", "cuda", or None for a GPU where there is one.
    device: str | None = None
    #: docs/kernel-precision.md; records are measured in float32.
    precision: Precision = STRICT


def joined(parts: Sequence[ImageFeatures]) -> ImageFeatures:
    """Features of several batches as one."""
    tokens = [part.tokens for part in parts if part.tokens is not None]
    return ImageFeatures(
        np.concatenate([part.pool for part in parts]),
        np.concatenate([part.spatial for part in parts]),
        np.concatenate(tokens) if tokens else None,
    )
