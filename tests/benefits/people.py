"""Pensioners and families, and what the law of a day gives them."""

from datetime import date
from decimal import Decimal

from sammenhaeng.benefits.rules import deciding, facts, laws, scalar
from sammenhaeng.benefits.rules.version import Version, version

PENSIONER = {"born": "1950-01-01", "single": "ja"}
COUPLE = {"born": "1950-01-01", "single": "nej"}
OLD_PARTNER, YOUNG_PARTNER = {"partner_born": "1951-01-01"}, {"partner_born": "1980-01-01"}


def law_of(name: str, on: str, known: str | None = None) -> Version:
    found = date.fromisoformat(known) if known else None
    return version(laws.law(name), date.fromisoformat(on), found)


def decided(name: str, on: str, cells: dict[str, object], known: str | None = None):
    law, seen = laws.law(name), date.fromisoformat(known) if known else None
    household = facts.household(law, cells)
    return deciding.decide(law, household, date.fromisoformat(on), seen)


def reckoned(name: str, on: str, cells: dict[str, object], known: str | None = None):
    """Every step of the calculation by its name; the first person's where each has one."""
    household = facts.household(laws.law(name), cells)
    run = scalar.calculate(law_of(name, on, known), household.facts, household.persons)
    return {name: one[0] if isinstance(one, list) else one for name, one in run.values.items()}


def pension(on: str, known: str | None = None, **cells: object):
    return reckoned("folkepension", on, {**PENSIONER, **cells}, known)


def couple(on: str, partner: dict[str, str], **cells: object):
    return reckoned("folkepension", on, {**COUPLE, **partner, **cells})


def cautioned(name: str, on: str, **cells: object) -> str:
    return " ".join(one.sentence for one in decided(name, on, cells).cautions)


def for_a_person(name: str, on: str, **cells: object) -> str:
    return " ".join(one.sentence for one in decided(name, on, cells).remarks)


def value(name: str, parameter: str, on: str, known: str | None = None) -> Decimal:
    found = law_of(name, on, known).values[parameter]
    assert found is not None
    assert isinstance(found.amount, Decimal)
    return found.amount


def nearest(amount: Decimal, step: int) -> Decimal:
    return (amount / step + Decimal("0.5")) // 1 * step
