"""How the convolutions of the Inception network are joined to blocks, and the blocks to a network.

It is not the Inception v3 of the paper (1512.00567): average pools leave the padding out, and the
last block pools by the maximum. The convolution behind an average pool comes before it here: both
are linear and the weights of a mean add up to one, so they may change places, and there are fewer
channels to pool.
"""

import torch
from torch import Tensor

from imagegen_kernel.networks.inception_convolutions import Convolutions
from imagegen_kernel.networks.inception_pools import average, halving_maximum, maximum


def stem(x: Tensor, run: Convolutions) -> Tensor:
    """From pixels [n, 3, 299, 299], −1..1, to [n, 192, 35, 35]."""
    x = halving_maximum(run(x, "Conv2d_1a_3x3", "Conv2d_2a_3x3", "Conv2d_2b_3x3"))
    return halving_maximum(run(x, "Conv2d_3b_1x1", "Conv2d_4a_3x3"))


def up_to_6d(x: Tensor, run: Convolutions) -> Tensor:
    """From [n, 192, 35, 35] to [n, 768, 17, 17]; channels 0–191 are ADM's `mixed_6/conv`."""
    for block in ("Mixed_5b", "Mixed_5c", "Mixed_5d"):
        x = _mixed_5(x, run, block)
    x = _mixed_6a(x, run)
    for block in ("Mixed_6b", "Mixed_6c", "Mixed_6d"):
        x = _mixed_6(x, run, block)
    return x


def up_to_7c(x: Tensor, run: Convolutions) -> Tensor:
    """From [n, 768, 17, 17] to [n, 2048, 8, 8]."""
    x = _mixed_7a(_mixed_6(x, run, "Mixed_6e"), run)
    x = _mixed_7(x, run, "Mixed_7b", _averaged(x, run, "Mixed_7b"))
    return _mixed_7(x, run, "Mixed_7c", run(maximum(x), "Mixed_7c.branch_pool"))


def _averaged(x: Tensor, run: Convolutions, block: str) -> Tensor:
    """The branch behind an average pool, convolution first."""
    return average(run.linear(x, f"{block}.branch_pool")).relu_()


def _mixed_5(x: Tensor, run: Convolutions, block: str) -> Tensor:
    one, five, double = run.firsts(x, block)
    five = run(five, f"{block}.branch5x5_2")
    double = run(double, f"{block}.branch3x3dbl_2", f"{block}.branch3x3dbl_3")
    return torch.cat([one, five, double, _averaged(x, run, block)], 1)


def _mixed_6a(x: Tensor, run: Convolutions) -> Tensor:
    three = run(x, "Mixed_6a.branch3x3")
    double = run(x, *(f"Mixed_6a.branch3x3dbl_{index}" for index in (1, 2, 3)))
    return torch.cat([three, double, halving_maximum(x)], 1)


def _mixed_6(x: Tensor, run: Convolutions, block: str) -> Tensor:
    one, seven, double = run.firsts(x, block)
    seven = run(seven, f"{block}.branch7x7_2", f"{block}.branch7x7_3")
    double = run(double, *(f"{block}.branch7x7dbl_{index}" for index in (2, 3, 4, 5)))
    return torch.cat([one, seven, double, _averaged(x, run, block)], 1)


def _mixed_7a(x: Tensor, run: Convolutions) -> Tensor:
    three, seven = run.firsts(x, "Mixed_7a")
    three = run(three, "Mixed_7a.branch3x3_2")
    seven = run(seven, *(f"Mixed_7a.branch7x7x3_{index}" for index in (2, 3, 4)))
    return torch.cat([three, seven, halving_maximum(x)], 1)


def _mixed_7(x: Tensor, run: Convolutions, block: str, pooled: Tensor) -> Tensor:
    one, three, double = run.firsts(x, block)
    double = run(double, f"{block}.branch3x3dbl_2")
    wide = [run(three, f"{block}.branch3x3_2{side}") for side in "ab"]
    high = [run(double, f"{block}.branch3x3dbl_3{side}") for side in "ab"]
    return torch.cat([one, *wide, *high, pooled], 1)
