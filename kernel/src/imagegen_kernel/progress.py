"""Progress with an estimate of what is left, on standard error."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from imagegen_kernel.inputs.image_source import Batch

#: Seconds between two updates of the line on a terminal, and between two lines of a log.
EVERY, SELDOM = 0.2, 30.0


def duration(seconds: float) -> str:
    """Minutes and seconds as people write them: 0:07, 12:30, 1:02:03."""
    whole = round(seconds)
    hours, minutes = whole // 3600, whole % 3600 // 60
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


class Progress:
    """What is done, how fast, how long it will take: a line that is written over, or a log's.

    A log has none of what is done within half a minute.
    """

    def __init__(
        self,
        what: str,
        total: int,
        stream: TextIO | None = None,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        """`total`: units of work; `what` names them, as in "images read"."""
        self._what, self._total = what, total
        self._stream = sys.stderr if stream is None else stream
        self._timer = timer
        self._terminal = self._stream.isatty()
        self._began = self._last = timer()
        self._done = 0

    def advance(self, units: int) -> None:
        """Say that more is done."""
        self._done += units
        now = self._timer()
        whole = self._terminal and self._done == self._total
        if whole or now - self._last >= (EVERY if self._terminal else SELDOM):
            self._last = now
            line = self._line(now)
            self._stream.write(f"\r\x1b[K{line}" if self._terminal else f"{line}\n")
            self._stream.flush()

    def _line(self, now: float) -> str:
        passed = max(now - self._began, 1e-9)
        rate = self._done / passed
        left = duration((self._total - self._done) / rate) if rate else "?"
        return f"{self._what}: {self._done} of {self._total}, {rate:.0f} a second, {left} left"

    def close(self) -> None:
        """Clear the line of a terminal."""
        if self._terminal:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def watched(batches: Iterable[Batch], progress: Progress) -> Iterator[Batch]:
    """Hand batches on and count their images; the line is cleared at the end, whatever happens."""
    try:
        for batch in batches:
            yield batch
            progress.advance(len(batch.images))
    finally:
        progress.close()
