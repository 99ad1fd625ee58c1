"""Inception equals a plain float64 network and torch-fidelity, and an image stays on its own."""

from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from drawn_inception import drawn_inception
from imagegen_kernel.networks import inception as inception_module
from imagegen_kernel.networks.inception import Inception, InceptionFeatures
from imagegen_kernel.networks.inception_convolutions import MergedConvolutions, PackedConvolutions
from imagegen_kernel.networks.inception_pools import halving_maximum
from imagegen_kernel.networks.tf1_resize import tf1_bilinear
from peer_torch_fidelity import import_torch_fidelity
from plain_inception import Quirks, plain_inception

WEIGHTS = drawn_inception()
random = np.random.default_rng(0)
IMAGES = random.integers(0, 256, (5, 64, 64, 3), dtype=np.uint8)
IMAGES[1] = np.linspace(0, 255, 64).astype(np.uint8)[None, :, None]
IMAGES[2] = (
    IMAGES[2].reshape(8, 8, 8, 8, 3)[:, :1, :, :1].repeat(8, 1).repeat(8, 3).reshape(64, 64, 3)
)
IMAGES[3] = 255


def resized(images: np.ndarray) -> torch.Tensor:
    return tf1_bilinear(torch.from_numpy(images), 299).permute(0, 3, 1, 2)


def error(found: torch.Tensor, expected: torch.Tensor) -> float:
    """Largest distance of an image's features, of their length."""
    gap = (found.double() - expected.double()).norm(dim=1)
    return float((gap / expected.double().norm(dim=1)).max())


@pytest.fixture(scope="module")
def network() -> Inception:
    return Inception(WEIGHTS, batch=2)


@pytest.fixture(scope="module")
def found(network: Inception) -> InceptionFeatures:
    return network(IMAGES)


@pytest.fixture(scope="module")
def expected() -> dict[str, torch.Tensor]:
    return plain_inception(resized(IMAGES[:3]), WEIGHTS)


def test_features_have_their_shapes(found: InceptionFeatures, network: Inception) -> None:
    assert (found.pool.dtype, found.pool.shape) == (torch.float32, (5, 2048))
    assert (found.spatial.dtype, found.spatial.shape) == (torch.float32, (5, 2023))
    assert network.logit_weight.shape == (2048, 1008)
    assert not found.pool.requires_grad
    assert bool((found.pool >= 0).all())


def test_equals_the_plain_network(
    found: InceptionFeatures, expected: dict[str, torch.Tensor], network: Inception
) -> None:
    assert error(found.pool[:3], expected["pool"]) < 2e-6
    assert error(found.spatial[:3], expected["spatial"]) < 2e-6
    assert error(found.pool[:3] @ network.logit_weight, expected["logits"]) < 1e-5


@pytest.mark.parametrize(
    "quirks", [Quirks(epsilon=1e-5), Quirks(padding_counts=True), Quirks(last_pool="average")]
)
def test_the_comparison_sees_what_others_get_wrong(
    found: InceptionFeatures, quirks: Quirks
) -> None:
    assert error(found.pool[:1], plain_inception(resized(IMAGES[:1]), WEIGHTS, quirks)["pool"]) > (
        1e-3
    )


def test_another_resize_would_be_noticed(found: InceptionFeatures) -> None:
    pixels = torch.from_numpy(IMAGES[:1]).permute(0, 3, 1, 2).float()
    other = F.interpolate(pixels, size=(299, 299), mode="bilinear")
    assert error(found.pool[:1], plain_inception(other, WEIGHTS)["pool"]) > 1e-3


def test_another_order_of_places_and_channels_would_be_noticed(
    found: InceptionFeatures, expected: dict[str, torch.Tensor]
) -> None:
    channels_first = expected["Mixed_6d"][:, :7].flatten(1)
    assert error(found.spatial[:3], channels_first) > 0.1


def test_equals_torch_fidelity(
    found: InceptionFeatures, network: Inception, tmp_path: Path
) -> None:
    peer = import_torch_fidelity("feature_extractor_inceptionv3")
    path = tmp_path / "weights.pth"
    torch.save(WEIGHTS, path)
    theirs = peer.FeatureExtractorInceptionV3(
        "inception", ["2048", "logits_unbiased"], feature_extractor_weights_path=str(path)
    )
    seen = []
    theirs.Mixed_6d.branch1x1.register_forward_hook(lambda _, __, output: seen.append(output))
    with torch.inference_mode():
        pool, logits = theirs(torch.from_numpy(IMAGES).permute(0, 3, 1, 2))
    assert error(found.pool, pool) < 1e-5
    assert error(found.pool @ network.logit_weight, logits) < 1e-5
    assert error(found.spatial, seen[0][:, :7].permute(0, 2, 3, 1).flatten(1)) < 1e-5


def test_an_image_does_not_depend_on_its_neighbours(
    network: Inception, found: InceptionFeatures
) -> None:
    """Bit by bit, at any place in a batch and however the caller divides the images."""
    alone, turned = network(IMAGES[4:]), network(IMAGES[::-1])
    for kind in ("pool", "spatial"):
        whole = getattr(found, kind)
        assert torch.equal(getattr(alone, kind), whole[4:])
        assert torch.equal(getattr(turned, kind), whole.flip(0))


@pytest.mark.parametrize(
    ("precision", "most"), [("tf32", 2e-6), ("float16", 4e-3), ("bfloat16", 0.03)]
)
def test_other_precisions_are_near(
    expected: dict[str, torch.Tensor], precision, most: float
) -> None:
    """And an image is on its own there, too."""
    network = Inception(WEIGHTS, precision=precision, batch=2)
    near = network(IMAGES[:3])
    assert near.pool.dtype == near.spatial.dtype == torch.float32
    assert error(near.pool, expected["pool"]) < most
    assert error(near.spatial, expected["spatial"]) < most
    assert torch.equal(network(IMAGES[1:2]).pool, near.pool[1:2])


def test_without_packed_convolutions_it_is_the_same(
    found: InceptionFeatures, network: Inception, monkeypatch: pytest.MonkeyPatch
) -> None:
    if PackedConvolutions.possible(torch.float32):
        assert isinstance(network._run, PackedConvolutions)
    monkeypatch.setattr(PackedConvolutions, "possible", staticmethod(lambda _: False))
    other = Inception(WEIGHTS, batch=2)
    assert isinstance(other._run, MergedConvolutions)
    again = other(IMAGES[:2])
    assert error(again.pool, found.pool[:2]) < 2e-6
    assert error(again.spatial, found.spatial[:2]) < 2e-6


def test_a_pytorch_without_them_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(torch._C._nn, "mkldnn_reorder_conv2d_weight")
    assert not PackedConvolutions.possible(torch.float32)


@pytest.mark.parametrize("side", [3, 4, 35, 36])
@pytest.mark.parametrize("order", [torch.channels_last, torch.contiguous_format])
def test_the_halving_pool_is_pytorchs(side: int, order: torch.memory_format) -> None:
    x = torch.randn(2, 5, side, side + 2, generator=torch.Generator().manual_seed(0))
    pooled = halving_maximum(x.contiguous(memory_format=order))
    assert torch.equal(pooled, F.max_pool2d(x, 3, 2))
    assert pooled.is_contiguous(memory_format=order)


def test_arrays_tensors_and_read_only_maps_are_alike(
    network: Inception, found: InceptionFeatures
) -> None:
    read_only = IMAGES[:2].copy()
    read_only.flags.writeable = False
    assert torch.equal(network(read_only).pool, found.pool[:2])
    assert torch.equal(network(torch.from_numpy(IMAGES[:2])).pool, found.pool[:2])
    assert network(IMAGES[:0]).pool.shape == (0, 2048)


@pytest.mark.parametrize(
    "images",
    [
        np.zeros((1, 8, 8, 3), np.float32),
        np.zeros((1, 3, 8, 8), np.uint8),
        np.zeros((8, 8, 3), np.uint8),
        torch.zeros(1, 8, 8, 3),
    ],
)
def test_other_images_are_refused(network: Inception, images) -> None:
    with pytest.raises(ValueError, match=r"expected uint8 \[n, h, w, 3\]"):
        network(images)


def test_other_precisions_are_refused() -> None:
    with pytest.raises(ValueError, match="precision 'int8'; expected float32, tf32"):
        Inception(WEIGHTS, precision="int8")  # type: ignore[arg-type]


def test_batches_stay_below_what_glibc_maps_anew() -> None:
    """The largest layer is Conv2d_2b_3x3's."""
    assert inception_module.BATCH["cpu"] * 64 * 147 * 147 * 4 < 32 * 2**20
