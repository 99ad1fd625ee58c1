"""Samples that show nothing."""

import numpy as np
from numpy.typing import NDArray

from imagegen_kernel.notices.notice import NOBODY, Notice, share_notice


def _marked(bad: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Turn marks into partners: there is no other image, so each is its own."""
    return np.where(bad, np.arange(len(bad)), NOBODY)


def constant_notice(constant: NDArray[np.bool_]) -> Notice:
    """Notice about images of one colour; `constant` is bool [n]."""
    return share_notice(
        "constant_images",
        _marked(constant),
        0.0,
        "fail",
        "{count} samples ({share}) have one colour everywhere",
    )
