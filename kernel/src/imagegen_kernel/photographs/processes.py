"""Several processes as one: `torchrun` starts them, each computes the features of its share.

The first one measures; it announces each file to the others, and puts their shares together in
order. Every image goes through the same arithmetic whoever computes it, and everything after the
features happens in the first process, so the number of processes changes no digit.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from numpy.typing import NDArray

from imagegen_kernel.inputs import InputRefusedError, Wanted, open_images
from imagegen_kernel.networks.precision import require_precision
from imagegen_kernel.notices.fingerprint import Fingerprints
from imagegen_kernel.photographs.image_features import ImageFeatures, NetworkFiles, Networks
from imagegen_kernel.photographs.share import Share, compute_share, joined_shares, ranges
from imagegen_kernel.torch_side import torch_side

OpenNetworks = Callable[[NetworkFiles], Networks]


@dataclass(frozen=True)
class Job:
    """A file of images that every process takes its share of."""

    path: Path
    wanted: Wanted
    #: Whether further members may lie beside the images, as in a reference batch.
    others: bool
    files: NetworkFiles
    #: Names the images while they are read.
    what: str

    def as_text(self) -> str:
        """Return JSON for the other processes."""
        return json.dumps(
            {
                "path": str(self.path),
                "wanted": asdict(self.wanted),
                "others": self.others,
                "files": [None if part is None else str(part) for part in self.files],
                "what": self.what,
            }
        )


def _job(text: str) -> Job:
    document = json.loads(text)
    inception, dinov2, device, precision = document["files"]
    wanted = document["wanted"]
    shape = wanted["shape"] and tuple(wanted["shape"])
    return Job(
        Path(document["path"]),
        Wanted(wanted["count"], shape, wanted["classes"]),
        document["others"],
        NetworkFiles(
            Path(inception), dinov2 and Path(dinov2), device, require_precision(precision)
        ),
        document["what"],
    )


def rank() -> int:
    """Which process this is; the first one is 0, and so is one that is alone."""
    return int(os.environ.get("RANK", "0"))


def world() -> int:
    """How many processes there are."""
    return int(os.environ.get("WORLD_SIZE", "1"))


@cache
def _met() -> ModuleType:
    """The meeting of all processes. Gloo: what goes between them lies in memory."""
    meeting = torch_side("photographs.meeting", "measuring by several processes")
    meeting.meet()
    return meeting


def _own_share(job: Job, networks: Networks) -> Share | None:
    """None where there are fewer batches than processes."""
    with open_images(job.path, job.wanted, others=job.others) as source:
        start, stop = ranges(source.count, world())[rank()]
        if start == stop:
            return None
        return compute_share(source, networks, start, stop, job.what)


def _arrays(share: Share | None) -> list[NDArray[Any]]:
    if share is None:
        return []
    features = [array for array in share.features if array is not None]
    return [*features, *share.prints]


def _share(arrays: list[NDArray[Any]]) -> Share | None:
    if not arrays:
        return None
    prints = Fingerprints(*arrays[-len(Fingerprints._fields) :])
    features = arrays[: -len(Fingerprints._fields)]
    tokens = features[2] if len(features) > 2 else None
    return Share(ImageFeatures(features[0], features[1], tokens), prints)


def compute(job: Job, networks: Networks) -> Share:
    """Features and fingerprints of all images of a file, by all processes.

    Raises InputRefusedError, whichever process found what is wrong.
    """
    if world() > 1:
        _met().announce(job.as_text())
    outcomes = [_tried(job, networks), *map(_received, range(1, world()))]
    shares: list[Share] = []
    for outcome in outcomes:
        if isinstance(outcome, InputRefusedError):
            raise outcome
        if outcome is not None:
            shares.append(outcome)
    return joined_shares(shares)


def _received(other: int) -> Share | InputRefusedError | None:
    refusal = _met().receive_text(other)
    return InputRefusedError(refusal) if refusal else _share(_met().receive_arrays(other))


def _tried(job: Job, networks: Networks) -> Share | InputRefusedError | None:
    try:
        return _own_share(job, networks)
    except InputRefusedError as error:
        return error


def serve(open_networks: OpenNetworks) -> int:
    """Compute shares for the first process until it says that it needs no more."""
    meeting = _met()
    known: dict[NetworkFiles, Networks] = {}
    try:
        while text := meeting.heard():
            job = _job(text)
            if job.files not in known:
                known[job.files] = open_networks(job.files)
            outcome = _tried(job, known[job.files])
            refused = isinstance(outcome, InputRefusedError)
            meeting.send_text(str(outcome) if refused else "")
            if not isinstance(outcome, InputRefusedError):
                meeting.send_arrays(_arrays(outcome))
    finally:
        meeting.close()
    return 0


@contextmanager
def team() -> Iterator[None]:
    """For the first process: at the end the others are told that nothing more will come."""
    try:
        yield
    finally:
        if world() > 1:
            _met().announce("")
            _met().close()
