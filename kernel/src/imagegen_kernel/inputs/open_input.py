"""From a path to images or features, told apart by content."""

from pathlib import Path

from imagegen_kernel.inputs.image_archive import open_image_archive
from imagegen_kernel.inputs.image_files import FolderShelf, PngImages
from imagegen_kernel.inputs.image_source import ImageSource
from imagegen_kernel.inputs.limits import ANYTHING, LIMITS, Limits, Wanted
from imagegen_kernel.inputs.opened_file import OpenedFile
from imagegen_kernel.inputs.refusal import InputRefusedError, shown
from imagegen_kernel.inputs.tar_shelf import BLOCK, TarShelf, is_packed_tar, is_tar

KINDS = "an .npz with uint8 [n, height, width, channels], a folder of PNGs or a .tar of PNGs"


def open_images(
    path: Path, wanted: Wanted = ANYTHING, limits: Limits = LIMITS, others: bool = False
) -> ImageSource:
    """Images of an .npz, a folder or a tar; to be closed. Raises InputRefusedError, nothing else.

    Nothing is unpacked to disk, and memory stays below a few batches whatever the input says.
    `others`: an .npz may hold more than images and labels, as a reference batch does.
    """
    if path.is_dir():
        return PngImages(FolderShelf(path, limits), wanted, limits)
    file = OpenedFile(path)
    try:
        start = file.read_at(0, min(BLOCK, file.size))
        if start[:4] in (b"PK\3\4", b"PK\5\6"):
            return open_image_archive(file, wanted, limits, others)
        if is_tar(start):
            return PngImages(TarShelf(file, limits), wanted, limits)
        if is_packed_tar(path):
            raise InputRefusedError(
                f"{shown(path.name)} is a compressed tar; PNGs do not get smaller by it: make a"
                " plain .tar"
            )
        raise InputRefusedError(f"{shown(path.name)} is not what can be read: expected {KINDS}")
    except BaseException:
        file.close()
        raise
