"""Features that tests draw, and tensors of the other library where it is installed."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

Float = NDArray[np.float64]


def random_features(seed: int, n: int = 200, d: int = 12) -> Float:
    """Correlated normal features with a mean, float64 [n, d]."""
    random = np.random.default_rng(seed)
    return random.normal(size=(n, d)) @ random.normal(size=(d, d)) + random.normal(size=d)


def tensor(array: NDArray[Any]) -> Any:
    """The array as a PyTorch tensor; skips the test where that is not installed."""
    return pytest.importorskip("torch").from_numpy(np.ascontiguousarray(array))
