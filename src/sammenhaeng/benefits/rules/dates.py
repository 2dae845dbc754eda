"""Days as whole numbers that are ordered, and to which months may be added.

A day is its month since year 0 times 32 plus the day of the month, so that the same day some
months later is a sum, and whole months and years between two days are a division.
"""

from datetime import date

MONTH = 32
YEAR = 12 * MONTH
FIRST, LAST = date(1850, 1, 1), date(2149, 12, 31)  # what a fact may say, both included


def number(day: date) -> int:
    return (day.year * 12 + day.month - 1) * MONTH + day.day


def day(number: int) -> date:
    """The day, or the first after it when the month is too short."""
    months, day_of_month = divmod(int(number), MONTH)
    year, month = divmod(months, 12)
    try:
        return date(year, month + 1, day_of_month)
    except ValueError:
        return date(year + month // 11, (month + 1) % 12 + 1, 1)


def year_start(number: int) -> int:
    """The first of January of the day's year."""
    return (number - 1) // YEAR * YEAR + 1
