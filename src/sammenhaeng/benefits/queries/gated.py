"""The disclosure gate for what a change of the law does: only Disclosed comes out of here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sammenhaeng.benefits.rules.impact import Tally
from sammenhaeng.statistics.disclosure import (
    TOTAL,
    Disclosed,
    Hierarchy,
    Passed,
    Table,
    beside,
    flat,
    release,
)

PERIODS = ("simulated",)
WAYS, GAINS, PAID = ("winners", "losers", "unchanged"), ("won", "lost"), ("paid",)
EVERYBODY = 0  # the unit of all groups together


@dataclass(frozen=True)
class Effect:
    """What a change does to a group: households, and kroner a year."""

    winners: Disclosed[int]
    losers: Disclosed[int]
    unchanged: Disclosed[int]
    households: Disclosed[int]
    won: Disclosed[int]
    lost: Disclosed[int]
    before: Disclosed[int]

    @property
    def cost(self) -> Disclosed[float]:
        return both((self.won, self.lost), lambda won, lost: won - lost)

    @property
    def after(self) -> Disclosed[float]:
        return both((self.before, self.won, self.lost), lambda paid, won, lost: paid + won - lost)

    @property
    def each(self) -> Disclosed[float]:
        """Kroner a year that the change gives a household of the group on average."""
        cells = (self.won, self.lost, self.households)
        return both(cells, lambda won, lost, count: (won - lost) / count if count else 0.0)


def both(cells: Sequence[Disclosed], told: Callable[..., float]) -> Disclosed[float]:
    """What is worked out of several numbers: hidden when one of them is."""
    for cell in cells:
        if cell.is_hidden:
            return beside(cell, 0.0)
    return beside(cells[0], told(*(cell.value for cell in cells)))


@dataclass(frozen=True)
class Effects:
    """The effect on each group, and on all of them."""

    groups: tuple[Effect, ...]
    everybody: Effect


def effects(ways: Tally, paid: Tally) -> Effects:
    """Through the gate. ways: winners, losers, unchanged by group; paid: what is paid today."""
    households = gated(WAYS, ways.households, ways.drawn)
    gains = gated(GAINS, ways.kroner[:, :2], ways.drawn[:, :2], ways.largest[:, :2])
    today = gated(PAID, paid.kroner[:, :1], paid.drawn[:, :1], paid.largest[:, :1])

    def effect(unit: int) -> Effect:
        won, lost = (gains.cell(unit, name) for name in GAINS)
        wins, loses, same, every = households.row(unit)
        return Effect(wins, loses, same, every, won, lost, today.cell(unit, TOTAL))

    groups = len(ways.households)
    return Effects(tuple(effect(unit) for unit in range(1, groups + 1)), effect(EVERYBODY))


def gated(
    columns: tuple[str, ...], values: NDArray, drawn: NDArray, largest: NDArray | None = None
) -> Passed:
    """A table of groups; the gate counts the drawn households that each number rests on."""
    subject = f"benefits simulation {' '.join(columns)}"
    table = Table(
        subject, PERIODS, columns, flat(range(1, len(values) + 1), EVERYBODY),
        values.astype(np.int64), drawn.astype(np.int64), largest,
    )  # fmt: skip
    return _passed(table)


def counted(values: Sequence[int], drawn: Sequence[int]) -> tuple[Disclosed[int], ...]:
    """One row of households by columns that exclude each other, its total last."""
    alone = Hierarchy(np.array([EVERYBODY]), np.array([-1]))
    columns = tuple(f"column {k}" for k in range(len(values)))
    table = Table(
        "benefits simulation row", PERIODS, columns, alone,
        np.array([values], np.int64), np.array([drawn], np.int64),
    )  # fmt: skip
    return _passed(table).row(EVERYBODY)


def _passed(table: Table) -> Passed:
    passed = release(table)
    assert isinstance(passed, Passed)  # without a ledger everything can be hidden
    return passed
