"""`adapter METRIC manifest.json -- command…`: a text-to-image metric by its official program."""

import argparse
import json
from pathlib import Path

from imagegen_kernel.adapters import adapters, run_adapter
from imagegen_kernel.commands.verbs import Verbs, add_verb
from imagegen_kernel.write_whole import write_whole


def add(verbs: Verbs) -> None:
    """Declare the verb."""
    verb = add_verb(verbs, "adapter", _run, "run a text-to-image metric's official program")
    verb.add_argument("metric", choices=sorted(adapters()))
    verb.add_argument("manifest", type=Path)
    verb.add_argument("--out", type=Path, required=True)
    verb.add_argument("--count", type=int, help="images asked for (default: the metric's own)")
    verb.add_argument("--timeout", type=float, metavar="SECONDS")
    verb.add_argument("command", nargs="+", metavar="-- COMMAND", help="gets the manifest's path")


def _run(arguments: argparse.Namespace) -> int:
    found = run_adapter(
        arguments.metric,
        arguments.manifest,
        arguments.command,
        arguments.timeout,
        arguments.count,
    )
    write_whole(arguments.out, json.dumps(found, indent=2, allow_nan=False) + "\n")
    return 0
