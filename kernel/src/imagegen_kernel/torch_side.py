"""The door to everything that needs PyTorch: the commands beside it work without."""

import importlib
from types import ModuleType

INSTALL = "pip install './kernel[torch]'"


class NeedsTorchError(Exception):
    """Something was asked for that needs PyTorch, which is not installed."""


def torch_side(module: str, purpose: str) -> ModuleType:
    """Import `imagegen_kernel.<module>`. Raises NeedsTorchError, in words, where it cannot be.

    `purpose` completes "… needs PyTorch".
    """
    try:
        importlib.import_module("torch")
    except ImportError as error:
        raise NeedsTorchError(
            f"{purpose} needs PyTorch, which is not installed here.\nFix: {INSTALL}"
        ) from error
    try:
        return importlib.import_module(f"imagegen_kernel.{module}")
    except ModuleNotFoundError as error:
        raise NeedsTorchError(
            f"{purpose} needs the module {error.name}, which is not installed here.\nFix: {INSTALL}"
        ) from error
