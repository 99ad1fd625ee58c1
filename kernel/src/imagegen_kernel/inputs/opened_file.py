"""A file that is read by position: regular, of a size known before, never waited for."""

import os
import stat
from pathlib import Path
from types import TracebackType
from typing import Self

from imagegen_kernel.inputs.refusal import InputRefusedError, shown


class OpenedFile:
    """Reads bytes at positions; refuses what is no regular file and what ends too early."""

    def __init__(self, path: Path) -> None:
        """Open `path` without waiting, so that a pipe cannot stall the reader."""
        self.path = path
        try:
            self.fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            raise InputRefusedError(f"the file cannot be read: {error.strerror}") from error
        status = os.fstat(self.fd)
        if not stat.S_ISREG(status.st_mode):
            os.close(self.fd)
            raise InputRefusedError(
                f"{shown(path.name)} is no regular file; expected an .npz, an .npy, a .tar or a"
                " folder of PNGs"
            )
        self.size = status.st_size

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; further calls do nothing."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

    def read_at(self, offset: int, length: int) -> bytes:
        """Exactly `length` bytes from `offset`. Raises InputRefusedError where there are fewer."""
        parts = []
        while length > 0:
            part = os.pread(self.fd, length, offset)
            if not part:
                raise InputRefusedError(
                    f"the file ends at byte {offset}; {length} more bytes were announced"
                )
            parts.append(part)
            offset, length = offset + len(part), length - len(part)
        return b"".join(parts)

    def require_whole(self) -> None:
        """Refuse a file that got shorter since it was opened: mapped bytes would be gone."""
        now = os.fstat(self.fd).st_size
        if now < self.size:
            raise InputRefusedError(
                f"the file shrank from {self.size} to {now} bytes while it was read"
            )
