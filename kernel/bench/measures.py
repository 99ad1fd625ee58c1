"""How fast the measures are, in how much memory, and how far their values are from the peers'.

Needs torch and torch-fidelity 0.4. Run from kernel/: PYTHONPATH=src:tests python bench/measures.py
Each row of precision and recall is a process of its own; a part: … bench/measures.py frechet
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import sqrtm

from imagegen_kernel.measures import (
    Gaussian,
    GroupSums,
    class_probabilities,
    covariance_factor,
    fixed_groups,
    frechet_distance,
    frechet_estimate,
    frechet_infinity,
    gaussian,
    inception_score,
    kernel_distance_estimate,
    precision_recall,
    subset_distances,
    subset_estimate,
)
from peer_torch_fidelity import import_torch_fidelity

Float = NDArray[np.float32]
POOL, DINO = 2048, 1024


def features(seed: int, n: int, d: int = POOL, latent: int = 64, wider: float = 1.0) -> Float:
    """Drawn features like pool_3: not negative, skewed, a squared norm of several hundred."""
    shared, own = np.random.default_rng(1), np.random.default_rng(seed)
    mixing = shared.normal(size=(latent, d)).astype(np.float32) / latent**0.5
    hidden = own.normal(size=(n, latent)).astype(np.float32) * np.float32(wider)
    noise = own.normal(size=(n, d)).astype(np.float32)
    found: Float = np.maximum(hidden @ mixing * 0.5 + noise * 0.25 + 0.1, 0)
    return found * np.float32(1.2)


def timed(what: Callable[[], Any]) -> tuple[float, Any]:
    begin = time.perf_counter()
    result = what()
    return time.perf_counter() - begin, result


def best(what: Callable[[], Any], runs: int = 3) -> tuple[float, Any]:
    """Shortest of a few runs."""
    found = [timed(what) for _ in range(runs)]
    return min(seconds for seconds, _ in found), found[0][1]


def oracle(a: Gaussian, b: Gaussian) -> float:
    difference = a.mean - b.mean
    root = sqrtm(a.covariance @ b.covariance).real
    return float(difference @ difference + np.trace(a.covariance + b.covariance - 2 * root))


def frechet() -> None:
    """Against SciPy's root of a matrix, and both against a closed form."""
    a, b = (gaussian(features(seed, 20_000, wider=w)) for seed, w in ((2, 1.1), (3, 1.0)))
    factor = covariance_factor(b)
    rows = [
        ("scipy.linalg.sqrtm", best(lambda: oracle(a, b), 2)),
        ("`frechet_distance`", best(lambda: frechet_distance(a, b))),
        ("… factor of the reference at hand", best(lambda: frechet_distance(a, b, factor))),
    ]
    few = gaussian(features(4, 1_000))
    rows.append(("… 1,000 images: singular", best(lambda: frechet_distance(few, b), 2)))
    print(f"\n| {POOL} dimensions, statistics given | time | value |\n|---|---:|---:|")
    for name, (seconds, value) in rows:
        print(f"| {name} | {seconds:.2f} s | {value:.12g} |")

    turn, _ = np.linalg.qr(np.random.default_rng(5).normal(size=(POOL, POOL)))
    ours, theirs = (np.random.default_rng(seed).uniform(0.03, 3, POOL) for seed in (6, 7))
    a, b = (Gaussian(np.zeros(POOL), (turn * sides**2) @ turn.T) for sides in (ours, theirs))
    exact = float(((ours - theirs) ** 2).sum())
    print("\n| commuting covariances, closed form known | relative error |\n|---|---:|")
    for name, value in (("sqrtm", oracle(a, b)), ("`frechet_distance`", frechet_distance(a, b))):
        print(f"| {name} | {abs(value / exact - 1):.1e} |")


def uncertainty() -> None:
    """Group sums of 50,000 images, the jackknife and the fit."""
    reference = gaussian(features(3, 20_000))
    generated = features(2, 50_000, wider=1.1)
    factor, groups = covariance_factor(reference), fixed_groups(50_000)
    sums = GroupSums(reference.mean, 10)
    print(f"\n| 50,000 images, {POOL} dimensions | time | value | standard error |")
    print("|---|---:|---:|---:|")
    seconds, _ = timed(lambda: sums.add(generated, groups))
    print(f"| sums of ten groups | {seconds:.1f} s | | |")
    seconds, found = timed(lambda: frechet_estimate(sums, reference, factor))
    print(f"| Fréchet distance, jackknife | {seconds:.1f} s | {found[0]:.6f} | {found[1]:.6f} |")
    seconds, found = timed(lambda: frechet_infinity(sums, reference, found, factor))
    print(f"| … of infinitely many | {seconds:.1f} s | {found[0]:.6f} | {found[1]:.6f} |")
    weight = np.random.default_rng(9).normal(size=(POOL, 1008)).astype(np.float32) * 0.1
    seconds, found = timed(lambda: inception_score(class_probabilities(generated, weight)))
    print(f"| Inception Score | {seconds:.1f} s | {found[0]:.6f} | {found[1]:.6f} |")


def kernel() -> None:
    """Kernel distances of 10,000 against 10,000 images."""
    generated, reference = features(2, 10_000, DINO, wider=1.1), features(3, 10_000, DINO)
    print(f"\n| 10,000 against 10,000, {DINO} dimensions | time | value | standard error |")
    print("|---|---:|---:|---:|")
    seconds, full = best(lambda: kernel_distance_estimate(generated, reference))
    print(f"| `kdd_full`, all pairs, jackknife | {seconds:.1f} s | {full[0]:.6f} | {full[1]:.6f} |")
    seconds, distances = timed(lambda: subset_distances(generated, reference))
    found = subset_estimate(distances, full)
    print(f"| `kdd`, 100 subsets of 1,000 | {seconds:.1f} s | {found[0]:.6f} | {found[1]:.6f} |")
    print(f"| … deviation of one subset | | {distances.std(ddof=1):.6f} | |")


def neighbours(which: str) -> None:
    """One row: precision and recall in this process."""
    generated, reference = features(2, 10_000, wider=1.1), features(3, 10_000)
    call: Callable[[], Any]
    # Torch is loaded for those that use it alone: it is no part of what NumPy's rows take.
    if which.startswith("peer"):
        import torch  # noqa: PLC0415

        module = import_torch_fidelity("metric_prc")
        one, two = torch.from_numpy(generated), torch.from_numpy(reference)
        kind = "part" if which == "peer-part" else "full"
        call = lambda: getattr(module, f"calculate_precision_recall_{kind}")(one, two)  # noqa: E731
    elif which.startswith("torch-"):
        import torch  # noqa: PLC0415

        one, two = torch.from_numpy(generated), torch.from_numpy(reference)
        call = lambda: precision_recall(two, one, which.removeprefix("torch-"))  # noqa: E731
    else:
        call = lambda: precision_recall(reference, generated, which)  # noqa: E731
    # The most it has held so far was for drawing the features: Linux forgets it on request.
    Path("/proc/self/clear_refs").write_text("5", "utf-8")
    before = memory("VmRSS")
    seconds, found = timed(call)
    values = [getattr(value, "value", value) for value in found]
    print(
        f"| {which} | {seconds:.1f} s | {memory('VmHWM') - before:,} MB |"
        f" {values[0]:.4f} | {values[1]:.4f} |"
    )


def memory(line: str) -> int:
    """What this process holds (VmRSS) or has held at most (VmHWM), in MB; on Linux."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(found.split()[1]) // 1024 for found in lines if found.startswith(line))


def nearest() -> None:
    print(f"\n| 10,000 against 10,000, {POOL} dimensions | time | memory it adds | P | R |")
    print("|---|---:|---:|---:|---:|", flush=True)
    kinds = ["peer-full", "peer-part", "float32", "float64", "adm"]
    for kind in [*kinds, *(f"torch-{exact}" for exact in kinds[2:])]:
        subprocess.run([sys.executable, __file__, "neighbours", kind], check=True)


if __name__ == "__main__":
    parts = {"frechet": frechet, "uncertainty": uncertainty, "kernel": kernel, "nearest": nearest}
    if sys.argv[1:2] == ["neighbours"]:
        neighbours(sys.argv[2])
    else:
        for name in sys.argv[1:] or list(parts):
            parts[name]()
