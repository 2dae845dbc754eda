"""Indicators: what is counted, per what, for whom, and what must be allowed for. Pure."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sammenhaeng.kernel.refusal import Refused

DIRECTIONS = {"down": "færre er bedre", "up": "flere er bedre"}
FULL_TIME, PERSONS = "full_time", "persons"


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
    counts: str  # numerator: a column of what the room answers
    per: str  # denominator: FULL_TIME years or PERSONS
    one: int  # of what is counted, how many make one
    adjusts: tuple[str, ...]
    fewest_persons: int
    fewest_full_time: int
    times: int = 1  # 100 for a per cent
    parts: tuple[str, ...] = ()  # columns that add up to the numerator
    breaks: tuple[Break, ...] = ()

    def __post_init__(self) -> None:
        if self.direction not in DIRECTIONS or self.per not in (FULL_TIME, PERSONS):
            raise ValueError(f"Indicator {self.code} has an unknown direction or denominator.")

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that its table of deliveries holds."""
        return self.parts or (self.counts,)


@cache
def indicators() -> Mapping[str, Indicator]:
    told = tomllib.loads((files(__package__).parent / "data/indicators.toml").read_text("utf-8"))  # type: ignore[attr-defined]
    return {row["code"]: _declared(row) for row in told["indicator"]}


def named(code: str) -> Indicator:
    if code not in indicators():
        known = ", ".join(indicators())
        raise Refused("missing", "Indikatoren “{code}” findes ikke. Vælg en af: {known}.",
                      code=code, known=known)  # fmt: skip
    return indicators()[code]


def _declared(row: dict) -> Indicator:
    breaks = tuple(Break(**one) for one in row.pop("breaks", ()))
    lists = {name: tuple(row.pop(name, ())) for name in ("adjusts", "parts")}
    return Indicator(**row, **lists, breaks=breaks)
