"""Pension age, residence and ældrecheck of folkepension, at every boundary.

Expected values are from the collected facts (the pension age table, the rules of residence before
and after 1.7.2025, the conditions of the ældrecheck), worked by hand.
"""

from datetime import date
from decimal import Decimal

import pytest

from sammenhaeng.benefits.rules import dates

from .people import OLD_PARTNER, YOUNG_PARTNER, couple, pension


@pytest.mark.parametrize(
    ("born", "age", "day"),
    [("1953-12-31", "65", "2018-12-31"), ("1954-01-01", "65.5", "2019-07-01"),
     ("1954-06-30", "65.5", "2019-12-30"), ("1954-07-01", "66", "2020-07-01"),
     ("1954-12-31", "66", "2020-12-31"), ("1955-01-01", "66.5", "2021-07-01"),
     ("1955-06-30", "66.5", "2021-12-30"), ("1955-07-01", "67", "2022-07-01"),
     ("1962-12-31", "67", "2029-12-31"), ("1963-01-01", "68", "2031-01-01"),
     ("1966-12-31", "68", "2034-12-31"), ("1967-01-01", "69", "2036-01-01"),
     ("1970-12-31", "69", "2039-12-31"), ("1971-01-01", "70", "2041-01-01")],
)  # fmt: skip
def test_pension_age_follows_the_day_of_birth(born, age, day):
    found = pension("2026-06-01", born=born)
    assert found["pensionsalder"] == Decimal(age)
    assert found["folkepensionsdag"] == dates.number(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("born", "on", "has_right"),
    [("1954-06-30", "2019-12-29", False), ("1954-06-30", "2019-12-30", True),
     ("1955-01-01", "2021-06-30", False), ("1955-01-01", "2021-07-01", True),
     ("1959-06-02", "2026-06-01", False), ("1959-06-01", "2026-06-01", True)],
)  # fmt: skip
def test_the_pension_begins_when_the_age_is_reached(born, on, has_right):
    found = pension(on, born=born)
    assert found["folkepensionist"] == has_right
    assert (found["pension_maaned"] > 0) == has_right


def test_a_deferred_pension_is_not_paid():
    assert pension("2026-06-01", deferred="ja")["pension_maaned"] == 0


def test_a_partner_who_defers_has_no_social_pension():
    partner = {**OLD_PARTNER, "partner_deferred": "ja", "partner_other_income": 120_000}
    assert couple("2026-06-01", partner, other_income=180_000)["pensionstillaeg"] == 41_956


# Residence. Born 1957: 52 years from 15 to 67. Age reached before 1.7.2025: whole fortieths.


@pytest.mark.parametrize(
    ("abroad", "share"),
    [(0, 1), (12, 1), ("12.1", "0.975"), (13, "0.975"), (22, "0.75"), ("22.9", "0.725"),
     (49, "0.075"), ("49.1", 0), (52, 0)],
)  # fmt: skip
def test_fortieths_count_whole_years_and_three_are_the_least(abroad, share):
    assert pension("2026-06-01", born="1957-01-01", years_abroad=abroad)["bopaelsandel"] == Decimal(
        share
    )


# Age reached from 1.7.2025 (born from 1.7.1958): residence of 0.9 * 52 = 46.8 years, whole percent.


@pytest.mark.parametrize(
    ("abroad", "share"),
    [(0, 1), ("5.2", 1), ("5.5", "0.99"), (12, "0.85"), (22, "0.64"), ("22.75", "0.63"),
     ("22.76", "0.62"), (49, "0.06"), ("49.1", 0)],
)  # fmt: skip
def test_percent_is_of_nine_tenths_of_the_time_from_fifteen(abroad, share):
    assert pension("2026-06-01", born="1958-07-01", years_abroad=abroad)["bopaelsandel"] == Decimal(
        share
    )


@pytest.mark.parametrize(("born", "share"), [("1958-06-30", 1), ("1958-07-01", "0.85")])
def test_the_new_rule_is_for_those_who_reach_the_age_from_july_2025(born, share):
    assert pension("2026-06-01", born=born, years_abroad=12)["bopaelsandel"] == Decimal(share)


@pytest.mark.parametrize(
    ("citizenship", "abroad", "has_right"),
    [("eu", 49, True), ("tredjeland", 42, True), ("tredjeland", "42.1", False)],
)
def test_citizens_of_other_countries_need_ten_years(citizenship, abroad, has_right):
    found = pension("2026-06-01", born="1957-01-01", citizenship=citizenship, years_abroad=abroad)
    assert found["folkepensionist"] == has_right


# Ældrecheck of 2026: 26,900; one percent for each 635 above 35,700, single.


@pytest.mark.parametrize(
    ("income", "expected"),
    [(35_700, 26_900), (36_300, 26_900), (36_400, 26_631), (67_400, 13_719), (67_500, 13_450),
     (98_500, 538), (98_600, 269), (99_199, 269), (99_200, 0), (200_000, 0)],
)  # fmt: skip
def test_the_aeldrecheck_falls_with_the_supplement_percentage(income, expected):
    assert pension("2026-06-01", other_income=income)["aeldrecheck"] == expected


@pytest.mark.parametrize(
    ("abroad", "expected"),
    [(20, 202), (21, 0)],  # born 1950, 50 years: 30/40 and 29/40 of 269
)
def test_an_aeldrecheck_below_200_is_not_paid(abroad, expected):
    found = pension("2026-06-01", other_income=98_600, years_abroad=abroad)
    assert found["aeldrecheck"] == expected


@pytest.mark.parametrize(
    ("born", "expected"), [("1958-12-31", 26_900), ("1959-01-01", 0), ("1959-05-31", 0)]
)
def test_the_aeldrecheck_needs_the_right_to_pension_before_the_first_of_january(born, expected):
    assert pension("2026-06-01", born=born)["aeldrecheck"] == expected


def test_the_wealth_of_a_couple_is_one():
    assert couple("2026-06-01", YOUNG_PARTNER, wealth=108_000)["aeldrecheck"] == 26_900
    assert couple("2026-06-01", YOUNG_PARTNER, wealth=108_001)["aeldrecheck"] == 0


# Work income and partners before 2023, from the texts of the law.


@pytest.mark.parametrize(
    ("on", "known", "free"),
    [("2018-06-01", None, 60_000), ("2019-06-01", "2019-01-01", 60_000),
     ("2019-06-01", None, 100_008), ("2020-01-01", None, 122_004), ("2022-12-31", None, 122_004)],
)  # fmt: skip
def test_work_income_above_the_free_amount_counted_before_2023(on, known, free):
    assert pension(on, known=known, work_income=free)["indtaegtsgrundlag"] == 0
    assert pension(on, known=known, work_income=free + 100)["indtaegtsgrundlag"] == 100


@pytest.mark.parametrize(("on", "counted"), [("2022-12-31", 92_000), ("2023-01-01", 0)])
def test_the_work_of_a_partner_without_pension_counted_with_46_percent_until_2023(on, counted):
    found = couple(on, YOUNG_PARTNER, partner_work_income=200_000)
    assert found["indtaegtsgrundlag"] == counted


@pytest.mark.parametrize(
    ("income", "counted"), [(200_000, 100_000), (307_700, 153_800), (407_750, 253_900)]
)
def test_half_of_a_partners_income_up_to_a_ceiling_was_left_out_in_2019(income, counted):
    found = couple("2019-06-01", YOUNG_PARTNER, partner_other_income=income)
    assert found["indtaegtsgrundlag"] == counted
