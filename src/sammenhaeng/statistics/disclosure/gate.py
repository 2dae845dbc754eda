"""The gate: a table about people goes through it whole, or not at all and with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .audit import Fault, audit, audit_system
from .intervals import Hidden, owners
from .ledger import Published, differences, public, together
from .network import network
from .programmes import Impossible, Interval
from .rules import Reason, Rules, primary
from .secondary import protected
from .tables import Mask, Table
from .values import Disclosed, from_ledger


@dataclass(frozen=True, eq=False)
class Passed:
    """A table that may be published: `published` has no hidden number in it."""

    published: Published

    @cached_property
    def _row(self) -> dict[int, int]:
        return {int(unit): k for k, unit in enumerate(self.published.hierarchy.units)}

    def cell(self, unit: int, column: str) -> Disclosed[int]:
        """One number; KeyError for a unit and ValueError for a column that is not in the table."""
        value = self.published.values[self._row[unit], self.published.columns.index(column)]
        return from_ledger(None if np.isnan(value) else int(value))

    def row(self, unit: int) -> tuple[Disclosed[int], ...]:
        """Every number of a unit, the total last."""
        return tuple(self.cell(unit, column) for column in self.published.columns)

    def hiding(self, column: str, values: NDArray) -> NDArray:
        """Other numbers of the same cells (a rate, an adjusted ratio), nan where those are hidden.

        values: one for each unit, (n,), in the order of the table's hierarchy.
        """
        told = self.published.values[:, self.published.columns.index(column)]
        return np.where(np.isnan(told), np.nan, values)

    def reason(self, unit: int, column: str) -> Reason:
        """Why a number is hidden, or that it is shown."""
        place = self._row[unit], self.published.columns.index(column)
        return Reason(int(self.published.reasons[place]))


@dataclass(frozen=True)
class Failed:
    """A table that may not be published, and every rule it breaks."""

    faults: tuple[Fault, ...]


def release(
    table: Table, *, rules: Rules | None = None, ledger: Sequence[Published] = ()
) -> Passed | Failed:
    """Hide what may not be told, then try as an attacker to work it out.

    ledger: everything published before of the same subject (others are left out): the attacker
    knows it too. What was told before is not hidden, for that would protect nothing; what was
    hidden before stays hidden.
    Returns Passed with the table as it may be shown, or Failed with the faults found.
    """
    rules = rules or Rules()
    earlier = [one for one in ledger if one.subject == table.subject]
    reasons = primary(table, rules)
    seen = _seen(table, reasons, rules)
    told, kept = public(_published(table, reasons), table.cells, earlier)
    seen = protected(replace(seen, hidden=seen.hidden | kept), told)
    reasons[seen.hidden & (reasons == Reason.SHOWN)] = Reason.SECONDARY
    reasons[~seen.hidden & ~told] = Reason.SHOWN
    published = _published(table, reasons)
    faults = [*audit(seen, table.names)]
    if earlier:
        faults += _against(published, seen, told, earlier, rules)
    return Failed(tuple(faults)) if faults else Passed(published)


def _seen(table: Table, reasons, rules: Rules) -> Hidden:
    cells = table.cells
    return Hidden(
        hierarchy=table.hierarchy,
        arcs=network(table.hierarchy, cells.shape[1]),
        cells=cells,
        lowest=rules.lowest(cells),
        width=rules.width(cells),
        secret=reasons > 0,
        owner=owners(table.hierarchy, table.people),
        hidden=reasons > 0,
    )


def _published(table: Table, reasons) -> Published:
    values = np.where(reasons > 0, np.nan, table.cells.astype(float))
    return Published(
        table.subject, table.periods, table.names, table.hierarchy, values, reasons.copy()
    )


def _against(
    now: Published, seen: Hidden, told: Mask, earlier: Sequence[Published], rules: Rules
) -> list[Fault]:
    """What the new table and the earlier ones tell together."""
    found = []
    for rule, mask in (
        ("before", told & now.is_primary),
        ("difference", differences(now, earlier, rules)),
    ):
        if mask.any():
            row, column = np.argwhere(mask)[0].tolist()
            found.append(_fault(now, (row, column), rule, int(mask.sum())))
    try:
        system, cells = together(now, (seen.cells, seen.known_to), earlier, rules)
        close = audit_system(system)
    except Impossible:
        return [*found, _fault(now, (0, 0), "contradiction", 1)]
    for rule, narrow in zip(("earlier", "singleton"), close, strict=True):
        if narrow:
            number, interval = next(iter(narrow.items()))
            table, place = cells(number)
            found.append(_fault(table, place, rule, len(narrow), interval))
    return found


def _fault(
    table: Published, place: tuple[int, int], rule: str, cells: int,
    interval: Interval | None = None,
) -> Fault:  # fmt: skip
    unit = int(table.hierarchy.units[place[0]])
    return Fault(rule, cells, unit, table.columns[place[1]], interval)
