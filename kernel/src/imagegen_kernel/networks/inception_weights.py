"""Weights of the Inception network: read without running anything, checked, batch norm folded.

Folding: with scale γ/√(σ² + ε), a convolution followed by batch norm is a convolution with scaled
weights and the bias β − μ·scale. In float64, rounded once to float32: relative difference 3e-7.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from imagegen_kernel.networks.inception_layout import CONVOLUTIONS, EPSILON, shapes
from imagegen_kernel.networks.weights_file import WeightsError, check_tensors, read_tensors

LAST_BLOCK = "Mixed_7c"
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


def random_inception(seed: int) -> dict[str, np.ndarray]:
    """Weights drawn at random, for tests and for practice: the same bytes everywhere.

    Bits of PCG64 (kept by NumPy, NEP 19) and arithmetic that IEEE 754 rounds in one way only.
    Evenly in ±√(6/inputs) (He et al. 2015), so that values neither grow nor die with depth; the last
    block is damped, so that features have the length that those of photographs have.
    """
    drawn = {}
    for index, (name, shape) in enumerate(shapes().items()):
        bits = np.random.PCG64(np.random.SeedSequence([seed, index]))
        unit = (bits.random_raw(int(np.prod(shape))) >> np.uint64(40)).astype(np.float32)
        centred = (unit * np.float32(2**-23) - np.float32(1)).reshape(shape)
        drawn[name] = _of_kind(name, centred)
    return drawn


def _of_kind(name: str, centred: np.ndarray) -> np.ndarray:
    """Values in −1..1 brought to the size that weights of this name have."""
    if name.startswith(LAST_BLOCK) and name.endswith(("bn.weight", "bn.bias")):
        return (1 + centred * np.float32(0.5)) * np.float32(0.125)
    if name.endswith(("running_var", "bn.weight")):
        return 1 + centred * np.float32(0.5)
    if centred.ndim == 1:
        return centred * np.float32(0.125)
    inputs = int(np.prod(centred.shape[1:]))
    return centred * np.float32((6 / inputs) ** 0.5)
