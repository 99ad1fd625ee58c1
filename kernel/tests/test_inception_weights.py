"""Inception's weights are read from every kind of file, folded exactly, and refused in words."""

import pickle
from pathlib import Path

import numpy as np
import pytest
import torch

from drawn_inception import SEED, drawn_inception
from imagegen_kernel.networks.inception_layout import CONVOLUTIONS, shapes
from imagegen_kernel.networks.inception_random import random_inception
from imagegen_kernel.networks.inception_weights import inception_weights
from imagegen_kernel.networks.weights_file import read_tensors
from imagegen_kernel.weights_error import WeightsError

WEIGHTS = drawn_inception()
#: What files written by PyTorch carry as well.
COUNTERS = {f"{name}.bn.num_batches_tracked": torch.tensor(0) for name in CONVOLUTIONS}
NAME = "Mixed_5b.branch1x1"


def test_the_layout_is_the_published_one() -> None:
    """The public file has 566 tensors; 95.6 MB are 23.9 million floats."""
    assert len(shapes()) + len(COUNTERS) == 566
    assert sum(int(np.prod(shape)) for shape in shapes().values()) == 23_885_392
    assert {name: tuple(tensor.shape) for name, tensor in WEIGHTS.items()} == shapes()


def test_random_weights_are_seeded() -> None:
    again = random_inception(SEED)
    assert all(np.array_equal(again[name], tensor) for name, tensor in WEIGHTS.items())
    assert not np.array_equal(random_inception(SEED + 1)["fc.bias"], WEIGHTS["fc.bias"])


def test_batch_norm_is_folded() -> None:
    folded = inception_weights(WEIGHTS | COUNTERS)
    weight, bias = folded.convolutions[NAME]
    scale = WEIGHTS[f"{NAME}.bn.weight"].double() / torch.sqrt(
        WEIGHTS[f"{NAME}.bn.running_var"].double() + 1e-3
    )
    expected = WEIGHTS[f"{NAME}.conv.weight"].double() * scale.view(-1, 1, 1, 1)
    assert (weight - expected).abs().max() < 1e-7
    shift = WEIGHTS[f"{NAME}.bn.bias"] - WEIGHTS[f"{NAME}.bn.running_mean"] * scale
    assert (bias - shift).abs().max() < 1e-7
    assert torch.equal(folded.logits, WEIGHTS["fc.weight"].T)


@pytest.mark.parametrize("kind", ["zip", "legacy", "npz"])
def test_files_of_every_kind_are_read(tmp_path: Path, kind: str) -> None:
    """The public file is from before PyTorch 1.6, whose files are no zip archives."""
    path = tmp_path / "weights"
    if kind == "npz":
        with path.open("wb") as file:
            np.savez(file, **{name: tensor.numpy() for name, tensor in WEIGHTS.items()})
    else:
        torch.save(WEIGHTS | COUNTERS, path, _use_new_zipfile_serialization=kind == "zip")
    read = read_tensors(path)
    assert all(torch.equal(read[name], tensor) for name, tensor in WEIGHTS.items())


def without(name: str) -> dict[str, torch.Tensor]:
    return {other: tensor for other, tensor in WEIGHTS.items() if other != name}


def changed(name: str, value: float) -> dict[str, torch.Tensor]:
    tensor = WEIGHTS[name].clone()
    tensor.view(-1)[-1] = value
    return WEIGHTS | {name: tensor}


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({}, r"lack 472 tensor\(s\): Conv2d_1a_3x3\.bn\.bias, .*expected those of the Inception"),
        (without("fc.bias"), r"lack 1 tensor\(s\): fc\.bias;"),
        (WEIGHTS | {"AuxLogits.fc.weight": torch.zeros(1)}, r"have also 1 .*AuxLogits\.fc\.weight"),
        (WEIGHTS | {"fc.weight": torch.zeros(1000, 2048)}, r"\[1000, 2048\]; .*\[1008, 2048\]"),
        (WEIGHTS | {"fc.bias": torch.zeros(1008, dtype=torch.int32)}, "int32, .*expected dense"),
        (changed("Mixed_7c.branch_pool.conv.weight", float("nan")), "NaN or infinite"),
        (changed("Conv2d_1a_3x3.bn.bias", float("inf")), "NaN or infinite"),
        (changed("Conv2d_1a_3x3.bn.running_var", -1.0), "running_var has negative variances"),
    ],
)
def test_weights_that_are_not_its_own_are_refused(weights, said: str) -> None:
    with pytest.raises(WeightsError, match=said):
        inception_weights(weights)


class Hostile:
    """A pickle that makes a file as soon as it is read without care."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple:
        return Path.touch, (self.path,)


@pytest.mark.parametrize("zipped", [True, False])
def test_a_hostile_file_is_refused_and_does_not_run(tmp_path: Path, zipped: bool) -> None:
    mark, path = tmp_path / "it ran", tmp_path / "weights.pth"
    hostile = {"fc.bias": Hostile(mark)}
    torch.save(hostile, path, _use_new_zipfile_serialization=zipped)
    with pytest.raises(WeightsError, match=r"weights\.pth cannot be read as weights"):
        read_tensors(path)
    assert not mark.exists()
    torch.load(path, weights_only=False)
    assert mark.exists()


def test_a_hostile_array_is_refused_and_does_not_run(tmp_path: Path) -> None:
    mark, path = tmp_path / "it ran", tmp_path / "weights.npz"
    np.savez(path, **{"fc.bias": np.array([Hostile(mark)], dtype=object)})
    with pytest.raises(WeightsError, match="cannot be read as weights"):
        read_tensors(path)
    assert not mark.exists()


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", pickle.dumps({}, protocol=2), b"not weights"]
)
def test_damaged_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "weights.pth"
    path.write_bytes(content)
    with pytest.raises(WeightsError, match="cannot be read as weights"):
        read_tensors(path)
