"""What may be said of a place's years: whether it moved, and how its target stands. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from sammenhaeng.statistics import trends
from sammenhaeng.statistics.trends import Direction, Status

STEADY = 3  # years: fewer have no two changes after each other
MOVED = {
    1: "Fra {first} til {last} steg tallet {change} {unit} (95 % usikkerhed: {low} til {high}).",
    -1: "Fra {first} til {last} faldt tallet {change} {unit} (95 % usikkerhed: {low} til {high}).",
    0: (
        "Ændringen fra {first} til {last} kan være et tilfælde (95 % usikkerhed: {low} til {high} "
        "{unit})."
    ),
}
STATES = {
    Status.REACHED: "Måltallet på {target} i {year} er nået.",
    Status.ON_TRACK: "I er på vej mod måltallet på {target} i {year}.",
    Status.OFF_TRACK: "I er ikke på vej mod måltallet på {target} i {year}.",
    Status.UNKNOWN: "Om I når måltallet på {target} i {year}, kan ikke siges endnu.",
}


@dataclass(frozen=True)
class Point:
    """A place's figure of a year and its standard error, from the variance over persons."""

    year: int
    value: float
    error: float


@dataclass(frozen=True)
class Goal:
    """A target as it was set: from a figure of one year to another in a later one."""

    baseline: float
    baseline_year: int
    target: float
    year: int


def comparable(points: Sequence[Point], breaks: Collection[int]) -> trends.Series:
    """The years since the last break; at least one point."""
    years, values, errors = zip(*((p.year, p.value, p.error) for p in points), strict=True)
    return trends.series(years, values, errors, breaks=sorted(breaks))


def moved(known: trends.Series) -> tuple[int, trends.Difference]:
    """Whether the last year is above (1) or below (-1) the first one, or not told apart (0)."""
    found = trends.compared(known)
    return int(found.lower > 0) - int(found.upper < 0), found


def direction(known: trends.Series) -> Direction:
    return trends.direction(known)


def fell_every_year(known: trends.Series) -> float:
    """P(every year was lower than the one before); not-a-number before there are three."""
    if len(known.years) < STEADY:
        return float("nan")
    first, last = int(known.years[0]), int(known.years[-1])
    every = trends.Target(trends.Kind.FALLS_EVERY_YEAR, first, last)
    return trends.standing(known, every).probability


def standing(points: Sequence[Point], breaks: Collection[int], goal: Goal) -> trends.Standing:
    """How a target stands; the baseline is the figure that it was set from, without error."""
    after = [one for one in points if one.year > goal.baseline_year]
    begun = Point(goal.baseline_year, goal.baseline, 0.0)
    wanted = trends.Target(trends.Kind.LEVEL, goal.baseline_year, goal.year, goal.target)
    return trends.standing(comparable([begun, *after], breaks), wanted)


def is_known(value: float) -> bool:
    return not np.isnan(value)
