"""The resize is TensorFlow 1's, bit by bit, and nobody else's."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given
from hypothesis import strategies as st

from imagegen_kernel.networks.tf1_resize import tf1_bilinear
from peer_torch_fidelity import import_torch_fidelity
from plain_inception import tf1_resize as plain_resize


def noise(*shape: int) -> torch.Tensor:
    return torch.from_numpy(np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8))


def interpolated(images: torch.Tensor, side: int, **how: bool) -> torch.Tensor:
    """The mistake: PyTorch's own bilinear resize, with half-pixel centres."""
    first = images.permute(0, 3, 1, 2).float()
    return F.interpolate(first, size=(side, side), mode="bilinear", **how).permute(0, 2, 3, 1)


def test_values_worked_out_by_hand() -> None:
    """4 to 7: sources are 0, 4/7, 8/7, 12/7, 16/7, 20/7, 24/7; beyond 3 the last one counts."""
    row = torch.tensor([0, 70, 140, 210], dtype=torch.uint8)
    steps = [0.0, 40.0, 80.0, 120.0, 160.0, 200.0, 210.0]
    across = tf1_bilinear(row.view(1, 1, 4, 1).expand(1, 4, 4, 1), 7)
    np.testing.assert_allclose(across[0, :, :, 0], [steps] * 7, rtol=1e-6)
    down = tf1_bilinear(row.view(1, 4, 1, 1).expand(1, 4, 4, 1), 7)
    np.testing.assert_allclose(down[0, :, :, 0], np.transpose([steps] * 7), rtol=1e-6)


def test_smaller_images_are_not_smoothed() -> None:
    checks = torch.zeros(1, 8, 8, 1, dtype=torch.uint8)
    checks[:, ::2, ::2] = 255
    assert torch.equal(tf1_bilinear(checks, 4), torch.full((1, 4, 4, 1), 255.0))


@pytest.mark.parametrize("size", [256, 64, 512, 300, 299])
def test_equals_torch_fidelity_bit_by_bit(size: int) -> None:
    peer = import_torch_fidelity("interpolate_compat_tensorflow")
    images = noise(2, size, size + 3, 3)
    theirs = peer.interpolate_bilinear_2d_like_tensorflow1x(
        images.permute(0, 3, 1, 2).float(), size=(299, 299), align_corners=False, method="slow"
    )
    assert torch.equal(tf1_bilinear(images, 299), theirs.permute(0, 2, 3, 1))


@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 40), st.integers(1, 4))
def test_equals_the_plain_one_bit_by_bit(height: int, width: int, side: int, channels: int) -> None:
    images = noise(2, height, width, channels)
    expected = plain_resize(images.permute(0, 3, 1, 2), side).permute(0, 2, 3, 1)
    assert torch.equal(tf1_bilinear(images, side), expected)
    assert torch.equal(tf1_bilinear(images.float(), side), expected)


@pytest.mark.parametrize("size", [256, 64, 512])
def test_differs_from_what_pytorch_offers(size: int) -> None:
    images = noise(1, size, size, 3)
    found = tf1_bilinear(images, 299)
    for how in ({}, {"align_corners": True}, {"antialias": True}):
        assert (found - interpolated(images, 299, **how)).abs().mean() > 1


def test_the_size_of_the_network_passes_through() -> None:
    images = noise(1, 299, 299, 3)
    assert torch.equal(tf1_bilinear(images, 299), images.float())


@pytest.mark.parametrize(
    ("images", "said"),
    [
        (torch.zeros(8, 8, 3, dtype=torch.uint8), r"\[8, 8, 3\]; expected \[n, h, w, c\]"),
        (torch.zeros(1, 0, 8, 3, dtype=torch.uint8), r"\[1, 0, 8, 3\]; expected"),
        (torch.zeros(1, 8, 8, 3, dtype=torch.float64), "float64; expected uint8 or float32"),
    ],
)
def test_other_images_are_refused(images: torch.Tensor, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        tf1_bilinear(images, 299)
