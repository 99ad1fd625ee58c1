"""The header of an .npy array, from untrusted bytes: what it says, and whether that can be true."""

import io
import math
import tokenize
from typing import Any, NamedTuple

import numpy as np
from numpy.lib import format as npy

from imagegen_kernel.inputs.limits import LIMITS, Limits
from imagegen_kernel.inputs.refusal import InputRefusedError, shown

#: What NumPy's header parser raises for text that is no header.
HEADER_ERRORS = (
    ValueError,
    TypeError,
    SyntaxError,
    MemoryError,
    RecursionError,
    OverflowError,
    tokenize.TokenError,
)
#: What stands before the text of a header: magic, version, length.
PREAMBLE = 12


class NpyHeader(NamedTuple):
    """An array's shape and type, and the bytes its header takes."""

    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    length: int


def parse_header(content: bytes, size: int, member: str, limits: Limits = LIMITS) -> NpyHeader:
    """Header from the first bytes of a member of `size` bytes. Raises InputRefusedError.

    Refuses pickled objects, Fortran order, foreign byte order and every shape that does not
    account for exactly the bytes there are.
    """
    name = shown(member)
    stream = io.BytesIO(content[: PREAMBLE + limits.header])
    try:
        version = npy.read_magic(stream)
        if version == (1, 0):
            shape, fortran, dtype = npy.read_array_header_1_0(stream, limits.header)
        elif version == (2, 0):
            shape, fortran, dtype = npy.read_array_header_2_0(stream, limits.header)
        else:
            raise InputRefusedError(
                f"{name} has .npy version {version[0]}.{version[1]}; expected 1.0 or 2.0"
            )
    except HEADER_ERRORS as error:
        raise InputRefusedError(f"{name} has no readable .npy header") from error
    if dtype.hasobject:
        raise InputRefusedError(f"{name} holds pickled objects; they are never unpickled")
    if dtype.fields is not None or dtype.itemsize == 0:
        raise InputRefusedError(f"{name} holds records; expected plain numbers")
    if not dtype.isnative:
        raise InputRefusedError(f"{name} is {shown(dtype.str)}: big-endian; expected little-endian")
    if fortran and len(shape) > 1:
        raise InputRefusedError(f"{name} is in Fortran order; expected C order")
    if any(isinstance(side, bool) or side < 0 for side in shape):
        raise InputRefusedError(f"{name} has the shape {shown(str(list(shape)))}; that cannot be")
    header = NpyHeader(tuple(shape), dtype, stream.tell())
    _require_bytes(header, size, name)
    return header


def _require_bytes(header: NpyHeader, size: int, name: str) -> None:
    needed = header.length + math.prod(header.shape) * header.dtype.itemsize
    if needed != size:
        shape = shown(str(list(header.shape)))
        raise InputRefusedError(
            f"{name} has {size} bytes, but its shape {shape} of {header.dtype} needs {needed}"
        )
