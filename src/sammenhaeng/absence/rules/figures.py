"""Figures from whole minutes: the only place where absence becomes a fraction. Pure.

exposure: contract minutes a week times days in force, summed; a full-time year is
2220 x the days of the period (365 or 366 in a calendar year).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sammenhaeng.kernel.calendar import working_days_between
from sammenhaeng.kernel.periods import Days

from . import measures

DAYS_OF_A_YEAR = 365


def full_time(exposure: int, period: Days) -> Fraction:
    """Full-time employees on average over the period: leavers and joiners count for their days."""
    return Fraction(exposure, measures.FULL_TIME * len(period))


def days_work(minutes: int) -> Fraction:
    """Minutes as dagsværk of 7.4 hours."""
    return Fraction(minutes, measures.DAYS_WORK)


def days_per_full_time(minutes: int, exposure: int, period: Days) -> Fraction:
    """Dagsværk per full-time employee in the period (Danmarks Statistik; ISOLA)."""
    return days_work(minutes) / full_time(exposure, period)


def possible_days(period: Days) -> Fraction:
    """Working days a full-time employee could have worked or been absent: holidays taken out.

    Possible = worked + absent (Danmarks Statistik, ARBTIMER). Holiday is not delivered, so 25 days
    a year stand for it: 226 a normal year, by which KRL's 12.0 days are 5.3 per cent.
    """
    assert period.last
    worked = working_days_between(period.first, period.last)
    return worked - Fraction(measures.HOLIDAY * len(period), DAYS_OF_A_YEAR)


def per_cent(minutes: int, exposure: int, period: Days) -> Fraction:
    """Absence of the possible working days, in per cent."""
    return 100 * days_per_full_time(minutes, exposure, period) / possible_days(period)


@dataclass(frozen=True)
class Month:
    """A unit's minutes and exposure in one month."""

    number: int  # year * 12 + month - 1
    days: int
    minutes: int
    exposure: int


def rolling(months: Sequence[Month], width: int = 12) -> Mapping[int, Fraction]:
    """Dagsværk per full-time year over each `width` months in a row that are all there.

    By the number of the last month.
    """
    ordered = sorted(months, key=lambda month: month.number)
    told = {}
    for end in range(width, len(ordered) + 1):
        window = ordered[end - width : end]
        exposure = sum(one.exposure for one in window)
        if window[-1].number - window[0].number == width - 1 and exposure:
            full = Fraction(exposure, measures.FULL_TIME * sum(one.days for one in window))
            told[window[-1].number] = days_work(sum(one.minutes for one in window)) / full
    return told
