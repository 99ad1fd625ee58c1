"""How long a whole measurement takes: from a warm .npz to every value, beside torch-fidelity.

Run from kernel/: PYTHONPATH=src:tests python bench/whole.py [IMAGES] [PRECISION]
On a GPU where there is one; 50,000 is the number for which docs/performance.md has goals. Weights
are drawn at random, which changes no time. Images are copies of a few: the network does not care.
Each side has a process of its own. torch-fidelity is handed the images as we read them, and gives
FID, Inception Score, precision and recall; ours adds sFID, a second precision and recall, the
fingerprints of all images, and a standard error for every value.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import torch
from inception import memory, save_weights, theirs

from imagegen_kernel.image_measurer import torch_toolbox
from imagegen_kernel.inputs import Wanted, open_images
from imagegen_kernel.networks.precision import require_precision
from imagegen_kernel.photographs.drawn import drawn_images
from imagegen_kernel.photographs.image_features import NetworkFiles
from imagegen_kernel.photographs.measure_images import measure_images
from imagegen_kernel.photographs.processes import Job, compute
from imagegen_kernel.photographs.reference import read_laws, reference_of
from peer_torch_fidelity import import_torch_fidelity

IMAGES, REFERENCE, DRAWN = 300, 100, 50
#: torch-fidelity's default batch.
BATCH = 64


class Stages:
    """What took how long, as a table."""

    def __init__(self) -> None:
        self._found: list[tuple[str, float]] = []
        self._began = time.perf_counter()

    def done(self, stage: str) -> None:
        """Note the time since the last stage."""
        self._found.append((stage, time.perf_counter() - self._began))
        self._began = time.perf_counter()

    def show(self, who: str) -> None:
        print(f"\n| {who} | seconds |\n|---|---:|")
        for stage, seconds in self._found:
            print(f"| {stage} | {seconds:.1f} |")
        print(
            f"| together; peak memory {memory():,.0f} MB | {sum(s for _, s in self._found):.1f} |"
        )


def ours(folder: Path, images: int, precision: str) -> None:
    stages = Stages()
    toolbox = torch_toolbox()
    files = NetworkFiles(folder / "net.pth", precision=require_precision(precision))
    networks = toolbox.open_networks(files)
    stages.done("PyTorch and weights")
    batch = folder / "reference.npz"
    seen = compute(Job(batch, Wanted(), True, files, "reference images seen"), networks)
    reference = reference_of(read_laws(batch), seen, toolbox.placed)
    stages.done(f"reference of {REFERENCE} images")
    job = Job(folder / "samples.npz", Wanted(images), False, files, "images seen")
    samples = compute(job, networks)
    stages.done(f"{images:,} images: read, fingerprints, network")
    measure_images(samples.features, reference, networks.logit_weight, toolbox.placed)
    stages.done("every value with its standard error")
    stages.show(f"ours, {precision}")


def peers(folder: Path, images: int) -> None:
    stages = Stages()
    network = theirs(folder / "net.pth", BATCH)
    modules = [import_torch_fidelity(f"metric_{name}") for name in ("fid", "isc", "prc")]
    stages.done("PyTorch and weights")

    def features(name: str) -> list[torch.Tensor]:
        with open_images(folder / name) as source:
            found = [out for batch in source.batches(BATCH) for out in network(batch.images)]
        return [torch.cat(side) for side in zip(*found, strict=True)]

    reference = features("reference.npz")[0]
    stages.done(f"reference of {REFERENCE} images")
    pool, logits = features("samples.npz")
    stages.done(f"{images:,} images: read, network")
    fid, isc, prc = modules
    laws = [fid.fid_features_to_statistics(side) for side in (pool, reference)]
    fid.fid_statistics_to_metric(*laws, verbose=False)
    isc.isc_features_to_metric(logits)
    prc.calculate_precision_recall_full(pool, reference)
    stages.done("FID, Inception Score, precision, recall")
    stages.show("torch-fidelity")


def main(images: int, precision: str) -> None:
    """Make the files, and have each side measure them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        drawn = drawn_images(1, DRAWN)
        np.savez(folder / "samples.npz", np.resize(drawn, (images, *drawn.shape[1:])))
        np.savez(folder / "reference.npz", drawn_images(2, REFERENCE))
        save_weights(folder / "net.pth")
        for side in (["ours", precision], ["peers", ""]):
            subprocess.run([sys.executable, __file__, *side, name, str(images)], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["ours"]:
        ours(Path(sys.argv[3]), int(sys.argv[4]), sys.argv[2])
    elif sys.argv[1:2] == ["peers"]:
        peers(Path(sys.argv[3]), int(sys.argv[4]))
    else:
        count = int(sys.argv[1]) if len(sys.argv) > 1 else IMAGES
        main(count, *(sys.argv[2:3] or ["float32"]))
