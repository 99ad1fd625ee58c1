"""One PNG from untrusted bytes: its structure is read here, only its pixels go to the decoder.

Accepted: 8-bit greyscale (one channel) or RGB (three), not interlaced, nothing packed but the
pixels. There is no conversion: 16 bits, palettes, transparency and colour profiles are refused,
because whoever made them would have to say what they mean as 8-bit RGB. Ancillary chunks of plain
values are skipped. Format: ISO/IEC 15948.
"""

import io
import struct
import zlib
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from imagegen_kernel.inputs.limits import LIMITS, Limits
from imagegen_kernel.inputs.refusal import InputRefusedError, shown

SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: Signature, length and name of the first chunk, its thirteen bytes.
HEADER_END = 33
COLOURS = {0: "greyscale", 2: "RGB", 3: "palette", 4: "greyscale with alpha", 6: "RGB with alpha"}
CHANNELS = {0: 1, 2: 3}
#: Plain values that do not change what the pixels are; they are skipped unread.
SKIPPED = {b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"hIST", b"pHYs", b"tIME", b"tEXt"}
WHY_REFUSED = {
    b"PLTE": "a palette",
    b"tRNS": "transparency",
    b"iCCP": "a colour profile",
    b"zTXt": "packed text",
    b"iTXt": "text that may be packed",
    b"eXIf": "EXIF data, which may turn the picture",
    b"acTL": "an animation",
}


class PngHeader(NamedTuple):
    """What the first chunk says. Sides in pixels."""

    width: int
    height: int
    depth: int
    colour: int
    interlaced: int

    @property
    def shape(self) -> tuple[int, int, int]:
        """Height, width, channels."""
        return (self.height, self.width, CHANNELS[self.colour])

    @property
    def size(self) -> int:
        """Bytes of the unpacked pixels: each row begins with the byte that names its filter."""
        return self.height * (1 + self.width * CHANNELS[self.colour])


def parse_png_header(content: bytes, name: str, limits: Limits = LIMITS) -> PngHeader:
    """Header from the first HEADER_END bytes; refuses every kind of PNG that is not read here."""
    if content[:8] != SIGNATURE or content[8:16] != b"\0\0\0\rIHDR" or len(content) < HEADER_END:
        raise InputRefusedError(f"{shown(name)} is no PNG")
    (checksum,) = struct.unpack_from(">L", content, 29)
    if zlib.crc32(content[12:29]) != checksum:
        raise InputRefusedError(f"{shown(name)} is damaged: its header has a wrong checksum")
    width, height, depth, colour, packing, filtering, interlaced = struct.unpack_from(
        ">LLBBBBB", content, 16
    )
    if depth != 8 or colour not in CHANNELS:
        kind = COLOURS.get(colour, f"colour type {colour}")
        raise InputRefusedError(
            f"{shown(name)} is {depth}-bit {kind}; expected 8-bit RGB or greyscale, without palette"
            " and alpha"
        )
    if interlaced or packing or filtering:
        raise InputRefusedError(f"{shown(name)} is interlaced; expected rows from top to bottom")
    if not (0 < width <= limits.side and 0 < height <= limits.side):
        raise InputRefusedError(
            f"{shown(name)} says it has {width}x{height} pixels; sides go from 1 to {limits.side}"
        )
    return PngHeader(width, height, depth, colour, interlaced)


def largest_png(shape: tuple[int, int, int], limits: Limits = LIMITS) -> int:
    """Bytes that a PNG of this shape may have: deflate adds at most a thousandth."""
    height, width, channels = shape
    pixels = height * (1 + width * channels)
    return pixels + pixels // 1_000 + limits.png_overhead


def _pixel_chunks(content: bytes, name: str) -> list[bytes]:
    """Packed pixels, chunk by chunk; everything else is checked and dropped."""
    found: list[bytes] = []
    at, last = HEADER_END, b"IHDR"
    while last != b"IEND":
        if at + 12 > len(content):
            raise InputRefusedError(f"{name} is truncated: it has no end")
        (length,), kind = struct.unpack_from(">L", content, at), content[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(content):
            raise InputRefusedError(f"{name} is truncated: a chunk is longer than the file")
        (checksum,) = struct.unpack_from(">L", content, end - 4)
        if zlib.crc32(content[at + 4 : end - 4]) != checksum:
            raise InputRefusedError(f"{name} is damaged: {shown(kind)} has a wrong checksum")
        if kind == b"IDAT":
            if found and last != b"IDAT":
                raise InputRefusedError(f"{name} is damaged: its pixels are torn apart")
            found.append(content[at + 8 : end - 4])
        elif kind not in SKIPPED and (kind != b"IEND" or length):
            why = WHY_REFUSED.get(kind, f"a chunk {shown(kind)}")
            raise InputRefusedError(f"{name} has {why}; expected plain pixels alone")
        at, last = end, kind
    if at != len(content):
        raise InputRefusedError(f"{name} has {len(content) - at} bytes behind its end")
    return found


def _require_size(packed: list[bytes], size: int, name: str) -> None:
    """Unpack once, bounded, so that the decoder never meets a bomb or an early end."""
    inflater = zlib.decompressobj()
    try:
        found = len(inflater.decompress(b"".join(packed), size + 1))
    except zlib.error as error:
        raise InputRefusedError(f"{name} is damaged: its pixels do not inflate") from error
    if found != size:
        more = "more" if found > size else f"{found}"
        raise InputRefusedError(f"{name} unpacks to {more} bytes; its header asks for {size}")
    if not inflater.eof or inflater.unused_data:
        raise InputRefusedError(f"{name} is damaged: its pixels do not end where they should")


def _chunk(kind: bytes, content: bytes) -> bytes:
    body = kind + content
    return struct.pack(">L", len(content)) + body + struct.pack(">L", zlib.crc32(body))


def decode_png(
    content: bytes, shape: tuple[int, int, int], name: str, limits: Limits = LIMITS
) -> NDArray[np.uint8]:
    """Pixels uint8 [h, w, c] of a PNG of exactly this shape. Raises InputRefusedError."""
    header = parse_png_header(content[:HEADER_END], name, limits)
    if header.shape != shape:
        found, expected = ("x".join(map(str, sides)) for sides in (header.shape, shape))
        raise InputRefusedError(f"{shown(name)} has {found} values; expected {expected}")
    if len(content) > largest_png(shape, limits):
        raise InputRefusedError(
            f"{shown(name)} has {len(content)} bytes; at most {largest_png(shape, limits)} are"
            " needed"
        )
    packed = _pixel_chunks(content, shown(name))
    _require_size(packed, header.size, shown(name))
    bare = content[:HEADER_END] + _chunk(b"IDAT", b"".join(packed)) + _chunk(b"IEND", b"")
    try:
        with Image.open(io.BytesIO(bare), formats=("PNG",)) as image:
            pixels = np.asarray(image)
    except (OSError, ValueError, SyntaxError) as error:
        raise InputRefusedError(
            f"{shown(name)} is damaged: its pixels cannot be decoded"
        ) from error
    return pixels.reshape(shape)
