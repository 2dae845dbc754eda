"""How narrowly an attacker can work out each primary cell, also one who stands in the table.

Most cells are certified by counting what can be exchanged between the columns of their own unit's
neighbours; for the others two linear programmes give the exact least and most.
"""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .network import Arcs
from .programmes import NO_LIMIT, Interval, Programme
from .tables import Hierarchy, Ints, Mask


@dataclass(frozen=True, eq=False)
class Hidden:
    """A table as an attacker meets it: which cells are hidden, and what is known of those.

    All of shape (n, columns): `cells` the true numbers, `hidden`, `lowest` what a hidden one is at
    least, `width` the interval each needs, `secret` the primary cells, `owner` the place of the one
    person who knows the cell, because all of it is theirs, or -1.
    """

    hierarchy: Hierarchy
    arcs: Arcs
    cells: Ints
    lowest: Ints
    width: NDArray
    secret: Mask
    owner: Ints
    hidden: Mask

    def exposed(self) -> Mask:
        """Hidden cells that are known exactly."""
        places = np.flatnonzero(self.hidden)
        found = np.zeros(self.cells.size, bool)
        both = (self.cells > self.lowest).ravel()[places]
        found[places] = self.arcs[places].exposed(both)
        return found.reshape(self.cells.shape)

    def narrow(self) -> dict[int, Interval]:
        """Primary cells (flat places) whose interval is too narrow for somebody, and the interval.

        Somebody is an outsider, or any one person whose own cells are known to them.
        """
        sure = certified(self, self.hidden & (self.owner < 0)) & self.hidden
        left = np.flatnonzero(self.secret & self.hidden & ~sure)
        places = np.flatnonzero(self.hidden)
        component = np.full(self.cells.size, -1)
        component[places] = self.arcs[places].component
        groups = defaultdict(list)
        for place in left.tolist():
            groups[component[place]].append(place)
        found: dict[int, Interval] = {}
        for name, asked in groups.items():
            found |= _Component(self, places[component[places] == name]).narrow(asked)
        return found


def certified(table: Hidden, usable: Mask) -> Mask:
    """Cells of lowest units that can surely move as far as their width, by usable cells alone.

    To raise a cell by one, another of its row falls by one; some other row under the same parent
    exchanges the two columns back. Each exchange must be possible `width` times over without the
    cell's own row, so that exchanges with several columns never use up each other's room.
    """
    tree, n_columns = table.hierarchy, table.cells.shape[1]
    usable = usable & tree.is_leaf[:, None] & (tree.parents >= 0)[:, None]
    room = np.where(usable, table.cells - table.lowest, 0)
    free = np.where(usable, int(NO_LIMIT), 0)
    down, up = room.copy(), free.copy()
    down[:, -1], up[:, -1] = free[:, -1], room[:, -1]  # a total counts the other way round
    rise, fall = np.zeros(table.cells.shape), np.zeros(table.cells.shape)
    own = np.where(table.hidden, table.cells - table.lowest, 0)
    for here in range(n_columns):
        for other in range(n_columns):
            if other != here:
                width, back = table.width[:, here], (up[:, other], down[:, here])
                rise[:, here] += _exchanged(tree.parents, down[:, other], back, width)
                back = (down[:, other], up[:, here])
                fall[:, here] += _exchanged(tree.parents, up[:, other], back, width)
    rise[:, -1], fall[:, -1] = fall[:, -1].copy(), rise[:, -1].copy()
    return rise + np.minimum(fall, own) >= table.width


def _exchanged(parents: Ints, row: Ints, pair: tuple[Ints, Ints], width: NDArray) -> Ints:
    """What each row may give to another column, where its neighbours can surely take it back."""
    inner, each = parents >= 0, np.minimum(*pair)
    sums = np.bincount(parents[inner], each[inner], parents.size)
    others = np.where(inner, sums[parents] - each, 0)
    return np.where(others >= width, row, 0)


@dataclass
class _Component:
    """Hidden cells that hang together, and the linear programme over them."""

    table: Hidden
    places: Ints  # flat
    at: dict[int, int] = field(init=False)
    programme: Programme = field(init=False)

    def __post_init__(self) -> None:
        self.at = {place: k for k, place in enumerate(self.places.tolist())}
        arcs, cells = self.table.arcs[self.places], self.table.cells.ravel()[self.places]
        rows = np.unique(np.concatenate([arcs.tail, arcs.head]))
        matrix = arcs.matrix.tocsr()[rows].tocsc()
        lowest = self.table.lowest.ravel()[self.places]
        self.programme = Programme(matrix, matrix @ cells, lowest)
        self.cells = cells
        self.owner = self.table.owner.ravel()[self.places]
        rows = self.places // self.table.cells.shape[1]
        self.known = (self.owner >= 0) & self.table.hierarchy.is_leaf[rows]

    def narrow(self, asked: list[int]) -> dict[int, Interval]:
        found = {}
        for place in asked:
            needed = self.table.width.ravel()[place]
            least = self._narrowest(self.at[place], needed)
            if least.width < needed:
                found[place] = least
        return found

    def _narrowest(self, k: int, needed: float) -> Interval:
        """For whoever knows most: all single persons together if that is wide, else one by one."""
        others = np.flatnonzero(self.known & (self.owner != self.owner[k]))
        if others.size:
            together = self._knowing(others, k)
            if together.width >= needed:
                return together
        outside = self.programme.interval(k)
        if outside.width < needed or not others.size:
            return outside
        inside = (self._knowing(np.flatnonzero(self.known & (self.owner == one)), k)
                  for one in np.unique(self.owner[others]))  # fmt: skip
        return min(inside, key=lambda interval: interval.width)

    def _knowing(self, known: Ints, k: int) -> Interval:
        self.programme.fix(known, self.cells[known])
        interval = self.programme.interval(k)
        self.programme.free(known)
        return interval


def owners(hierarchy: Hierarchy, people: Ints) -> Ints:
    """The place of the one person of each cell, or -1: people (n, columns), totals included.

    Who is alone in a row also knows that its other cells are zero. A sum that is one person's is
    no secret from that person, but only of their own lowest unit do they know to be alone.
    """
    single = people == 1
    places = (np.arange(people.size) + 1).reshape(people.shape)
    inner = hierarchy.summed(np.where(single, places, 0)[hierarchy.leaves, :-1])
    owner = np.where(single, np.concatenate([inner, inner.sum(axis=1)[:, None]], axis=1), 0)
    return np.where((people == 0) & single[:, -1:], owner[:, -1:], owner) - 1
