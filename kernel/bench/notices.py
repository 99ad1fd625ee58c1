"""How long noticing takes, and what is found of planted copies.

Run from kernel/: PYTHONPATH=src python bench/notices.py
"""

import io
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from imagegen_kernel.digits import held_out_split, train_split
from imagegen_kernel.notices.duplicates import near_partners
from imagegen_kernel.notices.fingerprint import Fingerprints, fingerprint, joined
from imagegen_kernel.notices.notice import NOBODY
from imagegen_kernel.notices.replay import near_replays

Images = NDArray[np.uint8]
random = np.random.default_rng(0)


def drawn(count: int, side: int) -> Images:
    """Images whose spectrum falls as 1/f, as that of photographs does (Field 1987)."""
    frequency = np.hypot(*np.meshgrid(np.fft.fftfreq(side), np.fft.rfftfreq(side), indexing="ij"))
    frequency[0, 0] = np.inf
    noise = random.normal(size=(count, 3, side, side // 2 + 1, 2)).view(np.complex128)[..., 0]
    shared = noise.mean(axis=1, keepdims=True) * 3 + noise * 0.5
    images = np.fft.irfft2(shared / frequency, s=(side, side)).transpose(0, 2, 3, 1)
    images = images / images.std(axis=(1, 2, 3), keepdims=True) * 50 + 128
    return np.ascontiguousarray(images.clip(0, 255).astype(np.uint8))


def timed(label: str, what: Callable[[], object]) -> object:
    begin = time.perf_counter()
    result = what()
    print(f"{label:58s} {time.perf_counter() - begin:8.2f} s")
    return result


def jpeg(image: Images) -> Images:
    stream = io.BytesIO()
    Image.fromarray(image).save(stream, "JPEG", quality=60)
    return np.asarray(Image.open(stream))


def share_found(originals: Images, copies: Images) -> float:
    found = near_replays(fingerprint(copies), fingerprint(originals)).partners
    return float((found == np.arange(len(copies))).mean())


originals = np.concatenate([drawn(50, 256) for _ in range(10)])
CHANGES: dict[str, Callable[[], Images]] = {
    "JPEG, quality 60": lambda: np.stack([jpeg(image) for image in originals]),
    "noise, ±8": lambda: (
        (originals + random.integers(-8, 9, originals.shape)).clip(0, 255).astype(np.uint8)
    ),
    "brighter by 3": lambda: (originals.astype(int) + 3).clip(0, 255).astype(np.uint8),
    "brighter by 12": lambda: (originals.astype(int) + 12).clip(0, 255).astype(np.uint8),
    "shifted by 1 pixel": lambda: np.roll(originals, 1, axis=2),
    "shifted by 4 pixels": lambda: np.roll(originals, 4, axis=2),
    "mirrored": lambda: originals[:, :, ::-1],
    "cropped by 8 pixels a side, enlarged": lambda: np.stack(
        [
            np.asarray(Image.fromarray(image[8:-8, 8:-8]).resize((256, 256), 3))
            for image in originals
        ]
    ),
    "another image": lambda: np.concatenate([drawn(50, 256) for _ in range(10)]),
}
print("planted copies of 500 drawn images of 256x256, share found")
for name, change in CHANGES.items():
    print(f"  {name:56s} {share_found(originals, change()):8.3f}")

begin, worked = time.perf_counter(), time.process_time()
for _ in range(4):
    fingerprint(originals)
rate = 4 * len(originals) / (time.perf_counter() - begin)
each = (time.process_time() - worked) / (4 * len(originals)) * 1e6
print(f"{'fingerprints of 256x256, images a second':58s} {rate:8.0f}")
print(f"{'  time of a core for each, microseconds':58s} {each:8.0f}")

small = joined(fingerprint(drawn(1_000, 32)) for _ in range(50))
found = timed("near duplicates among 50,000 drawn images of 32x32", lambda: near_partners(small))
print(f"{'  of them found, though there are none':58s} {(found.partners != NOBODY).sum():8d}")

grey = random.integers(118, 138, (2_000, 32, 32, 3), dtype=np.uint8)
noise = joined(fingerprint(grey) for _ in range(1))
print(
    f"{'2,000 images of faint noise: near duplicates':58s}"
    f" {(near_partners(noise).partners != NOBODY).sum():8d}"
)


def many(count: int, hashes: NDArray[np.uint64]) -> Fingerprints:
    thumbnails = random.integers(0, 256, (count, 8, 8, 3), dtype=np.uint8)
    digests = random.integers(0, 2**63, (count, 2)).astype(np.uint64)
    return Fingerprints(digests, hashes, hashes, thumbnails, np.zeros(count, bool))


one_band = random.integers(0, 2**48, 50_000).astype(np.uint64)
hostile = many(50_000, one_band)
cut = timed("50,000 images made to share a band", lambda: near_partners(hostile))
print(f"{'  search complete':58s} {cut.complete!s:>8s}")
same = many(50_000, np.zeros(50_000, np.uint64))
cut = timed("50,000 images made to share the whole hash", lambda: near_partners(same))
print(f"{'  search complete':58s} {cut.complete!s:>8s}")

repeated = np.concatenate([small.hashes] * 26)[:1_281_167]
training = many(1_281_167, repeated ^ random.integers(0, 2**12, len(repeated)).astype(np.uint64))
cut = timed(
    "50,000 against a table of 1,281,167, with mirror images", lambda: near_replays(small, training)
)
print(f"{'  search complete':58s} {cut.complete!s:>8s}")

train, held_out = fingerprint(train_split().images, 16), fingerprint(held_out_split().images, 16)
near = near_replays(held_out, train).partners != NOBODY
print(f"{'held-out digits (359) that look like a training digit':58s} {near.sum():8d}")
near = near_partners(train).partners != NOBODY
print(f"{'training digits (1,438) that look like an earlier one':58s} {near.sum():8d}")
