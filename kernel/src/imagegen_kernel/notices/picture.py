"""A notice as a picture: samples, and beside each the image it resembles."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from imagegen_kernel.inputs.image_source import Images, ImageSource
from imagegen_kernel.notices.notice import Notice

#: Side of each image in the sheet, in pixels; larger ones are shrunk, small ones enlarged whole.
#: A hundred of them stay below the 4 MB that a sheet may have, even of noise.
TILE = 96
GAP = 4
#: Tiles in a row: five pairs, or ten images.
COLUMNS = 10


def _tile(image: Images, maximum: int) -> Images:
    full = (image.astype(np.uint16) * 255 // maximum).astype(np.uint8)
    colour = np.broadcast_to(full, (*full.shape[:2], 3))
    scale = TILE // max(colour.shape[:2])
    if scale >= 1:
        colour = colour.repeat(scale, axis=0).repeat(scale, axis=1)
    else:
        side = max(colour.shape[:2])
        width, height = (max(1, edge * TILE // side) for edge in colour.shape[1::-1])
        picture = Image.fromarray(np.ascontiguousarray(colour))
        colour = np.asarray(picture.resize((width, height), Image.Resampling.BOX))
    tile = np.zeros((TILE, TILE, 3), np.uint8)
    tile[: colour.shape[0], : colour.shape[1]] = colour
    return tile


def sheet(images: list[Images], maximum: int = 255) -> NDArray[np.uint8]:
    """Images [h, w, c] in rows of COLUMNS, black between them: uint8 [height, width, 3]."""
    rows = -(-len(images) // COLUMNS)
    columns = min(COLUMNS, len(images))
    step = TILE + GAP
    whole = np.zeros((rows * step + GAP, columns * step + GAP, 3), np.uint8)
    for index, image in enumerate(images):
        top, left = (GAP + part * step for part in divmod(index, COLUMNS))
        whole[top : top + TILE, left : left + TILE] = _tile(image, maximum)
    return whole


def notice_images(
    notice: Notice, samples: ImageSource, reference: ImageSource | None = None
) -> list[Images]:
    """Each sample of a notice, followed by its partner where there is one to show."""
    shown = samples.pick(notice.indices)
    others = {"samples": samples, "reference": reference}.get(notice.partner_of)
    if others is None or notice.partners in ([], notice.indices):
        return list(shown)
    partners = others.pick(notice.partners)
    return [image for pair in zip(shown, partners, strict=True) for image in pair]


def write_sheet(images: list[Images], path: Path, maximum: int = 255) -> None:
    """Write a sheet as a PNG without any text; the same images give the same bytes."""
    part = path.with_name(f"{path.name}.part")
    Image.fromarray(sheet(images, maximum)).save(part, "PNG", optimize=True)
    part.replace(path)


def write_notice_picture(
    notice: Notice,
    path: Path,
    samples: ImageSource,
    reference: ImageSource | None = None,
    maximum: int = 255,
) -> None:
    """Write the picture of a notice that has indices."""
    write_sheet(notice_images(notice, samples, reference), path, maximum)
