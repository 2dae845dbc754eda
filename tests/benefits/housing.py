"""A household that seeks boligstøtte, and what the law of a day gives it."""

import csv
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from sammenhaeng.benefits.rules import scalar
from sammenhaeng.benefits.rules.check import check
from sammenhaeng.benefits.rules.law import Input
from sammenhaeng.benefits.rules.source import read
from sammenhaeng.benefits.rules.version import Version, version

CASES = Path(__file__).parent / "cases"
LAW = check(read("boligstoette"))
SINGLE = {
    "adults": 1, "income_month": 0, "wealth": 0, "area_m2": 60, "rent_month": 5000, "heat": "T",
}  # fmt: skip


@cache
def law_of(on: str, known: str | None = None) -> Version:
    return version(LAW, date.fromisoformat(on), date.fromisoformat(known) if known else None)


def reckoned(scheme: str, on: str = "2026-06-01", known: str | None = None, **given: object):
    """Every step of the calculation, by its name in the law."""
    facts = {**SINGLE, "scheme": scheme, **given}
    assert facts.keys() <= LAW.columns.keys()
    meant = {name: _fact(found, facts) for name, found in LAW.inputs.items()}
    return scalar.calculate(law_of(on, known), meant).values


def a_month(scheme: str, on: str = "2026-06-01", known: str | None = None, **given: object):
    return reckoned(scheme, on, known, **given)["stoette_maaned"]


def a_year(scheme: str, **given: object):
    return reckoned(scheme, **given)["stoette_uafrundet"]


def rows(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader((CASES / file).read_text("utf-8").splitlines()))


def _fact(found: Input, facts: dict[str, object]):
    text = str(facts.get(found.column, found.default))
    if found.unit.kind == "word":
        return found.unit.words.index(text)
    if found.unit.kind == "yes/no":
        return text in ("T", "yes")
    return Decimal(text)
