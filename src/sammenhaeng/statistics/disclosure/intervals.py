"""How narrowly an attacker can work out each primary cell, also one who stands in the table.

Most cells are certified by counting what can be exchanged between the columns of their own unit's
neighbours; for the others two linear programmes give the exact least and most.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, permutations

import numpy as np
from numpy.typing import NDArray

from .flow import Flow
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
    answers: dict[bytes, dict[int, Ints]] = field(default_factory=dict)  # found before

    @cached_property
    def known_to(self) -> Ints:
        """The person who knows to be alone in a cell: only of their own lowest unit do they."""
        return np.where(self.hierarchy.is_leaf[:, None], self.owner, -1)

    def exposed(self) -> Mask:
        """Hidden cells that are known exactly."""
        places = np.flatnonzero(self.hidden)
        found = np.zeros(self.cells.size, bool)
        both = (self.cells > self.lowest).ravel()[places]
        found[places] = self.arcs[places].exposed(both)
        return found.reshape(self.cells.shape)

    def narrow(self, wide: Ints | None = None) -> dict[int, Ints]:
        """Primary cells that somebody can tell too narrowly, and the cells that somebody knows.

        `wide` are places that are not asked about: nobody could tell them when less was hidden.

        Somebody is an outsider, who knows none, or one person whose own cells are known to them.
        Cells are named by their place, row by row.
        """
        sure = certified(self, self.hidden & (self.owner < 0)) & self.hidden
        left = np.flatnonzero(self.secret & self.hidden & ~sure)
        left = left if wide is None else np.setdiff1d(left, wide)
        places, component = self.components()
        groups = defaultdict(list)
        for place in left.tolist():
            groups[component[place]].append(place)
        found: dict[int, Ints] = {}
        for name, asked in groups.items():
            inside = places[component[places] == name]
            key = inside.tobytes() + np.array(asked).tobytes()
            if key not in self.answers:
                self.answers[key] = _Component(self, inside).narrow(asked)
            found |= self.answers[key]
        return found

    def components(self) -> tuple[Ints, Ints]:
        places = np.flatnonzero(self.hidden)
        component = np.full(self.cells.size, -1)
        component[places] = self.arcs[places].component
        return places, component

    def intervals(self, asked: Sequence[int], known: Ints) -> list[Interval]:
        """The exact least and most of some cells, for someone who knows some others."""
        places, component = self.components()
        found = []
        for name, group in groupby(asked, key=lambda place: component[place]):
            inside = places[component[places] == name]
            programme = self._programme(inside)
            own = np.flatnonzero(np.isin(inside, known))
            programme.fix(own, self.cells.ravel()[inside[own]])
            found += [programme.interval(int(np.searchsorted(inside, place))) for place in group]
        return found

    def _programme(self, places: Ints) -> Programme:
        arcs, cells = self.arcs[places], self.cells.ravel()[places]
        rows = np.unique(np.concatenate([arcs.tail, arcs.head]))
        matrix = arcs.matrix.tocsr()[rows].tocsc()
        return Programme(matrix, matrix @ cells, self.lowest.ravel()[places], cells.max())


def certified(table: Hidden, usable: Mask) -> Mask:
    """Cells of lowest units that can surely move as far as their width, by usable cells alone.

    To raise a cell, others of its row fall; then rows under the same parent exchange the columns
    back, over one or more steps. `width` units pass each column at most once, and each takes at
    most two units of room from an exchange; so room for 2 x width in every step is enough.
    """
    tree = table.hierarchy
    usable = usable & tree.is_leaf[:, None] & (tree.parents >= 0)[:, None]
    room = np.where(usable, table.cells - table.lowest, 0)
    free = np.where(usable, int(NO_LIMIT), 0)
    down, up = room.copy(), free.copy()
    down[:, -1], up[:, -1] = free[:, -1], room[:, -1]  # a total counts the other way round
    reach = _exchanges(tree.parents, up, down, np.where(table.hidden, table.width, 0).max(axis=1))
    rise = np.einsum("nab,na->nb", reach, down)
    fall = np.einsum("nab,nb->na", reach, up)
    rise[:, -1], fall[:, -1] = fall[:, -1].copy(), rise[:, -1].copy()
    own = np.where(table.hidden, table.cells - table.lowest, 0)
    return rise + np.minimum(fall, own) >= table.width


def _exchanges(parents: Ints, up: Ints, down: Ints, width: NDArray) -> Ints:
    """Of each row: whether its neighbours can take column a up and column b down, (n, a, b)."""
    inner, n_columns = parents >= 0, up.shape[1]
    reach = np.zeros((parents.size, n_columns, n_columns), np.int64)
    for a, b in permutations(range(n_columns), 2):
        each = np.minimum(up[:, a], down[:, b])
        sums = np.bincount(parents[inner], each[inner], parents.size)
        reach[:, a, b] = inner & (sums[parents] - each >= 2 * width)
    for middle in range(n_columns):
        reach |= reach[:, :, middle, None] & reach[:, None, middle, :]
    reach[:, range(n_columns), range(n_columns)] = 0
    return reach


class _Component:
    """Hidden cells that hang together."""

    def __init__(self, table: Hidden, places: Ints):
        cells = table.cells.ravel()[places]
        self.places, self.width = places, table.width.ravel()[places]
        self.flow = Flow(table.arcs[places], cells - table.lowest.ravel()[places])
        self.owner = table.owner.ravel()[places]
        self.known = table.known_to.ravel()[places] >= 0

    def narrow(self, asked: Iterable[int]) -> dict[int, Ints]:
        found = {}
        for k in np.searchsorted(self.places, np.array(asked)).tolist():
            known = self._who_knows(k)
            if known is not None:
                found[int(self.places[k])] = self.places[known]
        return found

    def _who_knows(self, k: int) -> Ints | None:
        """What somebody knows who can tell the cell too narrowly; nobody: None.

        All single persons together know more than each; if they cannot tell, none of them can.
        """
        needed = int(self.width[k])
        others = np.flatnonzero(self.known & (self.owner != self.owner[k]))
        if self.flow.reach(k, needed, set(others.tolist()))[0] >= needed:
            return None
        far, used = self.flow.reach(k, needed, set())
        if far < needed:
            return others[:0]
        for one in np.unique(self.owner[sorted(used & set(others.tolist()))]):
            own = np.flatnonzero(self.known & (self.owner == one))
            if self.flow.reach(k, needed, set(own.tolist()))[0] < needed:
                return own
        return None


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
