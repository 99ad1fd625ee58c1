"""The evaluation kernel of ImageGen SpeedRun.

It re-measures the samples of a submission: features by a frozen network, distances in float64,
references pinned by digest. It needs NumPy, SciPy and Pillow, no network and no GPU.
"""

from imagegen_kernel.measure import measure
from imagegen_kernel.version import VERSION

__all__ = ["VERSION", "measure"]
