"""Counts of people that may be shown: the only way a number about people leaves a room.

Rules: fewer than 5 persons are hidden; so is every cell of a row whose persons all share one
category (100 % and 0 % tell an attribute of each of them). What the published totals would give
away is hidden too, until no hidden cell of the table can be computed exactly. Earlier releases
are not known here: each table is judged alone.

Source of the audit: D. Gusfield, "A graph theoretic approach to data security",
SIAM J. Comput. 17 (1988) 552-571.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FEWEST = 5  # persons
HIDDEN = "–"
Place = tuple[int, int]
Ways = dict[str, set[tuple[str, tuple[int, int]]]]


class Disclosed:
    """A count of persons that may be shown, or one that is hidden; only `disclose` makes them."""

    __slots__ = ("_value",)
    _value: int | None

    def __init__(self) -> None:
        raise TypeError("A number about people becomes Disclosed by disclose() alone.")

    @property
    def is_hidden(self) -> bool:
        return self._value is None

    @property
    def value(self) -> int:
        """The count; ValueError when it is hidden."""
        if self._value is None:
            raise ValueError("The count is hidden.")
        return self._value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Disclosed) and self._value == other._value

    def __hash__(self) -> int:
        return hash(("Disclosed", self._value))

    def __repr__(self) -> str:
        return f"<Disclosed {HIDDEN if self._value is None else self._value}>"


@dataclass(frozen=True)
class Released:
    """A table of Disclosed: `rows` as they were given, and their totals."""

    rows: tuple[tuple[Disclosed, ...], ...]
    row_totals: tuple[Disclosed, ...]
    column_totals: tuple[Disclosed, ...]
    total: Disclosed

    @property
    def has_hidden(self) -> bool:
        return any(one.is_hidden for row in self.rows for one in row) or any(
            one.is_hidden for one in (*self.row_totals, *self.column_totals, self.total)
        )


def disclose(rows: Sequence[Sequence[int]]) -> Released:
    """Hide what may not be told of a table of counts.

    `rows`: groups of persons; each row counts one group's persons in the same, mutually exclusive
    categories (m rows of n non-negative whole numbers, m and n at least 1). The totals of rows and
    columns are computed here and published with the cells.

    ValueError when the table is empty, ragged, or holds a negative number.
    """
    if not rows or not rows[0] or any(len(row) != len(rows[0]) for row in rows):
        raise ValueError("A table has rows of the same length, at least one cell.")
    if any(cell < 0 for row in rows for cell in row):
        raise ValueError("A count is not negative.")
    table = _with_totals(rows)
    hidden = _primary(table)
    while (more := _needed(table, hidden)) is not None:
        hidden.add(more)
    made = [[_made(v, (i, j) in hidden) for j, v in enumerate(row)] for i, row in enumerate(table)]
    return Released(
        rows=tuple(tuple(row[:-1]) for row in made[:-1]),
        row_totals=tuple(row[-1] for row in made[:-1]),
        column_totals=tuple(made[-1][:-1]),
        total=made[-1][-1],
    )


def _made(value: int, is_hidden: bool) -> Disclosed:
    one = object.__new__(Disclosed)
    one._value = None if is_hidden else value
    return one


def _with_totals(rows: Sequence[Sequence[int]]) -> list[list[int]]:
    wide = [[*row, sum(row)] for row in rows]
    return [*wide, [sum(column) for column in zip(*wide, strict=True)]]


def _primary(table: list[list[int]]) -> set[Place]:
    places = [(i, j) for i, row in enumerate(table) for j in range(len(row))]
    hidden = {(i, j) for i, j in places if 0 < table[i][j] < FEWEST}
    for i, row in enumerate(table):
        cells = row[:-1]
        if len(cells) > 1 and row[-1] and max(cells) == row[-1]:
            hidden |= {(i, j) for j in range(len(cells))}
    return hidden


def _needed(table: list[list[int]], hidden: set[Place]) -> Place | None:
    """One more cell to hide, or None when nothing hidden can be worked out."""
    for line in _lines(table):
        if _gives_away(table, hidden, line):
            return _cheapest(table, [place for place in line if place not in hidden])
    for i, j in sorted(_exposed(table, hidden)):
        near = [place for line in _lines(table) if (i, j) in line for place in line]
        if visible := [place for place in near if place not in hidden]:
            return _cheapest(table, visible)
    return None


def _lines(table: list[list[int]]) -> Iterator[list[Place]]:
    """Every row and column; its last place is its total."""
    height, width = len(table), len(table[0])
    yield from ([(i, j) for j in range(width)] for i in range(height))
    yield from ([(i, j) for i in range(height)] for j in range(width))


def _gives_away(table: list[list[int]], hidden: set[Place], line: list[Place]) -> bool:
    """One hidden cell alone, or hidden cells that together are too few persons to tell of."""
    inside = [place for place in line if place in hidden]
    if not inside or len(inside) == len(line):
        return False
    if len(inside) == 1:
        return True
    return line[-1] not in hidden and 0 < sum(table[i][j] for i, j in inside) < FEWEST


def _cheapest(table: list[list[int]], places: list[Place]) -> Place:
    """The cell that loses least: inside the table before totals, the smallest above zero first."""
    last_row, last_column = len(table) - 1, len(table[0]) - 1

    def loss(place: Place) -> tuple[int, bool, int, Place]:
        i, j = place
        totals = (i == last_row) + (j == last_column)
        return totals, table[i][j] == 0, table[i][j], place

    return min(places, key=loss)


def _exposed(table: list[list[int]], hidden: set[Place]) -> set[Place]:
    """Hidden cells that the published ones determine exactly.

    The table is a network: each cell an arc between its row and its column. A cell is free when it
    lies on a cycle of arcs that can all change; below 1 nobody believes a hidden cell to be.
    """
    arcs = {place: _ends(table, place) for place in hidden}
    ways: Ways = defaultdict(set)
    for (i, j), (tail, head) in arcs.items():
        ways[tail].add((head, (i, j)))
        if table[i][j] > 1:
            ways[head].add((tail, (i, j)))
    return {
        (i, j)
        for (i, j), (tail, head) in arcs.items()
        if not _reaches(ways, head, tail, (i, j))
        and not (table[i][j] > 1 and _reaches(ways, tail, head, (i, j)))
    }


def _ends(table: list[list[int]], place: Place) -> tuple[str, str]:
    i, j = place
    row, column = f"row {i}", f"column {j}"
    is_total = (i == len(table) - 1) != (j == len(table[0]) - 1)
    return (column, row) if is_total else (row, column)


def _reaches(
    ways: dict[str, set[tuple[str, Place]]], start: str, goal: str, without: Place
) -> bool:
    seen, waiting = {start}, deque([start])
    while waiting:
        for node, place in ways[waiting.popleft()]:
            if place == without or node in seen:
                continue
            if node == goal:
                return True
            seen.add(node)
            waiting.append(node)
    return False
