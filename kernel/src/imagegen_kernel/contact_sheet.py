"""Contact sheets: the first samples of a run in one picture."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

COLUMNS = 10
ROWS = 10
#: Pixels between neighbours and around the whole, in the scale of the samples.
GAP = 2
#: Small samples are enlarged by whole pixels, so that no viewer has to interpolate them.
SHEET_SIDE = 400


def contact_sheet(samples: NDArray[np.uint8], maximum: int) -> NDArray[np.uint8]:
    """Grey values [h, w] of the first 100 samples in order, one class a column."""
    count = min(len(samples), COLUMNS * ROWS)
    height, width = samples.shape[1:3]
    sheet = np.zeros((ROWS * (height + GAP) + GAP, COLUMNS * (width + GAP) + GAP), dtype=np.uint8)
    grey = (samples[:count, :, :, 0].astype(np.uint16) * 255 // maximum).astype(np.uint8)
    for index, image in enumerate(grey):
        row, column = divmod(index, COLUMNS)
        top, left = GAP + row * (height + GAP), GAP + column * (width + GAP)
        sheet[top : top + height, left : left + width] = image
    scale = max(1, SHEET_SIDE // len(sheet))
    return sheet.repeat(scale, axis=0).repeat(scale, axis=1)


def write_contact_sheet(samples: NDArray[np.uint8], maximum: int, path: Path) -> None:
    """Write the sheet as PNG; the same samples give the same bytes."""
    Image.fromarray(contact_sheet(samples, maximum), mode="L").save(path, "PNG", optimize=True)
