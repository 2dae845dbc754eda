"""Folkepension year by year: single figures, and the days on which law or knowledge turns.

Expected values are from the collected facts on folkepension, rates and income limits by year.
"""

import pytest

from .people import OLD_PARTNER, YOUNG_PARTNER, couple, decided, pension, reckoned, value

NAME = "folkepension"


@pytest.mark.parametrize(
    ("year", "check", "wealth"), [(2016, 16_600, 82_600), (2017, 16_900, 84_300)]
)
def test_the_aeldrecheck_of_years_whose_other_rates_are_missing_is_kept(year, check, wealth):
    on = f"{year}-06-01"
    assert (value(NAME, "aeldrecheck_fuld", on), value(NAME, "formuegraense", on)) == (
        check,
        wealth,
    )


def test_the_pension_of_2016_is_kept_though_its_limits_are_missing():
    on = "2016-06-01"
    found = [
        value(NAME, name, on) for name in ("grundbeloeb_fuldt", "tillaeg_enlig", "tillaeg_par")
    ]
    assert found == [72_756, 76_788, 37_632]


def test_limits_of_2018_have_no_lift():
    one, two = pension("2018-06-01"), couple("2018-06-01", OLD_PARTNER)
    assert (one["fradrag"], one["procentfradrag"], one["tillaegstrin"]) == (71_200, 20_500, 507)
    assert (two["fradrag"], two["procentfradrag"], two["tillaegstrin"]) == (142_800, 40_600, 1_022)


@pytest.mark.parametrize(
    ("year", "before", "after"),
    [(2018, "1952-12-31", "1953-01-01"), (2019, "1953-12-31", "1954-01-01"),
     (2020, "1954-06-30", "1954-07-01"), (2021, "1954-12-31", "1955-01-01"),
     (2022, "1955-06-30", "1955-07-01"), (2023, "1955-12-31", "1956-01-01"),
     (2024, "1956-12-31", "1957-01-01"), (2025, "1957-12-31", "1958-01-01"),
     (2026, "1958-12-31", "1959-01-01")],
)  # fmt: skip
def test_every_year_the_aeldrecheck_needs_the_right_before_the_first_of_january(
    year, before, after
):
    on = f"{year}-12-31"
    assert pension(on, born=before)["aeldrecheck"] > 0
    assert pension(on, born=after)["aeldrecheck"] == 0


LIFTED = {"fradrag_enlig": (72_600, 72_800), "fradrag_par": (145_700, 145_900),
          "procentfradrag_enlig": (20_900, 21_000), "procentfradrag_par": (41_400, 41_500),
          "forhoejelse_enlig": (0, 15_000), "forhoejelse_par": (0, 30_000),
          "bundfradrag": (60_000, 100_008)}  # fmt: skip


@pytest.mark.parametrize("name", LIFTED)
def test_the_amounts_of_act_125_are_known_from_its_day(name):
    days = ("2019-01-01", "2019-02-05", "2019-02-06", "2019-12-31")
    before, after = LIFTED[name]
    found = [value(NAME, name, "2019-03-01", known) for known in days]
    assert found == [before, before, after, after]


@pytest.mark.parametrize(("known", "counted"), [("2023-06-12", 77_900), ("2023-06-13", 0)])
def test_own_work_above_122004_counted_in_2023_until_it_was_repealed(known, counted):
    assert pension("2023-03-01", known=known, work_income=200_000)["indtaegtsgrundlag"] == counted
    said = "arbejdsindkomst før 2023"
    cells = {"born": "1950-01-01", "single": "ja", "work_income": 200_000}
    cautions = decided(NAME, "2023-03-01", cells, known).cautions
    assert any(said in one.sentence for one in cautions) == (counted > 0)


def test_the_pension_of_a_young_partner_is_none_and_each_sees_the_other_right():
    found = decided(NAME, "2026-06-01", {"born": "1950-01-01", "single": "nej", **YOUNG_PARTNER})
    assert found.run.values["partner_har_social_pension"] == [False, True]
    assert found.amounts["amount_month"] == [7_544 + 4_467, 0]


def test_an_income_of_zero_from_a_partner_before_2020_needs_no_ceiling():
    found = couple("2018-06-01", YOUNG_PARTNER, other_income=50_000)
    assert (found["partners_indkomst_der_taeller"], found["pension_maaned"]) == (0, 6_237 + 3_333)


def test_a_partners_income_before_2019_is_refused_since_its_ceiling_is_not_known():
    found = couple("2018-06-01", YOUNG_PARTNER, partner_other_income=50_000)
    assert found["indtaegtsgrundlag"].is_nan()


@pytest.mark.parametrize(
    ("partner", "said"), [(YOUNG_PARTNER, True), (OLD_PARTNER, False), ({}, False)]
)
def test_half_a_partners_income_before_2020_is_said_to_be_untried(partner, said):
    income = {"partner_other_income": 50_000} if partner else {}
    cells = {"born": "1950-01-01", "single": "ja" if not partner else "nej", **partner, **income}
    cautions = decided(NAME, "2019-06-01", cells).cautions
    assert any("Før 2020" in one.sentence for one in cautions) == said


def test_a_supplement_percentage_of_zero_is_the_reason_given():
    found = decided(
        NAME, "2026-06-01", {"born": "1950-01-01", "single": "ja", "other_income": 99_200}
    )
    (step,) = [step for step in found.steps if step.name == "aeldrecheck"]
    assert step.because == "Den personlige tillægsprocent er 0 %, så der er ingen ældrecheck."


def test_a_pensioner_of_2022_without_work_has_no_word_about_work():
    found = decided(NAME, "2022-06-01", {"born": "1950-01-01", "single": "ja"})
    assert found.cautions == ()


@pytest.mark.parametrize(
    ("name", "income", "said"),
    [("nedsaettelse_tillaeg", 99_200, "er ikke over fradraget"),
     ("nedsaettelse_tillaeg", 99_300, "er over fradraget"),
     ("nedsat_tillaegsprocent", 35_700, "er ikke over"),
     ("nedsat_tillaegsprocent", 36_400, "falder tillægsprocenten med 1 %"),
     ("nedsat_tillaegsprocent", 99_200, "falder bort")],
)  # fmt: skip
def test_the_reason_at_the_limit_is_the_right_one(name, income, said):
    cells = {"born": "1950-01-01", "single": "ja", "other_income": income}
    found = decided(NAME, "2026-06-01", cells)
    assert [said in step.because for step in found.steps if step.name == name] == [True]


@pytest.mark.parametrize(("born", "remarks"), [("2008-06-02", 0), ("2008-06-01", 1)])
def test_a_child_at_home_becomes_a_possible_partner_at_eighteen(born, remarks):
    cells = {"born": "1950-01-01", "single": "ja", "child1_born": born}
    assert len(decided(NAME, "2026-06-01", cells).remarks) == remarks


def test_a_part_pension_without_aeldrecheck_has_no_word_about_the_aeldrecheck():
    cells = {"born": "1950-01-01", "single": "ja", "years_abroad": 20, "other_income": 99_200}
    (said,) = [one.sentence for one in decided(NAME, "2025-06-01", cells).cautions]
    assert said.startswith("Indkomsten er regnet fra")


@pytest.mark.parametrize(("known", "is_unknown"), [("2019-02-05", True), ("2019-02-06", False)])
def test_the_ceiling_of_a_partners_deduction_is_known_from_the_day_of_act_125(known, is_unknown):
    cells = {"born": "1950-01-01", "single": "nej", "partner_other_income": 50_000, **YOUNG_PARTNER}
    found = reckoned(NAME, "2019-03-01", cells, known)["indtaegtsgrundlag"]
    assert found.is_nan() == is_unknown
