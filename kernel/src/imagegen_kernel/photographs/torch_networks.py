"""The networks by PyTorch, as `Networks` asks for them."""

import numpy as np
import torch

from imagegen_kernel.inputs.image_source import Images
from imagegen_kernel.measures.backend import Array
from imagegen_kernel.networks.dinov2 import DinoV2
from imagegen_kernel.networks.inception import Inception
from imagegen_kernel.photographs.accelerator import own_device
from imagegen_kernel.photographs.image_features import Float32, ImageFeatures, NetworkFiles


def placed(features: Float32) -> Array:
    """Features as a tensor, on the GPU where there is one; its linear algebra is the faster one."""
    return torch.from_numpy(features).to(own_device())


class TorchNetworks:
    """Inception, and DINOv2 where it is asked for, on one device."""

    def __init__(self, files: NetworkFiles) -> None:
        """Read the weights. Raises WeightsError where they are not those of the networks."""
        device = own_device(files.device)
        precision = files.precision
        self._inception = Inception(files.inception, device, precision)
        self._dinov2 = None if files.dinov2 is None else DinoV2(files.dinov2, device, precision)
        self.logit_weight: Float32 = self._inception.logit_weight.numpy()

    def __call__(self, images: Images) -> ImageFeatures:
        """Features of uint8 [n, h, w, c]. Grey images have three equal channels."""
        coloured = np.repeat(images, 3, axis=3) if images.shape[3] == 1 else images
        pool, spatial = self._inception(coloured)
        tokens = None if self._dinov2 is None else self._dinov2(coloured).cpu().numpy()
        return ImageFeatures(pool.cpu().numpy(), spatial.cpu().numpy(), tokens)
