"""Writes data/digits.npz from the copy of the digits that scikit-learn ships.

Needs scikit-learn. Run: python kernel/training/build_digits.py
"""

import numpy as np
from sklearn.datasets import load_digits

from pin import write_artefact

digits = load_digits()
write_artefact(
    "digits",
    images=digits.images.astype(np.uint8)[..., None],
    labels=digits.target.astype(np.uint8),
)
