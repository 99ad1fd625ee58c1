"""Archives for tests, honest and lying, written byte by byte: no zip library would make these."""

import io
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

IMAGES = np.random.default_rng(7).integers(0, 256, (20, 8, 8, 3), dtype=np.uint8)
LABELS = np.arange(20) % 10


def array_bytes(array: np.ndarray) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=True)
    return stream.getvalue()


def header_bytes(text: str, version: tuple[int, int] = (1, 0)) -> bytes:
    encoded = text.encode("latin1") + b"\n"
    size = struct.pack("<H" if version == (1, 0) else "<I", len(encoded))
    return b"\x93NUMPY" + bytes(version) + size + encoded


def described(shape: str, descr: str = "'|u1'", fortran: bool = False) -> bytes:
    return header_bytes(f"{{'descr': {descr}, 'fortran_order': {fortran}, 'shape': {shape}, }}")


@dataclass
class Part:
    """A member, and what its two headers say of it where that is not the truth."""

    name: bytes
    content: bytes
    deflated: bool = False
    flags: int = 0
    method: int | None = None
    crc32: int | None = None
    size: int | None = None
    packed: int | None = None
    local_name: bytes | None = None
    local_size: int | None = None
    offset: int | None = None
    comment: bytes = b""
    payload: bytes | None = None

    @property
    def data(self) -> bytes:
        if self.payload is not None:
            return self.payload
        if not self.deflated:
            return self.content
        packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        return packer.compress(self.content) + packer.flush()


def _or(value: int | None, truth: int) -> int:
    return truth if value is None else value


def _headers(part: Part, at: int, zip64: bool) -> tuple[bytes, bytes]:
    crc32 = _or(part.crc32, zlib.crc32(part.content))
    size, packed = _or(part.size, len(part.content)), _or(part.packed, len(part.data))
    method = _or(part.method, 8 if part.deflated else 0)
    local_name = part.name if part.local_name is None else part.local_name
    local_size = _or(part.local_size, size)
    extra = struct.pack("<HHQQ", 1, 16, local_size, packed) if zip64 else b""
    sizes = (0xFFFFFFFF, 0xFFFFFFFF) if zip64 else (packed, local_size)
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 45, part.flags, method, 0, 33, crc32, *sizes,
                        len(local_name), len(extra)) + local_name + extra  # fmt: skip
    offset = _or(part.offset, at)
    extra = struct.pack("<HHQQQ", 1, 24, size, packed, offset) if zip64 else b""
    fields = (0xFFFFFFFF,) * 3 if zip64 else (packed, size, offset)
    central = struct.pack("<4s6H3L5H2L", b"PK\1\2", 45, 45, part.flags, method, 0, 33, crc32,
                          *fields[:2], len(part.name), len(extra), len(part.comment), 0, 0, 0,
                          fields[2]) + part.name + extra + part.comment  # fmt: skip
    return local, central


def archive_bytes(parts: Sequence[Part], zip64: bool = False, count: int | None = None) -> bytes:
    """A zip of these parts, back to back."""
    body, directory = b"", b""
    for part in parts:
        local, central = _headers(part, len(body), zip64)
        body += local + part.data
        directory += central
    at, members = len(body), _or(count, len(parts))
    body += directory
    if zip64:
        body += struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, members, members,
                            len(directory), at)  # fmt: skip
        body += struct.pack("<4sLQL", b"PK\6\7", 0, at + len(directory), 1)
        return body + struct.pack(
            "<4s4H2LH", b"PK\5\6", 0, 0, *([0xFFFF] * 2), *([0xFFFFFFFF] * 2), 0
        )
    return body + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, members, members, len(directory), at, 0)


GOOD = Part(b"arr_0.npy", array_bytes(IMAGES))
GOOD_LABELS = Part(b"arr_1.npy", array_bytes(LABELS))
ZEROS = np.zeros((2000, 100, 100, 3), np.uint8)


def _one(content: bytes, **lies: object) -> bytes:
    return archive_bytes([replace(Part(b"arr_0.npy", content), **lies)])


def _cut(content: bytes, share: float) -> bytes:
    return content[: int(len(content) * share)]


def _overlapping() -> bytes:
    """Both entries of the directory point at the same data: the trick of the flattest bombs."""
    return archive_bytes([GOOD, replace(GOOD, name=b"arr_1.npy", offset=0)])


def _nested() -> bytes:
    inner = archive_bytes([Part(b"arr_0.npy", bytes(1_000_000), deflated=True)])
    return _one(inner)


def _long(*shape: int) -> bytes:
    return _one(described(str(shape)) + b"x")


def _deflated(content: bytes, **lies: object) -> bytes:
    return _one(content, deflated=True, **lies)


BOMB = array_bytes(ZEROS)
TINY_BOMB = np.zeros((1, 8, 8, 3), np.uint8)

#: Name of the case → the file, and words its refusal must have.
HOSTILE_ARCHIVES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "is not what can be read"),
    "no archive": (b"hello, I am a picture", "is not what can be read"),
    "empty archive": (archive_bytes([]), "holds nothing; expected images as 'arr_0.npy'"),
    "pickled objects": (
        _one(array_bytes(np.array([print, 1], dtype=object))),
        "'arr_0.npy' holds pickled objects; they are never unpickled",
    ),
    "pickled labels": (
        archive_bytes([GOOD, Part(b"arr_1.npy", array_bytes(np.array([[1], 2], dtype=object)))]),
        "'arr_1.npy' holds pickled objects",
    ),
    "a pickle instead of an array": (_one(b"\x80\4\x95cos\nsystem\n."), "no readable .npy header"),
    "deflated bomb": (_deflated(BOMB), "at most 100 for 1 are allowed"),
    "deflated bomb that states little": (
        _deflated(BOMB, size=len(GOOD.content)),
        "is larger than the 3968 bytes it states",
    ),
    "deflated bomb behind a true header": (
        _deflated(array_bytes(IMAGES) + bytes(50_000_000), size=len(GOOD.content)),
        "is larger than the 3968 bytes it states",
    ),
    "archive within an archive": (_nested(), "no readable .npy header"),
    "overlapping members": (_overlapping(), "a gap or an overlap before 'arr_1.npy'"),
    "bytes before the archive": (b"#!/bin/sh\n" + archive_bytes([GOOD]), "is not what can be read"),
    "bytes behind the archive": (archive_bytes([GOOD]) + b"<html>", "does not end with a zip"),
    "a gap behind a member": (
        _one(GOOD.content, payload=GOOD.content + b"gap", packed=len(GOOD.content)),
        "do not reach its directory",
    ),
    "a comment": (
        archive_bytes([GOOD])[:-2] + b"\4\0abcd",
        "does not end with a zip directory",
    ),
    "comment of a member": (_one(GOOD.content, comment=b"hi"), "or has comments"),
    "encrypted": (_one(GOOD.content, flags=1), "is encrypted"),
    "sizes after the data": (_one(GOOD.content, flags=8), "save it with numpy.savez to a file"),
    "unknown flags": (_one(GOOD.content, flags=0x2000), "has the flags 0x2000"),
    "packed by lzma": (_one(GOOD.content, method=14), "packed by method 14"),
    "two names for one member": (_one(GOOD.content, local_name=b"arr_9.npy"), "another name"),
    "sizes that differ": (_one(GOOD.content, local_size=17), "other sizes in its own header"),
    "stored, yet packed": (
        _one(GOOD.content, size=len(GOOD.content) + 1),
        "is stored, yet its two sizes differ",
    ),
    "duplicate names": (archive_bytes([GOOD, GOOD]), "'arr_0.npy' occurs twice"),
    "name that is no UTF-8": (
        archive_bytes([GOOD, Part(b"\xff\xfe.npy", b"")]),
        "expected plain ASCII",
    ),
    "name that moves the terminal": (
        archive_bytes([GOOD, Part(b"\x1b[2J.npy", b"")]),
        r"named '\\x1b\[2J.npy'",
    ),
    "name that climbs": (
        archive_bytes([replace(GOOD, name=b"../arr_0.npy")]),
        "holds '../arr_0.npy'; expected images",
    ),
    "more members than allowed": (
        archive_bytes([GOOD] + [Part(b"x%d" % i, b"") for i in range(60)]),
        "it has 61 members",
    ),
    "a directory that is larger than it may be": (
        archive_bytes([replace(GOOD, comment=b"c" * 65_000)] * 2),
        "a directory of 1301",
    ),
    "a member nobody asked for": (
        archive_bytes([GOOD, Part(b"evil.py", b"print(1)")]),
        "holds 'arr_0.npy', 'evil.py'; expected 'arr_0.npy' and at most one of",
    ),
    "directory says more members": (archive_bytes([GOOD], count=2), "its directory is damaged"),
    "truncated in the middle": (_cut(archive_bytes([GOOD]), 0.5), "truncated"),
    "truncated in the directory": (archive_bytes([GOOD])[:-30], "truncated"),
    "a stored member with its middle cut out": (
        archive_bytes([GOOD])[:500] + archive_bytes([GOOD])[700:],
        "its directory does not end where it has to",
    ),
    "a deflated member that is cut": (
        _deflated(GOOD.content, payload=Part(b"", GOOD.content, True).data[:2000]),
        "ends after 1.* of the 3968 bytes it states",
    ),
    "deflate data that is none": (
        _deflated(GOOD.content, payload=b"\xff" * 900),
        "does not inflate",
    ),
    "wrong CRC-32, stored": (_one(GOOD.content, crc32=1), "its CRC-32 is not the stated one"),
    "wrong CRC-32, deflated": (_deflated(GOOD.content, crc32=1), "CRC-32 is not the stated one"),
    "shape longer than the data": (_long(20, 8, 8, 3), "needs 3"),
    "shape of petabytes": (_long(2**40, 256, 256, 3), "of uint8 needs 216172782113783900"),
    "shape that overflows": (_long(2**63, 2**63, 2**63, 3), "needs 2353"),
    "shape shorter than the data": (
        _one(described("(19, 8, 8, 3)") + IMAGES.tobytes()),
        "needs 3",
    ),
    "negative shape": (_long(-1, -8, 8, 3), "that cannot be"),
    "no images": (_one(described("(0, 8, 8, 3)")), "there are 0 images"),
    "no dimensions": (_one(array_bytes(np.uint8(3))), r"the shape \[0\]"),
    "shape that is no tuple": (_one(described("'abc'")), "no readable .npy header"),
    "shape of booleans": (_one(described("(True, True, True, 3)") + b"abc"), "header|cannot be"),
    "an image of 100,000 pixels a side": (
        _one(described("(1, 100000, 1, 3)") + bytes(300_000)),
        "sides go from 1 to 2048",
    ),
    "Fortran order": (_one(array_bytes(np.asfortranarray(IMAGES))), "Fortran order; expected C"),
    "floats": (_one(array_bytes(IMAGES.astype(np.float32))), "are float32; expected uint8"),
    "signed bytes": (_one(array_bytes(IMAGES.astype(np.int8))), "are int8; expected uint8"),
    "big-endian": (_one(array_bytes(IMAGES.astype(">u2"))), "big-endian; expected little-endian"),
    "records": (
        _one(array_bytes(np.zeros(20, dtype=[("a", "u1")]))),
        "holds records; expected plain numbers",
    ),
    "type without a size": (_one(described("(1000000000000,)", "'|V0'")), "plain numbers"),
    "strings": (_one(array_bytes(np.array(["a" * 192] * 20))), "needs|expected uint8"),
    "channels first": (
        _one(array_bytes(IMAGES.transpose(0, 3, 1, 2).copy())),
        r"shape \[20, 3, 8, 8\]; expected \[n, height, width, channels\]",
    ),
    "alpha": (_one(array_bytes(np.zeros((2, 8, 8, 4), np.uint8))), "expected .n, height"),
    "header that is code": (_one(header_bytes("__import__('os').abort()")), "no readable"),
    "header too long": (_one(described("(1,)") + b" " * 9_000), "needs 69"),
    "header of 60,000 characters": (
        _one(
            header_bytes("{'descr': '|u1', 'fortran_order': False, 'shape': (1,)}" + " " * 60_000)
        ),
        "no readable .npy header",
    ),
    "header nested": (_one(header_bytes("(" * 3_000)), "no readable .npy header"),
    "version from the future": (
        _one(header_bytes("{}", (3, 0))),
        "has .npy version 3.0; expected 1.0 or 2.0",
    ),
    "too few labels": (
        archive_bytes([GOOD, Part(b"arr_1.npy", array_bytes(LABELS[:19]))]),
        r"int64 \[19\]; expected one whole number for each of the 20 images",
    ),
    "labels that are floats": (
        archive_bytes([GOOD, Part(b"labels.npy", array_bytes(LABELS * 1.0))]),
        "float64 .20.; expected one whole number",
    ),
    "negative labels": (
        archive_bytes([GOOD, Part(b"labels.npy", array_bytes(LABELS - 1))]),
        "names the classes -1 to 8; expected 0 to",
    ),
    "two kinds of labels": (
        archive_bytes([GOOD, GOOD_LABELS, replace(GOOD_LABELS, name=b"labels.npy")]),
        "at most one of 'arr_1.npy' and 'labels.npy'",
    ),
}


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
