"""The resize of the DINOv2 input equals Pillow's, bit by bit."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from imagegen_kernel.networks.pil_resize import coefficients, resize_bicubic

SIZES = [(256, 256), (64, 64), (512, 512), (224, 224), (300, 200), (17, 451), (1, 1), (7, 224)]


def by_pillow(images: np.ndarray, side: int) -> np.ndarray:
    """Pillow, along the width first: Pillow 13 takes the height first where it is much larger."""
    return np.stack([resized(Image.fromarray(image), side) for image in images])


def resized(image: Image.Image, side: int) -> np.ndarray:
    if image.height > image.width:
        image = image.resize((side, image.height), Image.Resampling.BICUBIC)
    return np.asarray(image.resize((side, side), Image.Resampling.BICUBIC))


def pictures(height: int, width: int) -> np.ndarray:
    """Noise, both gradients, extremes side by side, a checkerboard, and all of 0, 1, 128, 255."""
    random = np.random.default_rng(height * 1000 + width)
    down, along = np.indices((height, width))
    made = [
        random.integers(0, 256, (height, width, 3)),
        random.integers(0, 2, (height, width, 3)) * 255,
        np.stack([down * 255 // height, along * 255 // width, (down + along) % 256], axis=2),
        np.stack([(down + along) % 2 * 255, (down // 3 + along // 2) % 2 * 255, down % 2], axis=2),
        *(np.full((height, width, 3), value) for value in (0, 1, 128, 255)),
    ]
    return np.stack(made).astype(np.uint8)


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_equals_pillow(height: int, width: int) -> None:
    images = pictures(height, width)
    found = resize_bicubic(torch.from_numpy(images))
    assert found.shape == (len(images), 224, 224, 3)
    np.testing.assert_array_equal(found.numpy(), by_pillow(images, 224))


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 90),
    st.integers(1, 90),
    st.integers(1, 40),
    st.integers(0, 2**32 - 1),
)
def test_equals_pillow_at_any_size(height: int, width: int, side: int, seed: int) -> None:
    images = np.random.default_rng(seed).integers(0, 256, (2, height, width, 3), dtype=np.uint8)
    if max(height, width) <= 16 * side:
        found = resize_bicubic(torch.from_numpy(images), side)
        np.testing.assert_array_equal(found.numpy(), by_pillow(images, side))


def test_is_no_resize_in_floats() -> None:
    """The two roundings show: rounding once, at the end, gives other pixels."""
    images = torch.from_numpy(pictures(256, 256)[:1])
    once = torch.nn.functional.interpolate(
        images.permute(0, 3, 1, 2).double(), size=(224, 224), mode="bicubic", antialias=True
    )
    once = once.round().clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1)
    differs = (once != resize_bicubic(images)).double().mean()
    assert 0.01 < differs < 0.5


def test_a_caller_who_allows_rough_products_changes_nothing() -> None:
    images = torch.from_numpy(pictures(64, 64))
    before = torch.get_float32_matmul_precision()
    torch.set_float32_matmul_precision("medium")
    try:
        found = resize_bicubic(images)
        assert torch.get_float32_matmul_precision() == "medium"
    finally:
        torch.set_float32_matmul_precision(before)
    np.testing.assert_array_equal(found.numpy(), by_pillow(images.numpy(), 224))


def test_coefficients_of_a_row_come_to_one() -> None:
    for source in (64, 224, 256, 512):
        table = coefficients(source, 224)
        assert (table.sum(dim=1) - 2**22).abs().max() <= 8
    assert torch.equal(coefficients(5, 5), torch.eye(5, dtype=torch.int64) * 2**22)


def test_sizes_that_cannot_be_exact_are_refused() -> None:
    with pytest.raises(
        ValueError, match=r"900 pixels are too many to resize exactly; .* about 160"
    ):
        resize_bicubic(torch.zeros(1, 900, 900, 3, dtype=torch.uint8), 10)
