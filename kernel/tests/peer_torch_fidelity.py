"""Imports torch-fidelity without torchvision, which it needs only to read folders of images.

Also where torchvision is installed: it may be of another torch, and then cannot be imported.
"""

import importlib
import importlib.util
import sys
from types import ModuleType

import pytest

#: Modules of torchvision that torch-fidelity names when it is imported; parents come first.
STAND_INS = (
    "torchvision",
    "torchvision.datasets",
    "torchvision.models",
    "torchvision.transforms",
    "torchvision.transforms.functional",
)


def import_torch_fidelity(module: str) -> ModuleType:
    """Return `torch_fidelity.<module>`; skips the test where torch-fidelity is not installed."""
    if importlib.util.find_spec("torch_fidelity") is None:
        pytest.skip("torch-fidelity is not installed")
    stand_in = "torchvision" not in sys.modules
    if stand_in:
        _put_stand_ins()
    try:
        return importlib.import_module(f"torch_fidelity.{module}")
    finally:
        # Others look whether there is a torchvision, too.
        for name in STAND_INS if stand_in else ():
            del sys.modules[name]


def _anything(name: str) -> type:
    if name.startswith("__"):
        raise AttributeError(name)
    return type(name, (), {})


def _put_stand_ins() -> None:
    for name in STAND_INS:
        module = ModuleType(name)
        module.__path__ = []  # so that it may have modules of its own
        module.__getattr__ = _anything  # type: ignore[method-assign]
        sys.modules[name] = module
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], child, module)
