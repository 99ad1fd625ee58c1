"""The sheet shows the very samples, in order, and nothing between them."""

import numpy as np

from imagegen_kernel.contact_sheet import contact_sheet


def test_every_sample_stands_in_its_place() -> None:
    samples = np.random.default_rng(0).integers(0, 17, (120, 8, 8, 1)).astype(np.uint8)
    sheet = contact_sheet(samples, 16)
    assert sheet.shape == (306, 306)
    small = sheet[::3, ::3]
    for index in (0, 9, 10, 99):
        top, left = 2 + index // 10 * 10, 2 + index % 10 * 10
        shown = small[top : top + 8, left : left + 8]
        assert np.array_equal(shown, samples[index, :, :, 0].astype(int) * 255 // 16)


def test_the_rest_is_black() -> None:
    sheet = contact_sheet(np.full((100, 8, 8, 1), 16, dtype=np.uint8), 16)
    assert (sheet == 255).mean() == (100 * 64) / (102 * 102)
