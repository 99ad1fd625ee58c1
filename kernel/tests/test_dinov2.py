"""DINOv2 equals a plain transformer in float64, and weights that are not its own are refused."""

import pickle
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from PIL import Image

from imagegen_kernel.networks.dinov2 import DinoV2
from imagegen_kernel.networks.dinov2_positions import positions_at
from imagegen_kernel.networks.dinov2_random import random_weights
from imagegen_kernel.networks.dinov2_weights import check_weights
from imagegen_kernel.weights_error import WeightsError
from plain_vit import plain_vit

TINY = random_weights(1, dim=128, depth=2)
IMAGES = np.random.default_rng(0).integers(0, 256, (7, 48, 60, 3), dtype=np.uint8)
IMAGES[1] = np.linspace(0, 255, 60).astype(np.uint8)[None, :, None]
IMAGES[2] = 200


def error(found: torch.Tensor, expected: np.ndarray) -> float:
    """Largest distance of an image's features, of their length."""
    gap = np.linalg.norm(found.double().numpy() - expected, axis=1)
    return float((gap / np.linalg.norm(expected, axis=1)).max())


@pytest.fixture(scope="module")
def expected() -> np.ndarray:
    small = [np.asarray(Image.fromarray(image).resize((224, 224), 3)) for image in IMAGES]
    tensors = {name: tensor.numpy() for name, tensor in TINY.items()}
    return np.stack([plain_vit(image, tensors) for image in small])


@pytest.mark.parametrize(
    ("precision", "most"),
    [("float32", 2e-6), ("tf32", 2e-6), ("float16", 4e-3), ("bfloat16", 0.03)],
)
def test_equals_the_plain_transformer(expected: np.ndarray, precision, most: float) -> None:
    found = DinoV2(TINY, precision=precision, batch=4)(IMAGES)
    assert (found.dtype, found.shape) == (torch.float32, (7, 128))
    assert error(found, expected) < most


def test_the_comparison_sees_small_faults(expected: np.ndarray) -> None:
    """A wrong epsilon, order of pixels, table of positions or lack of a tensor's use shows."""
    swapped = np.ascontiguousarray(IMAGES[..., ::-1])
    assert error(DinoV2(TINY, batch=4)(swapped), expected) > 1e-2
    turned = np.ascontiguousarray(IMAGES.transpose(0, 2, 1, 3))
    assert error(DinoV2(TINY, batch=4)(turned), expected) > 1e-2
    for name in TINY:
        if name != "mask_token" and not name.endswith("qkv.bias"):
            changed = TINY | {name: TINY[name] * 1.05}
            assert error(DinoV2(changed, batch=7)(IMAGES[:2]), expected[:2]) > 1e-5, name


@pytest.mark.parametrize("precision", ["float32", "tf32", "float16", "bfloat16"])
def test_features_do_not_depend_on_the_batch(precision) -> None:
    network = DinoV2(TINY, precision=precision, batch=4)
    together = network(IMAGES)
    for size in (1, 2, 3, 5, 6):
        parts = [network(IMAGES[first : first + size]) for first in range(0, 7, size)]
        assert torch.equal(torch.cat(parts), together), size
    assert torch.equal(network(IMAGES[::-1]), together.flip(0))


def test_arrays_tensors_and_read_only_maps_are_alike() -> None:
    network = DinoV2(TINY, batch=4)
    read_only = IMAGES[:3].copy()
    read_only.flags.writeable = False
    expected = network(IMAGES[:3])
    assert torch.equal(network(read_only), expected)
    assert torch.equal(network(torch.from_numpy(IMAGES[:3])), expected)
    assert network(IMAGES[:0]).shape == (0, 128)


def test_features_are_not_scaled_and_need_no_gradient() -> None:
    found = DinoV2(TINY, batch=2)(IMAGES[:2])
    assert not found.requires_grad
    assert (found.norm(dim=1) > 2).all()


@pytest.mark.parametrize(
    "images",
    [
        np.zeros((1, 8, 8, 3), np.float32),
        np.zeros((1, 3, 8, 8), np.uint8),
        np.zeros((8, 8, 3), np.uint8),
        torch.zeros(1, 8, 8, 3),
    ],
)
def test_other_images_are_refused(images) -> None:
    with pytest.raises(ValueError, match=r"expected uint8 \[n, h, w, 3\]"):
        DinoV2(TINY, batch=2)(images)


def test_other_precisions_are_refused() -> None:
    with pytest.raises(ValueError, match="precision 'int8'; expected float32, tf32"):
        DinoV2(TINY, precision="int8")  # type: ignore[arg-type]


def test_the_setting_for_products_is_put_back() -> None:
    before = torch.get_float32_matmul_precision()
    torch.set_float32_matmul_precision("medium")
    try:
        DinoV2(TINY, precision="tf32", batch=1)(IMAGES[:1])
        assert torch.get_float32_matmul_precision() == "medium"
    finally:
        torch.set_float32_matmul_precision(before)


def test_positions_are_resized_as_the_authors_do() -> None:
    table = TINY["pos_embed"]
    grid = table[:, 1:].reshape(1, 37, 37, -1).permute(0, 3, 1, 2)
    found = positions_at(table, 16)
    kludge = F.interpolate(grid, scale_factor=16.1 / 37, mode="bicubic", antialias=False)
    assert torch.equal(found[0, 1:], kludge[0].flatten(1).T)
    assert torch.equal(found[:, 0], table[:, 0])
    plain = F.interpolate(grid, size=(16, 16), mode="bicubic")
    assert (found[0, 1:] - plain[0].flatten(1).T).abs().max() > 1e-3
    assert torch.equal(positions_at(table, 37), table)


def test_random_weights_are_seeded_and_of_their_shapes() -> None:
    again = random_weights(1, dim=128, depth=2)
    assert all(torch.equal(again[name], tensor) for name, tensor in TINY.items())
    assert not torch.equal(random_weights(2, dim=128, depth=1)["norm.bias"], TINY["norm.bias"])
    assert check_weights(TINY) == (128, 2)
    with pytest.raises(ValueError, match="dim is 100; expected a multiple of 64"):
        random_weights(1, dim=100)


def without(name: str) -> dict[str, torch.Tensor]:
    return {other: tensor for other, tensor in TINY.items() if other != name}


def poisoned(name: str, value: float) -> dict[str, torch.Tensor]:
    tensor = TINY[name].clone()
    tensor.view(-1)[-1] = value
    return TINY | {name: tensor}


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({}, "cls_token is NoneType; expected a tensor"),
        (TINY | {"cls_token": torch.zeros(1, 1, 100)}, r"\[1, 1, 100\]; expected a tensor"),
        (without("blocks.1.ls2.gamma"), r"lack 1 tensor\(s\): blocks\.1\.ls2\.gamma"),
        (without("blocks.1.norm1.weight"), "have also 13 "),
        (TINY | {"register_tokens": torch.zeros(1, 4, 128)}, r"have also .*: register_tokens;"),
        (TINY | {3: torch.zeros(1)}, r"have also .*: 3;"),
        (
            TINY | {"norm.bias": torch.zeros(1, 128)},
            r"norm\.bias is \[1, 128\]; expected .*\[128\]",
        ),
        (TINY | {"norm.bias": [0.0] * 128}, r"norm\.bias is list; expected a tensor \[128\]"),
        (TINY | {"norm.bias": torch.zeros(128, dtype=torch.int32)}, "int32, .*expected dense"),
        (TINY | {"norm.bias": torch.zeros(128).to_sparse()}, "sparse.*expected dense floats"),
        (poisoned("blocks.0.mlp.fc1.weight", float("nan")), r"fc1\.weight has values that are NaN"),
        (poisoned("mask_token", float("inf")), "mask_token has values that are NaN or infinite"),
    ],
)
def test_weights_that_are_not_its_own_are_refused(weights, said: str) -> None:
    with pytest.raises(WeightsError, match=said):
        DinoV2(weights)


def test_a_checkpoint_is_read(tmp_path: Path) -> None:
    path = tmp_path / "weights.pth"
    torch.save(TINY, path)
    assert torch.equal(DinoV2(path, batch=4)(IMAGES), DinoV2(TINY, batch=4)(IMAGES))


class Hostile:
    """A pickle that makes a file as soon as it is read without care."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple:
        return Path.touch, (self.path,)


def test_a_hostile_checkpoint_is_refused_and_does_not_run(tmp_path: Path) -> None:
    mark, path = tmp_path / "it ran", tmp_path / "weights.pth"
    torch.save(TINY | {"norm.bias": Hostile(mark)}, path)
    with pytest.raises(WeightsError, match=r"weights\.pth cannot be read as weights"):
        DinoV2(path)
    path.write_bytes(pickle.dumps(Hostile(mark), protocol=2))
    with pytest.raises(WeightsError, match=r"weights\.pth cannot be read as weights"):
        DinoV2(path)
    assert not mark.exists()
    pickle.loads(path.read_bytes())
    assert mark.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x80\x02.", b"not weights"])
def test_damaged_checkpoints_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "weights.pth"
    path.write_bytes(content)
    with pytest.raises(WeightsError, match="cannot be read as weights"):
        DinoV2(path)


def test_a_checkpoint_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.pth"
    torch.save([1, 2], path)
    with pytest.raises(WeightsError, match="holds a list; expected tensors by name"):
        DinoV2(path)
