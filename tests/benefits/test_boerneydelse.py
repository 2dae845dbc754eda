"""Børne- og ungeydelse: printed rates, age groups, the reduction, and half to each parent.

Expected values are from the collected facts (rates and limits by year, the worked example of 2019),
from the Ministry of Taxation's pages for 2017-2020 and from borger.dk's examples of 2022.
"""

from decimal import Decimal

import pytest

from sammenhaeng.benefits.rules.mistakes import Unanswerable

from .people import cautioned, decided, for_a_person, nearest, reckoned, value

NAME = "boerne_og_ungeydelse"
ONE = {"born": "1985-01-01"}
TWO = {**ONE, "partner_born": "1985-01-01"}


def family(on, parents=ONE, **cells):
    return reckoned(NAME, on, {**parents, **cells})


RATES = [
    (2014, 17_616, 13_944, 10_980), (2015, 17_772, 14_076, 11_076), (2017, 17_964, 14_220, 11_184),
    (2019, 18_228, 14_436, 11_352), (2020, 18_384, 14_556, 11_448), (2022, 18_612, 14_724, 11_592),
    (2023, 18_984, 15_024, 11_820), (2024, 20_496, 16_224, 12_768), (2025, 21_168, 16_764, 13_188),
    (2026, 21_480, 16_992, 13_368),
]  # fmt: skip


@pytest.mark.parametrize(("year", "small", "middle", "large"), RATES)
def test_the_yearly_amount_follows_the_age_of_the_child(year, small, middle, large):
    for on in (f"{year}-01-01", f"{year}-12-31"):
        ages = {0: small, 2: small, 3: middle, 6: middle, 7: large, 14: large, 15: large, 17: large}
        for age, expected in ages.items():
            found = family(on, child1_born=f"{year - age}-01-01")
            assert found["ydelse_aar"] == expected


@pytest.mark.parametrize(
    ("born", "expected"),
    [("2026-06-02", 0), ("2026-06-01", 21_480), ("2023-06-02", 21_480), ("2023-06-01", 16_992),
     ("2019-06-02", 16_992), ("2019-06-01", 13_368), ("2011-06-02", 13_368), ("2011-06-01", 13_368),
     ("2008-06-02", 13_368), ("2008-06-01", 0)],
)  # fmt: skip
def test_the_rate_changes_on_the_birthday(born, expected):
    assert family("2026-06-01", child1_born=born)["ydelse_aar"] == expected


@pytest.mark.parametrize(
    ("born", "quarter", "month"), [("2011-06-02", 3_342, 0), ("2011-06-01", 0, 1_114)]
)
def test_from_fifteen_it_is_paid_by_the_month(born, quarter, month):
    found = family("2026-06-01", child1_born=born)
    assert (found["boerneydelse_kvartal"], found["ungeydelse_maaned"]) == (quarter, month)


@pytest.mark.parametrize(
    ("year", "quarters", "month"),
    [(2017, (4_491, 3_555, 2_796), 932), (2018, (4_506, 3_567, 2_808), 936),
     (2019, (4_557, 3_609, 2_838), 946), (2020, (4_596, 3_639, 2_862), 954)],
)  # fmt: skip
def test_quarters_and_months_are_the_printed_ones(year, quarters, month):
    on = f"{year}-06-01"
    names = ("sats_0_2", "sats_3_6", "sats_7_17")
    assert tuple(value(NAME, name, on) / 4 for name in names) == quarters
    assert value(NAME, "sats_7_17", on) / 12 == month


def test_three_children_of_2026_have_48216():
    children = {
        "child1_born": "2025-01-01",
        "child2_born": "2014-01-01",
        "child3_born": "2009-01-01",
    }
    assert family("2026-06-01", **children)["ydelse_aar"] == 48_216


INDEX = {2014: "3.7", 2015: "4.6", 2017: "5.7", 2018: "6.1", 2019: "7.3", 2020: "8.2"}


@pytest.mark.parametrize(
    ("name", "base"), [("sats_0_2", 16_992), ("sats_3_6", 13_452), ("sats_7_17", 10_584)]
)
def test_rates_follow_the_printed_price_index(name, base):
    for year, percent in INDEX.items():
        expected = nearest(base * (1 + Decimal(percent) / 100), 12)
        assert value(NAME, name, f"{year}-06-01") == expected


LIMITS = [
    (2014, 712_600), (2015, 723_100), (2017, 749_000), (2019, 782_600), (2022, 828_100),
    (2023, 852_600), (2024, 882_700), (2025, 917_000), (2026, 961_100),
]  # fmt: skip


@pytest.mark.parametrize(("year", "limit"), LIMITS)
def test_two_percent_is_taken_of_income_above_the_limit(year, limit):
    on, child = f"{year}-06-01", {"child1_born": f"{year - 1}-01-01"}
    full, *less = [
        family(on, top_tax_base=limit + more, **child)["ydelse_aar"] for more in (-50, 0, 50, 1_000)
    ]
    assert less == [full, full - 1, full - 20]


def test_a_child_of_one_year_in_2019_with_100000_above_the_limit():
    found = family("2019-06-01", TWO, top_tax_base=882_600, child1_born="2018-01-01")
    assert found["ydelse_aar"] == 16_228


def test_the_reductions_of_spouses_were_taken_together_until_2022():
    both = {"top_tax_base": 882_600, "partner_top_tax_base": 832_600}
    found = family("2019-06-01", TWO, child1_born="2018-01-01", **both)
    assert found["ydelse_aar"] == 18_228 - 2_000 - 1_000


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2019-12-31", 0), ("2022-01-01", 9_308)],  # from 2022: half, 2.327 a quarter
)
def test_one_high_income_takes_all_until_2022_and_then_only_the_own_half(on, expected):
    found = family(
        on, TWO, top_tax_base=2_000_000, child1_born="2020-01-01" if on > "2020" else "2018-01-01"
    )
    assert found["ydelse_aar"] == expected


# borger.dk's examples of 2022, a child of 0-2 years: 18,612 a year.


@pytest.mark.parametrize(
    ("own", "partners", "less"),
    [(300_000, 900_000, 1_438), (900_000, 850_000, 1_876), (870_000, 0, 838)],
)
def test_each_parent_bears_the_own_reduction_in_2022(own, partners, less):
    found = family("2022-06-01", TWO, child1_born="2021-01-01", top_tax_base=own,
                   partner_top_tax_base=partners)  # fmt: skip
    assert found["ydelse_aar"] == 2 * 4 * 2_327 - less


@pytest.mark.parametrize(("share", "expected"), [("hel", 4_653), ("halv", 2_327)])
def test_a_parent_who_lives_alone_has_all_or_half_rounded_up_from_2022(share, expected):
    found = family("2022-06-01", child1_born="2021-01-01", share=share)
    assert found["boerneydelse_kvartal"] == expected


def test_halves_were_not_known_before_2022():
    assert family("2021-12-31", child1_born="2020-01-01", share="halv")["deles"] is False
    assert family("2022-01-01", child1_born="2020-01-01", share="halv")["deles"] is True


def test_a_partner_without_custody_gets_nothing_and_takes_nothing_from_2022():
    found = family("2022-06-01", TWO, child1_born="2021-01-01", partner_custody="nej",
                   partner_top_tax_base=2_000_000)  # fmt: skip
    assert found["ydelse_aar"] == 18_612


def test_a_reduction_takes_the_childrens_amount_first_and_never_more_than_there_is():
    young = {"child1_born": "2024-01-01", "child2_born": "2009-01-01"}
    found = family("2026-06-01", top_tax_base=961_100 + 1_200_000, **young)
    assert (found["boerneydelse_aar"], found["ungeydelse_aar"]) == (0, 21_480 + 13_368 - 24_000)
    assert family("2026-06-01", top_tax_base=9_000_000, **young)["ydelse_aar"] == 0


def test_a_child_in_public_care_gives_nothing():
    found = family("2026-06-01", child1_born="2024-01-01", child1_public_care="ja")
    assert found["ydelse_aar"] == 0


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2022-12-31", 0), ("2023-01-01", 1_320), ("2023-01-31", 1_320), ("2023-02-01", 0)],
)
def test_each_child_had_660_once_in_january_2023(on, expected):
    found = family(on, child1_born="2010-01-01", child2_born="2015-01-01")
    assert found["engangsbeloeb"] == expected


@pytest.mark.parametrize("on", ["2016-06-01", "2018-06-01", "2027-01-01"])
def test_a_year_without_a_known_limit_is_refused_with_a_sentence(on):
    with pytest.raises(Unanswerable, match="“Indkomstgrænse”"):
        decided(NAME, on, {**ONE, "child1_born": "2012-01-01"})


@pytest.mark.parametrize(
    ("on", "cells", "said"),
    [("2026-06-01", {}, "sandsynlig"), ("2017-06-01", {"child1_born": "2016-01-01"}, "sandsynlig"),
     ("2022-06-01", {"share": "halv", "child1_born": "2021-01-01"}, "rundet op til hele kroner"),
     ("2023-01-01", {"child1_born": "2021-01-01"}, "Engangsbeløbet"),
     ("2025-06-01", {"child2_born": "2009-01-01", "top_tax_base": 950_000}, "Fordelingen")],
)  # fmt: skip
def test_what_has_not_been_compared_or_is_only_probable_is_said(on, cells, said):
    assert said in cautioned(NAME, on, **{**ONE, "child1_born": "2024-01-01", **cells})


def test_a_plain_family_in_a_sure_year_carries_no_caution():
    assert cautioned(NAME, "2025-06-01", **ONE, child1_born="2024-01-01") == ""
    assert for_a_person(NAME, "2025-06-01", **ONE, child1_born="2024-01-01") == ""


@pytest.mark.parametrize(
    ("on", "cells", "said"),
    [("2019-06-01", {**TWO, "married": "nej", "top_tax_base": 900_000}, "kun modtagerens egen"),
     ("2026-06-01", {**TWO, "share": "halv"}, "kun halvdelen skal udbetales her"),
     ("2026-06-01", {**ONE, "custody": "nej"}, "Ingen voksen")],
)  # fmt: skip
def test_a_case_that_the_law_leaves_to_a_person_is_sent_to_one(on, cells, said):
    assert said in for_a_person(NAME, on, **cells, child1_born="2018-01-01")
