"""Places too many to be drawn one by one: how many stand in each cell of a grid over the axes.

However many they are, what is kept and drawn is as large as the picture.
"""

from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from .scales import from_zero

Claim = Literal["as_expected", "higher", "lower", "clearly_higher", "clearly_lower"]
CLAIMS: tuple[Claim, ...] = get_args(Claim)
COLUMNS, ROWS = 144, 70  # of the grid: five pixels each in the wide picture
INSIDE, LARGER, HIGHER = 0, 1, 2  # where a place stands beside the axes' ends
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Crowd:
    """Cells with somebody in them, all arrays in step: `beyond` is INSIDE, LARGER or HIGHER.

    `size_to` and `value_to` are where the axes end; they begin at zero.
    """

    size_to: float
    value_to: float
    columns: list[int]
    rows: list[int]
    claims: list[int]  # places among CLAIMS
    beyond: list[int]
    counts: list[int]

    @cached_property
    def by_claim(self) -> dict[Claim, int]:
        told = np.bincount(self.claims, self.counts, len(CLAIMS)).astype(int).tolist()
        return dict(zip(CLAIMS, told, strict=True))

    @property
    def all_beyond(self) -> int:
        """How many places the axes do not hold."""
        return sum(n for n, side in zip(self.counts, self.beyond, strict=True) if side)

    def middle(self, column: int, row: int) -> tuple[float, float]:
        """The size and the value at the middle of a cell."""
        return (column + 0.5) / COLUMNS * self.size_to, (row + 0.5) / ROWS * self.value_to


def counted(sizes: Floats, values: Floats, claims: NDArray[np.intp], mean: float) -> Crowd:
    """The crowd of n places: (n,) each, claims as places among CLAIMS."""
    size_to, value_to = ends(np.sort(sizes).tolist(), np.sort(values).tolist(), mean)
    column, row = (
        np.clip(told / end * many, 0, many - 1).astype(int)
        for told, end, many in ((sizes, size_to, COLUMNS), (values, value_to, ROWS))
    )
    side = np.where(values > value_to, HIGHER, np.where(sizes > size_to, LARGER, INSIDE))
    cells, counts = np.unique(np.stack([column, row, claims, side]), axis=1, return_counts=True)
    return Crowd(size_to, value_to, *(part.tolist() for part in (*cells, counts)))


def ends(sizes: list[float], values: list[float], mean: float) -> tuple[float, float]:
    """Where the axes end, by numbers in their order: so far that they hold nearly all places."""
    longest = sizes[-1] if sizes[-1] <= 3 * _share(sizes, 0.995) else _share(sizes, 0.995)
    highest = min(values[-1], max(2.2 * mean, _share(values, 0.97)))
    return from_zero([longest], 8)[1], from_zero([highest * 1.05, mean * 1.6], 7)[1]


def _share(ordered: list[float], share: float) -> float:
    """The number that a share of the numbers, in order, does not pass."""
    return ordered[ceil(share * len(ordered)) - 1]
