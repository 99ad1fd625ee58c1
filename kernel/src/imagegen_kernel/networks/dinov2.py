"""DINOv2 without registers (arXiv 2304.07193): one vector of features for an image.

Definition of dgm-eval (arXiv 2306.04675): Pillow's bicubic resize to 224×224, ImageNet's mean and
deviation, and of the network the class token after the last norm, not scaled to length 1.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from imagegen_kernel.networks.dinov2_positions import positions_at
from imagegen_kernel.networks.dinov2_weights import HEAD, PATCH, check_weights
from imagegen_kernel.networks.float32_mode import float32_products
from imagegen_kernel.networks.pil_resize import resize_bicubic
from imagegen_kernel.networks.precision import Precision, require_precision
from imagegen_kernel.networks.weights_file import read_tensors

TYPES = {"bfloat16": torch.bfloat16, "float16": torch.float16}

#: Side of the images that the network sees, and patches along it.
SIDE = 224
PATCHES = SIDE // PATCH
#: Images that the network takes at once, whatever the caller's batches are: 250 are five of them.
BATCH = 50
EPSILON = 1e-6
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


class DinoV2:
    """A frozen DINOv2 of any size with heads of 64: ViT-S/14, ViT-B/14, ViT-L/14."""

    def __init__(
        self,
        weights: Path | Mapping[str, Tensor],
        device: str | torch.device = "cpu",
        precision: Precision = "float32",
        batch: int = BATCH,
    ) -> None:
        """Check the weights (of a file, SHA-256 verified by the caller) and hold them ready.

        Raises WeightsError, and ValueError for an unknown precision.
        """
        require_precision(precision)
        given = read_tensors(weights) if isinstance(weights, Path) else weights
        self.dim, self.depth = check_weights(given)
        self.device, self.precision, self.batch = torch.device(device), precision, batch
        self._type = TYPES.get(precision, torch.float32)
        table = given["pos_embed"].detach()
        self._weights = {name: self._held(name, tensor) for name, tensor in given.items()}
        self._positions = positions_at(table, PATCHES).to(self.device)
        self._mean, self._deviation = (
            torch.tensor(values, device=self.device).view(3, 1, 1) for values in (MEAN, DEVIATION)
        )

    def _held(self, name: str, tensor: Tensor) -> Tensor:
        """A tensor where and as it is used: factors of products in the type of products."""
        product = name.rpartition(".")[0].endswith(("proj", "qkv", "fc1", "fc2"))
        return tensor.detach().to(self.device, self._type if product else torch.float32)

    def __call__(self, images: NDArray[np.uint8] | Tensor) -> Tensor:
        """Features float32 [n, dim], on the network's device, of uint8 [n, h, w, 3].

        The network always takes `batch` images, the last ones filled up with black, so that an
        image's features do not depend on how many the caller gives. Raises ValueError.
        """
        if images.ndim != 4 or images.shape[-1] != 3 or str(images.dtype)[-5:] != "uint8":
            raise ValueError(
                f"images are {images.dtype} {list(images.shape)}; expected uint8 [n, h, w, 3]"
            )
        features = torch.empty(len(images), self.dim, device=self.device)
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
                features[first : first + len(part)] = self._forward(full)[: len(part)]
        return features

    def _forward(self, images: Tensor) -> Tensor:
        """Class tokens float32 [batch, dim] after the last norm."""
        x = self._tokens(resize_bicubic(images, SIDE))
        for index in range(self.depth):
            # Only the class token of the last block is read, so it alone is computed there.
            kept = x.shape[1] if index < self.depth - 1 else 1
            x = self._block(x, f"blocks.{index}.", kept)
        return self._norm(x[:, :1], "norm")[:, 0]

    def _tokens(self, images: Tensor) -> Tensor:
        """Class token and patches with their positions, float32 [batch, 257, dim]."""
        pixels = images.permute(0, 3, 1, 2).float().div_(255)
        pixels = pixels.sub_(self._mean).div_(self._deviation)
        # A convolution whose stride is its size is a product with each patch [3, 14, 14].
        patches = pixels.reshape(-1, 3, PATCHES, PATCH, PATCHES, PATCH).permute(0, 2, 4, 1, 3, 5)
        flat = patches.reshape(len(images), PATCHES * PATCHES, -1).to(self._type)
        weight = self._weights["patch_embed.proj.weight"].flatten(1)
        embedded = F.linear(flat, weight, self._weights["patch_embed.proj.bias"]).float()
        own = self._weights["cls_token"].expand(len(images), 1, self.dim)
        return torch.cat([own, embedded], dim=1).add_(self._positions)

    def _block(self, x: Tensor, name: str, kept: int) -> Tensor:
        """One block, of which the first `kept` tokens are wanted: float32 [batch, kept, dim]."""
        seen = self._attended(self._norm(x, f"{name}norm1").to(self._type), name, kept)
        x = torch.addcmul(x[:, :kept], seen.float(), self._weights[f"{name}ls1.gamma"])
        hidden = self._linear(self._norm(x, f"{name}norm2").to(self._type), f"{name}mlp.fc1")
        made = self._linear(F.gelu(hidden), f"{name}mlp.fc2")
        return torch.addcmul(x, made.float(), self._weights[f"{name}ls2.gamma"])

    def _attended(self, x: Tensor, name: str, kept: int) -> Tensor:
        """Attention of the first `kept` tokens to all, through its projection."""
        weight, bias = (self._weights[f"{name}attn.qkv.{kind}"] for kind in ("weight", "bias"))
        queries = F.linear(x[:, :kept], weight[: self.dim], bias[: self.dim])
        keys, values = F.linear(x, weight[self.dim :], bias[self.dim :]).chunk(2, dim=2)
        q, k, v = (
            part.reshape(*part.shape[:2], -1, HEAD).transpose(1, 2)
            for part in (queries, keys, values)
        )
        seen = F.scaled_dot_product_attention(q, k, v)
        return self._linear(seen.transpose(1, 2).flatten(2), f"{name}attn.proj")

    def _linear(self, x: Tensor, name: str) -> Tensor:
        return F.linear(x, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def _norm(self, x: Tensor, name: str) -> Tensor:
        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return F.layer_norm(x, (self.dim,), weight, bias, EPSILON)
