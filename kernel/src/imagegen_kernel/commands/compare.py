"""`compare A B`: two files of samples, or of features, side by side."""

import argparse
from pathlib import Path

from imagegen_kernel.commands.verbs import Verbs, add_verb, print_json
from imagegen_kernel.comparison import compare_features, compare_pixels, compare_sets
from imagegen_kernel.image_measurer import examined
from imagegen_kernel.inputs import open_images, read_features
from imagegen_kernel.inputs.features import holds_features


def add(verbs: Verbs) -> None:
    """Declare the verb."""
    verb = add_verb(verbs, "compare", _run, "say how two files of samples or features differ")
    verb.add_argument("a", type=Path)
    verb.add_argument("b", type=Path)


def _run(arguments: argparse.Namespace) -> int:
    """0 where the two are the same, 1 where they differ."""
    if holds_features(arguments.a) and holds_features(arguments.b):
        found = compare_features(read_features(arguments.a), read_features(arguments.b))
        print_json(found)
        return 0 if found.get("largest_relative_difference") == 0 else 1
    with (
        open_images(arguments.a, others=True) as a,
        open_images(arguments.b, others=True) as b,
    ):
        found = compare_pixels(a, b)
        prints = (examined(source, "images read").fingerprints for source in (a, b))
        print_json(found | compare_sets(*prints))
    return 0 if found["differing_images"] == 0 else 1
