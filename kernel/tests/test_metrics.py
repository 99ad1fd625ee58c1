"""The metrics against closed forms and an independent oracle (scipy's matrix square root)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import sqrtm

from imagegen_kernel.measures import (
    Gaussian,
    frechet_distance,
    gaussian,
    kernel_distance,
    label_accuracy,
    significant,
)


def random_features(seed: int, n: int = 200, d: int = 12) -> np.ndarray:
    random = np.random.default_rng(seed)
    return random.normal(size=(n, d)) @ random.normal(size=(d, d)) + random.normal(size=d)


def oracle(a: Gaussian, b: Gaussian) -> float:
    root = sqrtm(a.covariance @ b.covariance).real
    difference = a.mean - b.mean
    return float(difference @ difference + np.trace(a.covariance + b.covariance - 2 * root))


def test_covariance_is_the_unbiased_one() -> None:
    features = random_features(1)
    np.testing.assert_allclose(gaussian(features).covariance, np.cov(features.T), rtol=1e-12)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_frechet_agrees_with_the_matrix_square_root(one: int, two: int) -> None:
    a, b = gaussian(random_features(one)), gaussian(random_features(two))
    assert frechet_distance(a, b) == pytest.approx(oracle(a, b), rel=1e-6, abs=1e-5)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_frechet_is_symmetric_and_zero_for_the_same(one: int, two: int) -> None:
    a, b = gaussian(random_features(one)), gaussian(random_features(two))
    assert frechet_distance(a, b) == pytest.approx(frechet_distance(b, a), rel=1e-8, abs=1e-7)
    # A vanishing eigenvalue is known to about 1e-14; its root, which is summed, to about 1e-7.
    assert frechet_distance(a, a) < 1e-6


def test_frechet_of_diagonal_gaussians_in_closed_form() -> None:
    a = Gaussian(np.array([0.0, 0.0]), np.diag([4.0, 9.0]))
    b = Gaussian(np.array([3.0, 4.0]), np.diag([1.0, 16.0]))
    # |μ|² + Σ (σa − σb)²
    assert frechet_distance(a, b) == pytest.approx(25 + 1 + 1, rel=1e-12)


def test_frechet_of_singular_covariances() -> None:
    few = random_features(3, n=5)
    many = gaussian(random_features(4))
    value = frechet_distance(gaussian(few), many)
    assert np.isfinite(value)
    assert value == pytest.approx(oracle(gaussian(few), many), rel=1e-4)


def test_a_biased_covariance_would_be_noticed() -> None:
    features = random_features(5, n=20)
    wrong = Gaussian(features.mean(axis=0), np.cov(features.T, bias=True))
    assert frechet_distance(wrong, gaussian(features)) > 1e-3


def test_kernel_distance_against_a_plain_double_sum() -> None:
    a, b = random_features(6, n=9, d=3), random_features(7, n=7, d=3)

    def k(x: np.ndarray, y: np.ndarray) -> float:
        return float((x @ y / 3 + 1) ** 3)

    within_a = np.mean([k(x, y) for i, x in enumerate(a) for j, y in enumerate(a) if i != j])
    within_b = np.mean([k(x, y) for i, x in enumerate(b) for j, y in enumerate(b) if i != j])
    across = np.mean([k(x, y) for x in a for y in b])
    assert kernel_distance(a, b) == pytest.approx(within_a + within_b - 2 * across, rel=1e-12)


def test_kernel_distance_has_no_bias() -> None:
    random = np.random.default_rng(8)
    values = [
        kernel_distance(random.normal(size=(40, 4)), random.normal(size=(30, 4)))
        for _ in range(400)
    ]
    error = np.std(values) / np.sqrt(len(values))
    assert abs(np.mean(values)) < 4 * error
    assert min(values) < 0


def test_label_accuracy_asks_for_class_i_mod_n() -> None:
    assert label_accuracy(np.array([0, 1, 2, 0, 1, 2]), 3) == 1.0
    assert label_accuracy(np.array([0, 1, 2, 2, 1, 0]), 3) == pytest.approx(4 / 6)


def test_rounds_to_nine_significant_digits() -> None:
    assert significant(1.23456789012) == 1.23456789
    assert significant(-0.000123456789012) == -0.000123456789
    assert significant(0.0) == 0.0
