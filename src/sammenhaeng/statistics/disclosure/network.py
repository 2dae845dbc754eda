"""A hierarchical table as a network: each cell an arc, each sum a node where flow is kept.

With R the row of a lowest unit and C the column of a unit that has others below it, a cell of a
lowest unit runs R -> C(parent), one of a unit above runs C(own) -> C(parent), and totals run the
other way. What may change together in the hidden cells is a circulation of this network.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from .tables import Hierarchy, Ints, Mask

WORD = (1 << 64) - 1


@dataclass(frozen=True, eq=False)
class Arcs:
    """Arcs between numbered nodes: tail and head, both (m,)."""

    tail: Ints
    head: Ints
    nodes: int

    def __getitem__(self, chosen) -> "Arcs":
        return Arcs(self.tail[chosen], self.head[chosen], self.nodes)

    @cached_property
    def matrix(self) -> sparse.csc_array:
        """Nodes x arcs: +1 where an arc arrives, -1 where it leaves; changes keep it 0."""
        m = self.tail.size
        places = (np.concatenate([self.head, self.tail]), np.tile(np.arange(m), 2))
        signs = np.repeat([1.0, -1.0], m)
        return sparse.csc_array((signs, places), shape=(self.nodes, m))

    @cached_property
    def component(self) -> Ints:
        """The component of each arc, when arcs may be walked both ways."""
        return self._components(directed=False)[self.tail]

    def _components(self, *, directed: bool, both: Mask | None = None) -> Ints:
        tail, head = self.tail, self.head
        if both is not None:
            tail, head = np.concatenate([tail, head[both]]), np.concatenate([head, tail[both]])
        graph = sparse.csr_array(
            (np.ones(tail.size, np.int8), (tail, head)), shape=(self.nodes, self.nodes)
        )
        how = {"directed": True, "connection": "strong"} if directed else {"directed": False}
        return csgraph.connected_components(graph, **how)[1].astype(np.int64)

    def exposed(self, both: Mask) -> Mask:
        """The arcs on which no change is possible: their cells are known exactly. O(m).

        both: which arcs can lose as well as gain. An arc is free when it lies on a cycle: its ends
        are strongly connected, and it is no two-way bridge of its component.

        Source: D. Gusfield, "A graph theoretic approach to data security", SIAM J. Comput. 17
        (1988) 552-571.
        """
        strong = self._components(directed=True, both=both)
        inside = strong[self.tail] == strong[self.head]
        found = ~inside
        places = np.flatnonzero(inside)
        found[places] = both[places] & self[places]._bridges()
        return found

    def _bridges(self) -> Mask:
        """The arcs without which their component falls apart, walked both ways.

        Every arc outside a spanning forest carries a random word from its one end to its other; a
        tree arc carries what crosses it, and is a bridge when that is nothing. A clash of words
        (one in 2^64) would only hide more.
        """
        order, above = self._forest()
        tree = self._tree_arcs(above)
        crossing = ~np.isin(np.arange(self.tail.size), tree)
        words = np.random.default_rng(1988).integers(1, WORD, self.tail.size, np.uint64)
        words[~crossing] = 0
        carried = np.zeros(self.nodes + 1, np.uint64)
        np.add.at(carried, self.tail, words)
        np.subtract.at(carried, self.head, words)
        below = _gathered(order, above, carried.tolist())
        found = np.zeros(self.tail.size, bool)
        lower = np.where(above[self.tail[tree]] == self.head[tree], self.tail[tree],
                         self.head[tree])  # fmt: skip
        found[tree] = np.array(below, np.uint64)[lower] == 0
        return found

    def _forest(self) -> tuple[Ints, Ints]:
        """Nodes in an order in which each comes after the one above it, and that one."""
        labels = self._components(directed=False)
        firsts = np.unique(labels, return_index=True)[1]
        top = self.nodes
        tail = np.concatenate([self.tail, np.full(firsts.size, top)])
        head = np.concatenate([self.head, firsts])
        graph = sparse.csr_array(
            (np.ones(tail.size, np.int8), (tail, head)), shape=(top + 1, top + 1)
        )
        order, above = csgraph.breadth_first_order(graph, top, directed=False)
        return order, above

    def _tree_arcs(self, above: Ints) -> Ints:
        """One arc for each node that hangs below another; arcs side by side are told apart."""
        down, up = above[self.tail] == self.head, above[self.head] == self.tail
        lower = np.where(down, self.tail, self.head)
        places = np.flatnonzero(down | up)
        return places[np.unique(lower[places], return_index=True)[1]]


def _gathered(order: Ints, above: Ints, carried: list[int]) -> list[int]:
    """What each node and all below it carry together."""
    parents = above.tolist()
    for node in order[:0:-1].tolist():
        parent = parents[node]
        carried[parent] = (carried[parent] + carried[node]) & WORD
    return carried


def network(hierarchy: Hierarchy, columns: int) -> Arcs:
    """The arcs of all cells (n x columns, the last column the total), row by row."""
    n = hierarchy.units.size
    row = np.full(n, -1)
    row[hierarchy.leaves] = np.arange(hierarchy.leaves.size)
    above = np.flatnonzero(~hierarchy.is_leaf)
    sums = np.full(n + 1, -1)
    sums[above] = hierarchy.leaves.size + np.arange(above.size) * columns
    ground = hierarchy.leaves.size + above.size * columns
    across = np.arange(columns)
    own = np.where(hierarchy.is_leaf[:, None], row[:, None], sums[:n, None] + across)
    to = np.where(
        hierarchy.parents[:, None] >= 0, sums[hierarchy.parents][:, None] + across, ground
    )
    is_total = across == columns - 1
    tail, head = np.where(is_total, to, own), np.where(is_total, own, to)
    return Arcs(tail.ravel(), head.ravel(), ground + 1)
