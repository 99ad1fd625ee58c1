"""Inception weights drawn at random, for tests and to practise with: the same bytes everywhere.

Needs no PyTorch.
"""

import numpy as np
from numpy.typing import NDArray

from imagegen_kernel.networks.inception_layout import shapes

Float32 = NDArray[np.float32]

#: The block whose channels are the pooled features.
LAST_BLOCK = "Mixed_7c"


def random_inception(seed: int) -> dict[str, Float32]:
    """Every tensor of a weights file, float32, by its name.

    Bits of PCG64 (kept by NumPy, NEP 19) and arithmetic that IEEE 754 rounds in one way only.
    Evenly in ±√(6/inputs) (He et al. 2015), so that values neither grow nor die with depth; the
    last block is damped, so that features have the length that those of photographs have.
    """
    drawn = {}
    for index, (name, shape) in enumerate(shapes().items()):
        bits = np.random.PCG64(np.random.SeedSequence([seed, index]))
        unit = (bits.random_raw(int(np.prod(shape))) >> np.uint64(40)).astype(np.float32)
        centred = (unit * np.float32(2**-23) - np.float32(1)).reshape(shape)
        drawn[name] = _of_kind(name, centred)
    return drawn


def _of_kind(name: str, centred: Float32) -> Float32:
    """Values in −1..1 brought to the size that weights of this name have."""
    if name.startswith(LAST_BLOCK) and name.endswith(("bn.weight", "bn.bias")):
        return (1 + centred * np.float32(0.5)) * np.float32(0.125)
    if name.endswith(("running_var", "bn.weight")):
        return 1 + centred * np.float32(0.5)
    if centred.ndim == 1:
        return centred * np.float32(0.125)
    inputs = int(np.prod(centred.shape[1:]))
    return centred * np.float32((6 / inputs) ** 0.5)
