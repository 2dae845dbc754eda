"""Tables that people bring: CSV with comma or semicolon, Danish or English decimals."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .cells import Array

LARGEST = 50 * 2**20  # bytes
DANISH = re.compile(r"-?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?")
ENGLISH = re.compile(r"-?\d+(\.\d+)?")


class Unreadable(ValueError):
    """What is wrong with a table, in one sentence that says what to do."""


@dataclass(frozen=True)
class Table:
    """The columns of a file, as text, and the number of the line each row begins at."""

    name: str
    columns: dict[str, tuple[str, ...]]
    lines: tuple[int, ...]

    def text(self, column: str) -> tuple[str, ...]:
        """A column by its name, or by how no other begins. Unreadable when there is none."""
        begins = [name for name in self.columns if name.startswith(column)]
        if column not in self.columns and len(begins) != 1:
            known = ", ".join(self.columns)
            raise Unreadable(f"{self.name}: no column {column}; choose one of: {known}.")
        return self.columns.get(column) or self.columns[begins[0]]

    def numbers(self, column: str, *, least: float = 0.0, is_above: bool = False) -> Array:
        """A column of numbers of at least `least`, or above it.

        A comma anywhere in the column makes it Danish: 1.234,5. Unreadable names line and column.
        """
        cells = self.text(column)
        is_danish = any("," in cell for cell in cells)
        numbers = np.empty(len(cells))
        for at, (cell, line) in enumerate(zip(cells, self.lines, strict=True)):
            where = f"{self.name}, line {line}, column {column}"
            if not (DANISH if is_danish else ENGLISH).fullmatch(cell):
                raise Unreadable(f'{where}: "{cell[:40]}" is not a number; write 12,5 or 12.5.')
            plain = cell.replace(".", "").replace(",", ".") if is_danish else cell
            numbers[at] = float(plain)
            if numbers[at] < least or (is_above and numbers[at] == least):
                limit = f"above {least:g}" if is_above else f"{least:g} or more"
                raise Unreadable(f"{where}: {cell} must be {limit}; correct it or leave it out.")
        return numbers


def read(path: Path) -> Table:
    """The table of a file whose first line names the columns. Unreadable says what is wrong."""
    name = path.name
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError:
        raise Unreadable(f"{path}: the file cannot be read; check its name.") from None
    if content is None:
        raise Unreadable(f"{name}: larger than {LARGEST // 2**20} MB; split it.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(f"{name}: not UTF-8 text; save it as CSV UTF-8.") from None
    rows = _rows(name, text)
    if len(rows) < 2:
        raise Unreadable(f"{name}: no rows below the line that names the columns; add them.")
    (_, head), *body = rows
    if len(set(head)) < len(head):
        raise Unreadable(f"{name}, line 1: two columns have the same name; rename one.")
    columns = zip(*(cells for _, cells in body), strict=True)
    return Table(name, dict(zip(head, columns, strict=True)), tuple(line for line, _ in body))


def _rows(name: str, text: str) -> list[tuple[int, list[str]]]:
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",", strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, [cell.strip() for cell in cells]))
            line = reader.line_num + 1
    except csv.Error:
        raise Unreadable(f"{name}, line {line}: a quotation mark is not closed.") from None
    for at, cells in rows:
        if len(cells) != len(rows[0][1]):
            raise Unreadable(
                f"{name}, line {at}: {len(cells)} cells, but the first line names "
                f"{len(rows[0][1])} columns; put the cell with a comma in quotation marks."
            )
    return rows
