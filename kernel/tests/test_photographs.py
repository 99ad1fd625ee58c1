"""From images to values: the pass over them, the reference, and what is measured."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from imagegen_kernel.image_measurer import PhotographMeasures, Toolbox
from imagegen_kernel.inputs import InputRefusedError, Wanted, open_images
from imagegen_kernel.measures import (
    frechet_distance,
    gaussian,
    kernel_distance_estimate,
    precision_recall,
)
from imagegen_kernel.photographs import share
from imagegen_kernel.photographs.drawn import drawn_images
from imagegen_kernel.photographs.image_features import ImageFeatures, NetworkFiles
from imagegen_kernel.photographs.measure_images import counted, measure_images, metric_ids
from imagegen_kernel.photographs.reference import Laws, Reference, read_laws, reference_of
from imagegen_kernel.photographs.share import Share, compute_share, one_ahead

RANDOM = np.random.default_rng(0)
LOGITS = RANDOM.normal(size=(6, 11)).astype(np.float32)


def features(count: int, tokens: bool = False, seed: int = 0) -> ImageFeatures:
    random = np.random.default_rng([seed, count])
    parts = [random.normal(size=(count, d)).astype(np.float32) for d in (6, 5, 7)]
    return ImageFeatures(parts[0], parts[1], parts[2] if tokens else None)


def reference(count: int, tokens: bool = False) -> Reference:
    share = Share(features(count, tokens, seed=1), None)
    return reference_of(Laws(None, None), share, lambda array: array)


def measured(samples: ImageFeatures, against: Reference) -> dict:
    return measure_images(samples, against, LOGITS, lambda array: array)


def test_drawn_images_are_the_same_everywhere() -> None:
    found = hashlib.sha256(drawn_images(1, 3).tobytes()).hexdigest()
    assert found == "f2c5aa2311df6bfd1d3cc0aac764c6747afd5f6d12215a35adeb75e654ebadde"


def test_values_are_those_of_the_measures() -> None:
    samples, against = features(200), reference(60)
    values = measured(samples, against)
    expected = frechet_distance(gaussian(samples.pool), gaussian(against.features.pool))
    assert values["fid_200"].value == pytest.approx(expected, rel=1e-9)
    expected = frechet_distance(gaussian(samples.spatial), gaussian(against.features.spatial))
    assert values["sfid_200"].value == pytest.approx(expected, rel=1e-9)
    exact = precision_recall(against.features.pool, samples.pool)
    assert values["precision_exact"] == exact.precision
    assert values["recall_exact"] == exact.recall
    assert {estimate.images for estimate in values.values()} == {200}
    assert "kdd" not in values, "nobody asked for DINOv2"


def test_the_error_of_the_inception_score_is_not_that_of_its_classes() -> None:
    # In order of class: every chunk of file order has one class alone.
    samples, against = features(200), reference(60)
    pool = np.repeat(np.eye(10, 6, dtype=np.float32) * 9, 20, axis=0)
    values = measured(samples._replace(pool=pool), against)
    score, shuffled = values["inception_score"], values["inception_score_shuffled"]
    assert score.value == pytest.approx(1, abs=1e-6)
    assert shuffled.value > 2
    assert score.standard_error == shuffled.standard_error > 0
    assert score.method == "spread of 10 chunks of 20, shuffled"


@pytest.mark.parametrize("tokens", [False, True])
def test_what_is_measured_is_what_was_announced(tokens: bool) -> None:
    values = measured(features(1200, tokens), reference(1100, tokens))
    assert set(values) == metric_ids(1200, tokens)


def test_kdd_is_measured_where_there_are_tokens() -> None:
    samples, against = features(1200, tokens=True), reference(1100, tokens=True)
    values = measured(samples, against)
    assert values["kdd_full"] == kernel_distance_estimate(samples.tokens, against.features.tokens)
    assert values["kdd"].value == pytest.approx(values["kdd_full"].value, abs=0.05)
    assert values["kdd"].method.startswith("dgm-eval's KD, not calibrated; ")
    expected = frechet_distance(gaussian(samples.tokens), gaussian(against.features.tokens))
    assert values["fd_dinov2"].value == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("ours", "theirs"), [(200, 5), (22, 200), (22, 4)])
def test_few_images_are_measured_as_many_are(ours: int, theirs: int) -> None:
    # Wider features than images, on either side, take another way to the same value.
    random = np.random.default_rng(1)
    wide = [random.normal(size=(n, 25)).astype(np.float32) for n in (ours, theirs)]
    samples, against = (ImageFeatures(pool, pool[:, :9], None) for pool in wide)
    laws = reference_of(Laws(None, None), Share(against, None), lambda array: array)
    logits = np.eye(25, 4, dtype=np.float32)
    values = measure_images(samples, laws, logits, lambda array: array)
    expected = frechet_distance(gaussian(samples.pool), gaussian(against.pool))
    assert values[counted("fid", ours)].value == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("images", "name"), [(50_000, "fid_50k"), (1000, "fid_1k"), (300, "fid_300")]
)
def test_the_number_of_images_is_part_of_a_name(images: int, name: str) -> None:
    assert counted("fid", images) == name


def test_stored_statistics_count_and_not_those_of_the_images(tmp_path: Path) -> None:
    law = gaussian(RANDOM.normal(size=(50, 6)))
    images = np.zeros((2, 8, 8, 3), np.uint8)
    np.savez(tmp_path / "batch.npz", images, mu=law.mean, sigma=law.covariance)
    laws = read_laws(tmp_path / "batch.npz")
    assert laws.spatial is None
    found = reference_of(laws, Share(features(30), None), lambda array: array)
    np.testing.assert_array_equal(found.pool.gaussian.mean, law.mean)
    expected = features(30).spatial.mean(axis=0)
    np.testing.assert_allclose(found.spatial.gaussian.mean, expected, rtol=1e-5)


def test_a_folder_of_images_has_no_statistics(tmp_path: Path) -> None:
    assert read_laws(tmp_path) == Laws(None, None)


class BrokenNetworks:
    """Features that are not numbers for one image."""

    logit_weight = LOGITS

    def __init__(self, _: NetworkFiles) -> None:
        pass

    def __call__(self, images: np.ndarray) -> ImageFeatures:
        found = features(len(images))
        found.pool[7] = np.nan
        return found


def test_features_that_are_no_numbers_are_a_refusal(tmp_path: Path) -> None:
    images = RANDOM.integers(0, 256, (20, 8, 8, 3), dtype=np.uint8)
    np.savez(tmp_path / "images.npz", images)
    toolbox = Toolbox(BrokenNetworks, lambda array: array)
    measures = PhotographMeasures(NetworkFiles(tmp_path), tmp_path / "images.npz", toolbox)
    with pytest.raises(InputRefusedError, match=r"features of image 7 .* are not all finite"):
        measures.measure(tmp_path / "images.npz", Wanted(20), "images seen")


def test_an_item_is_made_while_the_one_before_is_used() -> None:
    made: list[int] = []

    def items() -> Iterator[int]:
        for index in range(3):
            made.append(index)
            yield index

    assert list(one_ahead(items())) == [0, 1, 2] == made


def test_what_making_an_item_raises_comes_in_its_turn() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise InputRefusedError("no more")

    ahead = one_ahead(items())
    assert next(ahead) == 1
    with pytest.raises(InputRefusedError, match="no more"):
        next(ahead)


def test_a_share_does_not_depend_on_how_batches_are_cut(tmp_path: Path, monkeypatch) -> None:
    images = RANDOM.integers(0, 256, (23, 8, 8, 3), dtype=np.uint8)
    np.savez(tmp_path / "images.npz", images)

    def networks(batch: np.ndarray) -> ImageFeatures:
        flat = batch.reshape(len(batch), -1).astype(np.float32)
        return ImageFeatures(flat[:, :6], flat[:, 6:11], None)

    found = []
    for size in (250, 4):
        monkeypatch.setattr(share, "BATCH", size)
        with open_images(tmp_path / "images.npz") as source:
            found.append(compute_share(source, networks, 3, 20, "images"))
    one, other = found
    assert len(one.prints.hashes) == 17
    for a, b in zip(
        (*one.features[:2], *one.prints), (*other.features[:2], *other.prints), strict=True
    ):
        np.testing.assert_array_equal(a, b)
