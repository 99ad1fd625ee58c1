"""Whether products of float32 matrices may be rounded to TF32: said for a block, not for good."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch


@contextmanager
def float32_products(*, tf32: bool) -> Iterator[None]:
    """Multiply float32 in full, or with 10 bits of mantissa where the device has TF32.

    The setting is PyTorch's own and global, so it is put back as it was.
    """
    before = torch.get_float32_matmul_precision()
    torch.set_float32_matmul_precision("high" if tf32 else "highest")
    try:
        yield
    finally:
        torch.set_float32_matmul_precision(before)
