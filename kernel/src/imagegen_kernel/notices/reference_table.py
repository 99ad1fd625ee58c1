"""Fingerprints of the reference or training images, as a file: what samples must not repeat."""

import io
from pathlib import Path

import numpy as np

from imagegen_kernel.inputs.arrays import read_member
from imagegen_kernel.inputs.opened_file import OpenedFile
from imagegen_kernel.inputs.refusal import InputRefusedError, shown
from imagegen_kernel.inputs.zip_directory import read_directory
from imagegen_kernel.notices.fingerprint import SIDE, Fingerprints
from imagegen_kernel.write_whole import write_whole

#: Name and type of each array; an image takes 33 + 64·c bytes, 225 of an RGB one.
FIELDS = {
    "digests": np.uint64,
    "hashes": np.uint64,
    "mirrored": np.uint64,
    "thumbnails": np.uint8,
    "constant": np.bool_,
}


def write_reference_table(path: Path, prints: Fingerprints) -> None:
    """Write the table as .npz; the same images give the same bytes."""
    stream = io.BytesIO()
    np.savez(stream, allow_pickle=False, **prints._asdict())
    write_whole(path, stream.getvalue())


def read_reference_table(path: Path) -> Fingerprints:
    """Read a table. Raises InputRefusedError where the file is none."""
    with OpenedFile(path) as file:
        members = read_directory(file)
        missing = [name for name in FIELDS if f"{name}.npy" not in members]
        if missing:
            raise InputRefusedError(
                f"{shown(path.name)} is no table of reference images: it has no {missing[0]!r};"
                " make one with `python -m imagegen_kernel reference build`"
            )
        arrays = [read_member(file, members[f"{name}.npy"]) for name in FIELDS]
    n, channels = arrays[1].size, arrays[3].shape[-1] if arrays[3].ndim else 0
    shapes = ((n, 2), (n,), (n,), (n, SIDE, SIDE, channels), (n,))
    for name, array, shape in zip(FIELDS, arrays, shapes, strict=True):
        if array.shape != shape or array.dtype != FIELDS[name]:
            raise InputRefusedError(
                f"{shown(path.name)} is no table of reference images: {name} is {array.dtype}"
                f" {list(array.shape)}"
            )
    return Fingerprints(*arrays)
