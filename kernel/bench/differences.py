"""How far the measures are from what other evaluators would say of the same drawn features.

Run from kernel/: PYTHONPATH=src python bench/differences.py
"""

import importlib

import numpy as np
from measures import DINO, features

from imagegen_kernel.measures import (
    Gaussian,
    class_probabilities,
    frechet_distance,
    gaussian,
    inception_score,
    kernel_distance,
    precision_recall,
    shuffled_inception_score,
)
from imagegen_kernel.measures.backend import Array
from imagegen_kernel.measures.squared_distances import SquaredDistances


def row(name: str, ours: float, theirs: float) -> None:
    print(f"| {name} | {ours:.9g} | {theirs:.9g} | {theirs / ours - 1:+.1e} |")


print("| | ours | theirs | relative |\n|---|---:|---:|---:|")
generated, reference = features(2, 10_000, wider=1.1), gaussian(features(3, 20_000))
law = gaussian(generated)
mean = Gaussian(generated.mean(axis=0).astype(np.float64), law.covariance)
row("Fréchet, mean added in float32", *(frechet_distance(a, reference) for a in (law, mean)))
biased = Gaussian(law.mean, law.covariance * (len(generated) - 1) / len(generated))
row("Fréchet, biased covariance", *(frechet_distance(a, reference) for a in (law, biased)))
single = generated - generated.mean(axis=0)
float32 = Gaussian(law.mean, (single.T @ single).astype(np.float64) / (len(generated) - 1))
row("Fréchet, float32 covariance", *(frechet_distance(a, reference) for a in (law, float32)))

weight = np.random.default_rng(9).normal(size=(2048, 1008)).astype(np.float32) * np.float32(0.1)
p = class_probabilities(generated, weight)
scores = []
for part in np.split(p, 2):
    divergence = part * (np.log(part) - np.log(part.mean(axis=0, keepdims=True)))
    scores.append(np.exp(divergence.sum(axis=1).mean()))
score = inception_score(p).value
row("Inception Score, added in float32", score, float(np.mean(scores)))
in_order = np.argsort(p.argmax(axis=1), kind="stable")
row(
    "… sorted by class: shuffled, and in file order",
    shuffled_inception_score(p[in_order]).value,
    inception_score(p[in_order]).value,
)

a, b = features(2, 2_000, DINO, wider=1.1), features(3, 2_000, DINO)
xx, yy, xy = ((one @ two.T / DINO + 1) ** 3 for one, two in ((a, a), (b, b), (a, b)))
pairs = len(a) * (len(a) - 1)
single_mmd = (xx.sum() - xx.trace() + yy.sum() - yy.trace()) / pairs - 2 * xy.mean()
row("kernel distance, kernels in float32", kernel_distance(a, b), float(single_mmd))

a, b = features(3, 5_000), features(2, 5_000, wider=1.1)
exact, adm = precision_recall(a, b), precision_recall(a, b, "adm")
row("precision of 5,000 against 5,000, `adm`", exact.precision.value, adm.precision.value)
row("recall, `adm`", exact.recall.value, adm.recall.value)


class HalfNorms(SquaredDistances):
    """`adm`, with norms added up in float16: 256 lanes of eight squares, then pairs of lanes."""

    def prepared(self, features: Array) -> Array:
        found = super().prepared(features)
        if self.symmetric:
            return found
        squares = np.square(found[:, :-2].astype(np.float16)).reshape(len(found), -1, 256)
        lanes = np.cumsum(squares, axis=1, dtype=np.float16)[:, -1]
        while lanes.shape[1] > 1:
            lanes = lanes[:, : lanes.shape[1] // 2] + lanes[:, lanes.shape[1] // 2 :]
        found[:, -1] = lanes[:, 0]
        return found


module = importlib.import_module("imagegen_kernel.measures.precision_recall")
decided = module._compared(a, b, "adm", module.NEIGHBOURS)
module.SquaredDistances = HalfNorms
again = module._compared(a, b, "adm", module.NEIGHBOURS)
changed = [int((one != other).sum()) for one, other in zip(decided, again, strict=True)]
print("\n`adm` with norms added in float16 decides otherwise of", *changed, "images")
