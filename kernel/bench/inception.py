"""How fast Inception is on this CPU, beside torch-fidelity, and where the time goes.

Run from kernel/: PYTHONPATH=src:tests python bench/inception.py [IMAGES | where]
Every implementation has a process of its own, with the same images and the same file of weights.
First processor time on one thread, which other programs disturb least; then the time that all
threads take. 64 images are a pass; the best pass and the median are told.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from imagegen_kernel.networks import inception as network_module
from imagegen_kernel.networks import inception_blocks as blocks_module
from imagegen_kernel.networks.inception import Inception
from imagegen_kernel.networks.inception_convolutions import Convolutions
from imagegen_kernel.networks.inception_layout import CONVOLUTIONS, first_branches
from imagegen_kernel.networks.inception_random import random_inception
from peer_torch_fidelity import import_torch_fidelity

Images = NDArray[np.uint8]
SHAPE = (256, 256, 3)
#: Images that come from the file at a time; torch-fidelity's default batch.
FEED = 64
#: Ours by default, and what a caller may ask for; theirs by default, and with less memory.
RUNS = (
    ("ours", "5"),
    ("ours", "10"),
    ("ours", "50"),
    ("torch-fidelity", "64"),
    ("torch-fidelity", "8"),
)


def batches(path: Path, size: int) -> Iterator[Images]:
    """Read from the file, not mapped: mapped pages would count as memory."""
    with path.open("rb") as file:
        while content := file.read(size * int(np.prod(SHAPE))):
            yield np.frombuffer(content, np.uint8).reshape(-1, *SHAPE)


def memory() -> float:
    """Peak of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def ours(weights: Path, batch: int) -> Callable[[Images], object]:
    return Inception(weights, batch=batch)


def theirs(weights: Path, batch: int) -> Callable[[Images], object]:
    module = import_torch_fidelity("feature_extractor_inceptionv3")
    network = module.FeatureExtractorInceptionV3(
        "inception", ["2048", "logits_unbiased"], feature_extractor_weights_path=str(weights)
    )

    def run(images: Images) -> object:
        with torch.inference_mode():
            parts = torch.from_numpy(images.copy()).permute(0, 3, 1, 2).split(batch)
            return [network(part) for part in parts]

    return run


def one_run(who: str, batch: int, threads: int, images: Path, weights: Path) -> None:
    """In a process of its own. The best pass is the one that other programs disturbed least."""
    torch.set_num_threads(threads)
    clock = time.thread_time if threads == 1 else time.perf_counter
    imported = memory()
    run = {"ours": ours, "torch-fidelity": theirs}[who](weights, batch)
    run(next(batches(images, FEED)))
    passes = []
    for part in batches(images, FEED):
        begin = clock()
        run(part)
        passes.append(len(part) / (clock() - begin))
    print(
        f"{who:16s} {batch:6d} {threads:7d} {max(passes):10.2f} {float(np.median(passes)):10.2f}"
        f" {memory():14.0f} {memory() - imported:16.0f}"
    )


def drawn_weights() -> dict[str, Tensor]:
    return {name: torch.from_numpy(array) for name, array in random_inception(0).items()}


def save_weights(path: Path) -> None:
    """Write drawn weights as the public file has them, with the counters that nobody uses."""
    counters = {f"{name}.bn.num_batches_tracked": torch.tensor(0) for name in CONVOLUTIONS}
    torch.save(drawn_weights() | counters, path)


class Timed:
    """Convolutions that write down how long each block's took, and how much they multiplied."""

    def __init__(self, run: Convolutions, seconds: dict[str, float]) -> None:
        self._run, self._seconds = run, seconds
        self.gflop: dict[str, float] = defaultdict(float)

    def _note(self, names: tuple[str, ...], begin: float, found: tuple[Tensor, ...]) -> None:
        part = names[0].split(".")[0][:7].replace("Conv2d_", "stem")
        self._seconds[part] += time.perf_counter() - begin
        for name, x in zip(names, found, strict=True):
            layer = CONVOLUTIONS[name]
            each = 2 * layer.inputs * layer.kernel[0] * layer.kernel[1]
            self.gflop[part] += each * x.numel() / 1e9

    def linear(self, x: Tensor, name: str) -> Tensor:
        begin = time.perf_counter()
        found = self._run.linear(x, name)
        self._note((name,), begin, (found,))
        return found

    def __call__(self, x: Tensor, *names: str) -> Tensor:
        for name in names:
            begin = time.perf_counter()
            x = self._run(x, name)
            self._note((name,), begin, (x,))
        return x

    def firsts(self, x: Tensor, block: str) -> tuple[Tensor, ...]:
        begin = time.perf_counter()
        found = self._run.firsts(x, block)
        self._note(first_branches(block), begin, found)
        return found


def timed(module: ModuleType, name: str, part: str, seconds: dict[str, float]) -> None:
    """Have a function of a module write down how long it takes."""
    function = getattr(module, name)

    def run(*arguments: object) -> object:
        begin = time.perf_counter()
        found = function(*arguments)
        seconds[part] += time.perf_counter() - begin
        return found

    setattr(module, name, run)


def product_rate() -> float:
    """GFLOP/s of the product of two float32 matrices: what this machine can multiply."""
    a, best = torch.randn(2048, 2048), 0.0
    for _ in range(20):
        begin = time.perf_counter()
        a @ a
        best = max(best, 2 * 2048**3 / (time.perf_counter() - begin) / 1e9)
    return best


def where_the_time_goes() -> None:
    """The quickest of eight passes over 60 images, which the batches divide."""
    images = np.random.default_rng(0).integers(0, 256, (60, *SHAPE), dtype=np.uint8)
    seconds: dict[str, float] = defaultdict(float)
    network = Inception(drawn_weights())
    run = network._run = Timed(network._run, seconds)
    timed(network_module, "tf1_bilinear", "resize", seconds)
    for name in ("halving_maximum", "average", "maximum"):
        timed(blocks_module, name, "pools", seconds)
    timed(torch, "cat", "joining branches", seconds)
    best: tuple[float, dict[str, float]] = (float("inf"), {})
    for _ in range(8):
        seconds.clear()
        run.gflop.clear()
        begin = time.perf_counter()
        network(images)
        best = min(best, (time.perf_counter() - begin, dict(seconds)), key=lambda found: found[0])
    total, spent_by = best
    spent_by["everything else"] = total - sum(spent_by.values())
    rate = product_rate()
    print(f"{'':20s}{'ms an image':>12s}{'share':>8s}{'GFLOP':>8s}{'GFLOP/s':>9s}")
    for part, spent in spent_by.items():
        work = run.gflop.get(part, 0)
        multiplied = f"{work / len(images):8.2f}{work / spent:9.0f}" if work else ""
        each = 1e3 * spent / len(images)
        print(f"{part:20s}{each:12.2f}{spent / total:8.1%}{multiplied}")
    work = sum(run.gflop.values()) / len(images)
    print(f"{'all':20s}{1e3 * total / len(images):12.2f}{1:8.1%}{work:8.2f}")
    print(f"product of 2048x2048 matrices: {rate:.0f} GFLOP/s; floor {1e3 * work / rate:.1f} ms")


def all_runs(count: int) -> None:
    print(f"torch {torch.__version__}, {torch.get_num_threads()} threads, {count} images")
    with tempfile.TemporaryDirectory() as folder:
        images, weights = Path(folder) / "images", Path(folder) / "weights.pth"
        random = np.random.default_rng(0)
        with images.open("wb") as file:
            for first in range(0, count, FEED):
                size = min(FEED, count - first)
                file.write(random.integers(0, 256, (size, *SHAPE), dtype=np.uint8).tobytes())
        save_weights(weights)
        print(f"{'':16s} {'batch':>6s} {'threads':>7s} {'images/s':>10s} {'median':>10s}", end="")
        print(f" {'peak memory MB':>14s} {'above imports MB':>16s}", flush=True)
        for threads in (1, torch.get_num_threads()):
            for who, batch in RUNS:
                wanted = ["run", who, batch, str(threads), str(images), str(weights)]
                subprocess.run([sys.executable, __file__, *wanted], check=True)


def main() -> None:
    if sys.argv[1:2] == ["run"]:
        batch_size, thread_count = map(int, sys.argv[3:5])
        one_run(sys.argv[2], batch_size, thread_count, *map(Path, sys.argv[5:7]))
    elif sys.argv[1:2] == ["where"]:
        where_the_time_goes()
    else:
        all_runs(int(sys.argv[1]) if sys.argv[1:] else 256)


if __name__ == "__main__":
    main()
