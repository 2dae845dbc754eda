"""Units under units under authorities under the country: a hierarchy to sum figures over. Pure.

Keys: the country is 0, an authority minus its id, a unit its id. Staff of a unit that has units
below it stand in a lowest unit of their own, which nobody is shown: the unit's id above 2^40.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sammenhaeng.statistics.disclosure.tables import Hierarchy

COUNTRY = 0
OWN_STAFF = 1 << 40
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Places:
    """Where units stand; arrays are (u,). `kinds` are names, `parents` 0 for a topmost unit."""

    units: Ints
    parents: Ints
    authorities: Ints
    kinds: NDArray[np.str_]
    kinds_of_authorities: dict[int, str]


@dataclass(frozen=True, eq=False)
class Tree:
    """The hierarchy of everybody with staff, and what each of its n nodes is."""

    hierarchy: Hierarchy
    groups: NDArray[np.str_]  # (n,) kind of unit or authority, "country", or "" for own staff

    @property
    def keys(self) -> Ints:
        return self.hierarchy.units

    @cached_property
    def leaf_of(self) -> dict[int, int]:
        """Unit id -> the place of its staff among the hierarchy's leaves."""
        keys = self.keys[self.hierarchy.leaves]
        return {int(key) % OWN_STAFF: place for place, key in enumerate(keys)}

    def leaves_of(self, units: Ints) -> Ints:
        """The place among the leaves of each unit, (rows,)."""
        known, place = np.unique(units, return_inverse=True)
        return np.array([self.leaf_of[int(one)] for one in known], np.int64)[place]


def grown(places: Places, staffed: Ints) -> Tree:
    """The tree of the units with staff, of all above them, and of nobody else.

    KeyError names a unit with staff that is not among the places.
    """
    row = {int(unit): at for at, unit in enumerate(places.units)}
    kept: set[int] = set()
    for unit in map(int, staffed):
        while unit and unit not in kept:
            kept.add(unit)
            unit = int(places.parents[row[unit]])
    units = sorted(kept)
    above = {unit: int(places.parents[row[unit]]) for unit in units}
    has_children = {parent for parent in above.values() if parent}
    own = [int(unit) for unit in staffed if int(unit) in has_children]
    authorities = sorted({int(places.authorities[row[unit]]) for unit in units})
    keys = [COUNTRY, *(-one for one in authorities), *units, *(OWN_STAFF + one for one in own)]
    place = {key: at for at, key in enumerate(keys)}
    parents = [-1, *(0 for _ in authorities)]
    parents += [place[above[one] or -int(places.authorities[row[one]])] for one in units]
    parents += [place[one] for one in own]
    groups = ["country", *(places.kinds_of_authorities[one] for one in authorities)]
    groups += [str(places.kinds[row[one]]) for one in units] + [""] * len(own)
    hierarchy = Hierarchy(np.array(keys, np.int64), np.array(parents, np.int64))
    return Tree(hierarchy, np.array(groups))
