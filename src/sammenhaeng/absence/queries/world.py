"""What a period is counted from: spells, employments and the calendar, and how days are found."""

from dataclasses import dataclass
from datetime import date

import ibis

from sammenhaeng.absence.rules import measures
from sammenhaeng.absence.rules.causes import SICKNESS
from sammenhaeng.kernel.periods import Days

WHO = ["employee", "unit"]


@dataclass(frozen=True)
class Reckoning:
    """The tables of the two deliveries, the calendar around the period, and the causes counted."""

    period: Days
    spells: ibis.Table
    employments: ibis.Table
    calendar: ibis.Table
    causes: frozenset[int] = SICKNESS

    @property
    def first(self) -> "Edge":
        return self.edge(self.period.first)

    @property
    def last(self) -> "Edge":
        assert self.period.last
        return self.edge(self.period.last)

    def edge(self, on: date) -> "Edge":
        known = measures.calendar(self.period)
        number = (on - known.first).days
        return Edge(number + 1, known.worked[number])


@dataclass(frozen=True)
class Edge:
    """A fixed day: its number, and the working days up to and including it."""

    day: int
    worked: int


def dated(rows: ibis.Table, given: Reckoning, on: ibis.Value, **wanted) -> ibis.Table:
    """The rows with columns of the calendar at a date of each."""
    days = given.calendar.select(_on=given.calendar["on"], **wanted)
    return rows.mutate(_on=on).join(days, "_on").drop("_on")


def numbered(rows: ibis.Table, given: Reckoning, day: str, **wanted) -> ibis.Table:
    """The same where the number of the day is known already."""
    days = given.calendar.select(_day=given.calendar.day, **wanted)
    return rows.join(days, rows[day] == days["_day"]).drop("_day")
