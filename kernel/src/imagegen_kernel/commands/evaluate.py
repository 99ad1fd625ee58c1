"""`evaluate request.json`: re-measure samples and compare them with a claim."""

import argparse
import json
from pathlib import Path

from imagegen_kernel.commands.verbs import Verbs, add_verb
from imagegen_kernel.evaluate import evaluate
from imagegen_kernel.request import read_request
from imagegen_kernel.write_whole import write_whole

EXIT = {"confirmed": 0, "refuted": 1, "inconclusive": 2}


def add(verbs: Verbs) -> None:
    """Declare the verb."""
    verb = add_verb(verbs, "evaluate", _run, "re-measure samples and compare them with a claim")
    verb.add_argument("request", type=Path)
    verb.add_argument("--out", type=Path, required=True)
    verb.add_argument("--sheets", type=Path, help="folder for contact sheets")


def _run(arguments: argparse.Namespace) -> int:
    # What cannot be written is said before anything is measured.
    for folder in (arguments.out.parent, arguments.sheets):
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
    verification = evaluate(read_request(arguments.request), arguments.sheets)
    write_whole(arguments.out, json.dumps(verification, indent=2, allow_nan=False) + "\n")
    return EXIT[verification["verdict"]]
