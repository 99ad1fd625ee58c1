"""The frozen network and the artefacts: what they are, and that they are the pinned ones."""

import json
import subprocess
import sys

import numpy as np
import pytest

from imagegen_kernel import measure
from imagegen_kernel.artefacts import ArtefactError, load, pinned_digests, require
from imagegen_kernel.digits import held_out_split, is_held_out, train_split
from imagegen_kernel.features import extract
from imagegen_kernel.measure import METRICS
from imagegen_kernel.measures import gaussian


def test_the_split_is_fixed_and_disjoint() -> None:
    train, held_out = train_split(), held_out_split()
    assert (len(train.images), len(held_out.images)) == (1438, 359)
    assert is_held_out(10).tolist() == [False] * 4 + [True] + [False] * 4 + [True]
    known = {image.tobytes() for image in train.images}
    assert not any(image.tobytes() in known for image in held_out.images)


def test_the_network_knows_digits_it_never_saw() -> None:
    split = held_out_split()
    accuracy = (extract(split.images, load("digits-cnn-1")).classes == split.labels).mean()
    assert accuracy > 0.99


def test_an_image_does_not_depend_on_its_neighbours() -> None:
    images = held_out_split().images[:300]
    network = load("digits-cnn-1")
    whole = extract(images, network).values
    alone = np.concatenate([extract(images[i : i + 1], network).values for i in (0, 249, 250)])
    np.testing.assert_allclose(whole[[0, 249, 250]], alone, rtol=1e-12)


def test_the_reference_is_what_its_script_would_write() -> None:
    mean, covariance = gaussian(extract(train_split().images, load("digits-cnn-1")).values)
    reference = load("digits-train").arrays
    np.testing.assert_allclose(reference["mean"], mean, rtol=1e-10)
    np.testing.assert_allclose(reference["covariance"], covariance, rtol=1e-9, atol=1e-12)
    assert np.array_equal(reference["train_images"], train_split().images)


def test_real_digits_measure_well_and_noise_does_not(real_samples: np.ndarray) -> None:
    real = measure(real_samples)
    assert set(real) == METRICS, "what is announced"
    noise = np.random.default_rng(0).integers(0, 17, (1000, 8, 8, 1)).astype(np.uint8)
    assert real["fd_digits"] < 1
    assert real["label_accuracy"] == 1.0
    assert measure(noise)["fd_digits"] > 50


def test_measures_the_same_digits_in_another_process(real_samples: np.ndarray) -> None:
    code = (
        "import sys, json, numpy as np; sys.path[:0] = ['tests'];"
        "from conftest import by_class; from imagegen_kernel import measure;"
        "print(json.dumps(measure(by_class(1000))))"
    )
    other = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONPATH": "src", "OPENBLAS_NUM_THREADS": "1"},
    )
    assert json.loads(other.stdout) == measure(real_samples)


def test_refuses_images_of_another_kind() -> None:
    with pytest.raises(ValueError, match=r"expected uint8 \[n, 8, 8, 1\], got float64"):
        measure(np.zeros((10, 8, 8, 1)))  # type: ignore[arg-type]


def test_artefacts_are_pinned() -> None:
    assert set(pinned_digests()) == {"digits", "digits-cnn-1", "digits-train"}
    assert require("digits-train", pinned_digests()["digits-train"]).name == "digits-train"
    with pytest.raises(ArtefactError, match="pins digits-train with SHA-256 0000"):
        require("digits-train", "0" * 64)
    with pytest.raises(ArtefactError, match="has no artefact 'inception'"):
        require("inception", None)
