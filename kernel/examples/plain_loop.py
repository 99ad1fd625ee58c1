"""The logger in a plain PyTorch loop: three lines more than the loop itself.

`loss.item()` waits for the GPU, so take it every tenth step, not in each: that wait costs far more
than the logger.
"""

from collections.abc import Callable, Iterable
from typing import Any

from imagegen_kernel.training_log import TrainingLog

LOG_EVERY, EVALUATE_EVERY = 10, 1_000


def train(
    step: Callable[[Any], Any],
    batches: Iterable[Any],
    evaluate: Callable[[], dict[str, float]],
    log: TrainingLog,
) -> None:
    """Train over batches. `step` returns the loss tensor; `evaluate` the metrics of samples."""
    samples = 0
    for number, batch in enumerate(batches, 1):
        loss = step(batch)
        samples += len(batch)
        if number % LOG_EVERY == 0:
            log.step(number, samples=samples, loss=loss.item())
        if number % EVALUATE_EVERY == 0:
            # On a GPU: torch.cuda.synchronize() here, so that steps still running are counted.
            with log.paused("evaluation"):
                log.eval(number, samples=samples, metrics=evaluate())


# with TrainingLog("run-1.jsonl", seed=1) as log:      # the clock starts here
#     train(step, batches, evaluate, log)              # … and ends with the block
