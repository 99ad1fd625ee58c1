"""Images that are PNGs, one a file: in a folder or in a tar."""

import os
import stat
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np

from imagegen_kernel.inputs.image_archive import require_shape
from imagegen_kernel.inputs.image_source import BATCH, Batch, ClosingSource, Images, spans
from imagegen_kernel.inputs.limits import ANYTHING, LIMITS, Limits, Wanted
from imagegen_kernel.inputs.natural_order import natural_key
from imagegen_kernel.inputs.png import HEADER_END, decode_png, largest_png, parse_png_header
from imagegen_kernel.inputs.refusal import InputRefusedError, shown


class Shelf(Protocol):
    """Where named files lie: a folder, or a tar."""

    @property
    def names(self) -> Sequence[str]:
        """Names of the files, in any order."""
        ...

    def read(self, name: str, largest: int) -> bytes:
        """Whole content; refuses what is no plain file or has more than `largest` bytes."""
        ...

    def read_start(self, name: str, length: int) -> bytes:
        """First bytes of a file."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


def require_name(name: str) -> None:
    """Refuse names that no image needs: not ASCII, hidden, with separators, no .png at the end."""
    plain = name.isascii() and name.isprintable() and "/" not in name and "\\" not in name
    if not plain or name.startswith(".") or not name.lower().endswith(".png"):
        raise InputRefusedError(
            f"there is {shown(name)}; expected PNG files alone, with plain ASCII names (000001.png)"
        )


class FolderShelf:
    """PNGs in one folder. Links are not followed, and nothing but plain files is opened."""

    def __init__(self, folder: Path, limits: Limits = LIMITS) -> None:
        """List the folder, up to the number of images that is allowed."""
        self._fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        self.names: list[str] = []
        with os.scandir(self._fd) as items:
            for item in items:
                if len(self.names) == limits.images:
                    self.close()
                    raise InputRefusedError(f"the folder holds more than {limits.images} files")
                self.names.append(item.name)

    def _open(self, name: str) -> int:
        try:
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
            fd = os.open(name, flags, dir_fd=self._fd)
        except OSError as error:
            raise InputRefusedError(
                f"{shown(name)} cannot be read (a link, or not allowed): {error.strerror}"
            ) from error
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            os.close(fd)
            raise InputRefusedError(f"{shown(name)} is no plain file")
        return fd

    def read(self, name: str, largest: int) -> bytes:
        """Whole content of a file; one byte more than allowed is never read."""
        fd = self._open(name)
        with os.fdopen(fd, "rb") as file:
            size = os.fstat(fd).st_size
            if size > largest:
                raise InputRefusedError(
                    f"{shown(name)} has {size} bytes; at most {largest} are needed"
                )
            return file.read(largest)

    def read_start(self, name: str, length: int) -> bytes:
        """First bytes of a file."""
        with os.fdopen(self._open(name), "rb") as file:
            return file.read(length)

    def close(self) -> None:
        """Let go of the folder."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


class PngImages(ClosingSource):
    """Images of a shelf in natural order of their names; decoded by a few threads at once."""

    labels = None

    def __init__(self, shelf: Shelf, wanted: Wanted = ANYTHING, limits: Limits = LIMITS) -> None:
        """Check names, count and the first image's header; the others follow when read."""
        self._shelf, self._limits = shelf, limits
        for name in shelf.names:
            require_name(name)
        self._names = sorted(shelf.names, key=natural_key)
        self.count = len(self._names)
        if not self._names:
            raise InputRefusedError("there are no images; expected PNG files")
        start = shelf.read_start(self._names[0], HEADER_END)
        self.shape = parse_png_header(start, self._names[0], limits).shape
        require_shape(self.count, self.shape, wanted, limits)
        self._largest = largest_png(self.shape, limits)

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(min(16, os.cpu_count() or 1), "png")

    def _image(self, index: int) -> Images:
        name = self._names[index]
        return decode_png(self._shelf.read(name, self._largest), self.shape, name, self._limits)

    def batches(
        self, size: int = BATCH, start: int = 0, stop: int | None = None
    ) -> Iterator[Batch]:
        """Decode a batch at a time."""
        for first, end in spans(size, start, self.count if stop is None else stop):
            yield Batch(first, self.pick(range(first, end)), None)

    def pick(self, indices: Sequence[int]) -> Images:
        """Decode single images, uint8 [len(indices), h, w, c]."""
        chosen = np.empty((len(indices), *self.shape), np.uint8)
        for place, image in enumerate(self._threads.map(self._image, indices)):
            chosen[place] = image
        return chosen

    def close(self) -> None:
        """Let go of the files and threads."""
        if "_threads" in self.__dict__:
            self._threads.shutdown(wait=True, cancel_futures=True)
        self._shelf.close()
