"""Stored statistics of a reference: means and covariances, as ADM's reference batches have them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from imagegen_kernel.inputs.arrays import read_member, require_finite
from imagegen_kernel.inputs.limits import LIMITS, Limits
from imagegen_kernel.inputs.opened_file import OpenedFile
from imagegen_kernel.inputs.refusal import InputRefusedError, shown
from imagegen_kernel.inputs.zip_directory import Member, read_directory

Float = NDArray[np.float64]
#: Share of the largest entry by which a covariance may differ from its mirror image.
ASYMMETRY = 1e-6


class Statistics(NamedTuple):
    """Mean [d] and covariance [d, d] in float64."""

    mean: Float
    covariance: Float


def read_statistics(
    file: OpenedFile, mean: str = "mu", covariance: str = "sigma", limits: Limits = LIMITS
) -> Statistics | None:
    """Statistics under these names, `mu_s` and `sigma_s` for sFID; None where there are none.

    Raises InputRefusedError where they are no statistics. Other members are left alone.
    """
    members = read_directory(file, limits)
    names = [f"{name}.npy" for name in (mean, covariance)]
    if names[0] not in members and names[1] not in members:
        return None
    for name in names:
        if name not in members:
            raise InputRefusedError(f"the statistics are not whole: {name!r} is missing")
    found = Statistics(*(_floats(file, members[name], limits) for name in names))
    return _checked(found, names)


def _floats(file: OpenedFile, member: Member, limits: Limits) -> Float:
    values = read_member(file, member, limits)
    if values.dtype.kind != "f":
        raise InputRefusedError(f"{shown(member.name)} is {values.dtype}; expected floats")
    require_finite(values, shown(member.name))
    return values.astype(np.float64)


def _checked(found: Statistics, names: list[str]) -> Statistics:
    d = found.mean.size
    if found.mean.shape != (d,) or found.covariance.shape != (d, d):
        raise InputRefusedError(
            f"{names[0]!r} is {list(found.mean.shape)} and {names[1]!r} is"
            f" {list(found.covariance.shape)}; expected [d] and [d, d]"
        )
    largest = np.abs(found.covariance).max()
    if np.abs(found.covariance - found.covariance.T).max() > ASYMMETRY * largest:
        raise InputRefusedError(f"{names[1]!r} is not symmetric: no covariance")
    if np.diagonal(found.covariance).min() < 0:
        raise InputRefusedError(f"{names[1]!r} has a negative variance: no covariance")
    return found
