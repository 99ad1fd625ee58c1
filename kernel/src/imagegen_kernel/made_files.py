"""Files that are made instead of fetched: to practise with where no weights and photographs are.

The same bytes on every machine, so they are pinned by digest like any other.
"""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from numpy.lib import format as npy
from numpy.typing import NDArray

from imagegen_kernel.networks.inception_random import random_inception
from imagegen_kernel.photographs.drawn import drawn_images

#: How an address begins whose file is made.
SCHEME = "made:"
#: Images of the practice reference.
COUNT = 100
#: Seeds of the practice reference and of the practice network.
REFERENCE_SET, NETWORK = 20260130, 20151205


def _archive(arrays: dict[str, NDArray[Any]]) -> bytes:
    """An .npz whose every byte is said here: np.savez's differ between versions of Python."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, array in arrays.items():
            member = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            member.create_system, member.external_attr = 3, 0o600 << 16
            content = io.BytesIO()
            npy.write_array(content, array, (1, 0), allow_pickle=False)
            archive.writestr(member, content.getvalue())
    return stream.getvalue()


def practice_reference() -> bytes:
    """Drawn images as a reference batch. Statistics are computed where it is used."""
    return _archive({"arr_0": drawn_images(REFERENCE_SET, COUNT)})


def practice_inception() -> bytes:
    """Weights of the Inception network drawn at random."""
    return _archive(random_inception(NETWORK))


MAKERS: dict[str, Callable[[], bytes]] = {
    "practice-256": practice_reference,
    "practice-inception": practice_inception,
}


def open_made(address: str) -> io.BytesIO:
    """Make the file of an address `made:<name>`: a few seconds."""
    return io.BytesIO(MAKERS[address.removeprefix(SCHEME)]())
