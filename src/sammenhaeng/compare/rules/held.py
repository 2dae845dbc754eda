"""How much of the absence the few with most have, by kind of employer, before the gate. Pure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sammenhaeng.statistics.disclosure import FEWEST
from sammenhaeng.statistics.disclosure.tables import Table, flat
from sammenhaeng.statistics.variation import held_by_top

from .figures import People
from .indicators import Indicator
from .tree import Tree

TOP = 0.05  # KRL 2015: 5 per cent of the staff had 42.7 per cent of the absence
MOST, OTHERS, SHARE = "most", "others", "share"
EMPLOYERS = {"kommune": 1, "region": 2, "ministry": 3, "state": 3, "private": 4}
KINDS = {1: "Kommuner", 2: "Regioner", 3: "Staten", 4: "Private, der løser offentlige opgaver"}


@dataclass(frozen=True, eq=False)
class Held:
    """The table that must pass the gate, and the share at each unit of it, (n,)."""

    table: Table
    shares: NDArray[np.float64]


def held(one: Indicator, people: People, tree: Tree, period: str) -> Held | None:
    """By kind of employer; None when all have too few staff for a top to be told.

    Counted are employments: who works in two places is there twice.
    """
    employer, counts = _employers(people, tree), people.counts[one.counts]
    groups = {key: np.flatnonzero(employer == key) for key in sorted(set(EMPLOYERS.values()))}
    kept = {
        key: rows for key, rows in groups.items()
        if len(rows) * TOP >= FEWEST and counts[rows].any()
    }  # fmt: skip
    if not kept:
        return None
    split = [_split(counts[rows]) for rows in kept.values()]
    table = Table(
        subject=f"{one.code}.held", periods=(period,), columns=(MOST, OTHERS),
        hierarchy=flat(kept),
        values=np.array([[part.sum() for part in parts] for parts in split]),
        persons=np.array([[np.count_nonzero(part) for part in parts] for parts in split]),
        full_time=np.array([people.full_time[rows].sum() for rows in kept.values()]),
    )  # fmt: skip
    shares = [held_by_top(counts[rows], share=TOP) for rows in kept.values()]
    return Held(table, np.array([*shares, np.nan]))


def _split(counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Those with most, and everybody else."""
    top = len(counts) - int(len(counts) * TOP)
    ordered = np.partition(counts, top)
    return ordered[top:], ordered[:top]


def _employers(people: People, tree: Tree) -> NDArray[np.int64]:
    """The kind of employer of each row; 0 where it is none of ours."""
    place, parents = tree.hierarchy.leaves.copy(), tree.hierarchy.parents
    while (inside := tree.keys[place] > 0).any():
        place[inside] = parents[place[inside]]
    known = np.array([EMPLOYERS.get(str(kind), 0) for kind in tree.groups[place]])
    return known[tree.leaves_of(people.unit)]
