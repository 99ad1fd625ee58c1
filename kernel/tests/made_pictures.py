"""PNGs and tars for tests, honest and lying, written byte by byte."""

import io
import struct
import tarfile
import zlib
from collections.abc import Sequence

import numpy as np
from PIL import Image

PICTURES = np.random.default_rng(9).integers(0, 256, (12, 16, 16, 3), dtype=np.uint8)


def chunk(kind: bytes, content: bytes) -> bytes:
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def header(width: int, height: int, depth: int = 8, colour: int = 2, interlaced: int = 0) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced))


def rows(image: np.ndarray) -> bytes:
    return b"".join(b"\0" + row.tobytes() for row in image)


def png(*chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


HEADER, END = header(16, 16), chunk(b"IEND", b"")
PIXELS = chunk(b"IDAT", zlib.compress(rows(PICTURES[0])))
GOOD_PNG = png(HEADER, PIXELS, END)


def by_pillow(image: np.ndarray | Image.Image, **how: object) -> bytes:
    stream = io.BytesIO()
    picture = image if isinstance(image, Image.Image) else Image.fromarray(image)
    picture.save(stream, "PNG", **how)
    return stream.getvalue()


def _idat(content: bytes) -> bytes:
    return chunk(b"IDAT", zlib.compress(content, 9))


MILLIONS = bytes(30_000_000)
PACKED_BOMB = zlib.compress(MILLIONS, 9)
_PICTURE = Image.fromarray(PICTURES[0])

#: Name of the case → the file, and words its refusal must have.
HOSTILE_PNGS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "'1.png' is no PNG"),
    "JPEG by another name": (b"\xff\xd8\xff\xe0" + bytes(60), "is no PNG"),
    "100,000 pixels a side": (
        png(header(100_000, 100_000), PIXELS, END),
        "says it has 100000x100000 pixels; sides go from 1 to 2048",
    ),
    "no pixels": (png(header(0, 16), PIXELS, END), "says it has 0x16 pixels"),
    "negative side": (png(header(2**32 - 1, 1), PIXELS, END), "4294967295x1 pixels"),
    "pixels that are a bomb": (
        png(HEADER, _idat(rows(PICTURES[0]) + MILLIONS), END),
        "unpacks to more bytes; its header asks for 784",
    ),
    "pixels of another picture": (
        png(HEADER, _idat(rows(PICTURES[0])[:-1]), END),
        "unpacks to 783 bytes; its header asks for 784",
    ),
    "a bomb that is no picture": (png(HEADER, _idat(MILLIONS), END), "unpacks to more bytes"),
    "profile that is a bomb": (
        png(HEADER, chunk(b"iCCP", b"x\0\0" + PACKED_BOMB), PIXELS, END),
        "has a colour profile; expected plain pixels alone",
    ),
    "text that is a bomb": (
        png(HEADER, chunk(b"zTXt", b"x\0\0" + PACKED_BOMB), PIXELS, END),
        "has packed text",
    ),
    "international text that is a bomb": (
        png(HEADER, chunk(b"iTXt", b"x\0\1\0\0\0" + PACKED_BOMB), PIXELS, END),
        "has text that may be packed",
    ),
    "plain text without an end": (
        png(HEADER, chunk(b"tEXt", b"x\0" + bytes(70_000)), PIXELS, END),
        "bytes; at most 66320 are needed",
    ),
    "16 bits": (
        by_pillow(Image.fromarray(np.zeros((16, 16), np.uint16))),
        "is 16-bit greyscale; expected 8-bit RGB or greyscale",
    ),
    "palette": (by_pillow(_PICTURE.convert("P")), "is 8-bit palette; expected"),
    "alpha": (by_pillow(_PICTURE.convert("RGBA")), "is 8-bit RGB with alpha; expected"),
    "grey with alpha": (by_pillow(_PICTURE.convert("LA")), "8-bit greyscale with alpha"),
    "one bit": (by_pillow(_PICTURE.convert("1")), "is 1-bit greyscale"),
    "unknown colours": (png(header(16, 16, colour=77), PIXELS, END), "8-bit colour type 77"),
    "transparency": (
        by_pillow(_PICTURE, transparency=(1, 2, 3)),
        "has transparency; expected plain pixels alone",
    ),
    "suggested palette": (png(HEADER, chunk(b"PLTE", bytes(3)), PIXELS, END), "has a palette"),
    "EXIF that turns the picture": (
        png(HEADER, chunk(b"eXIf", b"MM\0*"), PIXELS, END),
        "EXIF data, which may turn the picture",
    ),
    "animation": (png(HEADER, chunk(b"acTL", bytes(8)), PIXELS, END), "has an animation"),
    "unknown chunk": (png(HEADER, chunk(b"\x1b[2J", b""), PIXELS, END), r"a chunk '\\x1b\[2J'"),
    "interlaced": (png(header(16, 16, interlaced=1), PIXELS, END), "is interlaced"),
    "wrong checksum of the header": (GOOD_PNG[:29] + b"abcd" + GOOD_PNG[33:], "wrong checksum"),
    "wrong checksum of the pixels": (
        png(HEADER, PIXELS[:-4] + b"abcd", END),
        "'IDAT' has a wrong checksum",
    ),
    "damaged pixels": (png(HEADER, chunk(b"IDAT", b"\x78\x9c" + bytes(40)), END), "inflate"),
    "pixels torn apart": (
        png(HEADER, PIXELS, chunk(b"tEXt", b"a\0b"), PIXELS, END),
        "pixels are torn apart",
    ),
    "data behind the pixels": (
        png(HEADER, chunk(b"IDAT", zlib.compress(rows(PICTURES[0])) + b"more"), END),
        "do not end where they should",
    ),
    "filter that does not exist": (
        png(HEADER, _idat(b"\x09" + rows(PICTURES[0])[1:]), END),
        "its pixels cannot be decoded",
    ),
    "cut": (GOOD_PNG[:400], "is truncated"),
    "without an end": (png(HEADER, PIXELS), "is truncated: it has no end"),
    "a page behind the picture": (GOOD_PNG + b"<script>", "has 8 bytes behind its end"),
    "chunk of four gigabytes": (
        png(HEADER, struct.pack(">I", 2**32 - 1) + b"IDAT" + bytes(100)),
        "a chunk is longer than the file",
    ),
}


def tar_header(
    name: bytes,
    size: int | bytes,
    kind: bytes = b"0",
    link: bytes = b"",
    prefix: bytes = b"",
    magic: bytes = b"ustar\x0000",
) -> bytes:
    number = size if isinstance(size, bytes) else b"%011o\0" % size
    block = name.ljust(100, b"\0") + b"0000644\0" * 3 + number.ljust(12, b"\0")
    block += b"%011o\0" % 0 + b" " * 8 + kind + link.ljust(100, b"\0") + magic
    block = block.ljust(345, b"\0") + prefix.ljust(155, b"\0") + bytes(12)
    return block[:148] + b"%06o\0 " % sum(block) + block[156:]


def tar_member(name: bytes, content: bytes, **fields: object) -> bytes:
    return tar_header(name, len(content), **fields) + content + bytes(-len(content) % 512)


TAR_END = bytes(1024)


def tar(*members: bytes) -> bytes:
    return b"".join(members) + TAR_END


def by_tarfile(names: Sequence[str], kind: int = tarfile.PAX_FORMAT, mtime: float = 1.5) -> bytes:
    """A tar of the first pictures as Python's tarfile writes it."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=kind) as archive:
        for name, image in zip(names, PICTURES, strict=False):
            content = by_pillow(image)
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(content), mtime
            archive.addfile(info, io.BytesIO(content))
    return stream.getvalue()


ONE = tar_member(b"1.png", GOOD_PNG)

#: Name of the case → the file, and words its refusal must have.
HOSTILE_TARS: dict[str, tuple[bytes, str]] = {
    "empty": (tar(tar_header(b"d/", 0, b"5")), "there are no images"),
    "symbolic link": (
        tar(ONE, tar_header(b"2.png", 0, b"2", b"/etc/passwd")),
        "'2.png' is a symbolic link; expected plain files alone",
    ),
    "hard link": (tar(ONE, tar_header(b"2.png", 0, b"1", b"1.png")), "is a hard link"),
    "character device": (tar(ONE, tar_header(b"2.png", 0, b"3")), "is a device"),
    "block device": (tar(ONE, tar_header(b"2.png", 0, b"4")), "is a device"),
    "pipe": (tar(ONE, tar_header(b"2.png", 0, b"6")), "is a pipe"),
    "sparse": (tar(ONE, tar_header(b"2.png", 0, b"S")), "is a sparse file"),
    "unknown kind": (tar(ONE, tar_header(b"2.png", 0, b"~")), "of the kind '~'"),
    "name that climbs": (tar(tar_member(b"../1.png", GOOD_PNG)), "leads out of the archive"),
    "name that climbs from within": (tar(tar_member(b"a/../../1.png", GOOD_PNG)), "leads out"),
    "absolute name": (tar(tar_member(b"/tmp/1.png", GOOD_PNG)), "leads out of the archive"),
    "prefix that climbs": (tar(tar_member(b"1.png", GOOD_PNG, prefix=b"..")), "leads out"),
    "name that is no UTF-8": (tar(tar_member(b"\xff.png", GOOD_PNG)), r"'\\\\xff.png'"),
    "name with control characters": (tar(tar_member(b"\x1b[2J.png", GOOD_PNG)), "leads out"),
    "backslashes": (tar(tar_member(b"..\\1.png", GOOD_PNG)), "expected PNG files alone"),
    "hidden file": (tar(ONE, tar_member(b"._1.png", b"x")), "'._1.png'; expected PNG files alone"),
    "a program": (tar(ONE, tar_member(b"run.sh", b"x")), "there is 'run.sh'; expected PNG files"),
    "duplicate names": (tar(ONE, ONE), "'1.png' occurs twice"),
    "duplicate names by another path": (tar(ONE, tar_member(b"./1.png", GOOD_PNG)), "twice"),
    "two folders": (tar(ONE, tar_member(b"b/2.png", GOOD_PNG)), "in another folder than"),
    "another size": (
        tar(ONE, tar_member(b"2.png", by_pillow(np.zeros((8, 8, 3), np.uint8)))),
        "'2.png' has 8x8x3 values; expected 16x16x3",
    ),
    "size of terabytes": (ONE + tar_header(b"2.png", 8**11 - 1), "the tar ends inside it"),
    "size in base 256": (
        ONE + tar_header(b"2.png", b"\x80" + bytes(10) + b"\1"),
        "a size that is no octal number",
    ),
    "negative size": (ONE + tar_header(b"2.png", b"-1\0"), "a size that is no octal number"),
    "wrong checksum": (b"2" + ONE[1:] + TAR_END, "a header's checksum is wrong"),
    "cut in a header": (ONE + ONE[:100], "412 more bytes were announced"),
    "cut before its end": (ONE, "512 more bytes were announced"),
    "more behind the end": (tar(ONE) + b"x" * 512, "goes on for 1536 bytes behind its end"),
    "two tars in one": (tar(ONE) + tar(ONE), "goes on for"),
    "extended header that renames": (
        tar(tar_member(b"x", b"22 path=/etc/shadow\n\n\n", kind=b"x"), ONE),
        "an extended header 'path'",
    ),
    "extended header that resizes": (
        tar(tar_member(b"x", b"18 size=999999999\n", kind=b"x"), ONE),
        "an extended header 'size'",
    ),
    "extended header of a megabyte": (
        tar(tar_member(b"x", b"comment" * 200_000, kind=b"g"), ONE),
        "an extended header of 1400000 bytes",
    ),
    "GNU long name": (
        tar(tar_member(b"././@LongLink", b"a" * 300 + b"\0", kind=b"L"), ONE),
        "a name longer than 255 characters",
    ),
}
