"""A drop-in logger: writes the canonical training log from any training loop.

Standard library only; copy this file next to your training code or import it.

    log = TrainingLog("run-1.jsonl", seed=1)        # the clock starts here
    for step in range(1, steps + 1):
        ...
        log.step(step, samples=step * batch, loss=loss)
        if step % every == 0:
            with log.paused("evaluation"):          # the clock stands still
                log.eval(step, samples=step * batch, metrics=evaluate())
    log.end()
"""

import json
import math
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

#: Made once: json.dumps makes one for each call that has a setting.
_ENCODER = json.JSONEncoder(allow_nan=False)


class TrainingLog:
    """JSON Lines, one event a line; `clock` is training time in seconds without the pauses."""

    def __init__(
        self,
        path: str | Path,
        *,
        seed: int | None = None,
        note: str | None = None,
        timer: Callable[[], float] = time.perf_counter,
    ) -> None:
        """Open `path` (refuses to overwrite a file) and start the clock."""
        self._file = Path(path).open("x", encoding="utf-8", newline="\n")
        self._timer = timer
        self._pauses = 0.0
        self._paused_at: float | None = None
        self._began = timer()
        self._write("start", seed=seed, time=_now(), note=note)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file; the `end` event is written only where the training ended well."""
        if kind is None:
            self.end()
        self._file.close()

    @property
    def clock(self) -> float:
        """Training time so far in seconds."""
        now = self._timer() if self._paused_at is None else self._paused_at
        return now - self._began - self._pauses

    def step(
        self, step: int, *, samples: int, loss: float | None = None, lr: float | None = None
    ) -> None:
        """Write a training step; `samples` counts every sample seen so far, repetitions too."""
        self._write("step", step=step, samples=samples, loss=loss, lr=lr)

    def eval(self, step: int, *, samples: int, metrics: Mapping[str, float]) -> None:
        """Write an evaluation point."""
        self._write("eval", step=step, samples=samples, metrics=dict(metrics))
        self._file.flush()

    @contextmanager
    def paused(self, note: str) -> Iterator[None]:
        """Stop the clock for what the ruleset does not count; say in `note` what that is."""
        if self._paused_at is not None:
            raise RuntimeError("the clock is already paused")
        self._paused_at = self._timer()
        self._write("pause", note=note)
        try:
            yield
        finally:
            self._write("resume")
            self._pauses += self._timer() - self._paused_at
            self._paused_at = None

    def end(self) -> None:
        """Write the last event and close the file; further calls do nothing."""
        if not self._file.closed:
            self._write("end", time=_now())
            self._file.close()

    def _write(self, event: str, **fields: object) -> None:
        row = {"event": event, "clock": round(self.clock, 4)}
        row |= {key: _plain(value) for key, value in fields.items() if value is not None}
        self._file.write(_ENCODER.encode(row) + "\n")


def _plain(value: object) -> object:
    """JSON has no NaN and no infinity: they become null, as the log's schema asks for."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
