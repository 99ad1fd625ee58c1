"""Reading samples from a file that a stranger made.

The file is an .npz with one array, `arr_0`: uint8, of exactly the shape the ruleset asks for. Sizes
and shape are read and compared before anything is allocated, and nothing is ever unpickled.
"""

import io
import struct
import tokenize
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

MEMBER = "arr_0.npy"
#: Room for the zip directory and the array's header, beside the pixels. Unit: bytes.
OVERHEAD = 65_536
LONGEST_HEADER = 4_096
#: What NumPy's header parser raises for text that is no header.
HEADER_ERRORS = (
    ValueError,
    TypeError,
    SyntaxError,
    MemoryError,
    RecursionError,
    tokenize.TokenError,
)


class SamplesRefusedError(Exception):
    """The file is not what was asked for; the message says what was found and expected."""


@dataclass(frozen=True)
class Expected:
    """What the ruleset asks for: n images of height × width × channels, values 0..maximum."""

    count: int
    shape: tuple[int, int, int]
    maximum: int
    classes: int

    @property
    def full_shape(self) -> tuple[int, int, int, int]:
        """Shape of the whole array."""
        return (self.count, *self.shape)

    @property
    def size(self) -> int:
        """Number of bytes of the pixels."""
        return int(np.prod(self.full_shape, dtype=np.int64))


def read_samples(path: Path, expected: Expected) -> NDArray[np.uint8]:
    """Read the samples of one run. Raises SamplesRefusedError for anything out of order."""
    try:
        size = path.stat().st_size
        if size > expected.size + OVERHEAD:
            raise SamplesRefusedError(
                f"the file has {size} bytes; {expected.count} samples need {expected.size}"
                f" and at most {OVERHEAD} more"
            )
        with zipfile.ZipFile(path) as archive:
            content = _member(archive, expected)
    except OSError as error:
        raise SamplesRefusedError(f"the file cannot be read: {error.strerror}") from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        raise SamplesRefusedError(f"not a readable .npz file: {error}") from error
    except (RuntimeError, struct.error, ValueError) as error:
        raise SamplesRefusedError(f"not a readable .npz file: {error}") from error
    return _array(content, expected)


def _member(archive: zipfile.ZipFile, expected: Expected) -> bytes:
    """Bytes of the one member; its stated and its true size are both bounded."""
    names = [info.filename for info in archive.infolist()]
    if names != [MEMBER]:
        shown = ", ".join(repr(name[:40]) for name in names[:5]) or "nothing"
        raise SamplesRefusedError(f"the archive holds {shown}; expected {MEMBER!r} alone")
    limit = expected.size + OVERHEAD
    stated = archive.getinfo(MEMBER).file_size
    if stated > limit:
        raise SamplesRefusedError(f"{MEMBER} states {stated} bytes; at most {limit} are expected")
    with archive.open(MEMBER) as file:
        content = file.read(limit + 1)
        if len(content) > limit or file.read(1):
            raise SamplesRefusedError(f"{MEMBER} is larger than it states")
    return content


def _array(content: bytes, expected: Expected) -> NDArray[np.uint8]:
    stream = io.BytesIO(content)
    try:
        version = npy.read_magic(stream)
        if version == (1, 0):
            shape, fortran, dtype = npy.read_array_header_1_0(stream, LONGEST_HEADER)
        elif version == (2, 0):
            shape, fortran, dtype = npy.read_array_header_2_0(stream, LONGEST_HEADER)
        else:
            raise SamplesRefusedError(f"{MEMBER} has .npy version {version}; expected 1.0 or 2.0")
    except HEADER_ERRORS as error:
        raise SamplesRefusedError(f"{MEMBER} has no readable header: {error}") from error
    if dtype != np.dtype(np.uint8):
        raise SamplesRefusedError(f"the samples are {dtype}; expected uint8")
    if tuple(shape) != expected.full_shape:
        raise SamplesRefusedError(
            f"the samples have shape {list(shape)}; expected {list(expected.full_shape)}"
        )
    if fortran:
        raise SamplesRefusedError("the samples are in Fortran order; expected C order")
    pixels = memoryview(content)[stream.tell() :]
    if len(pixels) != expected.size:
        raise SamplesRefusedError(f"{len(pixels)} bytes of pixels; expected {expected.size}")
    samples = np.frombuffer(pixels, dtype=np.uint8).reshape(expected.full_shape)
    if samples.max() > expected.maximum:
        raise SamplesRefusedError(
            f"a pixel has the value {samples.max()}; values go from 0 to {expected.maximum}"
        )
    return samples
