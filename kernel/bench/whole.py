"""How long a whole measurement takes, stage by stage: from a warm .npz to every value.

Run from kernel/: PYTHONPATH=src python bench/whole.py [IMAGES] [PRECISION]
On a GPU where there is one; 50,000 is the number for which docs/performance.md has goals. Weights
are drawn at random, which changes no time. Images are copies of a few: the network does not care.
"""

import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from imagegen_kernel.image_measurer import torch_toolbox
from imagegen_kernel.inputs import Wanted
from imagegen_kernel.networks.inception_random import random_inception
from imagegen_kernel.networks.precision import require_precision
from imagegen_kernel.photographs.drawn import drawn_images
from imagegen_kernel.photographs.image_features import NetworkFiles
from imagegen_kernel.photographs.measure_images import measure_images
from imagegen_kernel.photographs.processes import Job, compute
from imagegen_kernel.photographs.reference import read_laws, reference_of

IMAGES, REFERENCE, DRAWN = 300, 100, 50


def main(images: int, precision: str) -> None:
    """Print a Markdown table."""
    stages: list[tuple[str, float]] = []
    began = time.perf_counter()

    def done(stage: str) -> None:
        nonlocal began
        stages.append((stage, time.perf_counter() - began))
        began = time.perf_counter()

    with tempfile.TemporaryDirectory() as folder:
        path, weights, batch = (Path(folder) / f"{name}.npz" for name in ("samples", "net", "ref"))
        drawn = drawn_images(1, DRAWN)
        np.savez(path, np.resize(drawn, (images, *drawn.shape[1:])))
        np.savez(batch, drawn_images(2, REFERENCE))
        np.savez(weights, **random_inception(1))
        began = time.perf_counter()
        toolbox = torch_toolbox()
        files = NetworkFiles(weights, precision=require_precision(precision))
        networks = toolbox.open_networks(files)
        done("PyTorch and weights")
        seen = compute(Job(batch, Wanted(), True, files, "reference images seen"), networks)
        reference = reference_of(read_laws(batch), seen, toolbox.placed)
        done(f"reference of {REFERENCE} images")
        samples = compute(Job(path, Wanted(images), False, files, "images seen"), networks)
        done(f"{images:,} images: read, fingerprints, network")
        measure_images(samples.features, reference, networks.logit_weight, toolbox.placed)
        done("every value with its standard error")
    print("| stage | seconds |\n|---|---:|")
    for stage, seconds in [*stages, ("together", sum(seconds for _, seconds in stages))]:
        print(f"| {stage} | {seconds:.1f} |")


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else IMAGES
    main(count, *(sys.argv[2:3] or ["float32"]))
