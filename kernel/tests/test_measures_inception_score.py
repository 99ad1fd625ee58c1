"""The Inception Score against the ADM evaluator's definition, written out."""

import numpy as np
import pytest
from drawn_features import Float, random_features, tensor

from imagegen_kernel.measures import (
    class_probabilities,
    inception_score,
    shuffled_inception_score,
)
from imagegen_kernel.photographs.measure_images import chunk_of


def drawn(n: int = 60, d: int = 8, classes: int = 10, seed: int = 0) -> tuple[Float, Float]:
    random = np.random.default_rng(seed)
    pool = random.normal(size=(n, d)).astype(np.float32)
    return pool, random.normal(size=(d, classes)).astype(np.float32)


def adm(pool: Float, weight: Float, split_size: int) -> float:
    """The definition in guided-diffusion's evaluator, with a softmax in place of TensorFlow's."""
    logits = pool @ weight
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    predictions = raised / raised.sum(axis=1, keepdims=True)
    scores = []
    for i in range(0, len(predictions), split_size):
        part = predictions[i : i + split_size]
        divergence = part * (np.log(part) - np.log(part.mean(axis=0, keepdims=True)))
        scores.append(np.exp(divergence.sum(axis=1).mean()))
    return float(np.mean(scores))


def test_equals_the_definition() -> None:
    pool, weight = drawn()
    found = inception_score(class_probabilities(pool, weight), chunk=20, count=60)
    # The definition adds in float32.
    assert found.value == pytest.approx(adm(pool, weight, 20), rel=2e-6)
    assert found.images == 60


def test_a_bias_would_be_noticed() -> None:
    pool, weight = drawn()
    probabilities = class_probabilities(pool, weight) * np.linspace(1, 3, 10, dtype=np.float32)
    wrong = inception_score(probabilities / probabilities.sum(axis=1, keepdims=True), 20)
    assert wrong.value != pytest.approx(adm(pool, weight, 20), rel=1e-3)


def test_probabilities_in_blocks_are_those_at_once() -> None:
    pool, weight = drawn(n=5000, d=3, classes=4)
    found = class_probabilities(pool, weight)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found.sum(axis=1), 1, rtol=1e-6)
    np.testing.assert_allclose(found[4090:4100], class_probabilities(pool[4090:4100], weight))


def test_known_scores() -> None:
    certain = np.tile(np.eye(10, dtype=np.float32), (2, 1))
    assert inception_score(certain, 10).value == pytest.approx(10, rel=1e-12)
    assert inception_score(np.full((20, 10), 0.1, np.float32), 10).value == pytest.approx(1)


def test_order_of_class_lowers_it_and_the_shuffled_one_shows_that() -> None:
    in_order = np.repeat(np.eye(10, dtype=np.float32), 100, axis=0)
    by_file = inception_score(in_order, chunk=100)
    shuffled = shuffled_inception_score(in_order, chunk=100)
    assert by_file.value == pytest.approx(1)
    assert shuffled.value > 9
    assert shuffled_inception_score(in_order, chunk=100) == shuffled


def test_standard_error_is_that_of_the_mean_of_chunks() -> None:
    probabilities = class_probabilities(*drawn(n=90))
    scores = [inception_score(part, 30).value for part in np.split(probabilities, 3)]
    found = inception_score(probabilities, 30)
    assert found.standard_error == pytest.approx(np.std(scores, ddof=1) / np.sqrt(3))
    assert inception_score(probabilities, 90).standard_error is None


def test_refusals() -> None:
    pool, weight = drawn()
    probabilities = class_probabilities(pool, weight)
    with pytest.raises(ValueError, match="expected a multiple of 5,000"):
        inception_score(probabilities)
    with pytest.raises(ValueError, match="expected exactly 80"):
        inception_score(probabilities, 20, count=80)
    with pytest.raises(ValueError, match="not all finite"):
        class_probabilities(pool * np.float32(np.nan), weight)
    with pytest.raises(ValueError, match="8 and of 10 dimensions"):
        class_probabilities(pool, weight.T)


@pytest.mark.parametrize(
    ("images", "chunk"), [(50_000, 5_000), (10_000, 5_000), (5_000, 5_000), (100, 10), (15, 15)]
)
def test_chunks_are_of_5000_images_as_in_adm_where_there_are_so_many(
    images: int, chunk: int
) -> None:
    assert chunk_of(images) == chunk


def test_logits_are_computed_in_float64() -> None:
    # TF32 and float32 do not tell these two classes' logits apart so well.
    pool, weight = np.full((1, 1), 1000, np.float32), np.array([[1, 1 + 2**-20]], np.float32)
    expected = 1 / (1 + np.exp(-1000 * 2**-20))
    for found in (
        class_probabilities(pool, weight),
        class_probabilities(tensor(pool), tensor(weight)),
    ):
        assert float(found[0, 1]) == pytest.approx(expected, rel=1e-7)


def test_torch_gives_the_same() -> None:
    probabilities = class_probabilities(*drawn())
    again = class_probabilities(*(tensor(array) for array in drawn()))
    np.testing.assert_allclose(again.numpy(), probabilities, rtol=2e-6)
    for score in (inception_score, shuffled_inception_score):
        found, expected = score(tensor(probabilities), 20), score(probabilities, 20)
        assert found.value == pytest.approx(expected.value, rel=1e-9)
        assert found.standard_error == pytest.approx(expected.standard_error, rel=1e-9)


def test_features_of_any_kind_are_taken() -> None:
    pool = random_features(1, n=20, d=8)
    weight = np.ones((8, 10))
    np.testing.assert_allclose(class_probabilities(pool, weight), 0.1, rtol=1e-6)
