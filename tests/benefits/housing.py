"""A household that seeks boligstøtte, and what the law of a day gives it."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st

from sammenhaeng.benefits.rules import deciding, facts, scalar
from sammenhaeng.benefits.rules.laws import law
from sammenhaeng.benefits.rules.version import Version, version

CASES = Path(__file__).parent / "cases"
LAW = law("boligstoette")
TODAY = "2026-06-01"
SINGLE = {
    "adults": 1, "income_month": 0, "wealth": 0, "area_m2": 60, "rent_month": 5000, "heat": "T",
}  # fmt: skip
HOUSEHOLDS = st.fixed_dictionaries({
    "scheme": st.sampled_from(["ydelse", "sikring"]),
    "adults": st.integers(1, 3),
    "children": st.integers(0, 5),
    "both_under_30": st.sampled_from(["no", "yes"]),
    "income_month": st.integers(0, 60).map(lambda thousands: thousands * 1000),
    "wealth": st.sampled_from([-1000, 0, 896400, 1000000, 1060300, 1793000, 2120800, 3000000]),
    "area_m2": st.sampled_from([20, 40, 64, 65, 66, 85, 86, 105, 120, 200]),
    "rent_month": st.integers(0, 32).map(lambda steps: steps * 500),
    "heat": st.sampled_from(["T", "F"]),
})  # fmt: skip
always = settings(max_examples=100, deadline=None)


@cache
def law_of(on: str, known: str | None = None) -> Version:
    return version(LAW, date.fromisoformat(on), date.fromisoformat(known) if known else None)


def household(scheme: str, **given: object) -> facts.Household:
    return facts.household(LAW, {**SINGLE, "scheme": scheme, **given})


def reckoned(scheme: str, on: str = TODAY, known: str | None = None, **given: object):
    """Every step of the calculation, by its name in the law."""
    found = household(scheme, **given)
    return scalar.calculate(law_of(on, known), found.facts, found.persons).values


def decided(scheme: str, on: str = TODAY, **given: object) -> deciding.Decision:
    return deciding.decide(LAW, household(scheme, **given), date.fromisoformat(on))


def a_month(scheme: str, on: str = TODAY, known: str | None = None, **given: object):
    return reckoned(scheme, on, known, **given)["stoette_maaned"]


def a_year(scheme: str, **given: object):
    return reckoned(scheme, **given)["stoette_uafrundet"]


def rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text("utf-8").splitlines()))
