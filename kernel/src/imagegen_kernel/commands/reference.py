"""`reference build IMAGES`: the small file that stands for a reference, without its pixels."""

import argparse
import hashlib
import io
from pathlib import Path
from typing import Any

import numpy as np

from imagegen_kernel.commands.verbs import Verbs, add_verb, print_json
from imagegen_kernel.image_measurer import examined
from imagegen_kernel.inputs import open_images
from imagegen_kernel.inputs.opened_file import OpenedFile
from imagegen_kernel.inputs.statistics import read_statistics
from imagegen_kernel.write_whole import write_whole

#: Statistics of an ADM reference batch: pool3 features for FID, spatial ones for sFID.
STATISTICS = (("mu", "sigma"), ("mu_s", "sigma_s"))


def add(verbs: Verbs) -> None:
    """Declare the verb."""
    verb = add_verb(verbs, "reference", _run, "build the small file that stands for a reference")
    verb.add_argument("action", choices=["build"])
    verb.add_argument("images", type=Path, help="a folder, a .tar, an .npz, or an ADM batch")
    verb.add_argument("--out", type=Path, required=True)


def _run(arguments: argparse.Namespace) -> int:
    arrays: dict[str, Any] = {}
    with open_images(arguments.images, others=True) as source:
        prints = examined(source, "reference images read").fingerprints
        count, shape = source.count, source.shape
    arrays |= prints._asdict()
    if arguments.images.suffix == ".npz" and arguments.images.is_file():
        with OpenedFile(arguments.images) as file:
            for mean, covariance in STATISTICS:
                found = read_statistics(file, mean, covariance)
                if found is not None:
                    arrays |= {mean: found.mean, covariance: found.covariance}
    stream = io.BytesIO()
    np.savez(stream, allow_pickle=False, **arrays)
    write_whole(arguments.out, stream.getvalue())
    print_json(
        {
            "images": count,
            "shape": list(shape),
            "statistics": [mean for mean, _ in STATISTICS if mean in arrays],
            "sha256": hashlib.sha256(stream.getvalue()).hexdigest(),
            "bytes": len(stream.getvalue()),
        }
    )
    return 0
