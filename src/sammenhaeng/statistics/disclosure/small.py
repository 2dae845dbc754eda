"""Small tables of counts: groups by categories with their totals."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .gate import Passed, release
from .tables import Hierarchy, Table, flat
from .values import Disclosed


@dataclass(frozen=True)
class Released:
    """A table of Disclosed: `rows` as they were given, and their totals."""

    rows: tuple[tuple[Disclosed[int], ...], ...]
    row_totals: tuple[Disclosed[int], ...]
    column_totals: tuple[Disclosed[int], ...]
    total: Disclosed[int]

    @property
    def has_hidden(self) -> bool:
        return any(one.is_hidden for row in self.rows for one in row) or any(
            one.is_hidden for one in (*self.row_totals, *self.column_totals, self.total)
        )


def disclose(rows: Sequence[Sequence[int]]) -> Released:
    """Hide what may not be told of a table of counts.

    `rows`: groups of persons; each row counts one group's persons in the same, mutually exclusive
    categories (m rows of n non-negative whole numbers, m and n at least 1). The totals of rows and
    columns are computed here and published with the cells. Each table is judged alone; what is
    published again and again goes through `release` with its ledger.

    ValueError when the table is empty, ragged, or holds a negative number.
    """
    if not rows or not rows[0] or any(len(row) != len(rows[0]) for row in rows):
        raise ValueError("A table has rows of the same length, at least one cell.")
    if any(cell < 0 for row in rows for cell in row):
        raise ValueError("A count is not negative.")
    units = range(1, len(rows) + 1)
    alone = Hierarchy(np.array([1]), np.array([-1]))
    columns = tuple(f"column {k}" for k in range(len(rows[0])))
    tree = flat(units) if len(rows) > 1 else alone
    passed = release(Table("persons", ("now",), columns, tree, np.array(rows, np.int64)))
    assert isinstance(passed, Passed)  # without a ledger everything can be hidden
    made = [passed.row(unit) for unit in units]
    sums = passed.row(0) if len(rows) > 1 else made[0]
    return Released(
        rows=tuple(row[:-1] for row in made),
        row_totals=tuple(row[-1] for row in made),
        column_totals=sums[:-1],
        total=sums[-1],
    )
