"""The attacker: everything that can be worked out of what is published, said as faults.

The attacker knows every sum, every published cell, that no number is negative and, when every zero
is published, that a hidden cell is at least 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .alone import told_to_one
from .intervals import Hidden
from .programmes import Interval, Programme
from .rounds import is_narrow, rounds
from .systems import Part, System
from .tables import Ints


@dataclass(frozen=True)
class Fault:
    """Why a release may not be published: which rule, how many cells, and one of them.

    rule: "exact" (a hidden cell is known exactly), "narrow" (a primary cell is known too closely),
    "singleton" (someone alone in a cell knows another's too closely, by this release or together
    with earlier ones), "before" (a cell that must be hidden was published before), "earlier"
    (earlier releases tell it, or this one tells theirs), "difference" (this and an earlier release
    differ by too few), "contradiction" (they cannot both be true).
    """

    rule: str
    cells: int
    unit: int
    column: str
    interval: Interval | None = None


def audit(table: Hidden, names: Sequence[str]) -> tuple[Fault, ...]:
    """What is wrong with a pattern of hidden cells; nothing when it may be published."""
    exact = np.flatnonzero(table.exposed())
    narrow = table.narrow()
    outside = [place for place, known in narrow.items() if not known.size]
    inside = [place for place, known in narrow.items() if known.size]
    found = (("exact", exact.tolist()), ("narrow", outside), ("singleton", inside))
    nothing = np.zeros(0, np.int64)
    return tuple(
        _fault(table, names, rule, (places, narrow.get(places[0], nothing)))
        for rule, places in found
        if places
    )


def _fault(table: Hidden, names: Sequence[str], rule: str, where: tuple[list[int], Ints]) -> Fault:
    places, known = where
    row, column = divmod(places[0], len(names))
    return Fault(
        rule,
        len(places),
        int(table.hierarchy.units[row]),
        names[column],
        table.intervals(places[:1], known)[0],
    )


def audit_system(system: System) -> tuple[dict[int, Interval], dict[int, Interval]]:
    """Secret numbers of any linear system that are known too closely: to everybody, and to one
    person who stands in it. By linear programmes.

    For three-way and linked tables, where no theorem on graphs helps. Raises Impossible when the
    system contradicts itself.
    """
    outside: dict[int, Interval] = {}
    inside: dict[int, Interval] = {}
    for part in system.parts():
        programme = Programme(part.matrix, part.right, part.lowest)
        found = _narrow(part, programme, system.least_share)
        left = np.setdiff1d(part.secret, [*found])
        told = told_to_one(part, programme, left, system.least_share)
        outside |= {int(part.numbers[k]): one for k, one in found.items()}
        inside |= {int(part.numbers[k]): one for k, one in told.items()}
    return outside, inside


def _narrow(part: Part, programme: Programme, least_share: float) -> dict[int, Interval]:
    found = {}
    seen, left = rounds(part, programme, part.secret, least_share)
    for k in left.tolist():
        if seen.narrow(part.secret[part.secret == k]).size:
            interval = programme.interval(k)
            seen.add(programme.seen())
            seen.low[k] = interval.least
            if is_narrow(part, k, interval, least_share):
                found[k] = interval
    return found
