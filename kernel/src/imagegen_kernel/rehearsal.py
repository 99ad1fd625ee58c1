"""The measurer of the rehearsal ruleset: 8×8 digits, on any laptop."""

from pathlib import Path

from imagegen_kernel.artefacts import require
from imagegen_kernel.contact_sheet import write_contact_sheet
from imagegen_kernel.features import extract
from imagegen_kernel.integrity import check_samples
from imagegen_kernel.measure import METRICS, estimate_features
from imagegen_kernel.measurer import Measured, Pinned, to_draw
from imagegen_kernel.request import Request
from imagegen_kernel.samples import read_samples


class RehearsalMeasurer:
    """Features of `digits-cnn-1` against `digits-train`."""

    further = ()
    metrics = METRICS

    def __init__(self, request: Request) -> None:
        """Read the artefacts. Raises ArtefactError where they are not the ruleset's."""
        self._network = require(request.features.name, request.features.sha256)
        self._reference = require(request.reference.name, request.reference.sha256)
        self.features = Pinned(self._network.name, self._network.sha256)
        self.reference = Pinned(self._reference.name, self._reference.sha256)

    def measure(self, samples: Path, request: Request, sheets: Path | None, seed: int) -> Measured:
        """Measure one file. Raises SamplesRefusedError."""
        expected = request.expected
        images = read_samples(samples, expected)
        features = extract(images, self._network, expected.maximum)
        checks = check_samples(
            images,
            features.classes,
            self._reference.arrays["train_images"],
            expected.maximum,
            expected.classes,
        )
        if sheets is not None:
            write_contact_sheet(images, expected.maximum, sheets / f"samples-{seed}.png")
            for check, path in to_draw(checks, sheets, seed):
                write_contact_sheet(images[check.indices], expected.maximum, path)
        estimates = estimate_features(features, self._reference)
        return Measured.of(len(images), estimates, [*checks])
