"""Weights of the Inception network: read without running anything, checked, batch norm folded.

Folding: with scale γ/√(σ² + ε), a convolution followed by batch norm is a convolution with scaled
weights and the bias β − μ·scale. In float64, rounded once to float32: relative difference 3e-7.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor

from imagegen_kernel.networks.inception_layout import CONVOLUTIONS, EPSILON, shapes
from imagegen_kernel.networks.weights_file import check_tensors, read_tensors
from imagegen_kernel.weights_error import WeightsError

#: Counters of training steps that files from PyTorch carry; they mean nothing here.
IGNORED = ".bn.num_batches_tracked"


class Folded(NamedTuple):
    """A convolution with the batch norm behind it, float32."""

    weight: Tensor
    bias: Tensor


class InceptionWeights(NamedTuple):
    """Folded convolutions by name, and the classifier's weights [2048, 1008], without its bias."""

    convolutions: dict[str, Folded]
    logits: Tensor


def inception_weights(given: Path | Mapping[str, Tensor]) -> InceptionWeights:
    """Check and fold weights, of a file whose SHA-256 the caller has verified, or as tensors.

    Raises WeightsError where they are not those of this network.
    """
    read = read_tensors(given) if isinstance(given, Path) else given
    tensors = {name: value for name, value in read.items() if not name.endswith(IGNORED)}
    del read
    check_tensors(tensors, shapes(), "the Inception network of 2015-12-05")
    for name in CONVOLUTIONS:
        if bool((tensors[f"{name}.bn.running_var"] < 0).any()):
            raise WeightsError(f"{name}.bn.running_var has negative variances")
    convolutions = {name: _folded(tensors, name) for name in CONVOLUTIONS}
    return InceptionWeights(convolutions, tensors["fc.weight"].float().T.contiguous())


def _folded(tensors: dict[str, Tensor], name: str) -> Folded:
    """Takes the convolution's weights out: a network should not lie in memory twice."""
    weight = tensors.pop(f"{name}.conv.weight").double()
    gamma, beta, mean, variance = (
        tensors[f"{name}.bn.{kind}"].double()
        for kind in ("weight", "bias", "running_mean", "running_var")
    )
    scale = gamma / torch.sqrt(variance + EPSILON)
    return Folded((weight * scale.view(-1, 1, 1, 1)).float(), (beta - mean * scale).float())
