"""Fingerprints: a digest of the pixels, a perceptual hash, and a thumbnail of each image.

All of it is whole-number arithmetic (in floats that are large enough to be exact), so that every
machine gives an image the same fingerprint.
"""

import hashlib
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Images = NDArray[np.uint8]

#: Rows of both grids, columns of the thumbnail; the hash compares neighbours, so it has one more.
SIDE = 8
#: Weights of red, green and blue in luma (ITU-R BT.601), of 256.
LUMA = {1: (256,), 3: (77, 150, 29)}
#: Up to here a float32 holds every whole number.
EXACT_IN_FLOAT32 = 2**24
#: Most images that a thread takes at once.
CHUNK = 16


class Fingerprints(NamedTuple):
    """Of n images, in their order."""

    #: First 16 bytes of SHA-256 over the pixels, as two numbers, uint64 [n, 2].
    digests: NDArray[np.uint64]
    #: Difference hash (Krawetz 2013): is a pixel darker than its right neighbour? uint64 [n].
    hashes: NDArray[np.uint64]
    #: The same of the mirrored image, uint64 [n].
    mirrored: NDArray[np.uint64]
    #: Means over an 8×8 grid, in 0..255 whatever the range of the pixels, uint8 [n, 8, 8, c].
    thumbnails: NDArray[np.uint8]
    #: Whether all pixels are equal within each channel, bool [n].
    constant: NDArray[np.bool_]


@cache
def _overlaps(length: int, cells: int) -> NDArray[np.float64]:
    """How far each of `length` pixels reaches into each of `cells`: whole numbers [cells, length].

    Both are measured in units of 1/(length·cells) of the side, so a cell's sum is `length`.
    """
    pixels = np.arange(length)[None, :] * cells
    cell = np.arange(cells)[:, None] * length
    reach = np.minimum(pixels + cells, cell + length) - np.maximum(pixels, cell)
    overlaps: NDArray[np.float64] = np.maximum(reach, 0).astype(np.float64)
    return overlaps


def _bits(grid: NDArray[np.float64]) -> NDArray[np.uint64]:
    """Comparisons of [n, 8, 9] with the right neighbour, as uint64 [n]."""
    darker = grid[:, :, :-1] < grid[:, :, 1:]
    packed = np.packbits(darker.reshape(len(grid), SIDE * SIDE), axis=1)
    return np.ascontiguousarray(packed).view(">u8")[:, 0].astype(np.uint64)


def _digest(image: Images) -> bytes:
    return hashlib.sha256(np.ascontiguousarray(image).data).digest()[:16]


def _constant(pixels: Images) -> NDArray[np.bool_]:
    """Which of [n, pixels, c] have one colour; few pixels tell most of them apart."""
    constant: NDArray[np.bool_] = (pixels[:, :64] == pixels[:, :1]).all(axis=(1, 2))
    for index in np.flatnonzero(constant):
        constant[index] = (pixels[index] == pixels[index, 0]).all()
    return constant


def _rows(images: Images) -> NDArray[np.float64]:
    """Sums over the rows of the grid, in eighths of a pixel: whole numbers [n, 8, w, c]."""
    n, height, width, channels = images.shape
    if height % SIDE == 0:
        # No pixel lies in two rows, so bytes are added up as they are.
        kind = np.uint16 if 255 * height // SIDE < 2**16 else np.uint32
        sums = images.reshape(n, SIDE, height // SIDE, -1).sum(axis=2, dtype=kind)
        rows: NDArray[np.float64] = np.multiply(sums, SIDE, dtype=np.float64)
    else:
        # One product of a small and a large matrix, exact in float32 up to 65,792 pixels.
        exact = np.float32 if 255 * height < EXACT_IN_FLOAT32 else np.float64
        weights = _overlaps(height, SIDE).astype(exact)
        product = weights @ images.reshape(n, height, -1).astype(exact)
        rows = product.astype(np.float64)
    return rows.reshape(n, SIDE, width, channels)


def _fingerprint(images: Images, maximum: int) -> Fingerprints:
    n, height, width, channels = images.shape
    cells = _rows(images)
    luma = cells @ np.array(LUMA[channels], np.float64)
    grid = luma @ _overlaps(width, SIDE + 1).T
    means = _overlaps(width, SIDE) @ cells
    thumbnails = np.floor(means * 255 / (height * width * maximum)).clip(0, 255)
    return Fingerprints(
        np.frombuffer(b"".join(map(_digest, images)), np.uint64).reshape(n, 2),
        _bits(grid),
        _bits(grid[:, :, ::-1]),
        thumbnails.astype(np.uint8),
        _constant(images.reshape(n, -1, channels)),
    )


def _cores() -> int:
    """Cores that this process may run on; a container often has fewer than the machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_cores(), "fingerprint")


if hasattr(os, "register_at_fork"):
    # Threads do not follow into a forked process, which would wait for them for ever.
    os.register_at_fork(after_in_child=_threads.cache_clear)


def fingerprint(images: Images, maximum: int = 255) -> Fingerprints:
    """Fingerprints of uint8 [n, h, w, c], c of 1 or 3, with values 0..maximum.

    All cores share the images; what comes out does not depend on how many there are.
    """
    size = max(1, min(CHUNK, -(-len(images) // _cores())))
    chunks = [images[first : first + size] for first in range(0, len(images), size)]
    return joined(_threads().map(partial(_fingerprint, maximum=maximum), chunks))


def joined(parts: Iterable[Fingerprints]) -> Fingerprints:
    """Fingerprints of several batches as one."""
    return Fingerprints(*(np.concatenate(column) for column in zip(*parts, strict=True)))
