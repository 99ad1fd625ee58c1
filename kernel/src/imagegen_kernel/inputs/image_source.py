"""What every input of images looks like to whoever measures it."""

from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import NamedTuple, Protocol, Self

import numpy as np
from numpy.typing import NDArray

Images = NDArray[np.uint8]
Labels = NDArray[np.int64]

#: Images of a batch where nobody asks for another number.
BATCH = 64


class Batch(NamedTuple):
    """Images uint8 [n, h, w, c], their labels int64 [n] or None, and the index of the first."""

    first: int
    images: Images
    labels: Labels | None


class ImageSource(Protocol):
    """Images in a fixed order; count, shape and labels are known before a pixel is read.

    Reading may still refuse (InputRefusedError): damage deep inside shows only there.
    """

    @property
    def count(self) -> int:
        """Number of images."""
        ...

    @property
    def shape(self) -> tuple[int, int, int]:
        """Height, width and channels of each image."""
        ...

    @property
    def labels(self) -> Labels | None:
        """Class of each image, int64 [count]; None where the input names none."""
        ...

    def batches(
        self, size: int = BATCH, start: int = 0, stop: int | None = None
    ) -> Iterator[Batch]:
        """Batches of images start..stop−1 in order; the last may be shorter.

        A view may end with its batch: whoever keeps images copies them. `start` and `stop` give
        each of several processes its share.
        """
        ...

    def pick(self, indices: Sequence[int]) -> Images:
        """Return a copy of single images, uint8 [len(indices), h, w, c]."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class ClosingSource:
    """Makes a source usable with `with`."""

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
        """Let go of the file."""


def spans(size: int, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Cut start..stop into spans of `size`; the last may be shorter."""
    for first in range(start, stop, size):
        yield first, min(first + size, stop)
