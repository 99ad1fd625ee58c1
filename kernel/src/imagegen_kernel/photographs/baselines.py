"""Sets of 256×256 images that deserve a known score, by the practice network.

They show whether this machine, its GPU and its libraries measure what they should: the files are
made and not fetched, so it takes no weights from outside. The values are written down in
data/self-test-photographs.json, as measured on a CPU in float32.
"""

import json
import tempfile
from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np

from imagegen_kernel.image_measurer import PhotographMeasures, torch_toolbox
from imagegen_kernel.inputs import Wanted
from imagegen_kernel.made_files import COUNT, NETWORK, REFERENCE_SET, practice_reference
from imagegen_kernel.networks.inception_random import random_inception
from imagegen_kernel.photographs.drawn import Images, drawn_images
from imagegen_kernel.photographs.image_features import NetworkFiles

Values = dict[str, float]

#: How far a value may lie from the one written down, relative to it, or absolutely below one: a GPU
#: sums in another order, and in precision and recall an image may cross a border.
TOLERANCE = {"precision": 0.05, "recall": 0.05, "precision_exact": 0.05, "recall_exact": 0.05}
OTHERWISE = 1e-3


def _noise() -> Images:
    raw = np.random.PCG64(1).random_raw(COUNT * 256 * 256 * 3 // 8)
    return raw.astype("<u8").view(np.uint8).reshape(COUNT, 256, 256, 3)


BASELINES: dict[str, Callable[[], Images]] = {
    "same_law": lambda: drawn_images(REFERENCE_SET + 1, COUNT),
    "reference_reversed": lambda: drawn_images(REFERENCE_SET, COUNT)[::-1],
    "mean_image": lambda: np.repeat(
        drawn_images(REFERENCE_SET, COUNT).mean(axis=0, keepdims=True).astype(np.uint8), COUNT, 0
    ),
    "one_image": lambda: np.repeat(drawn_images(REFERENCE_SET, 1), COUNT, axis=0),
    "noise": _noise,
}


def measure_baselines(names: list[str] | None = None) -> dict[str, Values]:
    """Every value of each set: half a minute on two cores. Raises NeedsTorchError."""
    found: dict[str, Values] = {}
    with tempfile.TemporaryDirectory() as folder:
        weights, batch, samples = (Path(folder) / f"{name}.npz" for name in ("net", "ref", "set"))
        np.savez(weights, allow_pickle=False, **random_inception(NETWORK))
        batch.write_bytes(practice_reference())
        measures = PhotographMeasures(NetworkFiles(weights), batch, torch_toolbox())
        for name in BASELINES if names is None else names:
            np.savez(samples, np.ascontiguousarray(BASELINES[name]()))
            estimates, _ = measures.measure(samples, Wanted(COUNT), f"{name}: images seen")
            found[name] = {metric: estimate.value for metric, estimate in estimates.items()}
    return found


@cache
def expected_values() -> dict[str, Values]:
    """The values that are written down."""
    data = resources.files("imagegen_kernel").joinpath("data", "self-test-photographs.json")
    values: dict[str, Values] = json.loads(data.read_text("utf-8"))
    return values


def value_differences(name: str, found: Values) -> list[str]:
    """How a set's values differ from those written down, in words."""
    said = []
    for metric, value in expected_values()[name].items():
        here, allowed = found.get(metric), TOLERANCE.get(metric, OTHERWISE)
        if here is None or not abs(here - value) <= allowed * max(1.0, abs(value)):
            said.append(f"{name}: {metric} is {here}, expected {value}")
    return said
