"""Indicators: what is counted, per what, for whom, and what must be allowed for. Pure."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sammenhaeng.kernel.refusal import Refused

DIRECTIONS = ("down", "up")
FULL_TIME, PERSONS, POSSIBLE = "full_time", "persons", "possible_days"
TOTAL = "total"


@dataclass(frozen=True)
class Break:
    """From this year the figures cannot be compared with those before."""

    year: int
    why: str
    why_en: str


@dataclass(frozen=True)
class Indicator:
    """A figure of units, declared once."""

    code: str
    version: str
    first_year: int  # in which this definition holds
    name: str
    name_en: str
    unit: str
    unit_en: str
    definition: str
    definition_en: str
    source: str
    source_en: str
    direction: str  # "down" when less is better
    room: str  # where the numbers come from
    table: str  # what it is released with; the indicator of that code says the parts
    counts: str  # numerator: a column of what the room answers
    per: str  # denominator: FULL_TIME years, PERSONS, or POSSIBLE working days
    one: int  # of what is counted, how many make one
    adjusts: tuple[str, ...]
    fewest_persons: int
    fewest_full_time: int
    times: int = 1  # 100 for a per cent
    parts: tuple[str, ...] = ()  # columns of the table: they exclude each other and add up
    sums: tuple[str, ...] = ()  # the parts that the numerator is made of, when they are several
    like: str = ""  # the indicator with the same numerator, whose denominator follows this one's
    monthly: bool = False  # the room tells it month by month too
    held: bool = False  # it is told how much of it the few with most have
    breaks: tuple[Break, ...] = ()

    def __post_init__(self) -> None:
        if self.direction not in DIRECTIONS or self.per not in (FULL_TIME, PERSONS, POSSIBLE):
            raise ValueError(f"Indicator {self.code} has an unknown direction or denominator.")

    @property
    def parts_are_persons(self) -> bool:
        """Each person is in one part of the table, and is what is counted."""
        return self.per == PERSONS

    @property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        """The columns of the released table that tell the numerator, each way by itself."""
        parts = named(self.table).parts
        if self.counts in parts:
            return ((self.counts,),)
        if self.sums:
            return (self.sums, (TOTAL, *(part for part in parts if part not in self.sums)))
        return ((TOTAL,),)


def of_room(room: str) -> list[Indicator]:
    return [one for one in indicators().values() if one.room == room]


@cache
def indicators() -> Mapping[str, Indicator]:
    told = tomllib.loads((files(__package__).parent / "data/indicators.toml").read_text("utf-8"))  # type: ignore[attr-defined]
    return {row["code"]: _declared(row) for row in told["indicator"]}


def named(code: str) -> Indicator:
    if code not in indicators():
        known = ", ".join(indicators())
        raise Refused("missing", "Indikatoren “{name}” findes ikke. Vælg en af: {known}.",
                      name=code, known=known)  # fmt: skip
    return indicators()[code]


def _declared(row: dict[str, Any]) -> Indicator:
    lists: dict[str, Any] = {
        name: tuple(row.get(name, ())) for name in ("adjusts", "parts", "sums")
    }
    lists["breaks"] = tuple(Break(**one) for one in row.get("breaks", ()))
    return Indicator(**{**row, **lists})
