"""How many samples are of the class that was asked for."""

import numpy as np
from numpy.typing import NDArray


def label_accuracy(classes: NDArray[np.int64], count: int) -> float:
    """Share of samples seen as the class asked for: sample i was to be class i mod count."""
    return float((classes == np.arange(len(classes)) % count).mean())
