"""An .npz of samples: `arr_0`, and labels where there are any."""

import numpy as np

from imagegen_kernel.inputs.arrays import member_header, read_member
from imagegen_kernel.inputs.image_array import DeflatedImages, StoredImages
from imagegen_kernel.inputs.image_source import Labels
from imagegen_kernel.inputs.limits import ANYTHING, LIMITS, Limits, Wanted
from imagegen_kernel.inputs.npy_header import NpyHeader
from imagegen_kernel.inputs.opened_file import OpenedFile
from imagegen_kernel.inputs.refusal import InputRefusedError, shown
from imagegen_kernel.inputs.zip_directory import STORED, Member, read_directory

IMAGES = "arr_0.npy"
LABELS = ("arr_1.npy", "labels.npy")


def require_shape(
    count: int, shape: tuple[int, ...], wanted: Wanted, limits: Limits = LIMITS
) -> None:
    """Hold count and shape of images against the ruleset and the limits."""
    found = f"[{', '.join(str(side) for side in (count, *shape))}]"
    if len(shape) != 3 or shape[2] not in (1, 3):
        raise InputRefusedError(
            f"the images have the shape {found}; expected [n, height, width, channels]"
        )
    if wanted.shape is not None and shape != wanted.shape:
        expected = "x".join(str(side) for side in wanted.shape)
        raise InputRefusedError(f"the images have the shape {found}; expected images of {expected}")
    if wanted.count is not None and count != wanted.count:
        raise InputRefusedError(
            f"there are {count} images; expected {wanted.count}, no more and no fewer"
        )
    if not 0 < count <= limits.images:
        raise InputRefusedError(f"there are {count} images; from 1 to {limits.images} are read")
    if not all(0 < side <= limits.side for side in shape[:2]):
        raise InputRefusedError(
            f"the images have the shape {found}; sides go from 1 to {limits.side} pixels"
        )
    if count * shape[0] * shape[1] * shape[2] > limits.pixels:
        raise InputRefusedError(f"the images have the shape {found}; that is too much to read")


def _labels(file: OpenedFile, member: Member, count: int, wanted: Wanted, limits: Limits) -> Labels:
    name = shown(member.name)
    header: NpyHeader = member_header(file, member, limits)
    if header.dtype.kind not in "iu" or header.shape not in ((count,), (count, 1)):
        raise InputRefusedError(
            f"{name} is {header.dtype} {list(header.shape)}; expected one whole number for each of"
            f" the {count} images"
        )
    values = read_member(file, member, limits).reshape(-1)
    top = wanted.classes if wanted.classes is not None else 2**31
    if values.min() < 0 or values.max() >= top:
        raise InputRefusedError(
            f"{name} names the classes {values.min()} to {values.max()}; expected 0 to {top - 1}"
        )
    return values.astype(np.int64)


def open_image_archive(
    file: OpenedFile,
    wanted: Wanted = ANYTHING,
    limits: Limits = LIMITS,
    others: bool = False,
) -> StoredImages | DeflatedImages:
    """Images of an .npz. `others`: further members may lie beside them (a reference batch)."""
    members = read_directory(file, limits)
    if IMAGES not in members:
        found = ", ".join(shown(name) for name in members) or "nothing"
        raise InputRefusedError(f"the archive holds {found}; expected images as {IMAGES!r}")
    named = [name for name in LABELS if name in members]
    unknown = [name for name in members if name != IMAGES and name not in LABELS]
    if not others and (unknown or len(named) > 1):
        found = ", ".join(shown(name) for name in members)
        raise InputRefusedError(
            f"the archive holds {found}; expected {IMAGES!r} and at most one of"
            f" {LABELS[0]!r} and {LABELS[1]!r}"
        )
    member = members[IMAGES]
    header = member_header(file, member, limits)
    if header.dtype != np.uint8:
        raise InputRefusedError(f"the images are {header.dtype}; expected uint8, 0 to 255")
    require_shape(header.shape[0] if header.shape else 0, header.shape[1:], wanted, limits)
    labels = None
    if named and not others:
        labels = _labels(file, members[named[0]], header.shape[0], wanted, limits)
    kind = StoredImages if member.method == STORED else DeflatedImages
    return kind(file, member, header, labels)
