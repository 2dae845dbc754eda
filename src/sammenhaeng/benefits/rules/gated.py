"""The disclosure gate for what a change of the law does: only Disclosed comes out of here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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

from .impact import Tally

PERIODS = ("simulated",)
WAYS, GAINS, PAID = ("winners", "losers", "unchanged"), ("won", "lost"), ("paid",)
EVERYBODY = 0  # the unit of all groups together


@dataclass(frozen=True)
class Effect:
    """What a change does to a group: households, and kroner; these are hidden with those."""

    winners: Disclosed[int]
    losers: Disclosed[int]
    unchanged: Disclosed[int]
    households: Disclosed[int]
    won: Disclosed[float]
    lost: Disclosed[float]
    before: Disclosed[int]

    @property
    def cost(self) -> Disclosed[float]:
        return both((self.won, self.lost), lambda won, lost: won - lost)

    @property
    def after(self) -> Disclosed[float]:
        return both((self.before, self.won, self.lost), lambda paid, won, lost: paid + won - lost)

    @property
    def each(self) -> Disclosed[float]:
        """Kroner that the change gives a household of the group on average."""
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


def effects(tally: Tally) -> Effects:
    """Through the gate: winners, losers, unchanged, and those who are paid something before.

    Groups where all are alike are told: whom a change leaves alone follows from the law, and the
    households are drawn. Before a register's own households are tried, those must be hidden too.
    """
    households = gated(WAYS, tally.households[:, :3], tally.drawn[:, :3])
    gains, today = (
        gated(names, tally.kroner[:, at], tally.drawn[:, at], tally.largest[:, at])
        for names, at in ((GAINS, slice(2)), (PAID, slice(3, 4)))
    )

    def effect(unit: int) -> Effect:
        wins, loses, same, every = households.row(unit)
        won, lost = (
            both((count, gains.cell(unit, name)), lambda _, kroner: kroner)
            for count, name in zip((wins, loses), GAINS, strict=True)
        )
        return Effect(wins, loses, same, every, won, lost, today.cell(unit, TOTAL))

    groups = len(tally.drawn)
    return Effects(tuple(effect(unit) for unit in range(1, groups + 1)), effect(EVERYBODY))


def gated(
    columns: tuple[str, ...], values: NDArray, drawn: NDArray, largest: NDArray | None = None
) -> Passed:
    """A table of groups; the gate counts the drawn households that each number rests on.

    The values are rounded as they add up, so that the totals are those of the households too.
    """
    subject = f"benefits simulation {' '.join(columns)}"
    whole = np.diff(np.rint(np.cumsum(values, axis=0)), axis=0, prepend=0).astype(np.int64)
    units = flat(range(1, len(values) + 1), EVERYBODY)
    return _passed(Table(subject, PERIODS, columns, units, whole, drawn, largest))


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
