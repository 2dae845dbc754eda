"""The measures of absence time, in whole minutes, and the days they are counted over. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from sammenhaeng.kernel.calendar import is_working_day
from sammenhaeng.kernel.periods import Days

DAYS_WORK = 444  # minutes of a dagsværk: 7.4 hours (Danmarks Statistik; Økonomistyrelsen, ISOLA)
FULL_TIME = 2220  # minutes a week: 37 hours
WORKDAYS = 5  # in a week, when the delivery gives no hours (Danmarks Statistik, FRAVTIMER)
LONG_AFTER = 30  # calendar days: a longer spell is long (Danmarks Statistik; ISOLA per person)
MEDIUM_FROM = 8  # calendar days: our own cut, no published source gives one below 30
HOLIDAY = 25  # days a year: 251 working days less 25 give the 226 behind KRL's 12.0 days = 5.3 %
SEEN_BEFORE = timedelta(days=LONG_AFTER + 1)  # a chain of spells this long is long already
YEARS_BACK = 10  # a spell is followed no further back than this
SHORT, MEDIUM, LONG = "short", "medium", "long"
DURATIONS = {
    SHORT: "Kort: 1–7 kalenderdage",
    MEDIUM: "Mellem: 8–30 kalenderdage",
    LONG: "Lang: mere end 30 kalenderdage",
}


def year(number: int) -> Days:
    return Days(date(number, 1, 1), date(number, 12, 31))


def duration(days: int) -> str:
    """The class of a whole spell by its calendar days, also over the end of a year."""
    if days > LONG_AFTER:
        return LONG
    return MEDIUM if days >= MEDIUM_FROM else SHORT


def most_of_a_day(week: int) -> int:
    """Minutes that one calendar day may count at most, for a contract of so many minutes a week.

    KRL 2011: never more than the possible hours of a day. One dagsværk, or a fifth of a longer
    week: a part-time employee may have whole shifts, and the delivered hours are then believed.
    """
    return max(DAYS_WORK, -(-week // WORKDAYS))


@dataclass(frozen=True)
class Calendar:
    """The days around a period, with the number of working days up to and including each."""

    first: date
    worked: tuple[int, ...]

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range(len(self.worked))]


def calendar(period: Days) -> Calendar:
    """From ten years before the period until well after it."""
    assert period.last
    first = date(period.first.year - YEARS_BACK, 1, 1)
    length = (date(period.last.year + 2, 1, 1) - first).days
    marks = (is_working_day(first + timedelta(days=n)) for n in range(length))
    return Calendar(first, tuple(accumulate(map(int, marks))))
