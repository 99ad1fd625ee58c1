"""How exact Inception is in each precision, and what that does to a FID.

Run from kernel/: PYTHONPATH=src:tests python bench/inception_precision.py [stages] [fid [IMAGES]]
TF32 exists on GPUs alone: here the inputs and weights of every convolution are rounded to 10 bits
of mantissa, to the nearest, and multiplied in float32. It is an emulation.
"""

import sys
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from imagegen_kernel.measures import frechet_distance, gaussian
from imagegen_kernel.networks import inception as network_module
from imagegen_kernel.networks import inception_blocks as blocks_module
from imagegen_kernel.networks.inception import Inception
from imagegen_kernel.networks.inception_convolutions import MergedConvolutions
from imagegen_kernel.networks.inception_layout import CONVOLUTIONS, first_branches
from imagegen_kernel.networks.inception_random import random_inception
from imagegen_kernel.networks.tf1_resize import tf1_bilinear
from plain_inception import plain_inception

Images = NDArray[np.uint8]
Float = NDArray[np.float64]
STAGES = ("stem", "Mixed_5d", "Mixed_6d", "Mixed_6e", "Mixed_7a", "Mixed_7c", "spatial", "pool")
MODES = ("float32", "TF32 (emulated)", "float16", "bfloat16")


class RoundedConvolutions(MergedConvolutions):
    """As TF32 multiplies: both factors with 10 bits of mantissa, sums in float32."""

    def linear(self, x: Tensor, name: str) -> Tensor:
        layer, sizes = self._layers[name], CONVOLUTIONS[name]
        return F.conv2d(rounded(x), rounded(layer.weight), layer.bias, sizes.stride, sizes.padding)

    def firsts(self, x: Tensor, block: str) -> tuple[Tensor, ...]:
        layer = self._layers[f"{block}.first"]
        found = F.conv2d(rounded(x), rounded(layer.weight), layer.bias).relu_()
        sizes = [CONVOLUTIONS[name].outputs for name in first_branches(block)]
        return torch.split(found, sizes, dim=1)


def rounded(x: Tensor) -> Tensor:
    """Float32 with 10 bits of mantissa instead of 23."""
    return ((x.view(torch.int32) + 0x1000) & ~0x1FFF).view(torch.float32)


def drawn(count: int, power: float, seed: int) -> Images:
    """Images whose spectrum falls as 1/f^power; that of photographs is about 1 (Field 1987)."""
    random, side = np.random.default_rng(seed), 256
    frequency = np.hypot(*np.meshgrid(np.fft.fftfreq(side), np.fft.rfftfreq(side), indexing="ij"))
    frequency[0, 0] = np.inf
    images = np.empty((count, side, side, 3), np.uint8)
    for image in images:
        noise = random.normal(size=(3, side, side // 2 + 1, 2)).view(np.complex128)[..., 0]
        shared = noise.mean(axis=0, keepdims=True) * 3 + noise * 0.5
        colours = np.fft.irfft2(shared / frequency**power, s=(side, side)).transpose(1, 2, 0)
        contrast, light = random.uniform(20, 70), random.uniform(70, 180)
        image[:] = (colours / colours.std() * contrast + light).clip(0, 255)
    return images


def opened(weights: Mapping[str, Tensor], mode: str) -> Inception:
    for precision in ("float32", "float16", "bfloat16"):
        if mode == precision:
            return Inception(weights, precision=precision)
    network = Inception(weights)
    folded = network_module.inception_weights(weights).convolutions
    network._run = RoundedConvolutions(folded, torch.device("cpu"), torch.float32)
    return network


def staged(network: Inception, images: Images) -> dict[str, Tensor]:
    """Stages of our network, as the plain one names them."""
    stages: dict[str, Tensor] = {}
    joined = {"Mixed_5d": "_mixed_5", "Mixed_6e": "_mixed_6", "Mixed_6d": "_mixed_6"}
    kept: list[tuple[str, Callable[..., Tensor]]] = []
    for name in {*joined.values(), "_mixed_7a", "_mixed_7"}:
        function = getattr(blocks_module, name)
        kept.append((name, function))

        def noted(x: Tensor, *rest: object, function: Callable[..., Tensor] = function) -> Tensor:
            found = function(x, *rest)
            block = rest[1] if len(rest) > 1 else "Mixed_7a"
            stages[str(block)] = found.float().clone()
            return found

        setattr(blocks_module, name, noted)
    found = network(images)
    for name, function in kept:
        setattr(blocks_module, name, function)
    pixels = tf1_bilinear(torch.from_numpy(images), 299).sub_(128).div_(128)
    with torch.inference_mode():
        x = pixels.permute(0, 3, 1, 2).to(network._type)
        stages["stem"] = blocks_module.stem(x, network._run).float()
    return stages | {"pool": found.pool, "spatial": found.spatial}


def stage_table(weights: Mapping[str, Tensor]) -> None:
    """Relative error of every stage, against float64 without any rearranging."""
    images = drawn(network_module.BATCH["cpu"], 1.0, 1)
    pixels = tf1_bilinear(torch.from_numpy(images), 299).permute(0, 3, 1, 2)
    expected = plain_inception(pixels, weights)
    print("relative error of an image's values, the largest of 5 images")
    print(f"{'':12s}" + "".join(f"{mode:>18s}" for mode in MODES))
    found = {mode: staged(opened(weights, mode), images) for mode in MODES}
    for stage in STAGES:
        line = ""
        for mode in MODES:
            true = expected[stage].flatten(1)
            gap = (found[mode][stage].double().flatten(1) - true).norm(dim=1) / true.norm(dim=1)
            line += f"{gap.max():18.1e}"
        print(f"{stage:12s}{line}")


class Found(NamedTuple):
    """Features of a set of images."""

    pool: Float
    spatial: Float


def features(network: Inception, images: Images) -> Found:
    found = network(images)
    return Found(found.pool.double().numpy(), found.spatial.double().numpy())


def fid_table(weights: Mapping[str, Tensor], count: int) -> None:
    """What the precision of samples, or of samples and reference, changes."""
    sets = {
        "reference": drawn(count, 1.0, 2),
        "same law": drawn(count, 1.0, 3),
        "other law": drawn(count, 1.1, 4),
    }
    found = {
        mode: {name: features(opened(weights, mode), images) for name, images in sets.items()}
        for mode in MODES
    }
    exact = found["float32"]
    lengths = np.linalg.norm(exact["other law"].pool, axis=1)
    print(f"{count} images a set; length of pool features {lengths.mean():.1f}")
    for mode in MODES[1:]:
        for name in ("same law", "other law"):
            gap = found[mode][name].pool - exact[name].pool
            noise = np.linalg.norm(gap, axis=1).mean() / lengths.mean()
            shift = np.linalg.norm(gap.mean(axis=0)) / lengths.mean()
            print(f"{mode:18s}{name:12s} error {noise:.1e}, of its mean {shift:.1e}")
    for kind in ("pool", "spatial"):
        for name in ("same law", "other law"):
            laws = {
                mode: {part: gaussian(getattr(found[mode][part], kind)) for part in sets}
                for mode in MODES
            }
            true = frechet_distance(laws["float32"][name], laws["float32"]["reference"])
            print(f"Fréchet distance of {kind}, {name}: {true:.6f} in float32")
            for mode in MODES[1:]:
                alone = frechet_distance(laws[mode][name], laws["float32"]["reference"]) - true
                both = frechet_distance(laws[mode][name], laws[mode]["reference"]) - true
                print(
                    f"  {mode:18s} {alone:+.2e} ({alone / true:+.1e});"
                    f" reference in it too {both:+.2e} ({both / true:+.1e})"
                )


WEIGHTS = {name: torch.from_numpy(array) for name, array in random_inception(0).items()}
wanted = sys.argv[1:] or ["stages", "fid"]
if "stages" in wanted:
    stage_table(WEIGHTS)
if "fid" in wanted:
    fid_table(WEIGHTS, next((int(word) for word in wanted if word.isdigit()), 1000))
