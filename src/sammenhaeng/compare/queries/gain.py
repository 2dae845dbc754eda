"""What fewer days of absence are worth in one place, by the reform's own constants."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext

from sammenhaeng.absence import queries as absence
from sammenhaeng.design.charts.chart import told as as_text
from sammenhaeng.design.words import number
from sammenhaeng.organisation.models import Unit

from . import figures as queries
from . import told

INDICATOR = "absence"
HUNDREDS = -2  # kroner are told so roundly


@dataclass(frozen=True)
class Asked:
    """So many days less for each of so many full-time employees."""

    days_less: Fraction
    full_time: Fraction


def begun(unit: Unit) -> dict[str, str]:
    """One day less, and the unit's full-time employees when they may be told."""
    for measurement in queries.years(INDICATOR, is_public=False)[:1]:
        for one in told.figures(measurement, queries.standings(measurement, [unit.pk])):
            if one.is_shown:
                return {"dage": "1", "fuldtid": as_text(one.full_time, 0).replace(".", "")}
    return {"dage": "1"}


@dataclass(frozen=True)
class Worth:
    """The answer in words: full-time employees, days at work, kroner, and what is assumed."""

    full_time: str
    days: str
    freed: str
    finances: str
    assumptions: tuple[str, ...]


def worth(asked: Asked) -> Worth:
    one = absence.gain_of(asked.days_less, asked.full_time)
    return Worth(
        number(one.full_time, 1), number(one.days), number(round(one.freed, HUNDREDS)),
        number(round(one.finances, HUNDREDS)), tuple(map(gettext, one.assumptions)),
    )  # fmt: skip
