"""Ready-made features: [n, d] floats from an .npy, or from an .npz as `features` or `arr_0`."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from imagegen_kernel.inputs.arrays import member_header, read_member, require_finite
from imagegen_kernel.inputs.limits import LIMITS, Limits
from imagegen_kernel.inputs.npy_header import PREAMBLE, parse_header
from imagegen_kernel.inputs.opened_file import OpenedFile
from imagegen_kernel.inputs.refusal import InputRefusedError, shown
from imagegen_kernel.inputs.zip_directory import read_directory

NAMES = ("features.npy", "arr_0.npy")
MOST_DIMENSIONS = 65_536


def _array(file: OpenedFile, limits: Limits) -> tuple[str, NDArray[np.floating]]:
    start = file.read_at(0, min(4, file.size))
    if start != b"PK\3\4":
        header = parse_header(
            file.read_at(0, min(file.size, PREAMBLE + limits.header)),
            file.size,
            file.path.name,
            limits,
        )
        if file.size > limits.array:
            raise InputRefusedError(f"the features have {file.size} bytes; at most {limits.array}")
        content = file.read_at(0, file.size)
        values = np.frombuffer(content, header.dtype, offset=header.length)
        return file.path.name, values.reshape(header.shape)
    members = read_directory(file, limits)
    named = [name for name in NAMES if name in members]
    if not named:
        found = ", ".join(shown(name) for name in members)
        raise InputRefusedError(f"the archive holds {found}; expected {NAMES[0]!r} or {NAMES[1]!r}")
    return named[0], read_member(file, members[named[0]], limits)


def read_features(
    path: Path, dimensions: int | None = None, limits: Limits = LIMITS
) -> NDArray[np.float64]:
    """Features float64 [n, d], all finite. Raises InputRefusedError."""
    with OpenedFile(path) as file:
        name, values = _array(file, limits)
    if values.dtype.kind != "f" or values.ndim != 2 or values.shape[0] < 2:
        raise InputRefusedError(
            f"{shown(name)} is {values.dtype} {list(values.shape)}; expected floats [n, d] of two"
            " or more images"
        )
    if not 0 < values.shape[1] <= MOST_DIMENSIONS or dimensions not in (None, values.shape[1]):
        expected = dimensions if dimensions is not None else f"1 to {MOST_DIMENSIONS}"
        raise InputRefusedError(
            f"the features have {values.shape[1]} dimensions; expected {expected}"
        )
    require_finite(values, shown(name))
    return values.astype(np.float64)


def holds_features(path: Path) -> bool:
    """Whether a file holds floats rather than images; reads headers alone, refuses nothing."""
    if path.is_dir():
        return False
    try:
        with OpenedFile(path) as file:
            if file.read_at(0, min(6, file.size)) == b"\x93NUMPY":
                return True
            members = read_directory(file)
            named = next((members[name] for name in NAMES if name in members), None)
            return named is not None and member_header(file, named).dtype.kind == "f"
    except InputRefusedError:
        return False
