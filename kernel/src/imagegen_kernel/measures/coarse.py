"""Features in eight bits, and how far the distances between them can be from the true ones.

An image u, moved by the mean, is B c + s q + e: its coordinates c along the few directions B in
which images differ most, the rest in whole numbers q of eight bits, and what rounding lost. As

    |u·v − c·c' − s s' q·q'|  ≤  |s q| |e'| + |e| |s' q'| + |e| |e'|        (Cauchy–Schwarz)

every pair gets a bound below and one above its squared distance for a product of bytes, which
processors with such instructions compute five times as fast as one of float32. For PyTorch.
"""

from collections.abc import Iterator
from typing import NamedTuple

import torch
from torch import Tensor

from imagegen_kernel.measures.backend import GROUP, blocks

#: Directions whose coordinates are kept in float32; the bounds shrink by what they hold.
DIRECTIONS = 64
#: Images that the directions are sought among.
SOUGHT_AMONG = 1024
#: The largest byte.
BYTE = 127
#: Bounds give way by so many ε (float32) of the largest squared norm, for their own rounding:
#: a sum of 2,048 such products is off by a few ε.
ROUNDING = 256
#: Norms are made larger by more than their sums can have lost.
UPWARDS = 1.0001
#: Images rounded at once: 4 MB of 2,048 dimensions.
ROUNDED = 512
#: Numbers of a block of products, and of one of bounds: 32 and 16 MB.
PRODUCTS, BOUNDS = 1 << 23, 1 << 22
#: Largest squared norms that float32 holds with room on either side.
NORMS = (1e-20, 1e20)
#: Products of bytes are summed in 32 bits: 127² · 131,072 < 2³¹.
WIDEST = 131_072


class Coarse(NamedTuple):
    """Rounded features of n images, n filled up to whole groups by images infinitely far away."""

    bytes: Tensor
    """q, int8 [n, d]."""
    scale: Tensor
    """s > 0 [n]."""
    coordinates: Tensor
    """c [n, directions]."""
    norm: Tensor
    """|u|² [n], float32."""
    kept: Tensor
    """|s q| [n]."""
    lost: Tensor
    """|e| [n]."""
    slack: float
    """What float32 may add to a squared distance or take away."""

    def block(self, part: slice | Tensor) -> "Coarse":
        """Some of the images."""
        return Coarse(
            self.bytes[part],
            self.scale[part],
            self.coordinates[part],
            self.norm[part],
            self.kept[part],
            self.lost[part],
            self.slack,
        )


def can_be_coarse(features: Tensor) -> bool:
    """Whether products of bytes are fast where these features [n, d] lie.

    On x86 processors, by oneDNN; elsewhere PyTorch may multiply bytes one by one.
    """
    return (
        features.device.type == "cpu"
        and features.shape[1] <= WIDEST
        and torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
        and torch.backends.cpu.get_cpu_capability() in {"AVX2", "AVX512"}
    )


def main_directions(reference: Tensor, mean: Tensor) -> Tensor:
    """Orthonormal directions [d, k] that hold most of what the images [n, d] differ by.

    From some of them, evenly spread; any directions would do, only the bounds would be wider.
    """
    every = max(1, len(reference) // SOUGHT_AMONG)
    some = reference[::every].float() - mean
    # A subspace iteration from a fixed start, as exact as is of use here.
    basis: Tensor = torch.linalg.qr(some[: min(DIRECTIONS, *some.shape)].T).Q
    for _ in range(3):
        basis = torch.linalg.qr(some.T @ (some @ basis)).Q
    return basis


def coarse(features: Tensor, mean: Tensor, directions: Tensor) -> Coarse | None:
    """Round features [n, d] moved by a float32 mean; None where float32 has no room for them."""
    parts = [_rounded(features[part], mean, directions) for part in blocks(len(features), ROUNDED)]
    sides = [torch.cat(side) for side in zip(*parts, strict=True)]
    largest = float(sides[3].max())
    if not NORMS[0] < largest < NORMS[1]:
        return None
    missing = -len(features) % GROUP
    whole, scale, coordinates, norm, kept, lost = (
        torch.cat([side, side.new_full((missing, *side.shape[1:]), far)])
        for side, far in zip(sides, (0, 1, 0, float("inf"), 0, 0), strict=True)
    )
    slack = ROUNDING * largest * torch.finfo(torch.float32).eps
    return Coarse(whole, scale, coordinates, norm, kept, lost, slack)


def _rounded(features: Tensor, mean: Tensor, directions: Tensor) -> tuple[Tensor, ...]:
    # In float32 a difference is off by half an ε of itself.
    moved = (features.to(torch.promote_types(features.dtype, torch.float32)) - mean).float()
    norm = torch.linalg.vecdot(moved, moved)
    coordinates = moved @ directions
    rest = moved.addmm_(coordinates, directions.T, alpha=-1)
    # A rest that is next to none is lost as a whole.
    least = 1e-7 * float(norm.max()) ** 0.5 + torch.finfo(torch.float32).tiny
    scale = (torch.linalg.vector_norm(rest, float("inf"), dim=1) / BYTE).clamp_min(least)
    whole = (rest / scale[:, None]).round_()
    lost = UPWARDS * torch.linalg.vector_norm(rest.addcmul_(whole, scale[:, None], value=-1), dim=1)
    kept = UPWARDS * scale * torch.linalg.vector_norm(whole, dim=1)
    return whole.to(torch.int8), scale, coordinates, norm, kept, lost


def lower_bounds(
    rows: Coarse, count: int, columns: Coarse, minus: Tensor
) -> Iterator[tuple[slice, Tensor]]:
    """Bounds [n, m] below squared distances less `minus` [m], a block of the first rows at a time.

    Each is overwritten by the next block.
    """
    products = _Products(columns, minus)
    for large in blocks(count, products.rows):
        yield from products.bounds(rows, large, len(columns.norm))


def own_bounds(images: Coarse) -> Iterator[tuple[slice, int, Tensor]]:
    """Bounds below squared distances within a set: rows, how many are before, bounds [rows, m].

    Rows come against the first m images, up to the end of a large block that they lie in; a pair
    of images of two such blocks comes once, as of the later one, one of the same block either way
    round. How many images are before that block is told. Each is overwritten by the next.
    """
    products = _Products(images, torch.zeros_like(images.norm))
    for large in blocks(len(images.norm), products.rows):
        for part, bounds in products.bounds(images, large, large.stop):
            yield part, large.start, bounds


class _Products:
    """Room for products of bytes with some columns, and what turns those into bounds."""

    def __init__(self, columns: Coarse, minus: Tensor) -> None:
        width = len(columns.norm)
        # Products are fastest in large blocks, what follows in blocks that caches hold; both of
        # whole groups.
        self.rows, self._few = (
            max(1, size // width // GROUP) * GROUP for size in (PRODUCTS, BOUNDS)
        )
        self._products = torch.empty(self.rows * width, dtype=torch.int32)
        self._bounds = torch.empty(self._few * width)
        self._columns = columns
        self._right = torch.stack(
            [
                columns.norm - minus,
                torch.ones_like(minus),
                columns.lost,
                columns.kept + columns.lost,
            ]
        )
        self._right = torch.cat([columns.coordinates.T, self._right])

    def bounds(self, rows: Coarse, large: slice, width: int) -> Iterator[tuple[slice, Tensor]]:
        """Those of the rows of a large block with the first columns."""
        count = large.stop - large.start
        products = self._products[: count * width].view(count, width)
        torch._int_mm(rows.bytes[large], self._columns.bytes[:width].T, out=products)
        scale, right = self._columns.scale[:width], self._right[:, :width]
        for small in blocks(count, self._few):
            part = slice(large.start + small.start, large.start + small.stop)
            some = rows.block(part)
            found = self._bounds[: len(some.norm) * width].view(-1, width)
            found.copy_(products[small]).mul_(scale).mul_(some.scale[:, None])
            yield part, found.addmm_(self._left(some), right, beta=-2)

    def _left(self, rows: Coarse) -> Tensor:
        ones, slack = torch.ones_like(rows.norm), rows.slack + self._columns.slack
        sides = torch.stack([ones, rows.norm - slack, -2 * rows.kept, -2 * rows.lost], dim=1)
        return torch.cat([-2 * rows.coordinates, sides], dim=1)


def widths(rows: Coarse, columns: Coarse) -> Tensor:
    """How far the bounds above are from those below at most [n], for each row."""
    lost, sides = columns.lost.max(), (columns.kept + columns.lost).max()
    return 4 * (rows.kept * lost + rows.lost * sides) + 2 * (rows.slack + columns.slack)


def width(one: Coarse, rows: Tensor, other: Coarse, columns: Tensor) -> Tensor:
    """How far the bound above is from the one below [p], for pairs of images by their indices."""
    lost = other.lost[columns]
    sides = one.kept[rows] * lost + one.lost[rows] * (other.kept[columns] + lost)
    return 4 * sides + 2 * (one.slack + other.slack)
