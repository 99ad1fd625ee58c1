"""`self-test`: whether golden samples and null baselines get the score they deserve here."""

import argparse
import sys

from imagegen_kernel.commands.verbs import Verbs, add_verb, print_json
from imagegen_kernel.null_baselines import BASELINES, differences, score
from imagegen_kernel.torch_side import torch_side


def add(verbs: Verbs) -> None:
    """Declare the verb."""
    verb = add_verb(verbs, "self-test", _run, "measure golden samples and null baselines")
    verb.add_argument("--json", action="store_true", help="scores as JSON")
    verb.add_argument("--photographs", action="store_true", help="256x256 and PyTorch, on the GPU")


def _run(arguments: argparse.Namespace) -> int:
    """0 where every score is the one written down, 1 where one is not."""
    if arguments.photographs:
        return main_of_photographs(arguments.json)
    scores = {name: score(make()) for name, make in BASELINES.items()}
    if arguments.json:
        print_json({name: found._asdict() for name, found in scores.items()})
    else:
        metrics = list(next(iter(scores.values())).measured)
        print(f"{'samples':20s}" + "".join(f"{metric:>16s}" for metric in metrics) + "  noticed")
        for name, found in scores.items():
            values = "".join(f"{found.measured[metric]:16.6g}" for metric in metrics)
            print(f"{name:20s}{values}  {', '.join(found.checks) or '-'}")
    wrong = [line for name, found in scores.items() for line in differences(name, found)]
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


def main_of_photographs(as_json: bool) -> int:
    """The same of 256×256 images, by the practice network."""
    module = torch_side("photographs.baselines", "measuring photographs")
    found = module.measure_baselines()
    if as_json:
        print_json(found)
    else:
        metrics = list(next(iter(found.values())))
        print(f"{'samples':20s}" + "".join(f"{metric:>26s}" for metric in metrics))
        for name, values in found.items():
            print(f"{name:20s}" + "".join(f"{values[metric]:26.6g}" for metric in metrics))
    wrong = [line for name in found for line in module.value_differences(name, found[name])]
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0
