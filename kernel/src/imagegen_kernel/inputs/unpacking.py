"""The bytes of a zip member, a piece at a time, in memory that does not grow with it."""

import zlib
from collections.abc import Generator, Iterator
from itertools import chain

from imagegen_kernel.inputs.limits import MIB
from imagegen_kernel.inputs.opened_file import OpenedFile
from imagegen_kernel.inputs.refusal import InputRefusedError, shown
from imagegen_kernel.inputs.zip_directory import DEFLATED, Member

PIECE = MIB


def _packed(file: OpenedFile, member: Member) -> Iterator[bytes]:
    for at in range(member.offset, member.end, PIECE):
        yield file.read_at(at, min(PIECE, member.end - at))


def _inflated(file: OpenedFile, member: Member) -> Iterator[bytes]:
    name, left = shown(member.name), member.size
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for packed in chain(_packed(file, member), [b""]):
        waiting = packed
        while not inflater.eof:
            try:
                piece = inflater.decompress(waiting, PIECE)
            except zlib.error as error:
                raise InputRefusedError(f"{name} is damaged: it does not inflate") from error
            waiting = inflater.unconsumed_tail
            left -= len(piece)
            if left < 0:
                raise InputRefusedError(f"{name} is larger than the {member.size} bytes it states")
            if piece:
                yield piece
            elif not waiting:
                break
        if inflater.eof and (waiting or inflater.unused_data):
            raise InputRefusedError(f"{name} has data behind its end")
    if left != 0 or not inflater.eof:
        raise InputRefusedError(
            f"{name} ends after {member.size - left} of the {member.size} bytes it states"
        )


def unpack(file: OpenedFile, member: Member) -> Generator[bytes]:
    """Yield pieces of a member up to 1 MiB; its size and CRC-32 are checked at the end.

    Raises InputRefusedError as soon as anything differs from what the directory states.
    """
    crc = 0
    pieces = _inflated(file, member) if member.method == DEFLATED else _packed(file, member)
    for piece in pieces:
        crc = zlib.crc32(piece, crc)
        yield piece
    if crc != member.crc32:
        raise InputRefusedError(
            f"{shown(member.name)} is damaged: its CRC-32 is not the stated one"
        )
