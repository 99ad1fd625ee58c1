"""What samples are held against: statistics of the training split, and images of it."""

from pathlib import Path
from typing import NamedTuple

from imagegen_kernel.inputs.opened_file import OpenedFile
from imagegen_kernel.inputs.statistics import Statistics, read_statistics
from imagegen_kernel.measures import Gaussian, gaussian
from imagegen_kernel.photographs.image_features import ImageFeatures
from imagegen_kernel.photographs.share import Share

#: Names in an ADM reference batch: of pooled features for FID, of spatial ones for sFID.
POOL, SPATIAL = ("mu", "sigma"), ("mu_s", "sigma_s")


class Laws(NamedTuple):
    """Stored statistics, each None where the file has none."""

    pool: Gaussian | None
    spatial: Gaussian | None


class Reference(NamedTuple):
    """A reference, of which everything has been computed that needs a network."""

    pool: Gaussian
    spatial: Gaussian
    #: Of its images: for precision, recall and the distances in DINOv2's features.
    features: ImageFeatures


def read_laws(path: Path) -> Laws:
    """Statistics that a reference batch carries. Raises InputRefusedError for unsound ones."""
    if path.is_dir() or path.suffix != ".npz":
        return Laws(None, None)
    with OpenedFile(path) as file:
        return Laws(_law(read_statistics(file, *POOL)), _law(read_statistics(file, *SPATIAL)))


def reference_of(laws: Laws, images: Share) -> Reference:
    """Complete stored statistics by those of the images, where a file carries none.

    ADM's reference batch carries those of the whole training split and shows 10,000 images of it.
    """
    features = images.features
    return Reference(
        laws.pool or gaussian(features.pool),
        laws.spatial or gaussian(features.spatial),
        features,
    )


def _law(found: Statistics | None) -> Gaussian | None:
    return None if found is None else Gaussian(found.mean, found.covariance)
