"""Trains one recipe with several seeds and writes the submission folder that results.

    python make_entry.py recipes/plain.json --slug plain --seeds 1 2 3

Everything in the folder comes out of the training: nothing is typed in afterwards.
"""

import argparse
import json
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from recipe import Recipe, read_recipe
from train import CLASSES, SAMPLES, SAMPLING_SEED, SAMPLING_STEPS, THREADS, Finished, Goal, train

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SUBMISSIONS = ROOT / "content" / "submissions" / "rehearsal-v1"
STATEMENTS = (
    "no_extra_labelled_data",
    "sampler_takes_only_random_inputs",
    "no_external_generative_model",
    "no_evaluation_time_finetuning",
)


def processor() -> str:
    """Name of the processor, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def commit() -> str:
    """Full SHA of the code that runs; refuses code that was changed since."""
    changed = subprocess.run(
        ["git", "status", "--porcelain", "--", str(HERE), str(ROOT / "kernel")],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    if changed.stdout.strip():
        sys.exit(f"Commit the training code first; these files differ:\n{changed.stdout}")
    head = ["git", "rev-parse", "HEAD"]
    return subprocess.run(head, capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip()


def run_document(run: Finished) -> dict[str, Any]:
    """One run of result.json."""
    return {
        "seed": run.seed,
        "log": run.log,
        "claim": {
            "clock_seconds": run.clock_seconds,
            "samples_seen": run.samples_seen,
            "metrics": run.metrics,
        },
        "samples": {
            "uri": run.samples,
            "sha256": run.samples_sha256,
            "count": SAMPLES,
            "format": "npz",
        },
    }


def result_document(
    recipe: Recipe, runs: list[Finished], options: argparse.Namespace, sha: str
) -> dict[str, Any]:
    """result.json as a whole."""
    document: dict[str, Any] = {
        "ruleset": "rehearsal-v1",
        "track": "basic",
        "title": recipe.title,
        "date": options.date,
        "submitters": [
            {"name": options.submitter, "github": options.github},
        ],
        "code": {
            "repository": "https://github.com/Open-Model-Initiative/imagegen-speedrun",
            "commit": sha,
            "license": "Apache-2.0",
        },
        "model": {
            "architecture": f"DiT, depth {recipe.depth}, width {recipe.width}, patch 2, adaLN-zero",
            "parameters": runs[0].parameters,
            "changes": list(recipe.changes),
        },
        "hardware": {
            "class": "2-cpu-cores",
            "accelerator": processor(),
            "count": 1,
            "nodes": 1,
        },
        "training": {
            "dataset": "digits-train",
            "resolution": 8,
            "batch_size": recipe.batch,
            "optimizer": recipe.optimizer_in_words,
            "precision": "float32",
            "time_sampling": recipe.time_sampling,
            "weight_averaging": f"EMA {recipe.ema:g}" if recipe.ema else "none",
            "evaluate_every_steps": recipe.evaluate_every,
            "threads": THREADS,
        },
        "sampling": {
            "steps": SAMPLING_STEPS,
            "guidance": "none",
            "sampler": "euler",
            "seed": SAMPLING_SEED,
        },
        "runs": [run_document(run) for run in runs],
        "statements": dict.fromkeys(STATEMENTS, True),
    }
    if recipe.techniques:
        document["model"]["techniques"] = list(recipe.techniques)
    if options.based_on:
        document["based_on"] = [options.based_on]
    return document


def readme(recipe: Recipe, options: argparse.Namespace, sha: str) -> str:
    """Say what changed, why, and the command that made the entry."""
    changes = "\n".join(f"- {change}" for change in recipe.changes)
    seeds = " ".join(str(seed) for seed in options.seeds)
    based = f" --based-on {options.based_on}" if options.based_on else ""
    return f"""# {recipe.title}

## What changed

{changes or "Nothing: this is where the others start from."}

{recipe.idea}

## How it was made

At commit `{sha[:12]}`, in `baselines/nano-dit`:

    python make_entry.py recipes/{options.recipe.name} --slug {options.slug} --seeds {seeds}{based}

{len(options.seeds)} seeds, each trained once until its samples met the target for the first time;
none was left out. Settings were chosen on seeds from 100 upwards, which do not count. The samples
are the very ones that were measured at that evaluation point: {SAMPLES} of them, sample i of class
i mod {CLASSES}.
"""


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--slug", required=True, help="last part of the entry's id")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--based-on", help="id of the entry this one builds on")
    parser.add_argument("--out", type=Path, default=SUBMISSIONS)
    parser.add_argument("--target", type=float, default=1.5)
    parser.add_argument("--guard", type=float, default=0.95)
    parser.add_argument("--date", default=datetime.now(UTC).strftime("%Y-%m-%d"))
    parser.add_argument("--submitter", default="ImageGen SpeedRun maintainers")
    parser.add_argument("--github", default="Open-Model-Initiative")
    parser.add_argument("--commit", help="SHA to write down; found by git where it is left out")
    return parser.parse_args()


def main() -> None:
    """Train every seed, then write the documents; a seed that missed the target is told."""
    chosen = options()
    sha = chosen.commit or commit()
    recipe = read_recipe(chosen.recipe)
    folder = chosen.out / f"{chosen.date}-{chosen.slug}"
    folder.mkdir(parents=True)
    goal = Goal(chosen.target, chosen.guard)
    runs = [train(recipe, seed, goal, folder) for seed in chosen.seeds]
    document = result_document(recipe, runs, chosen, sha)
    (folder / "result.json").write_text(json.dumps(document, indent=2) + "\n", "utf-8")
    (folder / "README.md").write_text(readme(recipe, chosen, sha), "utf-8")
    for run in runs:
        word = "reached the target" if run.reached else "MISSED the target"
        print(f"seed {run.seed} {word} after {run.clock_seconds:.1f} s of training")
    print(folder)


if __name__ == "__main__":
    main()
