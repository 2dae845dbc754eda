"""What cells mean: each distinct text of a column is understood once, however often it stands."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.deliveries import MISSING, Column

from .reading.parts import as_text

EPOCH = date(1970, 1, 1).toordinal()
FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST = 2**31 - 1
NUMBERS = ("hours", "integer")
ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ][\d:.]+)?")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
DANISH = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
THREE_AFTER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")  # 1.234: a thousand, or one and a bit
GROUPED = {
    ",": re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?"),  # 1.234,5
    ".": re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?"),  # 1,234.5
}
OTHER = {",": ".", ".": ","}


class Bad(ValueError):
    """A cell that means nothing here; its argument is the reason's code."""


def day(cell: object) -> int:
    """Days since 1970 of a date, written the Danish way or the ISO way."""
    if isinstance(cell, datetime):
        cell = day_of(cell) if cell.tzinfo else date(cell.year, cell.month, cell.day)
    if not isinstance(cell, date):
        cell = _written_day(str(cell).strip())
    if not FIRST_YEAR <= cell.year <= LAST_YEAR:
        raise Bad("date")
    return cell.toordinal() - EPOCH


def _written_day(text: str) -> date:
    if found := ISO.fullmatch(text) or COMPACT.fullmatch(text):
        year, month, number = found.groups()
    elif found := DANISH.fullmatch(text):
        number, _, month, year = found.groups()
    else:
        raise Bad("date")
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        raise Bad("date") from None


def mark_of(cells: Sequence[object]) -> str:
    """The decimal mark that the cells of a column show, or "" when none does."""
    texts = [str(cell).strip() for cell in cells if isinstance(cell, str)]
    for text in texts:
        marks = [c for c in text if c in ".,"]
        if len(set(marks)) == 2:
            return marks[-1]
        if len(marks) == 1 and not THREE_AFTER.fullmatch(text):
            return marks[0]
    return ""


def number(cell: object, mark: str = "") -> Decimal:
    """A number with Danish or English decimals; `mark` is the column's own decimal mark."""
    if isinstance(cell, bool):
        raise Bad("number")
    if isinstance(cell, int | float):
        told = Decimal(repr(cell))
        if not told.is_finite():
            raise Bad("number")
        return told
    text = str(cell).strip().replace("\u2212", "-").replace("\u00a0", "").replace(" ", "")
    if THREE_AFTER.fullmatch(text) and not mark:
        raise Bad("ambiguous")
    for own in (mark,) if mark else (",", "."):
        if GROUPED[own].fullmatch(text):
            return Decimal(text.replace(OTHER[own], "").replace(own, "."))
    text = text.replace(",", ".")
    if not PLAIN.fullmatch(text) or len(text) > 20:
        raise Bad("number")
    return Decimal(text)


def within(column: Column, told: Decimal) -> Decimal:
    """The number itself, when the column has room for it."""
    if told < 0 and (column.least is None or column.least >= 0):
        raise Bad("negative")
    if column.least is not None and told < Decimal(str(column.least)):
        raise Bad("low")
    if abs(told) > MOST or (column.most is not None and told > Decimal(str(column.most))):
        raise Bad("high")
    return told


def minutes(column: Column, cell: object, mark: str) -> int:
    """Whole minutes of a number of hours."""
    told = within(column, number(cell, mark)) * 60
    if abs(told) > MOST:
        raise Bad("high")
    return int(told.quantize(Decimal(1), ROUND_HALF_UP))


def whole(column: Column, cell: object, mark: str) -> int:
    told = within(column, number(cell, mark))
    if told != told.to_integral_value():
        raise Bad("whole")
    return int(told)


class Meaning:
    """What the distinct cells of one column mean, remembered from part to part of a file."""

    def __init__(self, column: Column, typed_mark: str = ""):
        self.column = column
        self.mark = typed_mark
        self.empty = -1 if column.kind == "code" else MISSING
        self._codes = {code.casefold(): n for n, code in enumerate(column.codes)}
        self._known: dict[object, tuple[int, str]] = {}
        self._read: Callable[[object], int] = {
            "date": day,
            "hours": lambda cell: minutes(column, cell, self.mark),
            "integer": lambda cell: whole(column, cell, self.mark),
            "code": self._code,
        }[column.kind]

    def of(self, cells: Sequence[object]) -> tuple[np.ndarray, dict[str, list[int]]]:
        """The value of each cell, and which of them are wrong for which reason."""
        if not self.mark and self.column.kind in NUMBERS:
            self.mark = mark_of(cells)
        values = np.full(len(cells), self.empty, np.int32)
        wrong: dict[str, list[int]] = {}
        for n, cell in enumerate(cells):
            told = self._known.get(cell)
            if told is None:
                told = self._known[cell] = self._understood(cell)
            values[n], reason = told
            if reason:
                wrong.setdefault(reason, []).append(n)
        return values, wrong

    def _understood(self, cell: object) -> tuple[int, str]:
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            return self.empty, "required" if self.column.required else ""
        try:
            return self._read(cell), ""
        except Bad as bad:
            return self.empty, bad.args[0]

    def _code(self, cell: object) -> int:
        place = self._codes.get(as_text(cell).casefold())
        if place is None:
            raise Bad("code")
        return place
