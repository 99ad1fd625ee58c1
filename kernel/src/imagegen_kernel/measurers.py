"""Which measurer a request is for."""

from imagegen_kernel.image_measurer import ImageMeasurer
from imagegen_kernel.measurer import Measurer
from imagegen_kernel.pinned_files import pinned_files
from imagegen_kernel.rehearsal import RehearsalMeasurer
from imagegen_kernel.request import Request


def measurer_for(request: Request) -> Measurer:
    """Measurer of the features that a request names. Raises ArtefactError for unknown ones."""
    if request.features.name in pinned_files():
        return ImageMeasurer(request)
    return RehearsalMeasurer(request)
