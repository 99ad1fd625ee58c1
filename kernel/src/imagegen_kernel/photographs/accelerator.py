"""What PyTorch computes on."""

from typing import NamedTuple

import torch


class Accelerator(NamedTuple):
    """The device, the CUDA it is driven by, and the libraries that took part."""

    name: str
    driver: str | None
    frameworks: dict[str, str]


def accelerator() -> Accelerator:
    """Of this process: its first GPU, or the CPU."""
    libraries = {"torch": str(torch.__version__)}
    if not torch.cuda.is_available():
        return Accelerator("CPU", None, libraries)
    cudnn = torch.backends.cudnn.version()  # type: ignore[no-untyped-call]
    return Accelerator(
        torch.cuda.get_device_name(0),
        f"CUDA {torch.version.cuda}",
        libraries | {"cudnn": str(cudnn)},
    )
