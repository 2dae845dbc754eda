"""The Danish calendar: working days, holidays and the clock in Copenhagen."""

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@cache
def _holidays_of(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DK", years=year))


def is_holiday(day: date) -> bool:
    """A Danish public holiday; Store Bededag until and including 2023 (law 214 of 2023)."""
    return day in _holidays_of(day.year)


def day_of(at: datetime) -> date:
    """The day it is in Copenhagen: between midnight and one or two, UTC's day is yesterday."""
    return at.astimezone(COPENHAGEN).date()


def midnight_after(day: date) -> datetime:
    """The instant at which the day ends in Copenhagen."""
    return datetime.combine(day + timedelta(days=1), time(), COPENHAGEN)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and not is_holiday(day)


def add_working_days(day: date, count: int) -> date:
    """The working day `count` working days after `day`; 0 gives `day` or the next working day."""
    while not is_working_day(day):
        day += timedelta(days=1)
    for _ in range(count):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return day


def working_days_between(first: date, last: date) -> int:
    """Working days from `first` to `last`, both included."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(map(is_working_day, days))
