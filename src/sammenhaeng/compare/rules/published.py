"""Figures of absence that others have published, each with where it was read. Pure.

Nothing is filled in: what nobody has published is not there.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

AREAS = {
    "kommuner": "Alle kommuner",
    "regioner": "Alle regioner",
    "stat": "Staten",
    "privat": "Den private sektor",
    "alle": "Hele arbejdsmarkedet",
    "offentlig-privat": "Forskellen mellem det offentlige og det private",
}
PRINTED = "printed"  # as the source prints it; else put in round words


@dataclass(frozen=True)
class Measure:
    """What is counted, by whom, and in which unit."""

    code: str
    name: str
    unit: str


@dataclass(frozen=True)
class Figure:
    """One figure as it was published; `value` is None where only an order was told."""

    area: str
    year: int
    measure: str
    source: str
    sureness: str
    value: float | None = None
    sex: str = ""
    group: str = ""
    note: str = ""
    target: str = ""

    @property
    def is_unsure(self) -> bool:
        return self.sureness != PRINTED


@cache
def measures() -> dict[str, Measure]:
    return {one["code"]: Measure(**one) for one in _rows("measure")}


@cache
def figures() -> tuple[Figure, ...]:
    return tuple(Figure(**one) for one in _rows("figure"))


def _rows(name: str) -> list[dict]:
    text = (files("sammenhaeng.compare") / "data" / "published.toml").read_text("utf-8")
    return tomllib.loads(text)[name]
