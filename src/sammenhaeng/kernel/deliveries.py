"""The shape of a large delivery: its columns and rules, tried on all rows at once with numpy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

Kind = Literal["person", "unit", "date", "hours", "integer", "code", "text"]
Rows = Mapping[str, np.ndarray]
MISSING = int(np.iinfo(np.int32).min)  # an empty cell among whole numbers
FIRST, LAST = "first_on", "last_on"  # the words of every spell


@dataclass(frozen=True)
class Column:
    """A column somebody delivers: its name here, its Danish title, and what may stand in it.

    `person` becomes a keyed pseudonym (int64); `unit` is an authority's code, a slash and the
    unit's code, and becomes the unit's id; `hours` becomes whole minutes. `least` and `most` are in
    the unit of the file, both included.
    """

    name: str
    title: str
    kind: Kind
    required: bool = True
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None

    @property
    def stored(self) -> str:
        """What it is called where it is kept: hours are kept as minutes."""
        if self.kind != "hours":
            return self.name
        return "minutes" if self.name == "hours" else f"{self.name}_minutes"


@dataclass(frozen=True)
class Check:
    """A rule about each row: which rows break it, and the Danish sentence that says so.

    `broken` gets some rows as arrays by the columns' own names and answers with one bool for each:
    dates are datetime64[D] (empty: NaT), hours are minutes and integers int32 (empty: MISSING),
    codes their place in `Column.codes` (empty: -1), persons and units numbers. Text is not given.
    """

    name: str
    sentence: str
    broken: Callable[[Rows], np.ndarray]
    column: str = ""


@dataclass(frozen=True)
class Schema:
    """What a room wants of a delivery; a change that old files do not meet is a new version."""

    kind: str
    version: int
    title: str
    columns: tuple[Column, ...]
    checks: tuple[Check, ...] = ()

    def column(self, name: str) -> Column:
        return next(one for one in self.columns if one.name == name)

    def first_of(self, kind: Kind) -> Column | None:
        """The first column of a kind, if there is one."""
        return next((one for one in self.columns if one.kind == kind), None)

    @property
    def has_spells(self) -> bool:
        """Whether each row is a person's time from a day until another."""
        return {FIRST, LAST} <= {one.name for one in self.columns} and bool(self.first_of("person"))
