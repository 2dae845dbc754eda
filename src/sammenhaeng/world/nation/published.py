"""The published figures of absence, each with its source; some of them are the nation's targets."""

import tomllib
from dataclasses import dataclass
from functools import cache

from .shape import text

FILE = "absence_published.toml"


@dataclass(frozen=True)
class Measure:
    """What is counted, by whom, and in which unit."""

    code: str
    title: str
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


@cache
def measures() -> dict[str, Measure]:
    return {one["code"]: Measure(**one) for one in tomllib.loads(text(FILE))["measure"]}


@cache
def figures() -> tuple[Figure, ...]:
    return tuple(Figure(**one) for one in tomllib.loads(text(FILE))["figure"])


def targets() -> dict[str, float]:
    """What the nation is calibrated to, by name."""
    return {one.target: one.value for one in figures() if one.target and one.value is not None}
