"""Which cells may not be shown for their own sake, each with the rule that says so."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from .tables import Ints, Mask, Table

FEWEST = 5  # persons or answers
FEWEST_FULL_TIME = 10  # full-time equivalents, for absence


class Reason(IntEnum):
    """Why a cell is hidden; the first rule that applies is kept."""

    SHOWN = 0
    FEW_PERSONS = 1
    FEW_FULL_TIME = 2
    DOMINANCE = 3
    P_PERCENT = 4
    ALL_ALIKE = 5
    SENSITIVE_ZERO = 6
    SECONDARY = 7  # would give another one away

    @property
    def is_primary(self) -> bool:
        return self not in (Reason.SHOWN, Reason.SECONDARY)


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The limits of the gate.

    The (1, k) dominance rule and the p % rule: A. Hundepool et al., Statistical Disclosure Control
    (Wiley 2012), ch. 4; they apply to tables that give their two largest contributions.
    """

    fewest: int = FEWEST
    fewest_full_time: float = FEWEST_FULL_TIME
    dominance: float = 0.80  # one contribution above this share of the cell
    p: float = 0.10  # the rest would tell the largest to within this share
    least_width: int = 5  # of the interval an attacker can work out for a primary cell
    least_share: float = 0.20  # of the cell, when that is wider
    sensitive_zeros: bool = False  # "nobody here" is hidden too

    def width(self, values: NDArray) -> NDArray:
        """The interval each value needs: max(5, 20 %)."""
        return np.maximum(self.least_width, np.ceil(self.least_share * values))

    def lowest(self, values: Ints) -> Ints:
        """What an attacker knows a hidden cell to be at least: 1 when every zero is published."""
        return np.zeros_like(values) if self.sensitive_zeros else np.minimum(values, 1)


def primary(table: Table, rules: Rules) -> NDArray[np.uint8]:
    """The Reason of each of `table.cells`; SHOWN where no rule hides it."""
    reasons = np.zeros(table.cells.shape, np.uint8)
    for reason, mask in _found(table, rules):
        reasons[mask & (reasons == 0)] = reason
    return reasons


def _found(table: Table, rules: Rules):
    people, cells = table.people, table.cells
    yield Reason.FEW_PERSONS, (people > 0) & (people < rules.fewest)
    if table.full_time is not None:
        staff = table.hierarchy.summed(table.full_time)
        yield Reason.FEW_FULL_TIME, _rows((staff > 0) & (staff < rules.fewest_full_time), cells)
    if table.largest is not None:
        first, second = _two_largest(table, table.largest)
        yield Reason.DOMINANCE, (cells > 0) & (first > rules.dominance * cells)
        yield Reason.P_PERCENT, (cells > 0) & (cells - first - second < rules.p * first)
    if len(table.columns) > 1 and table.persons is None:
        inner = cells[:, :-1]
        alike = (cells[:, -1] > 0) & (inner.max(axis=1) == cells[:, -1])
        hidden = _rows(alike, cells) & _not_total(cells) & ~_absent(table, alike)
        yield Reason.ALL_ALIKE, hidden
    if rules.sensitive_zeros:
        yield Reason.SENSITIVE_ZERO, (cells == 0) & (cells[:, -1:] > 0)


def _rows(mask: Mask, cells: Ints) -> Mask:
    return np.broadcast_to(mask[:, None], cells.shape)


def _absent(table: Table, alike: Mask) -> Mask:
    """Zeros that follow from a zero above, in a unit that may say so: nobody chose it anywhere."""
    parents, cells = table.hierarchy.parents, table.cells
    absent = np.zeros(cells.shape, bool)
    for depth in range(1, int(table.hierarchy.depth.max()) + 1):
        rows = np.flatnonzero(table.hierarchy.depth == depth)
        above = parents[rows]
        absent[rows] = absent[above] | (cells[above] == 0) & ~alike[above, None]
    return absent


def _not_total(cells: Ints) -> Mask:
    return np.arange(cells.shape[1]) < cells.shape[1] - 1


def _two_largest(table: Table, given: NDArray) -> tuple[NDArray, NDArray]:
    largest = table.hierarchy.two_largest(given)
    rows = np.sort(largest.reshape(len(largest), -1), axis=1)[:, None, -2:]
    both = np.concatenate([largest, rows], axis=1)
    return both[..., 1], both[..., 0]
