"""From features of photographs to every value that is measured of them."""

from typing import NamedTuple

from imagegen_kernel.measures import (
    Estimate,
    GroupSums,
    class_probabilities,
    few_frechet_estimate,
    fixed_groups,
    frechet_estimate,
    inception_score,
    kernel_distance_estimate,
    precision_recall,
    shuffled_inception_score,
    subset_distances,
    subset_estimate,
)
from imagegen_kernel.measures.backend import Array
from imagegen_kernel.measures.inception_score import CHUNK
from imagegen_kernel.photographs.image_features import Float32, ImageFeatures, Placed
from imagegen_kernel.photographs.reference import Law, Reference

#: Groups of a jackknife, and chunks of the Inception Score of few images.
PARTS = 10
#: What is called KDD here, as SR-DiT's has no published definition.
KDD = "dgm-eval's KD, not calibrated"
#: Metrics that need DINOv2.
OF_TOKENS = ("kdd", "kdd_full", "fd_dinov2")


class Sets(NamedTuple):
    """Features of samples and reference, where the measures compute."""

    samples: Array
    reference: Array


def counted(metric: str, images: int) -> str:
    """Name of a metric whose value depends on how many images it rests on: fid_50k, fid_100."""
    return f"{metric}_{images // 1000}k" if images % 1000 == 0 else f"{metric}_{images}"


def metric_ids(images: int, tokens: bool) -> frozenset[str]:
    """Ids of what is measured of so many images, with or without features of DINOv2."""
    ids = {counted("fid", images), counted("sfid", images)}
    ids |= {"inception_score", "inception_score_shuffled"}
    ids |= {"precision", "recall", "precision_exact", "recall_exact"}
    return frozenset(ids | set(OF_TOKENS) if tokens else ids)


def chunk_of(images: int) -> int:
    """Images in a chunk of the Inception Score: ADM's 5,000 where that many divide them.

    Else a tenth of them, or all: fewer images are for trying, and score otherwise.
    """
    if images % CHUNK == 0:
        return CHUNK
    return images // PARTS if images % PARTS == 0 else images


def measure_images(
    samples: ImageFeatures, reference: Reference, logit_weight: Float32, placed: Placed
) -> dict[str, Estimate]:
    """Every metric by its id, with its standard error and the number of images it rests on.

    Raises ValueError, in words, for features that are not finite and for too few images.
    """
    images = len(samples.pool)
    pool = Sets(placed(samples.pool), placed(reference.features.pool))
    values = {
        counted("fid", images): frechet_of(pool.samples, reference.pool),
        counted("sfid", images): frechet_of(placed(samples.spatial), reference.spatial),
    }
    values |= _of_classes(pool.samples, placed(logit_weight), images)
    values |= _of_neighbours(pool)
    if samples.tokens is not None and reference.tokens is not None:
        tokens = Sets(placed(samples.tokens), placed(reference.features.tokens))
        values |= _of_tokens(tokens, reference.tokens)
    return values


def frechet_of(features: Array, law: Law) -> Estimate:
    """Fréchet distance of features [n, d] to a law; n of 20 at least. Raises ValueError."""
    if features.shape[0] <= features.shape[1]:
        return few_frechet_estimate(features, law.gaussian, law.factor, PARTS)
    sums = GroupSums(law.gaussian.mean, PARTS)
    sums.add(features, fixed_groups(len(features), PARTS))
    return frechet_estimate(sums, law.gaussian, law.factor)


def _of_classes(pool: Array, logit_weight: Array, images: int) -> dict[str, Estimate]:
    probabilities = class_probabilities(pool, logit_weight)
    chunk = chunk_of(images)
    shuffled = shuffled_inception_score(probabilities, chunk)
    # In file order chunks may be of different classes, and so not draws of one law.
    in_order = inception_score(probabilities, chunk)._replace(
        standard_error=shuffled.standard_error, method=f"{shuffled.method}, shuffled"
    )
    return {"inception_score": in_order, "inception_score_shuffled": shuffled}


def _of_neighbours(pool: Sets) -> dict[str, Estimate]:
    adm = precision_recall(pool.reference, pool.samples, "adm")
    exact = precision_recall(pool.reference, pool.samples)
    return {
        "precision": adm.precision,
        "recall": adm.recall,
        "precision_exact": exact.precision,
        "recall_exact": exact.recall,
    }


def _of_tokens(tokens: Sets, law: Law) -> dict[str, Estimate]:
    full = kernel_distance_estimate(tokens.samples, tokens.reference)
    kdd = subset_estimate(subset_distances(tokens.samples, tokens.reference), full)
    return {
        "kdd": kdd._replace(method=f"{KDD}; {kdd.method}"),
        "kdd_full": full,
        "fd_dinov2": frechet_of(tokens.samples, law),
    }
