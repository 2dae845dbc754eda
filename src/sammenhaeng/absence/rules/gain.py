"""What fewer days of absence are worth, from the reform's own constants. Pure."""

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

ASSUMPTIONS = {
    "linear": "Gevinsten er regnet som lige stor for hver dag.",
    "national": "En dag mindre svarer til ca. 2.800 fuldtidspersoner, ca. 790 mio. kr. frigjort "
    "og ca. 420 mio. kr. bedre offentlige finanser (regeringens reformudspil, kapitel 4).",
    "working_days": "Et normalår har 226 arbejdsdage: 12,0 dage er 5,3 procent (KRL).",
    "rates": "Kroner for hver fuldtidsperson er hele landets gennemsnit, ikke jeres egne vikar- og "
    "overtidspriser.",
}
NATIONAL, LOCAL = ("linear", "national"), ("linear", "working_days", "national", "rates")


@dataclass(frozen=True)
class Constants:
    """The reform's estimate for one day less, and the working days of a normal year."""

    full_time: int
    freed: int
    finances: int
    working_days: int
    hardest_hit: int  # kroner for the hardest hit workplaces (A127)
    elder_care: int  # kroner of the finance act for 2018 (A131), only registered


@dataclass(frozen=True)
class Gain:
    """Full-time employees back at work, kroner freed and for the public finances; and why."""

    full_time: Fraction
    freed: Fraction
    finances: Fraction
    assumptions: tuple[str, ...]


@cache
def constants() -> Constants:
    text = (files(__package__).parent / "data" / "gain.toml").read_text("utf-8")  # type: ignore[attr-defined]
    rows = tomllib.loads(text)["constant"]
    return Constants(**{row["code"]: row["value"] for row in rows})


def national(days_less: Fraction) -> Gain:
    """So many days less per full-time employee in the whole public sector."""
    known = constants()
    return Gain(
        days_less * known.full_time, days_less * known.freed, days_less * known.finances, NATIONAL
    )


def local(days_less: Fraction, full_time: Fraction) -> Gain:
    """So many days less per full-time employee in one place with so many of them.

    full-time back at work = full_time x days_less / 226; each is worth what the reform says.
    """
    known = constants()
    back = full_time * days_less / known.working_days
    return Gain(
        back, back * known.freed / known.full_time, back * known.finances / known.full_time, LOCAL
    )


def days_at_work(days_less: Fraction, full_time: Fraction) -> Fraction:
    """Days more at work in all: Viborg's 12.0 -> 10.9 gave "over 6,000" in the reform."""
    return days_less * full_time
