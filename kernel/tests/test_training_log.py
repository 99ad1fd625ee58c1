"""The drop-in logger, with a clock of its own so that no test has to wait."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from imagegen_kernel.training_log import TrainingLog


class Clock:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Iterator[Clock]:
    return Clock()


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_the_clock_stands_still_while_paused(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "run.jsonl"
    with TrainingLog(path, seed=7, timer=clock) as log:
        clock.now += 2
        log.step(1, samples=128, loss=0.5)
        with log.paused("evaluation"):
            clock.now += 100
            log.eval(1, samples=128, metrics={"fd_digits": 9.5})
        clock.now += 3
        log.step(2, samples=256, loss=0.25, lr=0.001)
    written = rows(path)
    assert [(row["event"], row["clock"]) for row in written] == [
        ("start", 0.0),
        ("step", 2.0),
        ("pause", 2.0),
        ("eval", 2.0),
        ("resume", 2.0),
        ("step", 5.0),
        ("end", 5.0),
    ]
    assert written[0]["seed"] == 7
    assert written[3]["metrics"] == {"fd_digits": 9.5}
    assert written[5] == {
        "event": "step",
        "clock": 5.0,
        "step": 2,
        "samples": 256,
        "loss": 0.25,
        "lr": 0.001,
    }


def test_numbers_json_does_not_know_become_null(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "run.jsonl"
    with TrainingLog(path, timer=clock) as log:
        log.step(1, samples=1, loss=float("nan"))
        log.eval(1, samples=1, metrics={"fd_digits": float("inf")})
    assert rows(path)[1]["loss"] is None
    assert rows(path)[2]["metrics"] == {"fd_digits": None}


def test_never_overwrites_a_log(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    path.write_text("precious")
    with pytest.raises(FileExistsError):
        TrainingLog(path)
    assert path.read_text() == "precious"


def test_a_training_that_failed_has_no_end(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "run.jsonl"
    with pytest.raises(ZeroDivisionError), TrainingLog(path, timer=clock) as log:
        log.step(1, samples=1, loss=1 / 0)
    assert [row["event"] for row in rows(path)] == ["start"]


def test_a_pause_does_not_nest(tmp_path: Path, clock: Clock) -> None:
    with (
        TrainingLog(tmp_path / "run.jsonl", timer=clock) as log,
        log.paused("evaluation"),
        pytest.raises(RuntimeError, match="already paused"),
        log.paused("again"),
    ):
        pass
