"""Contact sheets: the first samples of a run in one picture."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

COLUMNS = 10
ROWS = 10


def contact_sheet(samples: NDArray[np.uint8], maximum: int) -> NDArray[np.uint8]:
    """Grey values [h, w] of the first 100 samples in order, one class a column, 1 pixel apart."""
    count = min(len(samples), COLUMNS * ROWS)
    height, width = samples.shape[1:3]
    sheet = np.zeros((ROWS * (height + 1) - 1, COLUMNS * (width + 1) - 1), dtype=np.uint8)
    grey = (samples[:count, :, :, 0].astype(np.uint16) * 255 // maximum).astype(np.uint8)
    for index, image in enumerate(grey):
        row, column = divmod(index, COLUMNS)
        top, left = row * (height + 1), column * (width + 1)
        sheet[top : top + height, left : left + width] = image
    return sheet


def write_contact_sheet(samples: NDArray[np.uint8], maximum: int, path: Path) -> None:
    """Write the sheet as PNG; the same samples give the same bytes."""
    Image.fromarray(contact_sheet(samples, maximum), mode="L").save(path, "PNG", optimize=True)
