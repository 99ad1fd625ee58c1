"""What samples are held against: statistics of the training split, and images of it."""

from pathlib import Path
from typing import NamedTuple

from imagegen_kernel.inputs.opened_file import OpenedFile
from imagegen_kernel.inputs.statistics import Statistics, read_statistics
from imagegen_kernel.measures import Gaussian, covariance_factor, features_root, gaussian
from imagegen_kernel.measures.backend import Array
from imagegen_kernel.photographs.image_features import ImageFeatures, Placed
from imagegen_kernel.photographs.share import Share

#: Names in an ADM reference batch: of pooled features for FID, of spatial ones for sFID.
POOL, SPATIAL = ("mu", "sigma"), ("mu_s", "sigma_s")


class Laws(NamedTuple):
    """Stored statistics, each None where the file has none."""

    pool: Gaussian | None
    spatial: Gaussian | None


class Law(NamedTuple):
    """A Gaussian, and a factor of its covariance: what every Fréchet distance to it needs."""

    gaussian: Gaussian
    factor: Array


class Reference(NamedTuple):
    """A reference, of which everything has been computed that samples are held against."""

    pool: Law
    spatial: Law
    #: Of DINOv2's features of the images; there are no stored statistics of those.
    tokens: Law | None
    #: Of its images: for precision, recall and the distances in DINOv2's features.
    features: ImageFeatures


def read_laws(path: Path) -> Laws:
    """Statistics that a reference batch carries. Raises InputRefusedError for unsound ones."""
    if path.is_dir() or path.suffix != ".npz":
        return Laws(None, None)
    with OpenedFile(path) as file:
        return Laws(_law(read_statistics(file, *POOL)), _law(read_statistics(file, *SPATIAL)))


def reference_of(laws: Laws, images: Share, placed: Placed) -> Reference:
    """Complete stored statistics by those of the images, where a file carries none.

    ADM's reference batch carries those of the whole training split and shows 10,000 images of it.
    """
    features = images.features
    tokens = None if features.tokens is None else _law_of(placed(features.tokens))
    return Reference(
        _stored(laws.pool, placed) or _law_of(placed(features.pool)),
        _stored(laws.spatial, placed) or _law_of(placed(features.spatial)),
        tokens,
        features,
    )


def _stored(found: Gaussian | None, placed: Placed) -> Law | None:
    if found is None:
        return None
    there = Gaussian(placed(found.mean), placed(found.covariance))
    return Law(there, covariance_factor(there))


def _law_of(features: Array) -> Law:
    """Fewer images than dimensions are a factor of their own covariance."""
    found = gaussian(features)
    few = features.shape[0] <= features.shape[1]
    return Law(found, features_root(features) if few else covariance_factor(found))


def _law(found: Statistics | None) -> Gaussian | None:
    return None if found is None else Gaussian(found.mean, found.covariance)
