"""Kernel distances against plain double sums, over all pairs and over pinned subsets."""

import hashlib
import importlib

import numpy as np
import pytest
from drawn_features import Float, random_features, tensor

from imagegen_kernel.measures import (
    fixed_groups,
    kernel_distance,
    kernel_distance_estimate,
    subset_distances,
    subset_estimate,
    subset_table,
)
from imagegen_kernel.measures.pinned_order import SEED


def plain(a: Float, b: Float) -> float:
    """The definition, pair by pair."""

    def k(x: Float, y: Float) -> float:
        return float((x @ y / len(x) + 1) ** 3)

    within_a = np.mean([k(x, y) for i, x in enumerate(a) for j, y in enumerate(a) if i != j])
    within_b = np.mean([k(x, y) for i, x in enumerate(b) for j, y in enumerate(b) if i != j])
    across = np.mean([k(x, y) for x in a for y in b])
    return float(within_a + within_b - 2 * across)


def dgm_eval(real: Float, generated: Float) -> float:
    """The estimator of one subset in dgm-eval, for two subsets of one size m."""
    m, d = real.shape
    xx, yy, xy = (
        (p @ q.T / d + 1) ** 3 for p, q in ((real, real), (generated, generated), (real, generated))
    )
    off_diagonal = (xx.sum() - np.trace(xx)) + (yy.sum() - np.trace(yy))
    return float(off_diagonal / (m * (m - 1)) - 2 * xy.sum() / (m * m))


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    # The package has a function of the module's name.
    module = importlib.import_module("imagegen_kernel.measures.kernel_distance")
    monkeypatch.setattr(module, "PAIRS", 5)


@pytest.mark.usefixtures("small_blocks")
def test_equals_a_plain_double_sum() -> None:
    a, b = random_features(6, n=13, d=3), random_features(7, n=7, d=3)
    assert kernel_distance(a, b) == pytest.approx(plain(a, b), rel=1e-12)
    assert kernel_distance(b, a) == pytest.approx(plain(a, b), rel=1e-12)


def test_has_no_bias() -> None:
    random = np.random.default_rng(8)
    found = [
        kernel_distance(random.normal(size=(40, 4)), random.normal(size=(30, 4)))
        for _ in range(400)
    ]
    error = np.std(found) / np.sqrt(len(found))
    assert abs(np.mean(found)) < 4 * error
    assert min(found) < 0


def test_a_diagonal_left_in_would_be_noticed() -> None:
    random = np.random.default_rng(9)
    a, b = random.normal(size=(40, 4)), random.normal(size=(30, 4))
    kernels = [((p @ q.T / 4 + 1) ** 3).mean() for p, q in ((a, a), (b, b), (a, b))]
    biased = kernels[0] + kernels[1] - 2 * kernels[2]
    assert biased > kernel_distance(a, b) + 0.1


@pytest.mark.usefixtures("small_blocks")
def test_estimate_leaves_each_group_out() -> None:
    a, b = random_features(1, n=37, d=3), random_features(2, n=11, d=3)
    found = kernel_distance_estimate(a, b, groups=4)
    assert found.value == pytest.approx(kernel_distance(a, b), rel=1e-12)
    groups = fixed_groups(37, 4)
    left_out = np.array([kernel_distance(a[groups != out], b) for out in range(4)])
    expected = np.sqrt(3 / 4 * ((left_out - left_out.mean()) ** 2).sum())
    assert found.standard_error == pytest.approx(expected, rel=1e-9)
    assert (found.images, found.method) == (37, "jackknife over 4 fixed groups")


def test_subsets_are_those_of_dgm_eval() -> None:
    generated, reference = random_features(3, n=60, d=4), random_features(4, n=50, d=4)
    found = subset_distances(generated, reference, subsets=5, size=20)
    ours, theirs = subset_table(60, 5, 20), subset_table(50, 5, 20, SEED + 1)
    expected = [
        dgm_eval(reference[other], generated[mine])
        for mine, other in zip(ours, theirs, strict=True)
    ]
    np.testing.assert_allclose(found, expected, rtol=1e-10)


def test_all_images_as_the_one_subset_are_all_pairs() -> None:
    a, b = random_features(3, n=30, d=4), random_features(4, n=30, d=4)
    found = subset_distances(a, b, subsets=2, size=30)
    np.testing.assert_allclose(found, kernel_distance(a, b), rtol=1e-10)


def test_the_subsets_are_pinned() -> None:
    for count, seed, expected in (
        (50_000, SEED, "e7f3bf896f5eab21"),
        (10_000, SEED + 1, "faad29bc0ba1f6e4"),
    ):
        table = subset_table(count, 100, 1000, seed)
        assert table.shape == (100, 1000)
        assert all(len(set(row)) == 1000 for row in table[:3].tolist())
        digest = hashlib.sha256(table.astype("<i8").tobytes()).hexdigest()
        assert digest[:16] == expected


def test_another_seed_gives_other_subsets() -> None:
    assert (subset_table(100, 2, 10) != subset_table(100, 2, 10, SEED + 1)).any()


def test_the_error_of_subsets_is_more_than_that_of_their_choice() -> None:
    a, b = random_features(3, n=60, d=4), random_features(4, n=50, d=4)
    full, distances = kernel_distance_estimate(a, b), subset_distances(a, b, 8, 20)
    found = subset_estimate(distances, full)
    assert found.value == pytest.approx(distances.mean())
    choice = distances.std(ddof=1) / np.sqrt(8)
    assert found.standard_error == pytest.approx(np.hypot(full.standard_error or 0, choice))


def test_refusals() -> None:
    a = random_features(1, n=30, d=3)
    with pytest.raises(ValueError, match="expected at least 1,000"):
        subset_distances(a, a)
    with pytest.raises(ValueError, match="the size of a subset"):
        subset_table(10, 1, 11)
    with pytest.raises(ValueError, match="expected exactly 50,000"):
        kernel_distance_estimate(a, a, count=50_000)
    with pytest.raises(ValueError, match="3 and of 2 dimensions"):
        kernel_distance(a, a[:, :2])
    with pytest.raises(ValueError, match=r"second features: .* not all finite"):
        kernel_distance(a, a * np.nan)
    with pytest.raises(ValueError, match="at least 2 for each of 10 groups"):
        kernel_distance_estimate(a[:19], a)
    with pytest.raises(ValueError, match="found 1 subsets"):
        subset_estimate(np.ones(1), kernel_distance_estimate(a, a))


def test_torch_gives_the_same() -> None:
    a, b = (random_features(seed, n=60, d=5).astype(np.float32) for seed in (1, 2))
    ours, theirs = tensor(a), tensor(b)
    assert kernel_distance(ours, theirs) == pytest.approx(kernel_distance(a, b), rel=1e-9)
    found, expected = kernel_distance_estimate(ours, theirs), kernel_distance_estimate(a, b)
    assert found.value == pytest.approx(expected.value, rel=1e-9)
    assert found.standard_error == pytest.approx(expected.standard_error, rel=1e-9)
    np.testing.assert_allclose(
        subset_distances(ours, theirs, 3, 20), subset_distances(a, b, 3, 20), rtol=1e-9
    )
