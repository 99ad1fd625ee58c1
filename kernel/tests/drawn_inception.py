"""The random Inception weights that several tests share; drawing them takes a while."""

from functools import cache

import torch

from imagegen_kernel.networks.inception_random import random_inception

SEED = 3


@cache
def drawn_inception() -> dict[str, torch.Tensor]:
    return {name: torch.from_numpy(array) for name, array in random_inception(SEED).items()}
