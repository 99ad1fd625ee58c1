"""What PyTorch computes on."""

import os
from typing import NamedTuple

import torch


class Accelerator(NamedTuple):
    """The device, the CUDA it is driven by, and the libraries that took part."""

    name: str
    driver: str | None
    frameworks: dict[str, str]


def own_device(asked: str | None = None) -> str:
    """Return the device of this process: of several GPUs the one that `torchrun` numbers it by.

    `asked`: cpu or cuda; without, a GPU where there is one.
    """
    if asked == "cpu" or (asked is None and not torch.cuda.is_available()):
        return "cpu"
    local = int(os.environ.get("LOCAL_RANK", "0"))
    return f"cuda:{local % max(1, torch.cuda.device_count())}"


def accelerator() -> Accelerator:
    """Of this process: its GPU, or the CPU."""
    libraries = {"torch": str(torch.__version__)}
    if not torch.cuda.is_available():
        return Accelerator("CPU", None, libraries)
    cudnn = torch.backends.cudnn.version()  # type: ignore[no-untyped-call]
    return Accelerator(
        torch.cuda.get_device_name(own_device()),
        f"CUDA {torch.version.cuda}",
        libraries | {"cudnn": str(cudnn)},
    )
