"""`contact-sheet samples`: the first hundred samples in one picture."""

import argparse
from pathlib import Path

from imagegen_kernel.commands.metrics import MAXIMUM, SHAPE, rehearsal_samples
from imagegen_kernel.commands.verbs import Verbs, add_verb
from imagegen_kernel.contact_sheet import write_contact_sheet
from imagegen_kernel.inputs import Wanted, open_images
from imagegen_kernel.notices import write_sheet
from imagegen_kernel.samples import read_samples

ON_SHEET = 100


def add(verbs: Verbs) -> None:
    """Declare the verb."""
    verb = add_verb(verbs, "contact-sheet", _run, "draw the first 100 samples of a file")
    verb.add_argument("samples", type=Path)
    verb.add_argument("--count", type=int, help="refuse a file with another number of samples")
    verb.add_argument("--out", type=Path, required=True)


def _run(arguments: argparse.Namespace) -> int:
    with open_images(arguments.samples, Wanted(arguments.count)) as source:
        if source.shape != SHAPE:
            write_sheet(list(source.pick(range(min(ON_SHEET, source.count)))), arguments.out)
            return 0
    samples = read_samples(arguments.samples, rehearsal_samples(arguments.count))
    write_contact_sheet(samples, MAXIMUM, arguments.out)
    return 0
