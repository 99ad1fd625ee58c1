"""Prints the figures that kernel/README.md quotes about the reference.

Run from kernel/: PYTHONPATH=src python training/describe_reference.py
"""

import time

import numpy as np

from imagegen_kernel import measure
from imagegen_kernel.artefacts import load
from imagegen_kernel.digits import held_out_split, train_split
from imagegen_kernel.features import extract
from imagegen_kernel.integrity import COPY_DISTANCE, copied
from imagegen_kernel.measures import Gaussian, frechet_distance, gaussian, kernel_distance

network, reference = load("digits-cnn-1"), load("digits-train").arrays
train = extract(train_split().images, network)
held_out = extract(held_out_split().images, network)
law = Gaussian(reference["mean"], reference["covariance"])
random = np.random.default_rng(0)
order = random.permutation(len(train.values))
halves = train.values[order[:719]], train.values[order[719:]]
noise = random.integers(0, 17, (1000, 8, 8, 1)).astype(np.uint8)

accuracy = (held_out.classes == held_out_split().labels).mean()
print(f"held-out accuracy of the network       {accuracy:.4f}")
print(f"rank of the reference covariance       {np.linalg.matrix_rank(law.covariance)}")
apart = frechet_distance(gaussian(halves[0]), gaussian(halves[1]))
print(f"FD, half of the training split/other   {apart:.3f}")
print(
    f"FD, held-out/training split            {frechet_distance(gaussian(held_out.values), law):.3f}"
)
print(
    f"KD, training/held-out split            {kernel_distance(train.values, held_out.values):.3f}"
)
print(f"FD of uniform noise                    {measure(noise)['fd_digits']:.1f}")
share = copied(held_out_split().images, train_split().images, 16).mean()
print(f"held-out images within {COPY_DISTANCE} of a training image  {share:.4f}")
begin = time.perf_counter()
measure(noise)
print(f"seconds to measure 1,000 samples       {time.perf_counter() - begin:.2f}")
