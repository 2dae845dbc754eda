"""Dates, times, numbers and money as people read them, in Danish or English."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from sammenhaeng.kernel.calendar import COPENHAGEN, day_of
from sammenhaeng.kernel.money import Money

from .language import language

MONTHS = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "January February March April May June July August September October November December",
}
DAYS = {
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
MONTH_NAMES = {code: names.split() for code, names in MONTHS.items()}
DAY_NAMES = {code: names.split() for code, names in DAYS.items()}


def _day(value: date) -> date:
    return day_of(value) if isinstance(value, datetime) else value


def long_date(value: date) -> str:
    """ "24. november 2026", or "24 November 2026"."""
    day, code = _day(value), language()
    dot = "." if code == "da" else ""
    return f"{day.day}{dot} {MONTH_NAMES[code][day.month - 1]} {day.year}"


def day_month(value: date) -> str:
    """ "24. november"."""
    return long_date(value).rsplit(" ", 1)[0]


def short_date(value: date) -> str:
    """ "24.11.2026", for tables."""
    return f"{_day(value):%d.%m.%Y}"


def weekday(value: date) -> str:
    return DAY_NAMES[language()][_day(value).weekday()]


def short_weekday(value: date) -> str:
    return f"{weekday(value)[:3]}."


def short_month(value: date) -> str:
    name = MONTH_NAMES[language()][_day(value).month - 1]
    return name if len(name) <= 3 else f"{name[:3]}."


def clock(value: datetime) -> str:
    """ "10.00", or "10:00" in English."""
    local = value.astimezone(COPENHAGEN)
    return f"{local.hour}.{local:%M}" if language() == "da" else f"{local:%H:%M}"


def moment(value: datetime) -> str:
    """ "24. november 2026 kl. 10.00"."""
    at = "kl." if language() == "da" else "at"
    return f"{long_date(value)} {at} {clock(value)}"


def number(value: int | float | Decimal, decimals: int = 0) -> str:
    """ "1.234,5", with a real minus sign; "1,234.5" in English."""
    text = f"{abs(value):,.{decimals}f}"
    if language() == "da":
        text = text.translate(str.maketrans(",.", ".,"))
    return f"−{text}" if value < 0 and text.strip("0.,") else text


def money(value: Money) -> str:
    return f"{number(value.in_kroner, 2)} kr."


def danish_order(name: str) -> str:
    """What names are sorted by: æ, ø and å come last."""
    return name.lower().translate(str.maketrans("æøå", "{|}"))


def hundredths(value: int) -> str:
    """ "10,9" of 1090: days per full-time employee with one decimal."""
    return number(Decimal(value) / 100, 1)


def minutes(value: timedelta) -> int:
    return round(value.total_seconds() / 60)


FILTERS = {
    "dage": hundredths,
    "dato": long_date,
    "dag_maaned": day_month,
    "dato_kort": short_date,
    "ugedag": weekday,
    "ugedag_kort": short_weekday,
    "maaned_kort": short_month,
    "klokken": clock,
    "tidspunkt": moment,
    "tal": number,
    "penge": money,
    "minutter": minutes,
}
