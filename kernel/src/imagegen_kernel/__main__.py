"""Command line: `python -m imagegen_kernel evaluate|metrics|contact-sheet`."""

import argparse
import json
import sys
from pathlib import Path

from imagegen_kernel.contact_sheet import write_contact_sheet
from imagegen_kernel.evaluate import evaluate
from imagegen_kernel.measure import CLASSES, measure
from imagegen_kernel.request import RequestError, read_request
from imagegen_kernel.samples import Expected, SamplesRefusedError, read_samples

EXIT = {"confirmed": 0, "refuted": 1, "inconclusive": 2}


def _write_whole(path: Path, text: str) -> None:
    """Write to a temporary file, then rename: nobody ever reads half of it."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, "utf-8")
    part.replace(path)


def _evaluate(arguments: argparse.Namespace) -> int:
    verification = evaluate(read_request(arguments.request), arguments.sheets)
    _write_whole(arguments.out, json.dumps(verification, indent=2, allow_nan=False) + "\n")
    return EXIT[verification["verdict"]]


def _rehearsal_samples(arguments: argparse.Namespace) -> Expected:
    return Expected(arguments.count, (8, 8, 1), 16, CLASSES)


def _metrics(arguments: argparse.Namespace) -> int:
    samples = read_samples(arguments.samples, _rehearsal_samples(arguments))
    print(json.dumps(measure(samples), indent=2))
    return 0


def _contact_sheet(arguments: argparse.Namespace) -> int:
    samples = read_samples(arguments.samples, _rehearsal_samples(arguments))
    write_contact_sheet(samples, 16, arguments.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="imagegen_kernel", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="verb")
    verb = verbs.add_parser("evaluate", help="re-measure samples and compare them with a claim")
    verb.add_argument("request", type=Path)
    verb.add_argument("--out", type=Path, required=True)
    verb.add_argument("--sheets", type=Path, help="folder for contact sheets")
    verb.set_defaults(run=_evaluate)
    verb = verbs.add_parser("metrics", help="print the metrics of a rehearsal samples file")
    verb.add_argument("samples", type=Path)
    verb.add_argument("--count", type=int, default=1000)
    verb.set_defaults(run=_metrics)
    verb = verbs.add_parser("contact-sheet", help="draw the first 100 samples of a file")
    verb.add_argument("samples", type=Path)
    verb.add_argument("--count", type=int, default=1000)
    verb.add_argument("--out", type=Path, required=True)
    verb.set_defaults(run=_contact_sheet)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run one verb. 0 confirmed, 1 refuted, 2 could not measure; bad input is told in words."""
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
    except (RequestError, SamplesRefusedError, OSError) as error:
        print(f"imagegen_kernel: {error}", file=sys.stderr)
        return 2
    return code


if __name__ == "__main__":
    sys.exit(main())
