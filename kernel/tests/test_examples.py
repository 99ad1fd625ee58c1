"""The logger's examples, with stand-ins for the frameworks: the logs are what the check expects."""

import importlib.util
import json
import sys
import types
from pathlib import Path
from typing import Any

import pytest

from imagegen_kernel.training_log import TrainingLog

EXAMPLES = Path(__file__).parents[1] / "examples"


def example(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


class Loss:
    """A tensor, as far as a logger looks at it."""

    def __init__(self, value: float) -> None:
        self.value = value

    def item(self) -> float:
        return self.value


def shortened(module: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(module, "LOG_EVERY", 2)
    if hasattr(module, "EVALUATE_EVERY"):
        monkeypatch.setattr(module, "EVALUATE_EVERY", 4)
    return module


EXPECTED = [
    ("start", None, None),
    ("step", 2, 16),
    ("step", 4, 32),
    ("pause", None, None),
    ("eval", 4, 32),
    ("resume", None, None),
    ("end", None, None),
]


def shape(path: Path) -> list[tuple]:
    return [(row["event"], row.get("step"), row.get("samples")) for row in rows(path)]


def test_a_plain_loop(tmp_path: Path, monkeypatch) -> None:
    module = shortened(example("plain_loop"), monkeypatch)
    with TrainingLog(tmp_path / "run.jsonl", seed=1) as log:
        module.train(lambda _: Loss(0.5), [[0] * 8] * 5, lambda: {"fid_50k": 9.0}, log)
    assert shape(tmp_path / "run.jsonl") == EXPECTED
    assert rows(tmp_path / "run.jsonl")[4]["metrics"] == {"fid_50k": 9.0}


class Accelerator:
    """One process of two, as Accelerate shows it."""

    num_processes = 2

    def __init__(self, main: bool) -> None:
        self.is_main_process = main
        self.waited = self.stepped = 0

    def backward(self, loss: Loss) -> None:
        assert loss.item() == 0.5

    def wait_for_everyone(self) -> None:
        self.waited += 1

    def step(self) -> None:
        self.stepped += 1

    def zero_grad(self) -> None:
        assert self.stepped


@pytest.mark.parametrize("main", [True, False])
def test_accelerate(main: bool, tmp_path: Path, monkeypatch) -> None:
    module = shortened(example("accelerate_loop"), monkeypatch)
    process, path = Accelerator(main), tmp_path / "run.jsonl"
    module.train(process, lambda _: Loss(0.5), process, [[0] * 4] * 5, lambda: {"kdd": 1.0},
                 path, seed=1)  # fmt: skip
    assert (process.stepped, process.waited) == (5, 3)
    assert path.exists() == main
    if main:
        assert shape(path) == EXPECTED


class Trainer:
    """Calls hooks in the order in which Lightning 2.6 calls them."""

    accumulate_grad_batches, world_size = 1, 2

    def __init__(self, rank: int) -> None:
        self.is_global_zero, self.global_step = rank == 0, 0
        self.callback_metrics = {"fid_50k": 9.0, "val_loss": 1.0}

    def fit(self, callback: Any) -> None:
        callback.on_validation_start(self, None)
        callback.on_validation_end(self, None)
        callback.on_train_start(self, None)
        for index in range(5):
            self.global_step += 1
            callback.on_train_batch_end(self, None, {"loss": Loss(0.5)}, None, index)
            if self.global_step == 4:
                callback.on_validation_start(self, None)
                callback.on_validation_end(self, None)
        callback.on_train_end(self, None)


@pytest.mark.parametrize("rank", [0, 1])
def test_lightning(rank: int, tmp_path: Path, monkeypatch) -> None:
    pytorch = types.ModuleType("lightning.pytorch")
    for name in ("Callback", "LightningModule", "Trainer"):
        setattr(pytorch, name, type(name, (), {}))
    monkeypatch.setitem(sys.modules, "lightning", types.ModuleType("lightning"))
    monkeypatch.setitem(sys.modules, "lightning.pytorch", pytorch)
    module = shortened(example("lightning_callback"), monkeypatch)
    path = tmp_path / "run.jsonl"
    Trainer(rank).fit(module.SpeedrunLog(path, seed=1, batch_size=4))
    assert path.exists() == (rank == 0)
    if rank == 0:
        assert shape(path) == EXPECTED
        assert rows(path)[4]["metrics"] == {"fid_50k": 9.0}
