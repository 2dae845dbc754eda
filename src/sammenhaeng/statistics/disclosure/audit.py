"""The attacker: everything that can be worked out of what is published, said as faults.

The attacker knows every sum, every published cell, that no number is negative and, when every zero
is published, that a hidden cell is at least 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .intervals import Hidden
from .programmes import Interval, Programme
from .systems import Part, System
from .tables import Ints


@dataclass(frozen=True)
class Fault:
    """Why a release may not be published: which rule, how many cells, and one of them.

    rule: "exact" (a hidden cell is known exactly), "narrow" (a primary cell is known too closely),
    "singleton" (someone alone in a cell knows another's too closely), "before" (a cell that must be
    hidden was published before), "earlier" (earlier releases tell it, or this one tells theirs),
    "difference" (this and an earlier release differ by too few), "contradiction" (they cannot both
    be true).
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


def audit_system(system: System) -> dict[int, Interval]:
    """Secret numbers of any linear system that are known too closely, by linear programmes.

    For three-way and linked tables, where no theorem on graphs helps. Raises Impossible when the
    system contradicts itself.
    """
    found: dict[int, Interval] = {}
    for part in system.parts():
        found |= _audit_part(part, system.least_share)
    return found


def _audit_part(part: Part, least_share: float) -> dict[int, Interval]:
    """Every answer shows numbers that are possible; what they show wide is not asked again."""
    programme, found = Programme(part.matrix, part.right, part.lowest), {}
    low, high = np.full(part.width.size, np.inf), np.full(part.width.size, -np.inf)
    for k in part.secret.tolist():
        if low[k] < high[k] and high[k] - low[k] >= max(part.width[k], least_share * low[k] + 1):
            continue
        interval = programme.interval(k)
        low, high = np.minimum(low, programme.seen()), np.maximum(high, programme.seen())
        low[k] = interval.least
        if interval.width < max(part.width[k], np.ceil(least_share * interval.least)):
            found[int(part.numbers[k])] = interval
    return found
