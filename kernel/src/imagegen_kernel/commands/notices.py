"""`notices samples`: what a metric alone would not notice, with pictures."""

import argparse
from dataclasses import asdict
from pathlib import Path

from imagegen_kernel.commands.verbs import Verbs, add_verb, print_json
from imagegen_kernel.image_measurer import examined
from imagegen_kernel.inputs import Wanted, open_images
from imagegen_kernel.notices import read_reference_table, write_notice_picture


def add(verbs: Verbs) -> None:
    """Declare the verb."""
    verb = add_verb(verbs, "notices", _run, "look for copies, uneven classes and empty images")
    verb.add_argument("samples", type=Path)
    verb.add_argument("--count", type=int, help="refuse a file with another number of samples")
    verb.add_argument("--classes", type=int, help="number of classes the labels name")
    verb.add_argument("--reference", type=Path, help="table made by `reference build`")
    verb.add_argument("--pictures", type=Path, help="folder for a picture of each notice")


def _run(arguments: argparse.Namespace) -> int:
    known = None if arguments.reference is None else read_reference_table(arguments.reference)
    wanted = Wanted(arguments.count, None, arguments.classes)
    with open_images(arguments.samples, wanted) as source:
        examiner = examined(source, "images read")
        notices = examiner.notices(source.labels, arguments.classes, known)
        for notice in notices:
            if arguments.pictures is not None and notice.indices:
                arguments.pictures.mkdir(parents=True, exist_ok=True)
                write_notice_picture(notice, arguments.pictures / f"{notice.id}.png", source)
    print_json([asdict(notice) for notice in notices])
    return 1 if any(notice.status == "fail" for notice in notices) else 0
