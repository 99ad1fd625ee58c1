"""The measurer of rulesets for photographs: any count and size, from an .npz or a tar of PNGs."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from imagegen_kernel.inputs import ImageSource, InputRefusedError, Wanted, open_images
from imagegen_kernel.measurer import Measured, Pinned, to_draw
from imagegen_kernel.measures import Estimate
from imagegen_kernel.notices import (
    Examiner,
    Notice,
    read_reference_table,
    write_notice_picture,
    write_sheet,
)
from imagegen_kernel.notices.fingerprint import Fingerprints
from imagegen_kernel.photographs.image_features import Float32, NetworkFiles, Networks, Placed
from imagegen_kernel.photographs.measure_images import OF_TOKENS, measure_images, metric_ids
from imagegen_kernel.photographs.processes import Job, compute
from imagegen_kernel.photographs.reference import Reference, read_laws, reference_of
from imagegen_kernel.photographs.share import batch_size
from imagegen_kernel.pinned_files import pinned_file, require_file
from imagegen_kernel.progress import Progress, watched
from imagegen_kernel.request import Request
from imagegen_kernel.torch_side import torch_side

#: Samples on the contact sheet of a run.
ON_SHEET = 100
#: The network of KDD; this version of the kernel names it, and files.json its digest.
DINOV2 = "dinov2-vitl14"


class Toolbox(NamedTuple):
    """What measuring photographs needs PyTorch for."""

    open_networks: Callable[[NetworkFiles], Networks]
    #: Brings features to where the measures compute.
    placed: Placed


def torch_toolbox() -> Toolbox:
    """PyTorch's. Raises NeedsTorchError where that is missing."""
    module = torch_side("photographs.torch_networks", "measuring photographs")
    return Toolbox(module.TorchNetworks, module.placed)


def examined(source: ImageSource, what: str) -> Examiner:
    """One pass over the images for their fingerprints alone."""
    examiner = Examiner()
    for batch in watched(source.batches(batch_size(source.shape)), Progress(what, source.count)):
        examiner.add(batch)
    return examiner


class PhotographMeasures:
    """Networks and a reference, against which any number of files can be measured."""

    def __init__(self, files: NetworkFiles, reference: Path, toolbox: Toolbox) -> None:
        """Read the networks. The reference is read when the first samples are known to be sound."""
        self._files, self._path, self._toolbox = files, reference, toolbox
        self._networks = toolbox.open_networks(files)
        self._logits: Float32 = self._networks.logit_weight
        self._reference: Reference | None = None
        self.known: Fingerprints | None = None

    def measure(
        self, path: Path, wanted: Wanted, what: str
    ) -> tuple[dict[str, Estimate], Fingerprints]:
        """Every value of a file, and its fingerprints. Raises InputRefusedError."""
        samples = compute(Job(path, wanted, False, self._files, what), self._networks)
        try:
            values = measure_images(
                samples.features, self._of_reference(), self._logits, self._toolbox.placed
            )
        except ValueError as error:
            raise InputRefusedError(f"the features cannot be measured: {error}") from error
        return values, samples.prints

    def _of_reference(self) -> Reference:
        if self._reference is None:
            laws = read_laws(self._path)
            job = Job(self._path, Wanted(), True, self._files, "reference images seen")
            images = compute(job, self._networks)
            self.known = images.prints
            self._reference = reference_of(laws, images, self._toolbox.placed)
        return self._reference


class ImageMeasurer:
    """The frozen networks and the reference batch of a ruleset, from the cache of pinned files."""

    def __init__(self, request: Request, toolbox: Toolbox | None = None) -> None:
        """Verify every file. Raises ArtefactError where one is missing or not the ruleset's.

        InputRefusedError where the table of training images is none.
        """
        inception = require_file(request.features.name, request.features.sha256)
        self._batch = require_file(request.reference.name, request.reference.sha256)
        tokens = bool(set(OF_TOKENS) & set(request.tolerances))
        dinov2 = require_file(DINOV2) if tokens else None
        self.further: tuple[Pinned, ...] = ()
        if tokens:
            self.further += (Pinned(DINOV2, pinned_file(DINOV2).sha256),)
        self._training: Fingerprints | None = None
        if (table := request.training_images) is not None:
            self._training = read_reference_table(require_file(table.name, table.sha256))
            self.further += (Pinned(table.name, pinned_file(table.name).sha256),)
        self.metrics = metric_ids(request.expected.count, tokens)
        self._measures = PhotographMeasures(
            NetworkFiles(inception, dinov2), self._batch, toolbox or torch_toolbox()
        )
        self.features, self.reference = (
            Pinned(name, pinned_file(name).sha256)
            for name in (request.features.name, request.reference.name)
        )

    def measure(self, samples: Path, request: Request, sheets: Path | None, seed: int) -> Measured:
        """Measure one file. Raises InputRefusedError."""
        expected = request.expected
        wanted = Wanted(expected.count, expected.shape, expected.classes)
        values, prints = self._measures.measure(samples, wanted, f"seed {seed}: images seen")
        with (
            open_images(samples, wanted) as source,
            open_images(self._batch, others=True) as reference,
        ):
            examiner = Examiner(prints)
            notices = examiner.notices(
                source.labels, expected.classes, self._measures.known, self._training
            )
            if sheets is not None:
                _draw(notices, source, reference, sheets, seed)
        return Measured.of(expected.count, values, [*notices])


def _draw(
    notices: list[Notice], samples: ImageSource, reference: ImageSource, sheets: Path, seed: int
) -> None:
    first = samples.pick(range(min(ON_SHEET, samples.count)))
    write_sheet(list(first), sheets / f"samples-{seed}.png")
    for notice, path in to_draw(notices, sheets, seed):
        write_notice_picture(notice, path, samples, reference)
