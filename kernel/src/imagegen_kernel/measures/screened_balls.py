"""The balls of precision and recall, with exact distances only where coarse ones leave a doubt."""

from math import inf
from typing import NamedTuple

import torch
from torch import Tensor

from imagegen_kernel.measures.backend import GROUP, blocks
from imagegen_kernel.measures.coarse import (
    Coarse,
    can_be_coarse,
    coarse,
    lower_bounds,
    main_directions,
    own_bounds,
    width,
    widths,
)
from imagegen_kernel.measures.squared_distances import tie

#: Pairs whose exact distances are computed at once: 4 MB of 2,048 dimensions, which caches hold.
EXACT = 256
#: Images whose radii are found at once.
RANKED = 256
#: Pairs in doubt for an image on average, or groups of them in a block, from which on all
#: distances cost less.
DOUBTS = 64
#: Images in a set from which on screening is worth its preparations.
LEAST = 1024


class TooManyDoubtsError(Exception):
    """So many pairs are about as far apart that screening them saves nothing."""


class Screened:
    """A set of images: features [n, d] as they are, and rounded."""

    def __init__(self, features: Tensor, rounded: Coarse) -> None:
        self.features = features
        self.rounded = rounded
        self.count = len(features)

    @property
    def tie(self) -> float:
        """Up to where squared distances to these images count as equal."""
        largest = float(self.rounded.norm[: self.count].max())
        return tie(largest, torch.finfo(torch.float64).eps)

    def some(self, which: Tensor) -> "Screened":
        return Screened(self.features[which], self.rounded.block(which))


def screened_balls(
    reference: Tensor, generated: Tensor, mean: Tensor, rank: int
) -> tuple[Tensor, Tensor] | None:
    """Which generated images are in a reference ball [m], which reference images covered [n].

    A ball reaches to the rank-th nearest of its set, the image itself among them. Decided as
    float64 decides it. None where screening is of no use: for few images, on other processors,
    for numbers that float32 does not hold, and where too many pairs are about as far apart.
    """
    if min(len(reference), len(generated)) < LEAST or not can_be_coarse(reference):
        return None
    # Any point serves that is the same for both sets, in whatever precision they are.
    mean = mean.float()
    directions = main_directions(reference, mean)
    sets = []
    for features in (reference, generated):
        rounded = coarse(features, mean, directions)
        if rounded is None:
            return None
        sets.append(Screened(features, rounded))
    real, ours = sets
    try:
        real_radii, our_radii = (
            screened_radii(images, rank) + (real.tie + ours.tie) for images in sets
        )
        return screened_members(ours, real, real_radii, our_radii)
    except TooManyDoubtsError:
        return None


def screened_radii(images: Screened, rank: int) -> Tensor:
    """The rank-th smallest squared distance [n] of each image to all, itself among them, float64.

    Raises TooManyDoubtsError.
    """
    rounded = images.rounded
    row, column, low = _near(images, rank)
    high = low + width(rounded, row, rounded, column)
    order = row.argsort(stable=True)
    pairs = _Pairs(row, column, low, high).chosen(order)
    found = []
    for part in blocks(images.count, RANKED):
        ends = torch.tensor([part.start, part.stop])
        first, last = torch.searchsorted(pairs.row, ends).tolist()
        some = pairs.chosen(slice(first, last))
        found.append(_ranked(images, part, some._replace(row=some.row - part.start), rank))
    return torch.cat(found)


def _near(images: Screened, rank: int) -> tuple[Tensor, Tensor, Tensor]:
    """Rows, columns and bounds below of the pairs that can decide the rank-th smallest of a row."""
    rounded, spread = images.rounded, widths(images.rounded, images.rounded)
    # Of the nearest groups so far. What lies infinitely far away has nothing near.
    nearest = torch.full((len(rounded.norm), rank), inf)
    nearest[images.count :] = -inf
    found, count = [], 0
    for part, earlier, bounds in own_bounds(rounded):
        before = slice(0, earlier)
        for rows, first, side, groups in (
            (part, 0, bounds, _least_of_groups(bounds, 1)),
            (before, part.start, bounds[:, before].T, _least_of_groups(bounds[:, before], 0).T),
        ):
            near = torch.cat([nearest[rows], groups], dim=1)
            nearest[rows] = near.topk(rank, dim=1, largest=False).values
            # The rank-th smallest of the groups is not below that of all.
            limit = nearest[rows].amax(dim=1) + spread[rows]
            row, column, low = _at_most(side, groups, limit)
            found.append((row + rows.start, column + first, low))
            count += len(row)
            if count > DOUBTS * images.count:
                raise TooManyDoubtsError
    row, column, low = (torch.cat(side) for side in zip(*found, strict=True))
    return row, column, low


class _Pairs(NamedTuple):
    """Pairs of images [p], row by row, and between what their squared distances lie."""

    row: Tensor
    column: Tensor
    low: Tensor
    high: Tensor

    def chosen(self, which: Tensor | slice) -> "_Pairs":
        return _Pairs(*(side[which] for side in self))


def _ranked(images: Screened, part: slice, pairs: _Pairs, rank: int) -> Tensor:
    """The rank-th smallest distance of each row of a part, from the pairs that can have it."""
    ranks = torch.full((part.stop - part.start, 1), rank)
    pairs, ranks = _undecided(pairs, ranks)
    features, float32 = images.features, torch.float32
    if features.dtype == float32:
        # A difference of float32 numbers is off by half an ε of itself, a sum by one a term.
        near = squared(features, pairs.row + part.start, features, pairs.column, float32)
        off = near * (features.shape[1] + 8) * torch.finfo(float32).eps
        pairs, ranks = _undecided(pairs._replace(low=near - off, high=near + off), ranks)
    exact = squared(features, pairs.row + part.start, features, pairs.column)
    return _Table(pairs.row, len(ranks)).filled(exact).sort(dim=1).values.gather(1, ranks - 1)[:, 0]


def _undecided(pairs: _Pairs, ranks: Tensor) -> tuple[_Pairs, Tensor]:
    """Those that can be of the rank [n, 1] of their row, and ranks without the surely nearer."""
    table = _Table(pairs.row, len(ranks))
    least, most = (
        table.filled(side).sort(dim=1).values.gather(1, ranks - 1)[pairs.row, 0]
        for side in (pairs.low, pairs.high)
    )
    nearer = pairs.high < least
    before = torch.bincount(pairs.row[nearer], minlength=len(ranks))
    return pairs.chosen((pairs.low <= most) & ~nearer), ranks - before[:, None]


def screened_members(
    images: Screened, others: Screened, radii: Tensor, own_radii: Tensor
) -> tuple[Tensor, Tensor]:
    """Which images [n] are in a ball of the others, and which others [m] in a ball of an image.

    Radii are squared, of the others' balls [m] and of the images' own [n]. Raises
    TooManyDoubtsError.
    """
    rounded, around = images.rounded, _filled_up(radii, others.rounded)
    spread = widths(rounded, others.rounded)
    inside = torch.zeros(images.count, dtype=torch.bool)
    covered = torch.zeros(len(around), dtype=torch.bool)
    for part, bounds in lower_bounds(rounded, images.count, others.rounded, around):
        inside[part] = _inside(images, others, part, bounds, radii, spread)
        # From |u−v|² − R to |u−v|² − r for the other ball, then to a bound from above.
        own = own_radii[part].float() - spread[part]
        left = torch.stack([torch.ones_like(own), -own], dim=1)
        bounds.addmm_(left, torch.stack([around, torch.ones_like(around)]))
        covered |= bounds.amin(dim=0) <= 0
    covered = covered[: others.count]
    doubtful = others.some((~covered).nonzero()[:, 0])
    around, spread = _filled_up(own_radii, rounded), widths(doubtful.rounded, rounded)
    covered[~covered] = torch.cat(
        [
            _inside(doubtful, images, part, bounds, own_radii, spread)
            for part, bounds in lower_bounds(doubtful.rounded, doubtful.count, rounded, around)
        ]
        or [covered[:0]]
    )
    return inside, covered


def _inside(
    images: Screened,
    others: Screened,
    part: slice,
    bounds: Tensor,
    radii: Tensor,
    spread: Tensor,
) -> Tensor:
    """Which images of a part are in a ball, from bounds of |u−v|² − R and their widths [n]."""
    groups = _least_of_groups(bounds, 1)
    nearest = groups.amin(dim=1)
    inside = nearest <= -spread[part]
    row, column, low = _at_most(bounds, groups, torch.zeros_like(nearest).where(~inside, -inf))
    high = low + width(images.rounded, row + part.start, others.rounded, column)
    inside[row[high <= 0]] = True
    unsure = ~inside[row]
    row, column = row[unsure], column[unsure]
    exact = squared(images.features, row + part.start, others.features, column)
    inside[row[exact <= radii[column]]] = True
    return inside


def squared(
    one: Tensor,
    rows: Tensor,
    other: Tensor,
    columns: Tensor,
    precision: torch.dtype = torch.float64,
) -> Tensor:
    """Squared distances [p] of pairs of images, by differences."""
    found = [torch.zeros(0, dtype=precision)]
    for part in blocks(len(rows), EXACT):
        apart = one.index_select(0, rows[part]).to(precision)
        apart -= other.index_select(0, columns[part]).to(precision)
        found.append(torch.linalg.vector_norm(apart, dim=1).square_())
    return torch.cat(found)


def _filled_up(radii: Tensor, rounded: Coarse) -> Tensor:
    """Radii in float32, of balls at infinity too."""
    return torch.cat([radii.float(), torch.zeros(len(rounded.norm) - len(radii))])


def _least_of_groups(bounds: Tensor, axis: int) -> Tensor:
    """Of the GROUP numbers k·groups + g, for each g."""
    return torch.unflatten(bounds, axis, (GROUP, -1)).amin(dim=axis)


def _at_most(bounds: Tensor, groups: Tensor, limit: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Rows, columns and values of what is at most the limit of its row, row by row."""
    row, group = (groups <= limit[:, None]).nonzero().unbind(dim=1)
    if len(row) > DOUBTS * len(bounds):
        raise TooManyDoubtsError
    members = torch.unflatten(bounds, 1, (GROUP, -1))[row, :, group]
    hit, member = (members <= limit[row, None]).nonzero().unbind(dim=1)
    return row[hit], member * groups.shape[1] + group[hit], members[hit, member]


class _Table:
    """Lays out values of rows that have different numbers of them, given row by row."""

    def __init__(self, row: Tensor, count: int) -> None:
        self._row, self._count = row, count
        lengths = torch.bincount(row, minlength=count)
        first = lengths.cumsum(dim=0) - lengths
        self._place = torch.arange(len(row)) - first[row]
        self._longest = int(lengths.max())

    def filled(self, values: Tensor) -> Tensor:
        """Values [count, longest], filled up by infinity."""
        table = values.new_full((self._count, self._longest), inf)
        table[self._row, self._place] = values
        return table
