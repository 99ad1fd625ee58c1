"""Precision and recall against a brute-force oracle, and float16 against NumPy's own."""

import importlib

import numpy as np
import pytest
from drawn_features import Float, random_features, tensor
from hypothesis import given, settings
from hypothesis import strategies as st

from imagegen_kernel.measures import precision_recall
from imagegen_kernel.measures.squared_distances import SquaredDistances


def brute(reference: Float, generated: Float, k: int = 3) -> tuple[float, float]:
    """Every distance by differences, every radius by sorting."""

    def squared(a: Float, b: Float) -> Float:
        return np.array([[((x - y) ** 2).sum() for y in b] for x in a])

    balls = [np.sort(squared(own, own), axis=1)[:, k] for own in (reference, generated)]
    apart = squared(generated, reference)
    return (
        float((apart <= balls[0][None, :]).any(axis=1).mean()),
        float((apart <= balls[1][:, None]).any(axis=0).mean()),
    )


def values(reference: Float, generated: Float, *arguments: str) -> tuple[float, float]:
    found = precision_recall(reference, generated, *arguments)
    return found.precision.value, found.recall.value


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    # The package has a function of the module's name.
    module = importlib.import_module("imagegen_kernel.measures.precision_recall")
    monkeypatch.setattr(module, "PAIRS", 17)


@pytest.mark.parametrize("arithmetic", ["float64", "float32"])
def test_equals_brute_force(arithmetic: str) -> None:
    reference = random_features(1, n=200, d=5)
    generated = random_features(1, n=300, d=5)[100:] * 1.2 + 1
    expected = brute(reference, generated)
    assert 0.05 < min(expected) < max(expected) < 0.95
    assert values(reference, generated, arithmetic) == expected


@pytest.mark.usefixtures("small_blocks")
@given(st.integers(0, 1000), st.integers(4, 60), st.integers(4, 60), st.integers(1, 3))
@settings(max_examples=40)
def test_equals_brute_force_in_blocks_and_with_ties(seed: int, n: int, m: int, d: int) -> None:
    # On a grid distances tie and images repeat; whole numbers leave no rounding.
    random = np.random.default_rng(seed)
    reference, generated = (
        random.integers(0, 5, (count, d)).astype(np.float64) for count in (n, m)
    )
    assert values(reference, generated) == brute(reference, generated)


@given(st.integers(0, 1000))
@settings(max_examples=20)
def test_swapping_the_sets_swaps_the_values(seed: int) -> None:
    reference = random_features(seed, n=40, d=3)
    generated = random_features(seed + 1, n=30, d=3)
    assert values(reference, generated) == values(generated, reference)[::-1]


def test_an_image_is_not_its_own_neighbour() -> None:
    line = np.arange(4.0)[:, None]
    # The third neighbour of 0 is 3, of 1 it is 3: radii 3, 2, 2, 3. Counting itself: 2, 1, 1, 2.
    assert values(line, np.array([[-3.0], [6.0], [-3.1], [6.1]]))[0] == 0.5
    assert values(line, np.array([[-2.9], [5.9], [2.0], [6.1]]))[0] == 0.75


def test_an_image_on_the_border_is_inside() -> None:
    line = np.arange(4.0)[:, None]
    assert values(line, np.array([[6.0]] * 4))[0] == 1.0
    assert values(line, np.array([[6.0 + 1e-9]] * 4))[0] == 0.0


def test_copies_are_at_no_distance_whatever_the_rounding() -> None:
    # Four copies have radius zero; only exact copies are in such a ball.
    one = random_features(2, n=1, d=300) * 10 + 3
    four, near = np.repeat(one, 4, axis=0), np.repeat(one * (1 + 1e-5), 4, axis=0)
    assert values(four, four) == (1.0, 1.0)
    assert values(four, near) == (0.0, 0.0)


def test_the_same_set_and_one_far_away() -> None:
    features = random_features(3, n=50)
    assert values(features, features) == (1.0, 1.0)
    assert values(features, features + 1e4) == (0.0, 0.0)


def test_strict_comparison_would_be_noticed() -> None:
    grid = np.random.default_rng(1).integers(0, 4, (30, 2)).astype(np.float64)
    other = np.random.default_rng(2).integers(3, 7, (30, 2)).astype(np.float64)
    assert values(grid, other) != values(grid, other * (1 + 1e-6))


def adm_distances(a: Float, b: Float) -> Float:
    """The rounding of the ADM evaluator, with NumPy's own float16 for each step."""
    a, b = np.float16(a), np.float16(b)
    half_a, half_b = (np.float16(np.float32(np.square(part)).sum(axis=1)) for part in (a, b))
    product = np.float16(np.float32(a) @ np.float32(b).T)
    found = np.maximum((half_a[:, None] - np.float16(2) * product) + half_b[None, :], np.float16(0))
    assert found.dtype == np.float16
    return np.float32(found)


def test_adm_rounds_as_float16_does() -> None:
    random = np.random.default_rng(4)
    reference, generated = (np.abs(random.normal(size=(n, 64))) for n in (50, 70))
    distances = SquaredDistances(reference, "adm")
    ours, real = (distances.prepared(features) for features in (generated, reference))
    found = distances.between(ours, distances.opposite(real))
    np.testing.assert_array_equal(found, adm_distances(generated, reference))
    exact = ((generated[:, None] - reference[None]) ** 2).sum(axis=2)
    assert 1e-4 < np.abs(found - exact).max() < 0.2


@pytest.mark.usefixtures("small_blocks")
def test_adm_values_are_those_of_its_distances() -> None:
    random = np.random.default_rng(5)
    reference, generated = (
        np.abs(random.normal(size=(n, 32)) * 0.5 + 6 + random.normal(size=(n, 1)))
        for n in (80, 120)
    )
    balls = [np.sort(adm_distances(own, own), axis=1)[:, 3] for own in (reference, generated)]
    # The evaluator has the reference in the rows, and which norm is added first makes a difference.
    apart = adm_distances(reference, generated).T
    expected = (
        (apart <= balls[0]).any(axis=1).mean(),
        (apart <= balls[1][:, None]).any(axis=0).mean(),
    )
    assert values(reference, generated, "adm") == expected
    assert values(reference, generated) != expected


def test_standard_errors_are_binomial() -> None:
    reference, generated = random_features(1, n=40, d=3), random_features(2, n=90, d=3)
    precision, recall = precision_recall(reference, generated)
    for found, count in ((precision, 90), (recall, 40)):
        expected = np.sqrt(found.value * (1 - found.value) / count)
        assert found.standard_error == pytest.approx(expected)
        assert found.images == 90


def test_refusals() -> None:
    features = random_features(1, n=20, d=3)
    with pytest.raises(ValueError, match="expected exactly 50,000"):
        precision_recall(features, features, count=50_000)
    with pytest.raises(ValueError, match="expected at least 4"):
        precision_recall(features[:3], features)
    with pytest.raises(ValueError, match="3 and of 2 dimensions"):
        precision_recall(features, features[:, :2])
    with pytest.raises(ValueError, match="not all finite"):
        precision_recall(features, features * np.nan)
    with pytest.raises(ValueError, match="Fix: use the exact value"):
        precision_recall(features, features + 200, "adm")


@pytest.mark.parametrize("arithmetic", ["float64", "float32", "adm"])
def test_torch_gives_the_same(arithmetic: str) -> None:
    reference, generated = (random_features(seed, n=150, d=8).astype(np.float32) for seed in (1, 2))
    again = precision_recall(tensor(reference), tensor(generated), arithmetic)
    assert again == precision_recall(reference, generated, arithmetic)
