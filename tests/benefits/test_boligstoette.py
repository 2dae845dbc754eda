"""Boligstøtte against answers and worked examples from outside."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from sammenhaeng.benefits.rules.mistakes import Unanswerable
from sammenhaeng.benefits.rules.version import version

from .housing import CASES, LAW, a_month, a_year, law_of, reckoned, rows

EXAMPLES = Path(__file__).parents[2] / "examples"
RECORDED = rows(EXAMPLES / "cases.csv")


@pytest.mark.parametrize("row", RECORDED, ids=lambda row: "-".join(row.values()))
def test_the_official_calculator_gives_the_same(row):
    facts = {column: value for column, value in row.items() if column != "expected_month"}
    assert a_month(**facts) == Decimal(row["expected_month"])


# Worked by hand from the act and the amounts of 2026.


def test_a_pensioner_pays_the_least_own_payment():
    steps = reckoned("ydelse", income_month=15000, area_m2=55, rent_month=5000)
    assert steps["boligudgift"] == Decimal("62282.50")
    assert steps["ydelse_grundlag"] == Decimal("53086.875")
    assert steps["ydelse_nedsaettelse"] == 0
    assert steps["ydelse_egenbetaling"] == 21300
    assert steps["stoette_uafrundet"] == Decimal("40982.50")
    assert (steps["stoette_aar"], steps["stoette_maaned"]) == (40983, 3415)


def test_wealth_is_counted_as_income_for_a_tenant_below_pension_age():
    steps = reckoned("sikring", income_month=33000, rent_month=7600, wealth=1_000_000)
    assert steps["boligudgift"] == 93300
    assert steps["formuetillaeg"] == 10360
    assert steps["husstandsindkomst"] == 406360
    assert steps["stoette_uafrundet"] == Decimal("13489.2")
    assert (steps["stoette_aar"], steps["stoette_maaned"]) == (13489, 1124)


def test_the_highest_boligydelse_of_2020():
    steps = reckoned("ydelse", "2020-06-01", rent_month=8000)
    assert steps["boligudgift"] == 94000
    assert steps["ydelse_grundlag"] == 75825
    assert steps["boligudgift"] - steps["ydelse_egenbetaling"] == 76300
    assert (steps["stoette_uafrundet"], steps["stoette_maaned"]) == (49608, 4134)


def test_the_year_is_rounded_before_the_month():
    """B = 24.648 + 25 m² at 41,50 = 25.685,50; less 21.300 is 4.385,50 = 12 x 365 + 5,50."""
    given = {"rent_month": 2054, "area_m2": 25}
    assert a_year("ydelse", **given) == Decimal("4385.50")
    assert a_month("ydelse", **given) == 366


# Highest amounts of 2026, by month (law, § 23; recorded for households without children).


@pytest.mark.parametrize(
    ("scheme", "children", "expected"),
    [("ydelse", 0, 4969), ("ydelse", 3, 4969), ("ydelse", 4, 6211), ("ydelse", 5, 6211),
     ("sikring", 3, 4201), ("sikring", 4, 5251), ("sikring", 5, 5251)],
)  # fmt: skip
def test_the_highest_support(scheme, children, expected):
    assert a_month(scheme, children=children, rent_month=12000) == expected


def test_without_children_boligsikring_ends_at_fifteen_percent_of_the_highest_rent():
    assert a_year("sikring", rent_month=12000) == 14325
    assert a_month("sikring", rent_month=12000) == 1194


# Two times: guidance 10077 was printed first, guidance 9336 corrected it on 24 March 2026.

EARLY = [
    ("sikring_indkomstgraense", 171500, 170300), ("sikring_boernetillaeg", 45200, 44900),
    ("sikring_mindste_egenbetaling", 28900, 28700), ("sikring_hoejeste_stoette", 50760, 50412),
    ("sikring_hoejeste_boligudgift", 96200, 95500),
]  # fmt: skip


@pytest.mark.parametrize(("name", "first", "corrected"), EARLY)
@pytest.mark.parametrize("on", ["2026-01-01", "2026-06-01", "2026-12-31"])
def test_an_amount_corrected_in_march_was_another_before(on, name, first, corrected):
    found = [law_of(on, known).values[name] for known in ("2026-03-23", "2026-03-24", None)]
    assert [value.amount for value in found] == [first, corrected, corrected]


def test_a_decision_made_before_the_correction_is_made_again_as_it_was():
    """60 % of 93.300 is 55.980; less 18 % of what 432.000 is over the limit then known."""
    given = {"scheme": "sikring", "income_month": 36000, "rent_month": 7600}
    assert reckoned(known="2026-03-23", **given)["stoette_uafrundet"] == 9090
    assert a_month(known="2026-03-23", **given) == 758
    assert a_month(known="2026-03-24", **given) == 740


# What is not known is not calculated.


@pytest.mark.parametrize("on", ["2018-06-01", "2019-06-01", "2020-12-31", "2027-01-01"])
def test_boligsikring_is_not_calculated_for_years_without_amounts(on):
    assert a_month("sikring", on).is_nan()


@pytest.mark.parametrize("on", ["2018-01-01", "2020-12-31", "2021-01-01", "2026-12-31"])
def test_boligydelse_is_calculated_from_2018(on):
    assert a_month("ydelse", on) > 0


def test_boligydelse_is_not_calculated_for_a_year_to_come():
    assert a_month("ydelse", "2027-01-01").is_nan()


def test_no_law_is_known_before_2018():
    with pytest.raises(Unanswerable, match=r"01\.01\.2018"):
        version(LAW, date(2017, 12, 31))


def test_support_in_a_shared_home_is_not_calculated():
    assert a_month("ydelse", shared_home="yes").is_nan()


@pytest.mark.parametrize("scheme", ["ydelse", "sikring"])
def test_a_shared_home_has_the_ceilings_of_its_scheme(scheme):
    (row,) = [row for row in rows(CASES / f"{scheme}_amounts.csv") if row["year"] == "2026"]

    found = reckoned(scheme, shared_home="yes")
    ceilings = ("hoejeste_boligudgift_i_bofaellesskab", "hoejeste_stoette_i_bofaellesskab")
    printed = [row[f"bofaellesskab_{name}"].rstrip("*") for name in ("boligudgift", "stoette")]
    assert [found[name] for name in ceilings] == [int(amount) for amount in printed]
