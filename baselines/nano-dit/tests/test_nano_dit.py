"""The baseline, in a few steps: what it writes is what the platform reads."""

import argparse
import hashlib
import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

import make_entry
from imagegen_kernel import measure
from model import NanoDiT
from recipe import Recipe, read_recipe
from train import Finished, Goal, batches, draw_samples, flow_matching_loss, rate_at, train

RECIPES = sorted((Path(__file__).parent.parent / "recipes").glob("*.json"))
TINY = Recipe(title="tiny", changes=(), idea="", width=16, depth=1, steps=4, evaluate_every=2)
ANYTHING = Goal(fd_digits=1e9, label_accuracy=0.0)
NOTHING = Goal(fd_digits=0.0, label_accuracy=1.0)


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_names_techniques_as_entries_do(path: Path) -> None:
    names = read_recipe(path).techniques
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)
    assert len(set(names)) == len(names)


def test_an_entry_without_techniques_has_no_such_field() -> None:
    run = Finished(
        seed=1,
        log="run-1.jsonl",
        samples="samples-1.npz",
        samples_sha256="0" * 64,
        reached=True,
        clock_seconds=1.0,
        samples_seen=1,
        metrics={},
        parameters=1,
    )
    options = argparse.Namespace(date="2026-02-01", submitter="A", github="a", based_on=None)
    document = make_entry.result_document(TINY, [run], options, "a" * 40)
    assert "techniques" not in document["model"]


def test_begins_with_the_zero_velocity() -> None:
    model = NanoDiT()
    out = model(torch.randn(3, 1, 8, 8), torch.rand(3), torch.tensor([0, 5, 9]))
    assert out.shape == (3, 1, 8, 8)
    assert torch.count_nonzero(out) == 0


def test_patches_go_back_where_they_came_from() -> None:
    model = NanoDiT(width=16, depth=1)
    torch.nn.init.normal_(model.head.weight)
    moved, still = torch.zeros(1, 1, 8, 8), torch.zeros(1, 1, 8, 8)
    moved[0, 0, 5, 2] = 1
    one = [model(x, torch.zeros(1), torch.tensor([0])) for x in (moved, still)]
    changed = (one[0] - one[1])[0, 0].abs() > 1e-6
    # Zero gates: a token sees itself alone, so one pixel changes its own 2×2 patch and no other.
    assert changed.nonzero().tolist() == [[4, 2], [4, 3], [5, 2], [5, 3]]


def test_the_loss_falls() -> None:
    torch.manual_seed(0)
    model = NanoDiT(width=32, depth=1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
    losses = []
    for (images, labels), _ in zip(batches(128), range(60), strict=False):
        loss = flow_matching_loss(model, images, labels, TINY)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert np.mean(losses[-5:]) < 0.8 * np.mean(losses[:5])


def test_the_learning_rate_rises_and_falls() -> None:
    assert rate_at(25, Recipe("", (), "")) == 0.5
    assert rate_at(2000, Recipe("", (), "")) == 1.0
    assert rate_at(1500, Recipe("", (), "", decay=True)) == pytest.approx(0.5)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.stem)
def test_every_recipe_trains(recipe: Path, tmp_path: Path) -> None:
    small = replace(read_recipe(recipe), width=16, depth=1, steps=2, evaluate_every=2)
    assert train(small, 100, NOTHING, tmp_path).reached is False


def test_stops_at_the_first_point_that_meets_the_goal(tmp_path: Path) -> None:
    finished = train(TINY, 1, ANYTHING, tmp_path)
    events = [row["event"] for row in rows(tmp_path / finished.log)]
    assert events == ["start", "step", "step", "pause", "eval", "resume", "end"]
    point = rows(tmp_path / finished.log)[4]
    assert (point["clock"], point["samples"]) == (finished.clock_seconds, 256)
    assert point["metrics"] == finished.metrics


def test_the_samples_are_the_ones_that_were_measured(tmp_path: Path) -> None:
    finished = train(TINY, 1, ANYTHING, tmp_path)
    path = tmp_path / finished.samples
    assert hashlib.sha256(path.read_bytes()).hexdigest() == finished.samples_sha256
    with np.load(path) as arrays:
        assert measure(arrays["arr_0"]) == finished.metrics


def test_the_same_seed_draws_the_same_samples() -> None:
    torch.manual_seed(0)
    model = NanoDiT(width=16, depth=1)
    assert np.array_equal(draw_samples(model), draw_samples(model))


def test_writes_a_whole_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = tmp_path / "tiny.json"
    recipe.write_text(
        '{"title": "Tiny", "changes": ["small"], "techniques": ["small-network"], "idea": "x",'
        ' "width": 16, "depth": 1,'
        ' "steps": 2, "evaluate_every": 2}'
    )
    arguments = [str(recipe), "--slug", "tiny", "--seeds", "1", "2", "--date", "2026-02-01"]
    arguments += ["--out", str(tmp_path), "--commit", "a" * 40, "--based-on", "2026-01-01-plain"]
    monkeypatch.setattr(sys, "argv", ["make_entry.py", *arguments])
    make_entry.main()
    folder = tmp_path / "2026-02-01-tiny"
    assert sorted(path.name for path in folder.iterdir()) == [
        "README.md",
        "result.json",
        "run-1.jsonl",
        "run-2.jsonl",
        "samples-1.npz",
        "samples-2.npz",
    ]
    result = json.loads((folder / "result.json").read_text())
    assert [run["seed"] for run in result["runs"]] == [1, 2]
    assert result["based_on"] == ["2026-01-01-plain"]
    assert result["model"]["techniques"] == ["small-network"]
    assert (
        "python make_entry.py recipes/tiny.json --slug tiny --seeds 1 2"
        in (folder / "README.md").read_text()
    )
