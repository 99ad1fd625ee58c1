"""Files that several tests share: real digits as samples, and a way to write any archive."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from numpy.typing import NDArray

from imagegen_kernel.digits import train_split

#: How long an example takes says nothing on a machine that others use as well.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def by_class(count: int, seed: int = 0) -> NDArray[np.uint8]:
    """Real training digits in the order of samples: image i is of class i mod 10."""
    split = train_split()
    random = np.random.default_rng(seed)
    pools = [random.permutation(np.flatnonzero(split.labels == label)) for label in range(10)]
    return np.stack([split.images[pools[i % 10][i // 10 % 130]] for i in range(count)])


@pytest.fixture
def real_samples() -> NDArray[np.uint8]:
    return by_class(1000)


@pytest.fixture
def samples_file(tmp_path: Path, real_samples: NDArray[np.uint8]) -> Path:
    path = tmp_path / "samples.npz"
    np.savez(path, real_samples)
    return path


def write_archive(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path
