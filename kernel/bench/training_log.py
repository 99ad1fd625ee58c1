"""What the drop-in logger costs a training step.

Run from kernel/: PYTHONPATH=src python bench/training_log.py
"""

import json
import statistics
import tempfile
import time
from pathlib import Path

from imagegen_kernel.training_log import TrainingLog

STEPS, ROUNDS = 100_000, 7


def microseconds(steps: int, path: Path) -> tuple[float, float]:
    """Mean and longest time of a step, each timed alone."""
    worst, begin = 0, time.perf_counter_ns()
    with TrainingLog(path, seed=1) as log:
        for step in range(1, steps + 1):
            before = time.perf_counter_ns()
            log.step(step, samples=step * 256, loss=0.123456789 + step, lr=1e-4)
            worst = max(worst, time.perf_counter_ns() - before)
        mean = (time.perf_counter_ns() - begin) / steps
    return mean / 1e3, worst / 1e3


def serialising() -> float:
    """Floor: what json.dumps of such a row alone takes, in microseconds."""
    row = {"event": "step", "clock": 12.3456, "step": 1, "samples": 256, "loss": 1.1, "lr": 1e-4}
    begin = time.perf_counter_ns()
    for _ in range(STEPS):
        json.dumps(row)
    return (time.perf_counter_ns() - begin) / STEPS / 1e3


with tempfile.TemporaryDirectory() as folder:
    rounds = [microseconds(STEPS, Path(folder) / f"{number}.jsonl") for number in range(ROUNDS)]
    size = (Path(folder) / "0.jsonl").stat().st_size / STEPS
means = [mean for mean, _ in rounds]
print(f"a step, best of {ROUNDS} rounds of {STEPS:,}      {min(means):6.2f} µs")
print(f"a step, median of the rounds              {statistics.median(means):6.2f} µs")
print(f"longest step of the best round            {min(worst for _, worst in rounds):6.0f} µs")
print(f"json.dumps of the row alone               {serialising():6.2f} µs")
print(f"bytes a step                              {size:6.1f}")
