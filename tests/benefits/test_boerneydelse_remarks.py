"""When a result of børne- og ungeydelse says that it is untried, or needs a person, and when not.

Expected values for 2016, 2018 and 2021 are from the printed price index and one printed amount.
"""

import pytest

from .people import cautioned, for_a_person, reckoned, value

NAME = "boerne_og_ungeydelse"
ONE = {"born": "1985-01-01"}
TWO = {**ONE, "partner_born": "1985-01-01"}
YOUNG, TEEN = {"child1_born": "2018-01-01"}, {"child2_born": "2004-01-01"}
RICH = {"top_tax_base": 900_000}


@pytest.mark.parametrize(
    ("year", "rates"),
    [(2016, (17_880, 14_148, 11_136)), (2018, (18_024, 14_268, 11_232)),
     (2021, (18_516, 14_664, 11_532))],
)  # fmt: skip
def test_rates_between_the_printed_ones_follow_the_index(year, rates):
    names = ("sats_0_2", "sats_3_6", "sats_7_17")
    assert tuple(value(NAME, name, f"{year}-06-01") for name in names) == rates


@pytest.mark.parametrize(("year", "limit"), [(2020, 800_100), (2021, 818_300)])
def test_the_limits_of_2020_and_2021_are_the_printed_ones(year, limit):
    assert value(NAME, "indkomstgraense", f"{year}-06-01") == limit


@pytest.mark.parametrize(
    ("cells", "is_said"),
    [({**YOUNG, **TEEN, **RICH}, True), ({**YOUNG, **TEEN}, False), ({**YOUNG, **RICH}, False),
     ({**TEEN, **RICH}, False)],
)  # fmt: skip
def test_sharing_a_reduction_is_said_to_be_untried_only_when_there_is_something_to_share(
    cells, is_said
):
    assert ("Fordelingen" in cautioned(NAME, "2019-06-01", **ONE, **cells)) == is_said


@pytest.mark.parametrize(
    ("on", "cells", "is_said"),
    [("2025-06-01", TWO, True), ("2021-06-01", TWO, False), ("2025-06-01", ONE, False),
     ("2025-06-01", {**TWO, "partner_custody": "nej"}, False)],
)  # fmt: skip
def test_rounding_of_halves_is_said_to_be_untried_only_when_the_benefit_is_halved(
    on, cells, is_said
):
    assert ("hele kroner" in cautioned(NAME, on, **cells, **YOUNG)) == is_said


def test_halves_of_nothing_are_not_spoken_of():
    assert cautioned(NAME, "2025-06-01", **TWO) == ""


@pytest.mark.parametrize(
    ("on", "cells", "is_sent"),
    [("2019-06-01", {**TWO, **RICH, "married": "nej"}, True),
     ("2019-06-01", {**TWO, **RICH}, False), ("2019-06-01", {**TWO, "married": "nej"}, False),
     ("2019-06-01", {**ONE, **RICH, "married": "nej"}, False),
     ("2025-06-01", {**TWO, "top_tax_base": 2_000_000, "married": "nej"}, False)],
)  # fmt: skip
def test_unmarried_parents_with_a_high_income_before_2022_go_to_a_person(on, cells, is_sent):
    assert (for_a_person(NAME, on, **cells, **YOUNG) != "") == is_sent


@pytest.mark.parametrize(
    ("cells", "is_sent"),
    [({**TWO, **YOUNG, "share": "halv"}, True), ({**ONE, **YOUNG, "share": "halv"}, False),
     ({**ONE, **YOUNG, "custody": "nej"}, True), ({**ONE, "custody": "nej"}, False)],
)  # fmt: skip
def test_unclear_custody_goes_to_a_person(cells, is_sent):
    assert (for_a_person(NAME, "2025-06-01", **cells) != "") == is_sent


def test_a_parent_under_eighteen_goes_to_a_person():
    cells = {"born": "2007-06-02", "child1_born": "2024-01-01"}
    assert "Ingen voksen" in for_a_person(NAME, "2025-06-01", **cells)
    assert for_a_person(NAME, "2025-06-02", **cells) == ""


@pytest.mark.parametrize(("born", "less"), [("2007-06-01", 400), ("2007-06-02", 0)])
def test_the_income_of_a_parent_counts_from_eighteen(born, less):
    cells = {"born": born, "top_tax_base": 937_000, "partner_born": "1985-01-01", **YOUNG}
    assert reckoned(NAME, "2025-06-01", cells)["nedsaettelse"] == less
