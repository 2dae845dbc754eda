"""A table of households in a file: each row answered, and a sentence for each that cannot be."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TextIO

import numpy as np

from . import batch
from .columns import Column
from .facts import Fault, Household, household, no_such_column, unknown_columns
from .law import Law
from .mistakes import Unanswerable
from .version import version

Row = Mapping[str, str]
EXPECTED = "expected_"  # a column of recorded answers that the results are held against
CHUNK = 20_000  # rows


@dataclass
class Tally:
    """How a table went."""

    rows: int = 0
    faults: list[str] = field(default_factory=list)
    expected: int = 0
    met: int = 0


def answered(
    law: Law, file: TextIO, on: date, known: date | None, tally: Tally
) -> Iterator[dict[str, str]]:
    """Every row of the file with the law's results beside it, in the order of the file.

    A row that cannot be answered gives empty results, and its sentence in the tally.

    Raises:
        Unanswerable: the law has nothing for the day, or the file's columns cannot be used.
    """
    version(law, on, known)
    head = file.readline()
    delimiter = ";" if head.count(";") > head.count(",") else ","
    names = next(csv.reader([head], delimiter=delimiter), [])
    reader = csv.DictReader(file, names, delimiter=delimiter, restval="", restkey="")
    _columns(law, names)
    waiting: list[Row] = []
    for row in reader:
        waiting.append(row)
        if len(waiting) == CHUNK:
            yield from _chunk(law, waiting, on, known, tally)
            waiting = []
    yield from _chunk(law, waiting, on, known, tally)


def _columns(law: Law, names: Sequence[str]) -> None:
    own = [name for name in names if not name.startswith(EXPECTED)]
    for name in unknown_columns(law, own):
        raise Unanswerable(f"Række 1: {no_such_column(law, name)}")
    if twice := {name for name in names if names.count(name) > 1}:
        raise Unanswerable(f"Række 1: kolonnen “{min(twice)}” står to gange.")
    needed = [asked.column for asked in law.inputs.values() if asked.default is None]
    if missing := [column for column in needed if column not in names]:
        raise Unanswerable(f"Række 1: kolonnen “{missing[0]}” mangler.")


def _chunk(
    law: Law, rows: Sequence[Row], on: date, known: date | None, tally: Tally
) -> Iterator[dict[str, str]]:
    first = tally.rows + 2
    read = [_read(law, row, first + at, tally) for at, row in enumerate(rows)]
    tally.rows += len(rows)
    results = iter(_results(law, [one for one in read if one is not None], on, known))
    for line, (row, one) in enumerate(zip(rows, read, strict=True), first):
        found = next(results) if one is not None else dict.fromkeys(law.outputs, "")
        if one is not None and "" in found.values():
            name = next(law.outputs[column] for column, cell in found.items() if not cell)
            tally.faults.append(f"Række {line}: {version(law, on, known).not_known(name)}")
        _hold_against(row, found, tally)
        yield {**row, **found}


def _read(law: Law, row: Row, line: int, tally: Tally) -> Household | None:
    if "" in row:
        tally.faults.append(f"Række {line}: der er flere felter end kolonner.")
        return None
    cells = {name: cell for name, cell in row.items() if not name.startswith(EXPECTED)}
    try:
        return household(law, cells)
    except Fault as fault:
        tally.faults.append(f"Række {line}, kolonne “{fault.column}”: {fault}")
        return None


def _results(
    law: Law, households: Sequence[Household], on: date, known: date | None
) -> list[dict[str, str]]:
    if not households:
        return []
    columns = batch.gather(law, households)
    found = batch.calculate(law, columns, on, known)
    shown: dict[str, Column] = {}
    for column, name in law.outputs.items():
        values = found[name]
        if law.formulas[name].is_person and columns.offsets is not None:
            values = batch.first_of(values, columns.offsets)
        shown[column] = values
    return [
        {column: _cell(values[at]) for column, values in shown.items()}
        for at in range(len(households))
    ]


def _cell(value: np.generic) -> str:
    amount = float(str(value))
    if np.isnan(amount):
        return ""
    return str(int(amount)) if amount.is_integer() else f"{amount:.2f}"


def _hold_against(row: Row, found: Mapping[str, str], tally: Tally) -> None:
    for column, cell in row.items():
        if column.startswith(EXPECTED) and cell:
            name = next((own for own in found if own.endswith(column.removeprefix(EXPECTED))), None)
            if name is not None:
                tally.expected += 1
                tally.met += bool(found[name]) and Decimal(found[name]) == Decimal(cell)
