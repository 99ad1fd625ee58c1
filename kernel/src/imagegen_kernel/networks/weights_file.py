"""Reading files of weights: nothing in them is run, and what is wrong is told in words."""

from collections.abc import Mapping
from pathlib import Path
from zipfile import is_zipfile

import numpy as np
import torch
from torch import Tensor

from imagegen_kernel.weights_error import WeightsError


def read_tensors(path: Path) -> dict[str, Tensor]:
    """Tensors by name from a .pth or an .npz whose SHA-256 the caller has verified.

    PyTorch's unpickler for weights alone refuses whatever is no tensor; NumPy's is switched off.
    Raises WeightsError.
    """
    try:
        if _is_npz(path):
            with np.load(path, allow_pickle=False) as arrays:
                return {name: torch.from_numpy(arrays[name]) for name in arrays.files}
        # Mapped: only what is used is read, and what was used can go. PyTorch maps zip archives
        # alone; files from before version 1.6 are none.
        mapped = is_zipfile(path)
        content = torch.load(path, map_location="cpu", weights_only=True, mmap=mapped)
    except Exception as error:  # a damaged file may raise nearly anything
        # Its text may advise to switch off what keeps reading safe.
        raise WeightsError(
            f"{path.name} cannot be read as weights ({type(error).__name__}); expected tensors by"
            " name, in an .npz or in a .pth of PyTorch, and nothing else"
        ) from error
    if not isinstance(content, Mapping):
        raise WeightsError(
            f"{path.name} holds a {type(content).__name__}; expected tensors by name"
        )
    return dict(content)


def _is_npz(path: Path) -> bool:
    """Both kinds are zip archives; PyTorch's has a member `…/data.pkl`."""
    with path.open("rb") as file:
        return b".npy" in file.read(256)


def check_tensors(
    found: Mapping[str, Tensor], expected: Mapping[str, tuple[int, ...]], network: str
) -> None:
    """Hold names, shapes and values against those of a network. Raises WeightsError."""
    missing, extra = (
        sorted(set(expected) - set(found)),
        sorted(map(str, set(found) - set(expected))),
    )
    for what, names in (("lack", missing), ("have also", extra)):
        if names:
            shown = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
            raise WeightsError(
                f"the weights {what} {len(names)} tensor(s): {shown}; expected those of {network}"
            )
    for name, shape in expected.items():
        _check_tensor(name, found[name], shape)


def _check_tensor(name: str, tensor: Tensor, shape: tuple[int, ...]) -> None:
    if not isinstance(tensor, Tensor) or tuple(tensor.shape) != shape:
        what = list(tensor.shape) if isinstance(tensor, Tensor) else type(tensor).__name__
        raise WeightsError(f"{name} is {what}; expected a tensor {list(shape)}")
    if tensor.layout != torch.strided or not tensor.is_floating_point():
        raise WeightsError(f"{name} is of {tensor.dtype}, {tensor.layout}; expected dense floats")
    if not bool(torch.isfinite(tensor).all()):
        raise WeightsError(f"{name} has values that are NaN or infinite")
