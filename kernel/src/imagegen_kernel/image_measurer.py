"""The measurer of rulesets for photographs: any count and size, from an .npz or a tar of PNGs."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from imagegen_kernel.inputs import ImageSource, Wanted, open_images
from imagegen_kernel.inputs.image_source import Images
from imagegen_kernel.measurer import Measured, Pinned
from imagegen_kernel.measures import significant
from imagegen_kernel.notices import Examiner, Notice, write_notice_picture, write_sheet
from imagegen_kernel.notices.fingerprint import Fingerprints
from imagegen_kernel.pinned_files import pinned_file, require_file
from imagegen_kernel.progress import Progress, watched
from imagegen_kernel.request import Request
from imagegen_kernel.torch_side import torch_side

#: Images a pass takes at once, and bytes of them: photographs of 256×256 are 49 MB.
BATCH, BATCH_BYTES = 250, 64 * 2**20
#: Samples on the contact sheet of a run.
ON_SHEET = 100


class ImageMetrics(Protocol):
    """A network and its measures: takes all samples batch by batch, then says the values."""

    def add(self, images: Images) -> None:
        """Take the next uint8 [n, h, w, 3]; what is needed later must be copied."""
        ...

    def values(self) -> dict[str, float]:
        """Value of every metric by id, over all images added. Raises ValueError for too few."""
        ...


#: Makes the metrics from paths of weights and reference batch, both verified.
MakeMetrics = Callable[[Path, Path], ImageMetrics]


def make_metrics(weights: Path, reference: Path) -> ImageMetrics:
    """Metrics by PyTorch. Raises NeedsTorchError where that is missing."""
    module = torch_side("image_metrics", "measuring photographs")
    metrics: ImageMetrics = module.open_image_metrics(weights, reference)
    return metrics


def batch_size(shape: tuple[int, int, int]) -> int:
    """Images of a batch: fewer of large ones, so that memory is bounded whatever their size."""
    height, width, channels = shape
    return max(1, min(BATCH, BATCH_BYTES // (height * width * channels)))


def examined(source: ImageSource, what: str, metrics: ImageMetrics | None = None) -> Examiner:
    """One pass over the images: fingerprints, and the network where one is given."""
    examiner = Examiner()
    for batch in watched(source.batches(batch_size(source.shape)), Progress(what, source.count)):
        examiner.add(batch)
        if metrics is not None:
            metrics.add(batch.images)
    return examiner


class ImageMeasurer:
    """A frozen network and a reference batch, both from the cache of pinned files."""

    def __init__(self, request: Request, make: MakeMetrics = make_metrics) -> None:
        """Verify both files. Raises ArtefactError where they are missing or not the ruleset's."""
        self._weights = require_file(request.features.name, request.features.sha256)
        self._batch = require_file(request.reference.name, request.reference.sha256)
        self._make = make
        self._known: Fingerprints | None = None
        self.features, self.reference = (
            Pinned(name, pinned_file(name).sha256)
            for name in (request.features.name, request.reference.name)
        )

    def measure(self, samples: Path, request: Request, sheets: Path | None, seed: int) -> Measured:
        """Measure one file. Raises InputRefusedError."""
        expected = request.expected
        wanted = Wanted(expected.count, expected.shape, expected.classes)
        with (
            open_images(samples, wanted) as source,
            open_images(self._batch, others=True) as reference,
        ):
            metrics = self._make(self._weights, self._batch)
            examiner = examined(source, f"seed {seed}: images measured", metrics)
            if self._known is None:
                self._known = examined(reference, "reference images read").fingerprints
            notices = examiner.notices(source.labels, expected.classes, self._known)
            if sheets is not None:
                self._draw(notices, source, reference, sheets, seed)
        values = {name: significant(value) for name, value in metrics.values().items()}
        return Measured(source.count, values, [*notices])

    def _draw(
        self,
        notices: list[Notice],
        samples: ImageSource,
        reference: ImageSource,
        sheets: Path,
        seed: int,
    ) -> None:
        first = samples.pick(range(min(ON_SHEET, samples.count)))
        write_sheet(list(first), sheets / f"samples-{seed}.png")
        for notice in notices:
            if notice.indices and notice.status != "pass":
                path = sheets / f"notice-{seed}-{notice.id}.png"
                write_notice_picture(notice, path, samples, reference)
