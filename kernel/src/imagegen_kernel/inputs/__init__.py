"""Reading what strangers made: images and features, within bounded memory, never unpickled."""

from imagegen_kernel.inputs.features import read_features
from imagegen_kernel.inputs.image_source import Batch, ImageSource
from imagegen_kernel.inputs.limits import LIMITS, Limits, Wanted
from imagegen_kernel.inputs.open_input import open_images
from imagegen_kernel.inputs.refusal import InputRefusedError

__all__ = [
    "LIMITS",
    "Batch",
    "ImageSource",
    "InputRefusedError",
    "Limits",
    "Wanted",
    "open_images",
    "read_features",
]
