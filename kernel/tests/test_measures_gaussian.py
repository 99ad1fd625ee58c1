"""Means, covariances and group sums against NumPy's own, in any order and any pieces."""

import numpy as np
import pytest
from drawn_features import Float, random_features, tensor
from hypothesis import given, settings
from hypothesis import strategies as st

from imagegen_kernel.measures import GroupSums, backend, fixed_groups, gaussian
from imagegen_kernel.measures.sound_features import require_sound


def close(found: Float, expected: Float) -> None:
    """To 1e-12 of the largest entry: an entry near zero is a difference of such."""
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12 * np.abs(expected).max())


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backend.blocks, "__defaults__", (7,))


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_mean_and_unbiased_covariance(kind: type) -> None:
    features = (random_features(1) + 50).astype(kind)
    mean, covariance = gaussian(features)
    exact = features.astype(np.float64)
    close(mean, exact.mean(axis=0))
    close(covariance, np.cov(exact.T))
    assert (mean.dtype, covariance.dtype) == (np.float64, np.float64)


@pytest.mark.usefixtures("small_blocks")
@given(st.integers(0, 1000), st.integers(2, 40), st.integers(1, 6), st.floats(-3, 3))
@settings(max_examples=60)
def test_group_sums_in_any_order_and_pieces(seed: int, n: int, pieces: int, shift: float) -> None:
    features = random_features(seed, n=n, d=3)
    random = np.random.default_rng(seed)
    groups = random.integers(0, 4, n)
    parts = np.array_split(random.permutation(n), pieces)
    around = features.mean(axis=0) + shift
    whole = GroupSums(around, 4)
    for part in parts:
        sums = GroupSums(around, 4)
        sums.add(features[part], groups[part])
        whole = whole.merged(sums)
    count, mean, covariance = whole.moments()
    assert count == n
    close(mean, features.mean(axis=0))
    close(covariance, np.cov(features.T))
    assert whole.counts == [int((groups == group).sum()) for group in range(4)]


def test_any_union_of_groups() -> None:
    features = random_features(2)
    groups = fixed_groups(len(features), 5)
    sums = GroupSums(features[0], 5)
    sums.add(features, groups)
    chosen = features[np.isin(groups, [0, 3])]
    count, mean, covariance = sums.moments([0, 3])
    assert count == len(chosen)
    close(mean, chosen.mean(axis=0))
    close(covariance, np.cov(chosen.T))


def test_the_shift_is_what_keeps_the_digits() -> None:
    features = random_features(3) + 1e6
    near, far = GroupSums(features[0]), GroupSums(np.zeros(12))
    for sums in (near, far):
        sums.add(features)
    exact = np.cov(features.T)
    errors = [np.abs(sums.moments()[2] - exact).max() / exact.max() for sums in (near, far)]
    assert errors[0] < 1e-9
    assert errors[1] > 1e-6


def test_refuses_sums_that_do_not_belong_together() -> None:
    a, b = GroupSums(np.zeros(3), 2), GroupSums(np.ones(3), 2)
    with pytest.raises(ValueError, match="different shifts"):
        a.merged(b)
    with pytest.raises(ValueError, match="different shifts"):
        a.merged(GroupSums(np.zeros(3), 3))
    with pytest.raises(ValueError, match=r"expected one number in 0\.\.1"):
        a.add(np.zeros((2, 3)), np.array([0, 2]))
    with pytest.raises(ValueError, match="expected at least 2 for a covariance"):
        a.moments()


@pytest.mark.parametrize(
    ("features", "words"),
    [
        (np.zeros((1, 3)), "found 1 images; expected at least 2"),
        (np.zeros(3), "expected .images, dimensions."),
        (np.zeros((4, 3), np.int64), "expected float32 or float64"),
        (np.array([[0.0, 1.0], [2.0, np.nan]]), "image 1 .* not all finite"),
        (np.array([[0.0, np.inf], [2.0, 1.0]]), "image 0 .* not all finite"),
    ],
)
def test_refuses_unsound_features(features: Float, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        gaussian(features)


def test_large_numbers_are_sound_though_their_sum_is_not_finite() -> None:
    large = np.array([[3e38, 3e38], [3e38, -3e38]], np.float32)
    require_sound(large, "features")
    large[1] = [np.inf, -np.inf]
    with pytest.raises(ValueError, match=r"image 1 .* not all finite"):
        require_sound(large, "features")


def test_refuses_another_number_of_images() -> None:
    features = random_features(1)
    assert gaussian(features, count=200).mean.shape == (12,)
    with pytest.raises(ValueError, match="found 200 images; expected exactly 50,000"):
        gaussian(features, count=50_000)


def test_torch_gives_the_same() -> None:
    features = random_features(4).astype(np.float32)
    mean, covariance = gaussian(tensor(features))
    close(mean.numpy(), gaussian(features).mean)
    close(covariance.numpy(), gaussian(features).covariance)
    sums = GroupSums(tensor(features[0]), 10)
    groups = fixed_groups(200)
    sums.add(tensor(features), groups)
    ours = GroupSums(features[0], 10)
    ours.add(features, groups)
    close(sums.moments([1, 2])[2].numpy(), ours.moments([1, 2])[2])
