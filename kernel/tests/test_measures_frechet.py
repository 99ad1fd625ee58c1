"""The Fréchet distance against closed forms and an independent oracle (SciPy's matrix root)."""

import numpy as np
import pytest
from drawn_features import random_features, tensor
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import sqrtm
from scipy.stats import ortho_group

from imagegen_kernel.measures import (
    Gaussian,
    GroupSums,
    covariance_factor,
    few_frechet_estimate,
    fixed_groups,
    frechet_distance,
    frechet_estimate,
    gaussian,
)

SEEDS = st.integers(0, 10_000)


def oracle(a: Gaussian, b: Gaussian) -> float:
    root = sqrtm(a.covariance @ b.covariance).real
    difference = a.mean - b.mean
    return float(difference @ difference + np.trace(a.covariance + b.covariance - 2 * root))


@given(SEEDS, SEEDS)
@settings(max_examples=50)
def test_agrees_with_the_matrix_square_root(one: int, two: int) -> None:
    a, b = gaussian(random_features(one)), gaussian(random_features(two))
    # The oracle's own error is what the tolerance is for: it takes roots of rounded numbers.
    assert frechet_distance(a, b) == pytest.approx(oracle(a, b), rel=1e-6, abs=1e-6)


def test_agrees_with_the_matrix_square_root_in_more_dimensions() -> None:
    a, b = (gaussian(random_features(seed, n=400, d=128)) for seed in (1, 2))
    assert frechet_distance(a, b) == pytest.approx(oracle(a, b), rel=1e-6)


@given(SEEDS, st.floats(0.1, 10.0))
def test_closed_form_of_commuting_covariances(seed: int, scale: float) -> None:
    random = np.random.default_rng(seed)
    turn = ortho_group.rvs(8, random_state=seed)
    ours, theirs = random.uniform(0.1, 3, 8), random.uniform(0.1, 3, 8) * scale
    mean = random.normal(size=8)
    a = Gaussian(mean, turn * ours**2 @ turn.T)
    b = Gaussian(np.zeros(8), turn * theirs**2 @ turn.T)
    expected = mean @ mean + ((ours - theirs) ** 2).sum()
    assert frechet_distance(a, b) == pytest.approx(expected, rel=1e-9)


def test_diagonal_gaussians_by_hand() -> None:
    a = Gaussian(np.array([0.0, 0.0]), np.diag([4.0, 9.0]))
    b = Gaussian(np.array([3.0, 4.0]), np.diag([1.0, 16.0]))
    # |μ|² + Σ (σa − σb)²
    assert frechet_distance(a, b) == pytest.approx(25 + 1 + 1, rel=1e-12)


def test_one_dimension_by_hand() -> None:
    a, b = Gaussian(np.zeros(1), np.eye(1) * 4), Gaussian(np.ones(1), np.eye(1) * 25)
    assert frechet_distance(a, b) == pytest.approx(1 + 9, rel=1e-12)


@given(SEEDS, SEEDS)
@settings(max_examples=50)
def test_symmetric_and_zero_for_the_same(one: int, two: int) -> None:
    a, b = gaussian(random_features(one)), gaussian(random_features(two))
    assert frechet_distance(a, b) == pytest.approx(frechet_distance(b, a), rel=1e-8, abs=1e-7)
    assert frechet_distance(a, a) < 1e-6


@given(SEEDS)
@settings(max_examples=50)
def test_turning_and_moving_both_changes_nothing(seed: int) -> None:
    a, b = random_features(seed), random_features(seed + 1)
    turn = ortho_group.rvs(12, random_state=seed)
    moved = np.random.default_rng(seed).normal(size=12) * 10
    before = frechet_distance(gaussian(a), gaussian(b))
    after = frechet_distance(gaussian(a @ turn + moved), gaussian(b @ turn + moved))
    assert after == pytest.approx(before, rel=1e-8, abs=1e-7)


@given(SEEDS)
@settings(max_examples=50)
def test_moving_one_adds_the_square_of_the_way(seed: int) -> None:
    features = random_features(seed)
    way = np.random.default_rng(seed).normal(size=12)
    there = frechet_distance(gaussian(features), gaussian(features + way))
    assert there == pytest.approx(way @ way, rel=1e-6)


def test_a_factor_at_hand_gives_the_same() -> None:
    a, b = gaussian(random_features(1)), gaussian(random_features(2))
    assert frechet_distance(a, b, covariance_factor(b)) == frechet_distance(a, b)


@pytest.mark.parametrize(("ours", "theirs"), [(5, 200), (200, 5), (5, 6), (2, 2)])
def test_singular_covariances_keep_their_digits(ours: int, theirs: int) -> None:
    a, b = random_features(3, n=ours), random_features(4, n=theirs)
    # Of centred features X and Y the trace of the root is the sum of singular values of X Yᵀ.
    x, y = ((f - f.mean(axis=0)) / np.sqrt(len(f) - 1) for f in (a, b))
    overlap = np.linalg.svd(x @ y.T, compute_uv=False).sum()
    way = a.mean(axis=0) - b.mean(axis=0)
    expected = way @ way + (x**2).sum() + (y**2).sum() - 2 * overlap
    assert frechet_distance(gaussian(a), gaussian(b)) == pytest.approx(expected, rel=1e-10)


def test_one_image_many_times_has_only_a_mean() -> None:
    same, law = gaussian(np.ones((10, 12))), gaussian(random_features(1))
    expected = ((law.mean - 1) ** 2).sum() + np.trace(law.covariance)
    assert frechet_distance(same, law) == pytest.approx(expected, rel=1e-12)
    assert covariance_factor(same).shape == (12, 0)


@pytest.mark.parametrize("images", [5, 12, 13, 200])
def test_a_factor_makes_the_covariance_again(images: int) -> None:
    law = gaussian(random_features(7, n=images))
    factor = covariance_factor(law)
    np.testing.assert_allclose(factor @ factor.T, law.covariance, atol=1e-12)


@pytest.mark.parametrize(("ours", "theirs"), [(20, 200), (30, 25), (40, 40)])
def test_few_images_get_the_same_from_their_features(ours: int, theirs: int) -> None:
    features, law = random_features(8, n=ours, d=40), gaussian(random_features(9, n=theirs, d=40))
    sums = GroupSums(law.mean, 10)
    sums.add(features, fixed_groups(ours, 10))
    found, expected = few_frechet_estimate(features, law), frechet_estimate(sums, law)
    assert found.value == pytest.approx(expected.value, rel=1e-9)
    assert found.standard_error == pytest.approx(expected.standard_error, rel=1e-6)
    assert (found.images, found.method) == (expected.images, expected.method)


def test_a_biased_covariance_would_be_noticed() -> None:
    features = random_features(5, n=20)
    wrong = Gaussian(features.mean(axis=0), np.cov(features.T, bias=True))
    assert frechet_distance(wrong, gaussian(features)) > 1e-3


def test_a_float32_covariance_would_be_noticed() -> None:
    # Sums of squares far from the mean: what float32 makes of them is no covariance.
    features = (random_features(6, n=2000) + 300).astype(np.float32)
    mean = features.mean(axis=0)
    wrong = features.T @ features / len(features) - np.outer(mean, mean)
    law = gaussian(features)
    assert np.abs(wrong - law.covariance).max() > 1e-3
    assert frechet_distance(Gaussian(mean.astype(float), wrong.astype(float)), law) > 1e-5


def test_refuses_what_has_no_distance() -> None:
    a, wider = gaussian(random_features(1)), gaussian(random_features(2, d=13))
    with pytest.raises(ValueError, match="found statistics of shapes"):
        frechet_distance(a, wider)
    with pytest.raises(ValueError, match="NaN or infinity"):
        frechet_distance(a, Gaussian(a.mean * np.nan, a.covariance))


@pytest.mark.parametrize("images", [200, 6])
def test_torch_gives_the_same(images: int) -> None:
    a, b = random_features(1), random_features(2, n=images)
    ours = frechet_distance(gaussian(tensor(a)), gaussian(tensor(b)))
    assert ours == pytest.approx(frechet_distance(gaussian(a), gaussian(b)), rel=1e-9)
