"""Standard errors against what drawing again gives, FID∞, pinned groups, and how values look."""

import hashlib

import numpy as np
import pytest
from drawn_features import Float, random_features, tensor
from hypothesis import given
from hypothesis import strategies as st

from imagegen_kernel.measures import (
    Estimate,
    Gaussian,
    GroupSums,
    fixed_groups,
    frechet_distance,
    frechet_estimate,
    frechet_infinity,
    gaussian,
    kernel_distance_estimate,
    label_accuracy,
    pinned_order,
    significant,
)
from imagegen_kernel.measures.frechet_estimate import intercept_weights
from imagegen_kernel.measures.jackknife import jackknifed

LAW = Gaussian(np.zeros(6), np.eye(6))


def sums_of(features: Float, groups: int = 10) -> GroupSums:
    sums = GroupSums(np.zeros_like(features[0]), groups)
    sums.add(features, fixed_groups(len(features), groups))
    return sums


@given(st.lists(st.floats(-100, 100), min_size=20, max_size=20))
def test_jackknife_of_a_mean_is_its_standard_error(values: list[float]) -> None:
    found = np.array(values)
    left_out = [float(np.delete(found, i).mean()) for i in range(20)]
    error, bias = jackknifed(float(found.mean()), left_out)
    assert error == pytest.approx(found.std(ddof=1) / np.sqrt(20), rel=1e-6, abs=1e-9)
    assert bias == pytest.approx(0, abs=1e-9)


def test_jackknife_finds_a_bias_in_one_over_n() -> None:
    # 5 + 3/n over 100 images, and over the 90 that are left.
    assert jackknifed(5 + 3 / 100, [5 + 3 / 90] * 10).bias == pytest.approx(3 / 100)
    with pytest.raises(ValueError, match="found 1 groups"):
        jackknifed(1.0, [1.0])


def test_frechet_estimate_is_the_distance_and_leaves_each_group_out() -> None:
    features = random_features(1)
    found = frechet_estimate(sums_of(features, 4), gaussian(random_features(2)), count=200)
    law = gaussian(random_features(2))
    assert found.value == pytest.approx(frechet_distance(gaussian(features), law), rel=1e-9)
    groups = fixed_groups(200, 4)
    left_out = np.array(
        [frechet_distance(gaussian(features[groups != out]), law) for out in range(4)]
    )
    expected = np.sqrt(3 / 4 * ((left_out - left_out.mean()) ** 2).sum())
    assert found.standard_error == pytest.approx(expected, rel=1e-6)
    assert (found.images, found.method) == (200, "jackknife over 4 fixed groups")
    with pytest.raises(ValueError, match="found 200 images; expected exactly 300"):
        frechet_estimate(sums_of(features), law, count=300)


def drawn_again(times: int) -> tuple[list[Estimate], list[Estimate], list[Estimate]]:
    random = np.random.default_rng(10)
    reference = random.normal(size=(300, 6))
    finite, infinite, kernel = [], [], []
    for _ in range(times):
        features = random.normal(size=(500, 6)) * 1.2 + 0.3
        sums = sums_of(features)
        finite.append(frechet_estimate(sums, LAW))
        infinite.append(frechet_infinity(sums, LAW, finite[-1]))
        kernel.append(kernel_distance_estimate(features, reference))
    return finite, infinite, kernel


def test_standard_errors_are_what_drawing_again_gives() -> None:
    for estimates in drawn_again(150):
        spread = np.std([found.value for found in estimates], ddof=1)
        claimed = np.sqrt(np.mean([(found.standard_error or 0) ** 2 for found in estimates]))
        # 150 draws know a deviation to 6 %, and the ten groups of each average out.
        assert claimed == pytest.approx(spread, rel=0.2)


def test_infinitely_many_images_take_the_bias_away() -> None:
    truth = 6 * (0.3**2 + 0.2**2)
    finite, infinite, _ = (np.array([e.value for e in found]) for found in drawn_again(100))
    error = infinite.std() / 10
    assert finite.mean() - truth > 4 * finite.std() / 10
    assert abs(infinite.mean() - truth) < 4 * error


@given(st.floats(-5, 5), st.floats(-50, 50))
def test_the_fit_finds_a_straight_line(intercept: float, slope: float) -> None:
    sizes = np.arange(1, 11) * 50.0
    weights = intercept_weights(sizes)
    assert weights.sum() == pytest.approx(1)
    assert weights @ (intercept + slope / sizes) == pytest.approx(intercept, abs=1e-9)


def test_groups_are_even_pinned_and_not_by_position() -> None:
    groups = fixed_groups(50_000)
    assert np.bincount(groups).tolist() == [5000] * 10
    # Images of one class, i mod 1000, are in all groups.
    assert set(groups[::1000].tolist()) >= set(range(9))
    assert sorted(np.bincount(fixed_groups(25, 10)).tolist()) == [2] * 5 + [3] * 5
    assert hashlib.sha256(groups.astype("<i8").tobytes()).hexdigest()[:16] == "d0ad2c9dab47c065"
    order = pinned_order(50_000)
    assert sorted(order.tolist()) == list(range(50_000))
    assert hashlib.sha256(order.astype("<i8").tobytes()).hexdigest()[:16] == "792f422df437c938"
    with pytest.raises(ValueError, match="at least 2 for each of 10 groups"):
        fixed_groups(19)


def test_torch_gives_the_same() -> None:
    features, law = random_features(1), gaussian(random_features(2))
    theirs = Gaussian(tensor(law.mean), tensor(law.covariance))
    sums = GroupSums(tensor(features[0]), 10)
    sums.add(tensor(features), fixed_groups(200))
    found, expected = frechet_estimate(sums, theirs), frechet_estimate(sums_of(features), law)
    assert found.value == pytest.approx(expected.value, rel=1e-9)
    assert found.standard_error == pytest.approx(expected.standard_error, rel=1e-9)
    found = frechet_infinity(sums, theirs, found)
    expected = frechet_infinity(sums_of(features), law, expected)
    assert found.value == pytest.approx(expected.value, rel=1e-9)


def test_label_accuracy_asks_for_class_i_mod_n() -> None:
    assert label_accuracy(np.array([0, 1, 2, 0, 1, 2]), 3) == 1.0
    assert label_accuracy(np.array([0, 1, 2, 2, 1, 0]), 3) == pytest.approx(4 / 6)


def test_rounds_to_nine_significant_digits() -> None:
    assert significant(1.23456789012) == 1.23456789
    assert significant(-0.000123456789012) == -0.000123456789
    assert significant(0.0) == 0.0
