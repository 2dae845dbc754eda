"""The attacker: everything that can be worked out of what is published, said as faults.

The attacker knows every sum, every published cell, that no number is negative and, when every zero
is published, that a hidden cell is at least 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .intervals import Hidden
from .programmes import Interval, Programme
from .systems import Part, System
from .tables import Ints

SEED, FEW, STILL_WORTH = 1, 4, 0.98  # of the lots; ask one by one what a round leaves


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
    """Many are first asked to move at once, each up or down by lot: most are then seen wide."""
    programme, found = Programme(part.matrix, part.right, part.lowest), {}
    seen, draw = _Seen(part, least_share), np.random.default_rng(SEED)
    left, before = part.secret, part.secret.size + 1.0
    while FEW < left.size < before:
        before = left.size * STILL_WORTH
        for numbers in programme.moved(left, draw.choice((-1.0, 1.0), left.size)):
            seen.add(numbers)
        left = seen.narrow(left)
    for k in left.tolist():
        if seen.narrow(part.secret[part.secret == k]).size:
            interval = programme.interval(k)
            seen.add(programme.seen())
            seen.low[k] = interval.least
            if interval.width < max(part.width[k], np.ceil(least_share * interval.least)):
                found[int(part.numbers[k])] = interval
    return found


class _Seen:
    """What answers have shown to be possible: a number that they show wide is not asked about."""

    def __init__(self, part: Part, least_share: float):
        self.width, self.least_share = part.width, least_share
        self.low, self.high = part.lowest + np.inf, np.full(part.width.size, -np.inf)

    def add(self, numbers: NDArray) -> None:
        self.low, self.high = np.minimum(self.low, numbers), np.maximum(self.high, numbers)

    def narrow(self, places: Ints) -> Ints:
        """Which of some places are not seen to be wide."""
        low, high = self.low[places], self.high[places]
        share = self.least_share * np.where(np.isfinite(low), low, 0) + 1
        return places[high - low < np.maximum(self.width[places], share)]
