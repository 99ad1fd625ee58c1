"""How float32 is multiplied: said for a block, not for good."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch


@contextmanager
def float32_products(*, tf32: bool) -> Iterator[None]:
    """Multiply float32 in full, or with 10 bits of mantissa where the device has TF32.

    Convolutions too: PyTorch lets cuDNN round them to TF32 unless told otherwise. cuDNN's choice of
    algorithm is neither tried out nor random. The settings are global, so they are put back.
    """
    before = torch.get_float32_matmul_precision()
    torch.set_float32_matmul_precision("high" if tf32 else "highest")
    try:
        with torch.backends.cudnn.flags(
            enabled=True, benchmark=False, deterministic=True, allow_tf32=tf32
        ):
            yield
    finally:
        torch.set_float32_matmul_precision(before)
