"""One pass over images: features by the networks, fingerprints beside them."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, TypeVar

from imagegen_kernel.inputs import ImageSource
from imagegen_kernel.inputs.image_source import Images
from imagegen_kernel.notices.fingerprint import Fingerprints, fingerprint
from imagegen_kernel.notices.fingerprint import joined as joined_prints
from imagegen_kernel.photographs.image_features import ImageFeatures, Networks, joined
from imagegen_kernel.progress import Progress

#: Images a pass takes at once, and bytes of them: photographs of 256×256 are 49 MB.
BATCH, BATCH_BYTES = 250, 64 * 2**20

Item = TypeVar("Item")


class Share(NamedTuple):
    """What is known of a range of images."""

    features: ImageFeatures
    prints: Fingerprints


def batch_size(shape: tuple[int, int, int]) -> int:
    """Images of a batch: fewer of large ones, so that memory is bounded whatever their size."""
    height, width, channels = shape
    return max(1, min(BATCH, BATCH_BYTES // (height * width * channels)))


def ranges(count: int, parts: int) -> list[tuple[int, int]]:
    """Cut 0..count into even ranges of whole batches, one after the other; some may be empty."""
    batches = -(-count // BATCH)
    cuts = [min(count, batches * part // parts * BATCH) for part in range(parts + 1)]
    return list(zip(cuts, cuts[1:], strict=False))


def one_ahead(items: Iterable[Item]) -> Iterator[Item]:
    """Make the next item by a thread while the present one is worked on.

    What the making of an item raises is raised here in its turn.
    """
    iterator, end = iter(items), object()
    with ThreadPoolExecutor(1, "one-ahead") as thread:
        coming = thread.submit(next, iterator, end)
        while (item := coming.result()) is not end:
            coming = thread.submit(next, iterator, end)
            yield item  # type: ignore[misc]


def _read(source: ImageSource, start: int, stop: int) -> Iterator[tuple[Images, Fingerprints]]:
    for batch in source.batches(batch_size(source.shape), start, stop):
        # The batch may be a view that ends with its turn; the network's turn is later.
        yield batch.images.copy(), fingerprint(batch.images)


def compute_share(
    source: ImageSource, networks: Networks, start: int, stop: int, what: str
) -> Share:
    """Features and fingerprints of images start..stop−1; `what` names them while they are read.

    Reading and fingerprints run beside the network. Raises InputRefusedError.
    """
    features: list[ImageFeatures] = []
    prints: list[Fingerprints] = []
    progress = Progress(what, stop - start)
    try:
        for images, of_images in one_ahead(_read(source, start, stop)):
            features.append(networks(images))
            prints.append(of_images)
            progress.advance(len(images))
    finally:
        progress.close()
    return Share(joined(features), joined_prints(prints))


def joined_shares(shares: list[Share]) -> Share:
    """Neighbouring ranges as one."""
    return Share(
        joined([share.features for share in shares]),
        joined_prints([share.prints for share in shares]),
    )
