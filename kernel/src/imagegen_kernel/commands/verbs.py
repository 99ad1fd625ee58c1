"""What the verbs share: how they are declared, the inputs they take, how they answer."""

import argparse
import json
from collections.abc import Callable
from typing import TypeAlias

#: Where a verb declares itself.
Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Run = Callable[[argparse.Namespace], int]


def add_verb(verbs: Verbs, name: str, run: Run, summary: str) -> argparse.ArgumentParser:
    """Declare a verb; `run` returns its exit code."""
    verb = verbs.add_parser(name, help=summary, description=summary)
    verb.set_defaults(run=run)
    return verb


def print_json(document: object) -> None:
    """Answer on standard output: JSON and nothing else."""
    print(json.dumps(document, indent=2, allow_nan=False))
