"""A file tried against a schema, every row at once; nothing of it is kept anywhere yet."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from sammenhaeng.kernel.deliveries import FIRST, LAST, MISSING, Schema

from .content import Content, Deliverer, Tried
from .distinct import understand
from .gathering import Gathering
from .matching import Mapped, matched
from .reading.parts import Part, Table

AT_ONCE = 2**20  # rows a rule is given
Progress = Callable[[int], object]


def tried(
    table: Table, schema: Schema, mapping: Mapped, of: Deliverer, told: Progress = lambda _: None
) -> Tried:
    """Read the whole file and try every row; `told` hears how many more rows are read."""
    done = Tried(Content(schema, table.lines))
    picks = matched(schema, table.headers, mapping, done.faults)
    if done.faults:
        return done
    gathering = Gathering(schema, list(picks), table.mark)
    many = [one.name for one in schema.columns if one.kind == "person"]
    for part in _ahead(table.parts(picks, many)):
        told(gathering.add(part))
    gathering.close(done)
    _about_the_file(done, table, set(picks.values()))
    if not len(done.content):
        if not done.faults:
            done.faults.whole("", "no_rows")
        return done
    for name in list(gathering.late):
        understand(done, schema.column(name), gathering.late.pop(name), of)
    _rules(done)
    return done


def _ahead(parts: Iterator[Part]) -> Iterator[Part]:
    """The parts of a file, the next being read while one is tried."""
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, parts, None)
        while (part := coming.result()) is not None:
            coming = reader.submit(next, parts, None)
            yield part


def _about_the_file(done: Tried, table: Table, used: set[int]) -> None:
    """Columns nobody uses, an end that is missing, and rows with too many or too few cells."""
    for n, header in enumerate(table.headers):
        if n not in used:
            done.warnings.whole("", "column_unused", header, 1)
    broken = table.lines.broken
    if not table.ends_well:
        if broken:
            done.faults.whole("", "truncated", row=broken[-1][0])
        else:
            done.warnings.whole("", "no_last_newline")
    done.faults.add("", "cells", [row for row, _ in broken], lambda n: str(broken[n][1]))


def _rules(done: Tried) -> None:
    """The rules about each row, on as many rows at a time as memory has room for."""
    content, schema = done.content, done.content.schema
    names = [one.name for one in schema.columns if one.kind != "text"]
    for begin in range(0, len(content), AT_ONCE):
        places = content.rows[begin : begin + AT_ONCE]
        given = {name: _given(content, name, places) for name in names}
        is_whole = ~done.broken[places]
        if schema.has_spells:
            done.add(LAST, "upside_down", places[given[LAST] < given[FIRST]])
        for check in schema.checks:
            done.add(check.column, check.name, places[check.broken(given) & is_whole])


def _given(content: Content, name: str, places: np.ndarray) -> np.ndarray:
    told = content.told(name, places)
    if content.schema.column(name).kind != "date":
        return told
    days = told.astype("datetime64[D]")
    days[told == MISSING] = np.datetime64("NaT")
    return days
