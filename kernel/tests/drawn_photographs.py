"""Images that are like photographs to those who look for pairs among them."""

import numpy as np


def drawn(count: int, side: int = 32, seed: int = 0) -> np.ndarray:
    """Images with a spectrum of 1/f, as photographs have."""
    random = np.random.default_rng(seed)
    frequency = np.hypot(*np.meshgrid(np.fft.fftfreq(side), np.fft.rfftfreq(side), indexing="ij"))
    frequency[0, 0] = np.inf
    noise = random.normal(size=(count, 3, side, side // 2 + 1, 2)).view(complex)[..., 0]
    images = np.fft.irfft2(noise / frequency, s=(side, side)).transpose(0, 2, 3, 1)
    images = images / images.std(axis=(1, 2, 3), keepdims=True) * 50 + 128
    return images.clip(0, 255).astype(np.uint8)


#: Ordinary samples.
IMAGES = drawn(300)
