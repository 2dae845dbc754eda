"""The absence of one employee in one unit, day by day: the plain reference of all figures. Pure.

Contracts that abut are one employment; contracts in force together add up. A spell belongs to the
employment in force on its first day and ends with it. Overlapping and abutting spells are one
spell (KRL 2013). Delivered hours are shared over the spell's working days; without them each
working day of a 5-day week counts a fifth of the contract's week. Where spells overlap they never
count more than the working days' possible time, or than the one of them that counts most.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from sammenhaeng.kernel.calendar import is_working_day
from sammenhaeng.kernel.periods import Days

from . import measures
from .causes import INJURY, SICKNESS

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Contract:
    """So many minutes a week in a unit, from a day until another or for now."""

    days: Days
    week: int


@dataclass(frozen=True)
class Spell:
    """Absence as delivered; without a last day it goes on, without minutes it was whole days."""

    first: date
    last: date | None
    cause: int
    minutes: int | None = None


@dataclass(frozen=True)
class Reckoned:
    """One employee's year in one unit."""

    exposure: int  # contract minutes a week x days in force
    minutes: int
    short: int
    medium: int  # the part of short in spells of 8 days and more
    long: int
    injury: int
    spells: int  # that ended in the period
    days: int  # calendar days with sickness absence
    by_month: dict[int, int]  # year * 12 + month - 1 -> minutes

    @property
    def is_over_30(self) -> bool:
        """ISOLA's measure: more than 30 calendar days of absence in the period, all spells."""
        return self.days > measures.LONG_AFTER


@dataclass
class Counted:
    """A merged spell: what it says of each segment with the same spells and contracts in force."""

    first: date
    last: date
    ends_on: date
    segments: list["Segment"]


@dataclass
class Segment:
    """Days in a row over which the same spells run under the same contracts."""

    days: list[date]
    week: int
    shares: list[list[tuple[int, int]]]  # of each spell: (cause, minutes) day by day

    def cumulated(self) -> list[tuple[int, int]]:
        """Minutes and minutes of work injury up to and including each day."""
        told = []
        for n in range(1, len(self.days) + 1):
            most = measures.most_of_a_day(self.week) * n
            sums = [(one[0][0], min(sum(m for _, m in one[:n]), most)) for one in self.shares]
            total = sum(m for _, m in sums)
            possible = _worked(self.days[:n]) * self.week // measures.WORKDAYS
            capped = min(total, max(possible, *(m for _, m in sums)))
            own = sum(m for cause, m in sums if cause != INJURY)
            told.append((capped, capped - min(own, capped)))
        return told


def reckon(
    contracts: Sequence[Contract],
    spells: Iterable[Spell],
    period: Days,
    causes: frozenset[int] = SICKNESS,
) -> Reckoned:
    """Count one employee in one unit over a period with both ends."""
    merged = _merged(contracts, [one for one in spells if one.cause in causes], period)
    by_month: dict[int, int] = {}
    minutes = dict.fromkeys(measures.DURATIONS, 0)
    injury = absent = 0
    for spell in merged:
        duration = measures.duration((spell.last - spell.first).days + 1)
        for segment in spell.segments:
            before = (0, 0)
            for day, told in zip(segment.days, segment.cumulated(), strict=True):
                month = day.year * 12 + day.month - 1
                by_month[month] = by_month.get(month, 0) + told[0] - before[0]
                minutes[duration] += told[0] - before[0]
                injury += told[1] - before[1]
                before = told
            absent += len(segment.days)
    ended = [one for one in merged if one.ends_on in period]
    exposure = sum(len(c) * one.week for one in contracts if (c := one.days.common(period)))
    long, medium = minutes[measures.LONG], minutes[measures.MEDIUM]
    total = sum(minutes.values())
    return Reckoned(
        exposure, total, total - long, medium, long, injury, len(ended), absent, by_month
    )


def employments(contracts: Sequence[Contract], until: date) -> list[Days]:
    """Contracts that overlap or abut are one employment."""
    told: list[Days] = []
    known = (one for one in contracts if one.days.first <= until)
    for one in sorted(known, key=lambda c: c.days.first):
        last = min(one.days.last or until, until)
        if told and told[-1].last and one.days.first <= told[-1].last + DAY:
            told[-1] = Days(told[-1].first, max(told[-1].last, last))
        else:
            told.append(Days(one.days.first, last))
    return told


def _merged(contracts: Sequence[Contract], spells: list[Spell], period: Days) -> list[Counted]:
    """The merged spells that reach into the period, with their segments inside it."""
    assert period.last
    until = date(period.last.year + 2, 1, 1)
    told: list[Counted] = []
    for employment in employments(contracts, until):
        own = sorted(
            (one for one in spells if one.first in employment and one.first <= until),
            key=lambda one: (one.first, one.last or until),
        )
        clipped = [(one, _last(one, employment, period)) for one in own]
        clipped = [(one, last) for one, last in clipped if last >= one.first]
        told += [_counted(one, contracts, period, employment) for one in _islands(clipped)]
    return told


def _last(spell: Spell, employment: Days, period: Days) -> date:
    """A spell ends with its employment; one that goes on is known until the period ends."""
    assert employment.last
    assert period.last
    return min(spell.last or max(period.last, spell.first), employment.last)


def _islands(spells: list[tuple[Spell, date]]) -> list[list[tuple[Spell, date]]]:
    told: list[list[tuple[Spell, date]]] = []
    reached = date.min
    for one in spells:
        if told and one[0].first <= reached + DAY:
            told[-1].append(one)
        else:
            told.append([one])
        reached = max(reached, one[1]) if len(told[-1]) > 1 else one[1]
    return told


def _counted(
    island: list[tuple[Spell, date]],
    contracts: Sequence[Contract],
    period: Days,
    employment: Days,
) -> Counted:
    first = island[0][0].first
    last = max(last for _, last in island)
    days = [day for day in _every(first, last) if day in period]
    shares = {n: _shares(spell, end, contracts) for n, (spell, end) in enumerate(island)}
    segments = []
    for (running, steps), run in groupby(days, lambda day: _state(day, island, contracts)):
        stretch = list(run)
        week = sum(contracts[n].week for n in steps)
        told = [[(island[n][0].cause, shares[n][day]) for day in stretch] for n in running]
        segments.append(Segment(stretch, week, told))
    assert employment.last
    ends_on = max(min(spell.last or employment.last, employment.last) for spell, _ in island)
    return Counted(first, last, ends_on, segments)


def _state(
    day: date, island: list[tuple[Spell, date]], contracts: Sequence[Contract]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    running = tuple(n for n, (spell, end) in enumerate(island) if spell.first <= day <= end)
    return running, _in_force(day, contracts)


def _in_force(day: date, contracts: Sequence[Contract]) -> tuple[int, ...]:
    return tuple(n for n, one in enumerate(contracts) if day in one.days)


def _shares(spell: Spell, end: date, contracts: Sequence[Contract]) -> dict[date, int]:
    """Minutes of each day: whole minutes that add up to the delivered ones over the whole spell."""
    if spell.minutes is not None and spell.last is not None:
        days = _every(spell.first, spell.last)
        marks = [is_working_day(day) for day in days]
        marks = marks if any(marks) else [True] * len(days)
        cumulated = [spell.minutes * sum(marks[: n + 1]) // sum(marks) for n in range(len(days))]
        return _steps(days, cumulated)
    told: dict[date, int] = {}
    for steps, run in groupby(_every(spell.first, end), lambda day: _in_force(day, contracts)):
        days = list(run)
        week = sum(contracts[n].week for n in steps)
        cumulated = [week * _worked(days[: n + 1]) // measures.WORKDAYS for n in range(len(days))]
        told |= _steps(days, cumulated)
    return told


def _steps(days: list[date], cumulated: list[int]) -> dict[date, int]:
    return {
        day: after - before
        for day, before, after in zip(days, [0, *cumulated], cumulated, strict=False)
    }


def _every(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


def _worked(days: Iterable[date]) -> int:
    return sum(map(is_working_day, days))
