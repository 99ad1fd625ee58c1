"""`metrics samples.npz`: the metrics of a rehearsal samples file."""

import argparse
from pathlib import Path

from imagegen_kernel.commands.verbs import Verbs, add_verb, print_json
from imagegen_kernel.measure import CLASSES, estimate
from imagegen_kernel.measurer import Measured
from imagegen_kernel.samples import Expected, read_samples

COUNT, SHAPE, MAXIMUM = 1000, (8, 8, 1), 16


def add(verbs: Verbs) -> None:
    """Declare the verb."""
    verb = add_verb(verbs, "metrics", _run, "print the metrics of a rehearsal samples file")
    verb.add_argument("samples", type=Path)
    verb.add_argument("--count", type=int, default=COUNT)


def rehearsal_samples(count: int | None) -> Expected:
    """What the rehearsal ruleset asks for."""
    return Expected(COUNT if count is None else count, SHAPE, MAXIMUM, CLASSES)


def _run(arguments: argparse.Namespace) -> int:
    images = read_samples(arguments.samples, rehearsal_samples(arguments.count))
    print_json({"images": len(images)} | Measured.of(len(images), estimate(images), []).as_answer())
    return 0
