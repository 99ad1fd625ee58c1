"""`fid samples --reference …`: the friendly face of what the measuring machine does."""

import argparse
import hashlib
from pathlib import Path

from imagegen_kernel.commands.verbs import Verbs, add_verb, print_json
from imagegen_kernel.image_measurer import DINOV2, PhotographMeasures, torch_toolbox
from imagegen_kernel.inputs import InputRefusedError, Wanted, open_images, read_features
from imagegen_kernel.inputs.features import holds_features
from imagegen_kernel.inputs.opened_file import OpenedFile
from imagegen_kernel.inputs.statistics import read_statistics
from imagegen_kernel.measurer import Measured
from imagegen_kernel.measures import (
    Estimate,
    Gaussian,
    covariance_factor,
    frechet_distance,
    gaussian,
)
from imagegen_kernel.networks.precision import PRECISIONS, STRICT
from imagegen_kernel.photographs.image_features import NetworkFiles
from imagegen_kernel.photographs.measure_images import PARTS, frechet_of
from imagegen_kernel.photographs.reference import Law
from imagegen_kernel.pinned_files import pinned_files, require_file
from imagegen_kernel.version import VERSION

#: What FID-50K rests on; another number of images gives another quantity.
COUNT = 50_000
WEIGHTS = "inception-2015-12-05"
#: What is told of a file, beside which file it is.
Answer = dict[str, object]


def add(verbs: Verbs) -> None:
    """Declare the verb."""
    verb = add_verb(verbs, "fid", _run, "measure samples against a reference batch")
    verb.add_argument("samples", type=Path, help=".npz, folder or .tar of images, or features")
    verb.add_argument("--reference", type=Path, required=True, help="ADM batch, or features")
    verb.add_argument("--weights", type=Path, help=f"default: {WEIGHTS} from the cache")
    verb.add_argument(
        "--dinov2",
        nargs="?",
        type=Path,
        const=Path(DINOV2),
        help=f"measure KDD as well; its weights, default: {DINOV2} from the cache",
    )
    verb.add_argument("--precision", choices=PRECISIONS, default=STRICT, help=STRICT)
    verb.add_argument("--device", choices=["cpu", "cuda"], help="default: a GPU where there is one")
    verb.add_argument("--count", type=int, default=COUNT, help=f"images asked for ({COUNT})")


def _of_features(arguments: argparse.Namespace) -> Answer:
    samples = read_features(arguments.samples)
    if len(samples) != arguments.count:
        raise InputRefusedError(
            f"there are {len(samples)} images; expected {arguments.count}, no more and no fewer"
            " (--count says how many)"
        )
    if holds_features(arguments.reference):
        law = gaussian(read_features(arguments.reference, samples.shape[1]))
    else:
        law = _stored_law(arguments.reference, samples.shape[1])
    found = (
        frechet_of(samples, Law(law, covariance_factor(law)))
        if len(samples) > 2 * PARTS
        else Estimate(frechet_distance(gaussian(samples), law), None, len(samples), "")
    )
    return Measured.of(len(samples), {"frechet_distance": found}, []).as_answer()


def _stored_law(path: Path, dimensions: int) -> Gaussian:
    with OpenedFile(path) as file:
        stored = read_statistics(file)
    if stored is None:
        raise InputRefusedError("the reference holds neither features nor 'mu' and 'sigma'")
    if len(stored.mean) != dimensions:
        raise InputRefusedError(
            f"the features have {dimensions} dimensions, the reference {len(stored.mean)}"
        )
    return Gaussian(stored.mean, stored.covariance)


def _of_images(arguments: argparse.Namespace) -> Answer:
    wanted = Wanted(arguments.count)
    # What is wrong with the files is said before any image is looked at.
    open_images(arguments.samples, wanted).close()
    try:
        open_images(arguments.reference, others=True).close()
    except InputRefusedError as error:
        raise InputRefusedError(f"the reference {arguments.reference}: {error}") from error
    named = arguments.dinov2 == Path(DINOV2) and not arguments.dinov2.exists()
    files = NetworkFiles(
        arguments.weights or require_file(WEIGHTS),
        require_file(DINOV2) if named else arguments.dinov2,
        arguments.device,
        arguments.precision,
    )
    measures = PhotographMeasures(files, arguments.reference, torch_toolbox())
    estimates, _ = measures.measure(arguments.samples, wanted, "images seen")
    networks = {"inception": files.inception, "dinov2": files.dinov2}
    return {
        "networks": {name: _network(path) for name, path in networks.items() if path is not None},
        "precision": arguments.precision,
    } | Measured.of(arguments.count, estimates, []).as_answer()


def _network(weights: Path) -> Answer:
    """Digest of weights, and which of the kernel's pinned files they are, if they are one."""
    digest = _digest(weights)
    pinned = [file.name for file in pinned_files().values() if file.sha256 == digest]
    return {"sha256": digest, "pinned": pinned[0] if pinned else None}


def _digest(path: Path) -> str | None:
    if path.is_dir():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _run(arguments: argparse.Namespace) -> int:
    of = _of_features if holds_features(arguments.samples) else _of_images
    answer = of(arguments)
    print_json(
        {
            "kernel": VERSION,
            "images": arguments.count,
            "samples_sha256": _digest(arguments.samples),
            "reference_sha256": _digest(arguments.reference),
        }
        | answer
    )
    return 0
