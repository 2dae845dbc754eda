"""Tables that add up: units under units, columns that exclude each other, and all their totals."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

TOTAL = "total"  # the name of the column that is the sum of the others
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """Units under units: institution < kommune < region < country.

    units: ids, int64, (n,). parents: the place in `units` of each one's parent, or -1, (n,).
    People who belong to a unit with units below it need a lowest unit of their own.
    ValueError when the units are not of one length, not different, or in a circle.
    """

    units: Ints
    parents: Ints

    def __post_init__(self) -> None:
        if self.units.shape != self.parents.shape or self.units.ndim != 1 or not self.units.size:
            raise ValueError("A hierarchy has as many parents as units, at least one.")
        if np.unique(self.units).size != self.units.size:
            raise ValueError("A unit stands once in a hierarchy.")
        if self.parents.min() < -1 or self.parents.max() >= self.units.size:
            raise ValueError("A parent is one of the units.")
        _ = self.depth

    @cached_property
    def depth(self) -> Ints:
        """How many units stand above each."""
        depth, above = np.zeros(self.units.size, np.int64), self.parents
        while (inner := above >= 0).any():
            depth += inner
            above = np.where(inner, self.parents[above], -1)
            if depth.max() > self.units.size:
                raise ValueError("A unit is not above itself.")
        return depth

    @cached_property
    def leaves(self) -> Ints:
        """The places of the lowest units, in the order of `units`."""
        is_parent = np.zeros(self.units.size, bool)
        is_parent[self.parents[self.parents >= 0]] = True
        return np.flatnonzero(~is_parent)

    @cached_property
    def is_leaf(self) -> Mask:
        return np.isin(np.arange(self.units.size), self.leaves)

    @cached_property
    def members(self) -> tuple[frozenset[int], ...]:
        """The ids of the lowest units each unit is made of."""
        below: list[set[int]] = [set() for _ in self.units]
        for place in self.leaves:
            below[place].add(int(self.units[place]))
        for level in self._upwards():
            for place in level:
                below[self.parents[place]] |= below[place]
        return tuple(map(frozenset, below))

    def _upwards(self) -> Iterable[Ints]:
        """The places that have a parent, lowest first."""
        for depth in range(int(self.depth.max()), 0, -1):
            yield np.flatnonzero(self.depth == depth)

    def summed(self, leaves: NDArray) -> NDArray:
        """The sums at every unit of what the lowest ones have: (leaves, ...) -> (n, ...)."""
        out = np.zeros((self.units.size, *leaves.shape[1:]), leaves.dtype)
        out[self.leaves] = leaves
        for level in self._upwards():
            np.add.at(out, self.parents[level], out[level])
        return out

    def two_largest(self, leaves: NDArray) -> NDArray:
        """The two largest contributions at every unit: (leaves, ..., 2) -> (n, ..., 2)."""
        out = np.zeros((self.units.size, *leaves.shape[1:]), leaves.dtype)
        out[self.leaves] = np.sort(leaves, axis=-1)
        for level in self._upwards():
            for place in level:
                both = np.concatenate([out[self.parents[place]], out[place]], axis=-1)
                out[self.parents[place]] = np.sort(both, axis=-1)[..., -2:]
        return out


def flat(units: Iterable[int], top: int = 0) -> Hierarchy:
    """Units under one top, which comes last."""
    ids = np.array([*units, top], np.int64)
    parents = np.full(ids.size, ids.size - 1, np.int64)
    parents[-1] = -1
    return Hierarchy(ids, parents)


@dataclass(frozen=True, eq=False)
class Table:
    """An additive table of people, answers, minutes or money, before the gate.

    subject: what is counted; the same word for the same thing in every release.
    periods: the smallest periods it covers, e.g. ("2025",) or ("2025-01", "2025-02", "2025-03").
    columns: k names that exclude each other; the column "total" is made here.
    values: whole numbers, not negative, (lowest units, k), in the order of `hierarchy.leaves`.
    persons: who contributed to each value, same shape; None when the values are persons.
    largest: the two largest contributions to each value, (lowest units, k, 2), for dominance.
    full_time: full-time equivalents at each lowest unit, (lowest units,), for absence.
    ValueError when shapes differ, a number is negative, or a name is twice or "total".
    """

    subject: str
    periods: tuple[str, ...]
    columns: tuple[str, ...]
    hierarchy: Hierarchy
    values: Ints
    persons: Ints | None = None
    largest: NDArray | None = None
    full_time: NDArray | None = None

    def __post_init__(self) -> None:
        shape = (self.hierarchy.leaves.size, len(self.columns))
        if self.values.shape != shape or not self.columns or not self.periods:
            raise ValueError(f"The table has {self.values.shape} values and must have {shape}.")
        if len({*self.columns, TOTAL}) != len(self.columns) + 1:
            raise ValueError("A table's columns have different names; the total is made here.")
        for given, expected in (
            (self.persons, shape), (self.largest, (*shape, 2)), (self.full_time, shape[:1]),
        ):  # fmt: skip
            if given is not None and (given.shape != expected or given.min(initial=0) < 0):
                raise ValueError(f"Expected {expected} numbers, not negative.")
        if not np.issubdtype(self.values.dtype, np.integer) or self.values.min(initial=0) < 0:
            raise ValueError("A table holds whole numbers, not negative.")

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.columns, TOTAL)

    @cached_property
    def cells(self) -> Ints:
        """Every unit and column with all totals: (n, k + 1)."""
        return with_total(self.hierarchy.summed(self.values.astype(np.int64)))

    @cached_property
    def people(self) -> Ints:
        """The persons behind each of `cells`."""
        if self.persons is None:
            return self.cells
        return with_total(self.hierarchy.summed(self.persons.astype(np.int64)))


def with_total(cells: NDArray) -> NDArray:
    return np.concatenate([cells, cells.sum(axis=1, keepdims=True)], axis=1)
