"""The measures: pure functions of features, the same for NumPy arrays and for PyTorch tensors.

Features become statistics, statistics become a value, and a value comes as an `Estimate` with its
standard error. Definitions, and where they differ from other evaluators: docs/kernel-metrics.md.
"""

from imagegen_kernel.measures.estimate import Estimate
from imagegen_kernel.measures.frechet import covariance_factor, frechet_distance
from imagegen_kernel.measures.frechet_estimate import (
    features_root,
    few_frechet_estimate,
    frechet_estimate,
    frechet_infinity,
)
from imagegen_kernel.measures.gaussian import Gaussian, gaussian
from imagegen_kernel.measures.group_sums import GroupSums
from imagegen_kernel.measures.inception_score import (
    class_probabilities,
    inception_score,
    shuffled_inception_score,
)
from imagegen_kernel.measures.kernel_distance import kernel_distance, kernel_distance_estimate
from imagegen_kernel.measures.kernel_subsets import subset_distances, subset_estimate
from imagegen_kernel.measures.label_accuracy import label_accuracy
from imagegen_kernel.measures.pinned_order import fixed_groups, pinned_order, subset_table
from imagegen_kernel.measures.precision_recall import PrecisionRecall, precision_recall
from imagegen_kernel.measures.significant import significant

__all__ = [
    "Estimate",
    "Gaussian",
    "GroupSums",
    "PrecisionRecall",
    "class_probabilities",
    "covariance_factor",
    "features_root",
    "few_frechet_estimate",
    "fixed_groups",
    "frechet_distance",
    "frechet_estimate",
    "frechet_infinity",
    "gaussian",
    "inception_score",
    "kernel_distance",
    "kernel_distance_estimate",
    "label_accuracy",
    "pinned_order",
    "precision_recall",
    "shuffled_inception_score",
    "significant",
    "subset_distances",
    "subset_estimate",
    "subset_table",
]
