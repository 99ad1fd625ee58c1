"""Distances bounded by bytes: never wrong bounds, and what float64 decides of all pairs."""

import importlib
from typing import Any

import numpy as np
import pytest
from drawn_features import Float, random_features
from hypothesis import given, settings
from hypothesis import strategies as st

from imagegen_kernel.measures import precision_recall

torch = pytest.importorskip("torch")
# They need PyTorch. The package has a function of the name of the third.
coarse_module = importlib.import_module("imagegen_kernel.measures.coarse")
balls = importlib.import_module("imagegen_kernel.measures.screened_balls")
all_pairs = importlib.import_module("imagegen_kernel.measures.precision_recall")


@pytest.fixture(autouse=True)
def everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Screen few images too, on any processor, in small blocks."""
    monkeypatch.setattr(balls, "LEAST", 4 * balls.GROUP)
    monkeypatch.setattr(balls, "DOUBTS", 200)
    monkeypatch.setattr(balls, "EXACT", 7)
    monkeypatch.setattr(balls, "RANKED", 19)
    monkeypatch.setattr(coarse_module, "DIRECTIONS", 2)
    monkeypatch.setattr(coarse_module, "ROUNDED", 33)
    monkeypatch.setattr(coarse_module, "PRODUCTS", 50 * 80)
    monkeypatch.setattr(coarse_module, "BOUNDS", 15 * 80)
    monkeypatch.setattr(balls, "can_be_coarse", lambda _: True)


def heavy_tails(random: np.random.Generator, n: int, d: int) -> Float:
    return random.standard_t(1.5, (n, d))


def grid(random: np.random.Generator, n: int, d: int) -> Float:
    return random.integers(0, 4, (n, d)).astype(np.float64)


def tenths(random: np.random.Generator, n: int, d: int) -> Float:
    """Distances that are equal, but for how they are rounded."""
    return grid(random, n, d) * 0.1 + 0.3


def one_far_away(random: np.random.Generator, n: int, d: int) -> Float:
    drawn = random.normal(size=(n, d))
    drawn[n // 2] += 1e4
    return drawn


def in_a_plane(random: np.random.Generator, n: int, d: int) -> Float:
    return random.normal(size=(n, 2)) @ random.normal(size=(2, d)) + 50


def with_copies(random: np.random.Generator, n: int, d: int) -> Float:
    drawn = random.normal(size=(n, d))
    drawn[1 : n // 8] = drawn[0]
    return drawn


def corners(random: np.random.Generator, n: int, d: int) -> Float:
    """All about as far from each other, in differences that float32 sums do not tell apart."""
    return np.eye(n, d) + random.normal(size=(n, d)) * 1e-7


def tiny(random: np.random.Generator, n: int, d: int) -> Float:
    return random.normal(size=(n, d)) * 1e-8


def far_off(random: np.random.Generator, n: int, d: int) -> Float:
    """Differences that float32 numbers would have lost before they are taken."""
    return random.normal(size=(n, d)) + 1e4


kinds = [heavy_tails, grid, tenths, one_far_away, in_a_plane, with_copies, tiny, far_off]
drawing = (st.sampled_from(kinds), st.integers(0, 1000), st.integers(1, 90))


def draw(kind: Any, seed: int, n: int, d: int) -> Any:
    """Drawn features in one of three precisions."""
    precision = (torch.float64, torch.float32, torch.bfloat16)[0 if kind is far_off else seed % 3]
    return torch.from_numpy(kind(np.random.default_rng(seed), n, d)).to(precision)


@given(*drawing)
@settings(max_examples=60, deadline=None)
def test_bounds_hold_for_every_pair(kind: Any, seed: int, d: int) -> None:
    features, others = draw(kind, seed, 70, d), draw(kind, 3 * seed + 1, 50, d)
    mean = features.mean(dim=0).float()
    directions = coarse_module.main_directions(features, mean)
    rows, columns = (coarse_module.coarse(one, mean, directions) for one in (features, others))
    assert len(columns.norm) == 64
    minus = torch.linspace(0, 3, 64) * columns.norm[0]
    found = coarse_module.lower_bounds(rows, 70, columns, minus)
    low = torch.cat([bounds.clone() for _, bounds in found]).double()
    assert bool(torch.isinf(low[:, 50:]).all())
    exact = torch.cdist(
        features.double(), others.double(), compute_mode="donot_use_mm_for_euclid_dist"
    )
    exact = exact**2 - minus[:50].double()
    row, column = torch.cartesian_prod(torch.arange(70), torch.arange(50)).T
    width = coarse_module.width(rows, row, columns, column).view(70, 50)
    assert bool((low[:, :50] <= exact).all())
    assert bool((exact <= low[:, :50] + width).all())
    assert bool((width <= coarse_module.widths(rows, columns)[:70, None]).all())


def test_own_bounds_are_those_of_every_pair_as_of_its_later_image() -> None:
    features = draw(kinds[0], 1, 70, 9)
    mean = features.mean(dim=0).float()
    images = coarse_module.coarse(features, mean, coarse_module.main_directions(features, mean))
    everything = coarse_module.lower_bounds(images, 80, images, torch.zeros(80))
    expected = torch.cat([bounds.clone() for _, bounds in everything])
    seen = torch.zeros(80, 80, dtype=torch.int64)
    for part, earlier, bounds in coarse_module.own_bounds(images):
        width = bounds.shape[1]
        torch.testing.assert_close(bounds, expected[part, :width], rtol=1e-6, atol=images.slack)
        seen[part, :width] += 1
        seen[:earlier, part] += 1
    assert bool((seen == 1).all())


@given(*drawing, st.sampled_from([(64, 64), (100, 70), (97, 131)]))
@settings(max_examples=60, deadline=None)
def test_decides_what_all_distances_decide(
    kind: Any, seed: int, d: int, counts: tuple[int, int]
) -> None:
    # Of the same precision or of different ones.
    seeds = (seed, seed // 7)
    reference, generated = (draw(kind, s, n, d) for s, n in zip(seeds, counts, strict=True))
    mean = reference.double().mean(dim=0)
    found = balls.screened_balls(reference, generated, mean, 4)
    expected = all_pairs._compared(reference, generated, "float64", 3)
    # Every pair of a coarse grid can be in doubt; then there is no answer.
    assert kind in (grid, tenths) or found is not None
    if found is not None:
        for ours, theirs in zip(found, expected, strict=True):
            np.testing.assert_array_equal(ours, theirs)


@given(st.sampled_from([corners, *kinds]), *drawing[1:])
@settings(max_examples=60, deadline=None)
def test_radii_are_exact(kind: Any, seed: int, d: int) -> None:
    features = draw(kind, seed, 70, d)
    mean = features.mean(dim=0).float()
    rounded = coarse_module.coarse(features, mean, coarse_module.main_directions(features, mean))
    images = balls.Screened(features, rounded)
    rows, columns, _ = balls._near(images, 4)
    assert max(int(rows.max()), int(columns.max())) < 70
    found = balls.screened_radii(images, 4)
    apart = (features[:, None].double() - features[None].double()).square().sum(dim=2)
    expected = apart.sort(dim=1).values[:, 3]
    torch.testing.assert_close(found, expected, rtol=1e-13, atol=1e-300)


def test_few_pairs_are_computed_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    reference, generated = (
        torch.from_numpy(random_features(seed, n=600, d=100).astype(np.float32)) for seed in (1, 2)
    )
    computed = []
    squared = balls.squared

    def counted(one: Any, rows: Any, other: Any, columns: Any, *precision: Any) -> Any:
        computed.append((len(rows), *precision))
        return squared(one, rows, other, columns, *precision)

    monkeypatch.setattr(balls, "squared", counted)
    expected = all_pairs._compared(reference, generated, "float64", 3)
    values = [float(part.double().mean()) for part in expected]
    found = precision_recall(reference, generated)
    assert [found.precision.value, found.recall.value] == pytest.approx(values)
    # Of 1,080,000 pairs; each image needs one at least, for its radius.
    assert 1200 <= sum(count for count, *precision in computed if not precision) < 1500
    assert sum(count for count, *_ in computed) < 9000


# 200 images have 13 groups: it is a block that has too many, or the whole.
@pytest.mark.parametrize("doubts", [2, 20])
def test_gives_up_where_everything_is_equally_far(
    monkeypatch: pytest.MonkeyPatch, doubts: int
) -> None:
    equal = torch.eye(200)
    monkeypatch.setattr(balls, "DOUBTS", doubts)
    assert balls.screened_balls(equal, equal, equal.double().mean(dim=0), 4) is None
    found = precision_recall(equal, equal)
    assert (found.precision.value, found.recall.value) == (1, 1)


def test_gives_up_on_a_block_before_its_pairs_are_gathered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bounds = torch.zeros(5, 4 * balls.GROUP)
    groups, limit = balls._least_of_groups(bounds, 1), torch.zeros(5)
    monkeypatch.setattr(balls, "DOUBTS", 3)
    with pytest.raises(balls.TooManyDoubtsError):
        balls._at_most(bounds, groups, limit)
    monkeypatch.setattr(balls, "DOUBTS", 4)
    row, column, low = balls._at_most(bounds, groups, limit)
    assert len(row) == len(column) == len(low) == bounds.numel()


def test_gives_up_where_float32_has_no_room() -> None:
    features = torch.from_numpy(random_features(1, n=80)).double()
    for factor in (1e-30, 1e30):
        one = features * factor
        assert balls.screened_balls(one, one, one.mean(dim=0), 4) is None
        assert precision_recall(one, one).recall.value == 1
    same = torch.ones(80, 3)
    assert balls.screened_balls(same, same, same[0].double(), 4) is None
    assert precision_recall(same, same).precision.value == 1


def test_few_images_and_other_arithmetics_are_compared_with_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    features = torch.from_numpy(random_features(1, n=80))
    assert balls.screened_balls(features, features[:50], features[0], 4) is None
    monkeypatch.setattr(balls, "screened_balls", None)
    for arithmetic in ("float32", "adm"):
        assert precision_recall(features / 9, features / 9, arithmetic).recall.value == 1
    with pytest.raises(TypeError):
        precision_recall(features, features)


def test_where_bytes_are_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    module = coarse_module
    capability = torch.backends.cpu
    monkeypatch.setattr(torch.backends.mkldnn, "is_available", lambda: True)
    monkeypatch.setattr(capability, "get_cpu_capability", lambda: "AVX512")
    assert module.can_be_coarse(torch.zeros(2, 3))
    assert not module.can_be_coarse(torch.zeros(2, module.WIDEST + 1))
    assert not module.can_be_coarse(torch.zeros(2, 3, device="meta"))
    monkeypatch.setattr(capability, "get_cpu_capability", lambda: "DEFAULT")
    assert not module.can_be_coarse(torch.zeros(2, 3))
    monkeypatch.setattr(capability, "get_cpu_capability", lambda: "AVX512")
    monkeypatch.setattr(torch.backends.mkldnn, "is_available", lambda: False)
    assert not module.can_be_coarse(torch.zeros(2, 3))
