"""Several processes give the same digits as one, and one refusal, whoever finds what is wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from imagegen_kernel.networks.inception_random import random_inception
from imagegen_kernel.photographs.drawn import drawn_images
from imagegen_kernel.photographs.share import BATCH, ranges
from made_pictures import by_pillow

pytest.importorskip("torch")
TESTS = Path(__file__).parent


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("photographs")
    np.savez(folder / "weights.npz", **random_inception(1))
    np.savez(folder / "reference.npz", drawn_images(1, 12))
    np.savez(folder / "samples.npz", drawn_images(2, 22))
    return folder


def fid(processes: int, files: Path, samples: Path, count: int) -> subprocess.CompletedProcess:
    script = [str(TESTS / "small_batches.py"), "fid", str(samples), "--count", str(count)]
    given = ["--reference", str(files / "reference.npz"), "--weights", str(files / "weights.npz")]
    many = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", str(processes)]
    command = [sys.executable, *(many if processes > 1 else []), *script, *given]
    environment = os.environ | {"PYTHONPATH": str(TESTS.parent / "src"), "OMP_NUM_THREADS": "1"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_two_processes_give_the_same_bits_as_one(files: Path) -> None:
    one, two = (fid(processes, files, files / "samples.npz", 22) for processes in (1, 2))
    assert one.returncode == 0, one.stderr
    assert two.stdout == one.stdout, two.stderr
    measured = json.loads(one.stdout)["measured"]
    assert measured["fid_22"] > 0
    assert set(measured) >= {"sfid_22", "inception_score", "precision", "recall"}


def test_what_the_second_process_finds_is_told_by_the_first(files: Path, tmp_path: Path) -> None:
    pictures = [by_pillow(image) for image in drawn_images(3, 12)]
    pictures[-1] = pictures[-1][:-40]
    for index, content in enumerate(pictures):
        (tmp_path / f"{index}.png").write_bytes(content)
    told = fid(2, files, tmp_path, 12)
    assert told.returncode != 0
    assert told.stdout == ""
    assert "imagegen_kernel: '11.png' is truncated" in told.stderr


@pytest.mark.parametrize("count", [1, 249, 250, 251, 1000, 50_000, 50_001])
@pytest.mark.parametrize("parts", [1, 2, 3, 8])
def test_every_image_is_in_one_share_and_batches_stay_whole(count: int, parts: int) -> None:
    cut = ranges(count, parts)
    assert len(cut) == parts
    assert cut[0][0] == 0
    assert cut[-1][1] == count
    assert all(before[1] == after[0] for before, after in zip(cut, cut[1:], strict=False))
    assert all(start % BATCH == 0 for start, stop in cut if start < stop)
    sizes = [stop - start for start, stop in cut]
    assert max(sizes) - min(sizes) <= 2 * BATCH
