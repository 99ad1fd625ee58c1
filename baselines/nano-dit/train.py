"""Trains a nano-DiT on the digits until its samples reach the target.

    python train.py recipes/plain.json --seed 1 --out runs/

Flow matching (arXiv 2210.02747): x_t = (1−t)·image + t·noise, and the network learns the velocity
noise − image. Every `evaluate_every` steps the clock stops, 1,000 samples are drawn in 20 Euler
steps and measured by the kernel. The run ends at the first evaluation point that meets the target,
and saves exactly the samples that were measured there.
"""

import argparse
import copy
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from imagegen_kernel import measure
from imagegen_kernel.digits import train_split
from imagegen_kernel.training_log import TrainingLog
from model import NanoDiT
from recipe import Recipe, read_recipe

SAMPLES = 1000
SAMPLING_STEPS = 20
CLASSES = 10
#: Seed of the noise the samples start from; the same for every entry.
SAMPLING_SEED = 0
THREADS = 2


@dataclass(frozen=True)
class Goal:
    """The track's target and guard (content/rulesets/rehearsal-v1/ruleset.yaml)."""

    fd_digits: float
    label_accuracy: float

    def met(self, metrics: dict[str, float]) -> bool:
        """Whether an evaluation point stops the clock."""
        return (
            metrics["fd_digits"] <= self.fd_digits
            and metrics["label_accuracy"] >= self.label_accuracy
        )


@dataclass(frozen=True)
class Finished:
    """What a run leaves behind, for result.json."""

    seed: int
    log: str
    samples: str
    samples_sha256: str
    reached: bool
    clock_seconds: float
    samples_seen: int
    metrics: dict[str, float]
    parameters: int


@torch.no_grad()
def draw_samples(model: NanoDiT) -> NDArray[np.uint8]:
    """1,000 samples, uint8 [n, 8, 8, 1], values 0..16; sample i is of class i mod 10."""
    generator = torch.Generator().manual_seed(SAMPLING_SEED)
    x = torch.randn(SAMPLES, 1, 8, 8, generator=generator)
    labels = torch.arange(SAMPLES) % CLASSES
    times = torch.linspace(1, 0, SAMPLING_STEPS + 1)
    for now, then in zip(times[:-1], times[1:], strict=True):
        x = x + (then - now) * model(x, now.expand(SAMPLES), labels)
    return ((x + 1) * 8).round().clamp(0, 16).to(torch.uint8).permute(0, 2, 3, 1).numpy()


def batches(size: int) -> Iterator[tuple[Tensor, Tensor]]:
    """Endless batches of images in −1..1 and labels; every epoch in a new order."""
    split = train_split()
    images = torch.from_numpy(split.images.astype(np.float32)).permute(0, 3, 1, 2) / 8 - 1
    labels = torch.from_numpy(split.labels)
    while True:
        for chosen in torch.randperm(len(images)).split(size):
            if len(chosen) == size:
                yield images[chosen], labels[chosen]


def optimizers(model: NanoDiT, recipe: Recipe) -> list[torch.optim.Optimizer]:
    """One optimizer, or two where matrices and the rest are treated differently."""
    if recipe.optimizer == "adamw":
        return [torch.optim.AdamW(model.parameters(), lr=recipe.learning_rate, weight_decay=0.01)]
    matrices = [p for p in model.blocks.parameters() if p.ndim == 2]
    ids = {id(p) for p in matrices}
    rest = [p for p in model.parameters() if id(p) not in ids]
    return [
        torch.optim.Muon(
            matrices, lr=recipe.learning_rate, weight_decay=0.01, adjust_lr_fn="match_rms_adamw"
        ),
        torch.optim.AdamW(rest, lr=recipe.learning_rate, weight_decay=0.01),
    ]


def flow_matching_loss(model: NanoDiT, images: Tensor, labels: Tensor, recipe: Recipe) -> Tensor:
    """Mean squared error of the predicted velocity at random times."""
    t = torch.rand(len(images))
    if recipe.time_sampling == "logit-normal":
        t = torch.randn(len(images)).sigmoid()
    noise = torch.randn_like(images)
    along = t[:, None, None, None]
    predicted = model((1 - along) * images + along * noise, t, labels)
    return (predicted - (noise - images)).square().mean()


def rate_at(step: int, recipe: Recipe) -> float:
    """Factor on the learning rate at a step."""
    rise = min(1.0, step / recipe.warmup)
    return rise * (1 - step / recipe.steps) if recipe.decay else rise


def save_samples(path: Path, samples: NDArray[np.uint8]) -> str:
    """Write an .npz with one array; returns its SHA-256."""
    np.savez(path, samples)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def train(recipe: Recipe, seed: int, goal: Goal, out: Path) -> Finished:
    """One run: writes run-<seed>.jsonl and samples-<seed>.npz into `out`."""
    torch.set_num_threads(THREADS)
    with TrainingLog(out / f"run-{seed}.jsonl", seed=seed, note=recipe.title) as log:
        torch.manual_seed(seed)
        model = NanoDiT(recipe.width, recipe.depth)
        sampled_from = copy.deepcopy(model) if recipe.ema else model
        steppers = optimizers(model, recipe)
        for step, (images, labels) in enumerate(batches(recipe.batch), start=1):
            for stepper in steppers:
                stepper.param_groups[0]["lr"] = recipe.learning_rate * rate_at(step, recipe)
            loss = flow_matching_loss(model, images, labels, recipe)
            for stepper in steppers:
                stepper.zero_grad()
            loss.backward()
            for stepper in steppers:
                stepper.step()
            if recipe.ema:
                # A short memory at first: the average must not remember the untrained weights.
                average(sampled_from, model, min(recipe.ema, step / (step + 10)))
            seen = step * recipe.batch
            log.step(step, samples=seen, loss=round(loss.item(), 6))
            if step % recipe.evaluate_every and step < recipe.steps:
                continue
            with log.paused("evaluation"):
                samples = draw_samples(sampled_from)
                metrics = measure(samples)
                log.eval(step, samples=seen, metrics=metrics)
                print(f"seed {seed}  {log.clock:6.1f} s  step {step:5d}  {metrics}", flush=True)
                if goal.met(metrics) or step >= recipe.steps:
                    clock = round(log.clock, 4)
                    break
    parameters = sum(p.numel() for p in model.parameters())
    name = f"samples-{seed}.npz"
    digest = save_samples(out / name, samples)
    run, met = f"run-{seed}.jsonl", goal.met(metrics)
    return Finished(seed, run, name, digest, met, clock, seen, metrics, parameters)


@torch.no_grad()
def average(target: NanoDiT, model: NanoDiT, decay: float) -> None:
    """Move the averaged weights a little towards the current ones."""
    for mean, weight in zip(target.parameters(), model.parameters(), strict=True):
        mean.lerp_(weight, 1 - decay)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--seed", type=int, default=100)
    parser.add_argument("--out", type=Path, default=Path("runs"))
    parser.add_argument("--target", type=float, default=1.5, help="fd_digits that ends the run")
    parser.add_argument("--guard", type=float, default=0.95, help="label accuracy it also needs")
    return parser.parse_args()


if __name__ == "__main__":
    chosen = arguments()
    chosen.out.mkdir(parents=True, exist_ok=True)
    goal = Goal(chosen.target, chosen.guard)
    finished = train(read_recipe(chosen.recipe), chosen.seed, goal, chosen.out)
    print(f"{'reached' if finished.reached else 'missed'} after {finished.clock_seconds:.1f} s")
