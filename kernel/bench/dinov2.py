"""How fast DINOv2 is on this CPU, how exact in each precision, and what that does to a KDD.

Run from kernel/: PYTHONPATH=src:tests python bench/dinov2.py [speed] [precision] [kdd]
"""

import sys
import time

import numpy as np
import torch
from numpy.typing import NDArray

from imagegen_kernel.networks.dinov2 import PATCHES, SIDE, DinoV2, Precision
from imagegen_kernel.networks.dinov2_random import random_weights
from imagegen_kernel.networks.dinov2_weights import PATCH
from imagegen_kernel.networks.pil_resize import resize_bicubic
from plain_vit import plain_vit

Images = NDArray[np.uint8]
Float = NDArray[np.float64]
SIZES = {"ViT-S/14": (384, 12), "ViT-B/14": (768, 12), "ViT-L/14": (1024, 24)}
PRECISIONS: tuple[Precision, ...] = ("float32", "float16", "bfloat16")
random = np.random.default_rng(0)


def drawn(count: int, side: int = 256, power: float = 1.0) -> Images:
    """Images whose spectrum falls as 1/f, as that of photographs does (Field 1987)."""
    frequency = np.hypot(*np.meshgrid(np.fft.fftfreq(side), np.fft.rfftfreq(side), indexing="ij"))
    frequency[0, 0] = np.inf
    noise = random.normal(size=(count, 3, side, side // 2 + 1, 2)).view(np.complex128)[..., 0]
    shared = noise.mean(axis=1, keepdims=True) * 3 + noise * 0.5
    images = np.fft.irfft2(shared / frequency**power, s=(side, side)).transpose(0, 2, 3, 1)
    images = images / images.std(axis=(1, 2, 3), keepdims=True) * 50 + 128
    return images.clip(0, 255).astype(np.uint8)


def gflop(dim: int, depth: int, last: int) -> float:
    """Billions of operations (two for each multiplication) of an image.

    `last`: tokens that the last block is computed for; all are 257, here it is 1.
    """
    tokens = PATCHES**2 + 1
    embedding = PATCHES**2 * 3 * PATCH**2 * dim
    total = embedding
    for index in range(depth):
        kept = tokens if index < depth - 1 else last
        keys = tokens * dim * 2 * dim
        own = kept * dim * (dim + dim + 8 * dim)
        total += keys + own + 2 * kept * tokens * dim
    return 2 * total / 1e9


def speed() -> None:
    print("GFLOP of an image at 224x224: every token, and as computed here")
    for name, (dim, depth) in SIZES.items():
        print(f"  {name:20s}{gflop(dim, depth, 257):8.1f}{gflop(dim, depth, 1):8.1f}")
    images = drawn(8)
    tensor = torch.from_numpy(images)
    resize_bicubic(tensor)
    begin = time.perf_counter()
    for _ in range(5):
        resize_bicubic(tensor)
    resize = (time.perf_counter() - begin) / 5 / len(images)
    print(
        f"resize 256 to {SIDE}: {resize * 1e3:.1f} ms an image, {torch.get_num_threads()} threads"
    )
    dim, depth = SIZES["ViT-L/14"]
    weights = random_weights(0, dim, depth)
    for precision in ("float32", "bfloat16"):
        network = DinoV2(weights, precision=precision, batch=len(images))
        network(images)
        begin = time.perf_counter()
        for _ in range(2):
            network(images)
        each = (time.perf_counter() - begin) / 2 / len(images)
        print(
            f"  ViT-L/14 {precision:10s}{1 / each:7.2f} images/s"
            f"{gflop(dim, depth, 1) / each:8.0f} GFLOP/s, of the time {resize / each:.1%} resize"
        )


def precision_table() -> None:
    print("relative difference of features from float64 (NumPy), largest of 4 images")
    images = drawn(4)
    small = resize_bicubic(torch.from_numpy(images)).numpy()
    for name, (dim, depth) in SIZES.items():
        weights = random_weights(0, dim, depth)
        tensors = {key: tensor.numpy() for key, tensor in weights.items()}
        expected = np.stack([plain_vit(image, tensors) for image in small])
        for precision in PRECISIONS:
            found = DinoV2(weights, precision=precision, batch=4)(images).double().numpy()
            gap = np.linalg.norm(found - expected, axis=1) / np.linalg.norm(expected, axis=1)
            print(f"  {name:12s}{precision:10s}{gap.max():10.1e}")


def kdd(x: Float, y: Float) -> float:
    """Unbiased squared MMD with the kernel (x·y / d + 1)³ over all pairs."""

    def kernel(a: Float, b: Float) -> Float:
        return np.asarray((a @ b.T / a.shape[1] + 1) ** 3)

    def within(a: Float) -> float:
        k = kernel(a, a)
        return float((k.sum() - np.trace(k)) / (len(a) * (len(a) - 1)))

    return within(x) + within(y) - 2 * float(kernel(x, y).mean())


def kdd_of_rounded() -> None:
    """Of which size the rounding is, and what of it a KDD sees."""
    count = 200
    weights = random_weights(0, *SIZES["ViT-S/14"])
    sets = {
        "reference": drawn(count),
        "same law": drawn(count),
        "other law": drawn(count, 256, 1.1),
    }
    features: dict[tuple[str, str], Float] = {}
    for precision in PRECISIONS:
        network = DinoV2(weights, precision=precision)
        for label, images in sets.items():
            features[label, precision] = network(images).double().numpy()
    print(f"KDD of {count} drawn images against {count}, ViT-S/14. noise: difference of features")
    print("from float32, of their length; mean: the same of its mean over all images")
    for label in ("same law", "other law"):
        true = features[label, "float32"]
        size = np.linalg.norm(true, axis=1).mean()
        value = kdd(features["reference", "float32"], true)
        print(f"  {label}: {value:+.6f} in float32")
        for precision in PRECISIONS[1:]:
            found = features[label, precision]
            noise = np.linalg.norm(found - true, axis=1).mean() / size
            shift = np.linalg.norm((found - true).mean(axis=0)) / size
            alone = kdd(features["reference", "float32"], found) - value
            both = kdd(features["reference", precision], found) - value
            print(
                f"    {precision:10s} noise {noise:.1e}, mean {shift:.1e}; changes the KDD by"
                f" {alone:+.1e}, by {both:+.1e} with the reference in {precision} too"
            )


PARTS = {"speed": speed, "precision": precision_table, "kdd": kdd_of_rounded}
for part in sys.argv[1:] or PARTS:
    PARTS[part]()
