"""The logger with Accelerate: one process of many writes; all wait before the clock stops.

accelerator = Accelerator()
model, optimizer, loader = accelerator.prepare(model, optimizer, loader)
train(accelerator, model, optimizer, loader, evaluate, "run-1.jsonl", seed=1)
"""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from imagegen_kernel.training_log import TrainingLog

LOG_EVERY, EVALUATE_EVERY = 10, 1_000


def train(  # noqa: PLR0913
    accelerator: Any,  # noqa: ANN401
    model: Callable[[Any], Any],
    optimizer: Any,  # noqa: ANN401
    loader: Iterable[Any],
    evaluate: Callable[[], dict[str, float]],
    path: str | Path,
    *,
    seed: int,
) -> None:
    """Train over a prepared loader; `model` returns the loss of a batch."""
    with ExitStack() as stack:
        main = accelerator.is_main_process
        log = stack.enter_context(TrainingLog(path, seed=seed)) if main else None
        samples = 0
        for number, batch in enumerate(loader, 1):
            loss = model(batch)
            accelerator.backward(loss)
            optimizer.step()
            optimizer.zero_grad()
            # Every process has seen a batch of its own.
            samples += len(batch) * accelerator.num_processes
            if log and number % LOG_EVERY == 0:
                log.step(number, samples=samples, loss=loss.item())
            if number % EVALUATE_EVERY == 0:
                _evaluate(accelerator, log, number, samples, evaluate)
        accelerator.wait_for_everyone()


def _evaluate(
    accelerator: Any,  # noqa: ANN401
    log: TrainingLog | None,
    number: int,
    samples: int,
    evaluate: Callable[[], dict[str, float]],
) -> None:
    accelerator.wait_for_everyone()
    with ExitStack() as pause:
        if log:
            pause.enter_context(log.paused("evaluation"))
        metrics = evaluate()
        if log:
            log.eval(number, samples=samples, metrics=metrics)
        accelerator.wait_for_everyone()
