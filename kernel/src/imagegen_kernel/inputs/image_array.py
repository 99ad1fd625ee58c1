"""Images in an .npz: mapped where the member is stored, streamed where it is deflated.

Neither takes memory for more than a batch: 50,000 images of 256×256 are 9.8 GB.
"""

import mmap
import zlib
from collections.abc import Iterator, Sequence

import numpy as np

from imagegen_kernel.inputs.image_source import (
    BATCH,
    Batch,
    ClosingSource,
    Images,
    Labels,
    spans,
)
from imagegen_kernel.inputs.npy_header import NpyHeader
from imagegen_kernel.inputs.opened_file import OpenedFile
from imagegen_kernel.inputs.refusal import InputRefusedError, shown
from imagegen_kernel.inputs.unpacking import unpack
from imagegen_kernel.inputs.zip_directory import Member


class _ArrayImages(ClosingSource):
    """What both have in common: one member, uint8 [n, h, w, c]."""

    def __init__(
        self, file: OpenedFile, member: Member, header: NpyHeader, labels: Labels | None
    ) -> None:
        """Take over the file; whoever makes this has checked header and size."""
        self._file, self._member, self._header = file, member, header
        self.count = header.shape[0]
        self.shape: tuple[int, int, int] = header.shape[1:4]  # type: ignore[assignment]
        self.labels = labels
        self._image = int(np.prod(self.shape))

    def _batch(self, first: int, images: Images) -> Batch:
        labels = None if self.labels is None else self.labels[first : first + len(images)]
        return Batch(first, images, labels)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class StoredImages(_ArrayImages):
    """Batches are read-only views into the mapped file: nothing is copied."""

    def __init__(
        self, file: OpenedFile, member: Member, header: NpyHeader, labels: Labels | None
    ) -> None:
        """Map the file."""
        super().__init__(file, member, header, labels)
        self._map = mmap.mmap(file.fd, file.size, access=mmap.ACCESS_READ)
        begin = member.offset + header.length
        self._begin = begin
        self._pixels: Images = np.frombuffer(
            self._map, np.uint8, self.count * self._image, begin
        ).reshape(header.shape)

    def batches(
        self, size: int = BATCH, start: int = 0, stop: int | None = None
    ) -> Iterator[Batch]:
        """Views of the images in order; a pass to the last one checks the CRC-32 of all."""
        stop = self.count if stop is None else stop
        last = stop == self.count
        crc = zlib.crc32(self._map[self._member.offset : self._begin])
        for first, end in spans(size, 0, start if last else 0):
            self._file.require_whole()
            crc = zlib.crc32(self._pixels[first:end].data, crc)
            self._forget(first, end)
        for first, end in spans(size, start, stop):
            self._file.require_whole()
            images = self._pixels[first:end]
            if last:
                crc = zlib.crc32(images.data, crc)
            yield self._batch(first, images)
            self._forget(first, end)
        if last and crc != self._member.crc32:
            raise InputRefusedError(
                f"{shown(self._member.name)} is damaged: its CRC-32 is not the stated one"
            )

    def _forget(self, first: int, end: int) -> None:
        """Hand the pages of what was read back, so that they do not count as our memory."""
        begin = (self._begin + first * self._image) // mmap.PAGESIZE * mmap.PAGESIZE
        length = self._begin + end * self._image - begin
        self._map.madvise(mmap.MADV_DONTNEED, begin, length // mmap.PAGESIZE * mmap.PAGESIZE)

    def pick(self, indices: Sequence[int]) -> Images:
        """Return a copy of single images, uint8 [len(indices), h, w, c]."""
        self._file.require_whole()
        return self._pixels[list(indices)]


class DeflatedImages(_ArrayImages):
    """Batches are inflated one after the other; what lies before `start` is inflated too."""

    def batches(
        self, size: int = BATCH, start: int = 0, stop: int | None = None
    ) -> Iterator[Batch]:
        """Images in order. A pass to the last image checks size and CRC-32 of the member."""
        stop = self.count if stop is None else stop
        pieces = unpack(self._file, self._member)
        left = memoryview(b"")
        skip = self._header.length + start * self._image
        for first, end in spans(size, start, stop):
            images = np.empty((end - first) * self._image, np.uint8)
            at = -skip
            while at < len(images):
                left = left or memoryview(next(pieces, b"") or self._too_short())
                taken = min(len(left), len(images) - at if at >= 0 else -at)
                if at >= 0:
                    images[at : at + taken] = left[:taken]
                at, left = at + taken, left[taken:]
            skip = 0
            yield self._batch(first, images.reshape(end - first, *self.shape))
        if stop == self.count:
            for _ in pieces:
                pass

    def _too_short(self) -> bytes:
        raise InputRefusedError(f"{shown(self._member.name)} ends before its last image")

    def pick(self, indices: Sequence[int]) -> Images:
        """Return a copy of single images; takes a pass up to the last of them."""
        chosen = np.zeros((len(indices), *self.shape), np.uint8)
        places: dict[int, list[int]] = {}
        for place, index in enumerate(indices):
            places.setdefault(index, []).append(place)
        for batch in self.batches(stop=max(indices, default=-1) + 1):
            for offset, image in enumerate(batch.images):
                for place in places.get(batch.first + offset, ()):
                    chosen[place] = image
        return chosen
