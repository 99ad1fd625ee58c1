"""The logger as a Lightning callback. Validation stops the clock and writes an evaluation point.

    trainer = Trainer(callbacks=[SpeedrunLog("run-1.jsonl", seed=1, batch_size=256)])

What the validation loop logs with `self.log("fid_50k", …)` is what the evaluation point carries.
"""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from lightning.pytorch import Callback, LightningModule, Trainer

from imagegen_kernel.training_log import TrainingLog

LOG_EVERY = 10


class SpeedrunLog(Callback):
    """Writes the canonical training log from the process with rank zero."""

    def __init__(
        self,
        path: str | Path,
        *,
        seed: int,
        batch_size: int,
        metrics: tuple[str, ...] = ("fid_50k",),
    ) -> None:
        """`batch_size` is that of one process; `metrics` names what evaluation points carry."""
        self._path, self._seed = Path(path), seed
        self._batch_size, self._metrics = batch_size, metrics
        self._log: TrainingLog | None = None
        self._pause = ExitStack()

    def _samples(self, trainer: Trainer) -> int:
        accumulated = trainer.accumulate_grad_batches
        return trainer.global_step * self._batch_size * trainer.world_size * accumulated

    def on_train_start(self, trainer: Trainer, pl_module: LightningModule) -> None:  # noqa: ARG002
        """Start the clock; the sanity check of validation lies before it."""
        if trainer.is_global_zero:
            self._log = TrainingLog(self._path, seed=self._seed)

    def on_train_batch_end(
        self,
        trainer: Trainer,
        pl_module: LightningModule,  # noqa: ARG002
        outputs: Any,  # noqa: ANN401
        batch: Any,  # noqa: ANN401, ARG002
        batch_idx: int,
    ) -> None:
        """Write every tenth step: taking the loss waits for the GPU."""
        if self._log and (batch_idx + 1) % LOG_EVERY == 0:
            loss = outputs["loss"].item()
            self._log.step(trainer.global_step, samples=self._samples(trainer), loss=loss)

    def on_validation_start(self, trainer: Trainer, pl_module: LightningModule) -> None:  # noqa: ARG002
        """Stop the clock."""
        if self._log:
            self._pause.enter_context(self._log.paused("evaluation"))

    def on_validation_end(self, trainer: Trainer, pl_module: LightningModule) -> None:  # noqa: ARG002
        """Write the evaluation point, and let the clock go on."""
        if self._log:
            found = trainer.callback_metrics
            metrics = {name: float(found[name]) for name in self._metrics if name in found}
            self._log.eval(trainer.global_step, samples=self._samples(trainer), metrics=metrics)
            self._pause.close()

    def on_train_end(self, trainer: Trainer, pl_module: LightningModule) -> None:  # noqa: ARG002
        """Write the end; a training that failed has none."""
        if self._log:
            self._log.end()
