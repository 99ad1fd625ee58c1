"""Arrays of an .npz that are read whole: labels, statistics, ready-made features."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagegen_kernel.inputs.limits import LIMITS, Limits
from imagegen_kernel.inputs.npy_header import PREAMBLE, NpyHeader, parse_header
from imagegen_kernel.inputs.opened_file import OpenedFile
from imagegen_kernel.inputs.refusal import InputRefusedError, shown
from imagegen_kernel.inputs.unpacking import unpack
from imagegen_kernel.inputs.zip_directory import DEFLATED, Member


def member_header(file: OpenedFile, member: Member, limits: Limits = LIMITS) -> NpyHeader:
    """Header of a member, from its first bytes alone."""
    wanted = PREAMBLE + limits.header
    if member.method == DEFLATED:
        pieces = unpack(file, member)
        content = bytearray()
        while len(content) < min(wanted, member.size) and (piece := next(pieces, b"")):
            content += piece
        pieces.close()
    else:
        content = bytearray(file.read_at(member.offset, min(wanted, member.size)))
    return parse_header(bytes(content), member.size, member.name, limits)


def read_member(file: OpenedFile, member: Member, limits: Limits = LIMITS) -> NDArray[Any]:
    """Whole array of a member, bounded. Raises InputRefusedError."""
    header = member_header(file, member, limits)
    if member.size > limits.array:
        raise InputRefusedError(
            f"{shown(member.name)} has {member.size} bytes; at most {limits.array} are read whole"
        )
    content = bytearray()
    for piece in unpack(file, member):
        content += piece
    return np.frombuffer(content, header.dtype, offset=header.length).reshape(header.shape)


def require_finite(values: NDArray[Any], name: str) -> None:
    """Refuse NaN and infinities, naming the first row they are in. Works in bounded memory."""
    rows = values.reshape(len(values), -1) if values.ndim else values.reshape(1, 1)
    step = max(1, 2**22 // max(1, rows.shape[1]))
    for first in range(0, len(rows), step):
        finite = np.isfinite(rows[first : first + step]).all(axis=1)
        if not finite.all():
            row = first + int(np.argmin(finite))
            raise InputRefusedError(f"{name} holds NaN or an infinity, first in row {row}")
