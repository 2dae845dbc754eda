"""Folkepension in two times, and what a result says about what is not known or not tried.

Expected values are from the collected facts on folkepension; the day the limit on work income was
repealed is that of act 726 of 13 June 2023, the day of the lift that of act 125 of 6 February 2019.
"""

import pytest

from sammenhaeng.benefits.rules.mistakes import Unanswerable

from .people import cautioned, decided, for_a_person, pension, value

NAME = "folkepension"


# Two times: what was known when.


@pytest.mark.parametrize(
    ("known", "basic"),
    [("2023-01-01", 80_328 - 240), ("2023-06-12", 80_328 - 240), ("2023-06-13", 80_328)],
)
def test_work_income_in_2023_counted_until_it_was_repealed(known, basic):
    found = pension("2023-03-01", known=known, work_income=360_000)
    assert found["grundbeloeb"] == basic  # printed limit 359,200; 30 % of 800


def test_work_income_counts_for_nothing_as_2023_was_enacted():
    found = pension("2023-01-01", work_income=1_000_000)
    assert (found["grundbeloeb"], found["pensionstillaeg"]) == (80_328, 92_940)


def test_work_income_counts_for_nothing_in_later_years():
    cells = {"born": "1950-01-01", "single": "ja", "work_income": 900_000}
    found = decided(NAME, "2025-06-01", cells)
    assert found.amounts["amount_month"] == [7_198 + 8_329]
    assert found.cautions == ()


@pytest.mark.parametrize(
    ("known", "single", "pair"),
    [("2019-01-01", 72_600, 145_700), ("2019-02-05", 72_600, 145_700),
     ("2019-02-06", 87_800, 175_900), (None, 87_800, 175_900)],
)  # fmt: skip
def test_the_deduction_of_2019_was_lifted_during_the_year(known, single, pair):
    assert pension("2019-03-01", known=known)["fradrag"] == single
    lifted = value(NAME, "fradrag_par", "2019-03-01", known)
    assert lifted + value(NAME, "forhoejelse_par", "2019-03-01", known) == pair


# What is not known, or not tried, is said.


@pytest.mark.parametrize("on", ["2016-06-01", "2017-06-01", "2027-01-01"])
def test_a_year_whose_rates_are_not_known_is_refused_with_a_sentence(on):
    with pytest.raises(Unanswerable, match="kendes ikke den"):
        decided(NAME, on, {"born": "1940-01-01", "single": "ja"})


def test_a_day_before_the_first_law_is_refused_with_a_sentence():
    with pytest.raises(Unanswerable, match="Vælg en senere dag"):
        decided(NAME, "2015-12-31", {"born": "1940-01-01", "single": "ja"})


PENSIONER = {"born": "1950-01-01", "single": "ja"}


def test_results_on_sure_figures_only_carry_no_caution():
    assert cautioned(NAME, "2025-06-01", **PENSIONER, other_income=20_000) == ""


@pytest.mark.parametrize(
    ("on", "cells", "said"),
    [("2022-06-01", {"work_income": 1}, "arbejdsindkomst før 2023"),
     ("2026-06-01", {"years_abroad": 20}, "før bopælsandelen"),
     ("2026-06-01", {"years_abroad": 20}, "Ældrechecken er sat ned efter bopælstiden"),
     ("2025-06-01", {"other_income": 50_000}, "påbegyndt trin"),
     ("2026-06-01", {}, "sandsynlig"), ("2018-06-01", {}, "sandsynlig")],
)  # fmt: skip
def test_what_has_not_been_compared_or_is_only_probable_is_said(on, cells, said):
    assert said in cautioned(NAME, on, **{**PENSIONER, **cells})


@pytest.mark.parametrize(
    ("cells", "said"),
    [({"citizenship": "tredjeland"}, "seneste fem år"), ({"deferred": "ja"}, "ventetiden"),
     ({"early_pension": "ja", "years_abroad": 20}, "førtidspension til folkepension"),
     ({"single": "nej"}, "Partnerens oplysninger mangler"),
     ({"partner_born": "1951-01-01"}, "opgivet som enlig")],
)  # fmt: skip
def test_a_case_that_the_law_leaves_to_a_person_is_sent_to_one(cells, said):
    assert said in for_a_person(NAME, "2026-06-01", **{**PENSIONER, **cells})


def test_a_plain_case_is_sent_to_nobody():
    assert for_a_person(NAME, "2026-06-01", **PENSIONER, child1_born="2015-01-01") == ""
