"""Which further cells to hide, so that those hidden for their own sake cannot be worked out.

Greedy and always the same: the cheapest cell first (cost: the logarithm of its size), in the line
where something is missing, until the auditor has nothing more to say.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .intervals import Hidden
from .tables import Ints, Mask


def protected(table: Hidden, public: Mask) -> Hidden:
    """The table with more hidden, until the audit accepts it or nothing is left to hide.

    public: cells that were published before; hiding them now protects nothing.
    """
    search = _Search(replace(table, hidden=table.hidden & ~public), public)
    while True:
        search.fill_lines()
        found = np.flatnonzero(search.table.exposed()).tolist()
        if not search.hide_near(found or search.narrow()):
            return search.table


class _Search:
    def __init__(self, table: Hidden, public: Mask):
        self.table = table
        self.hidden = table.hidden
        self.wide = np.zeros(0, np.int64)
        leaves = table.hierarchy.leaves
        tells = table.hierarchy.summed(table.secret[leaves].astype(np.int64)) > 0
        may_hide = (table.cells > 0) | table.secret | tells  # a sum of 0 tells the zeros below it
        self.cost = np.where(may_hide & ~public, np.log1p(table.cells), np.inf)
        order = np.argsort(table.hierarchy.parents, kind="stable")
        self.starts = np.searchsorted(table.hierarchy.parents[order], np.arange(order.size + 1))
        self.order = order

    def narrow(self) -> Ints:
        """What is still too narrow: hiding more makes no cell narrower, so no wide one is asked."""
        found = np.array(list(self.table.narrow(self.wide)), np.int64)
        self.wide = np.setdiff1d(np.flatnonzero(self.hidden & self.table.secret), found)
        return found

    def fill_lines(self) -> None:
        """No row or column hides one cell alone, or so little that its total tells it."""
        while self._fill_rows() | self._fill_columns():
            pass

    def _left(self) -> NDArray:
        return np.where(self.hidden, np.inf, self.cost)

    def _fill_rows(self) -> bool:
        filled = False
        while True:
            left = self._left()
            best = left.argmin(axis=1)
            rows = self._short_rows() & np.isfinite(left[np.arange(best.size), best])
            if not rows.any():
                return filled
            self.hidden[rows, best[rows]] = filled = True

    def _short_rows(self) -> Mask:
        many, room, need = self._counted()
        is_open = ~self.hidden[:, -1]
        return (many.sum(axis=1) == 1) | (
            is_open & many.any(axis=1) & (room[:, :-1].sum(axis=1) < need.max(axis=1))
        )

    def _counted(self) -> tuple[Mask, Ints, NDArray]:
        """Of each cell: whether it is hidden, how far it can fall, how far it must move."""
        table = self.table
        room = np.where(self.hidden, table.cells - table.lowest, 0)
        need = np.where(self.hidden & table.secret, table.width, self.hidden * 1)
        return self.hidden, room, need

    def _fill_columns(self) -> bool:
        filled = False
        for parent, column in self._short_columns():
            filled |= self._hide(self._column(parent, column))
        return filled

    def _short_columns(self) -> Iterator[tuple[int, int]]:
        many, room, need = self._counted()
        parents = self.table.hierarchy.parents
        inner = parents >= 0
        count, fall, most = (np.zeros(many.shape) for _ in range(3))
        np.add.at(count, parents[inner], many[inner])
        np.add.at(fall, parents[inner], room[inner])
        np.maximum.at(most, parents[inner], need[inner])
        short = (count > 0) & ~many & ((count == 1) | (fall < most))
        alone = (count == 0) & many & ~self.table.hierarchy.is_leaf[:, None]
        yield from zip(*(places.tolist() for places in np.nonzero(short | alone)), strict=True)

    def _column(self, parent: int, column: int) -> Ints:
        """The flat places of a column under a parent, its sum last."""
        below = self.order[self.starts[parent] : self.starts[parent + 1]]
        return np.append(below, parent) * self.hidden.shape[1] + column

    def _row(self, row: int) -> Ints:
        columns = self.hidden.shape[1]
        return np.arange(row * columns, (row + 1) * columns)

    def _hide(self, places: Ints) -> bool:
        """The cheapest of some cells; one whose row hides nothing yet costs twice."""
        rows = places // self.hidden.shape[1]
        cost = self._left().ravel()[places] * np.where(self.hidden[rows].any(axis=1), 1, 2)
        best = int(cost.argmin())
        if not np.isfinite(cost[best]):
            return False
        self.hidden.ravel()[places[best]] = True
        return True

    def hide_near(self, places: Ints | list[int]) -> bool:
        """One more cell beside each of those that are not protected; False when there is none."""
        done: set[int] = set()
        hidden_more = False
        for place in map(int, places):
            row = place // self.hidden.shape[1]
            if row not in done:
                done.add(row)
                hidden_more |= any(self._hide(line) for line in self._lines(place))
        return hidden_more

    def _lines(self, place: int) -> Iterator[Ints]:
        """The lines a cell lies in, then those of the sums above it."""
        row, column = divmod(place, self.hidden.shape[1])
        parents = self.table.hierarchy.parents
        while row >= 0:
            yield self._row(row)
            if not self.table.hierarchy.is_leaf[row]:
                yield self._column(row, column)
            if parents[row] >= 0:
                yield self._column(int(parents[row]), column)
                yield self._column(int(parents[row]), self.hidden.shape[1] - 1)
            row = int(parents[row])
