"""Folkepension: worked examples, printed rates and cut-offs, and the law's own indexing.

Expected values are from the collected facts on folkepension (rates by year, income limits by
year, test cases), with the mark of their sureness there; none is reckoned by the law itself.
"""

from decimal import Decimal

import pytest

from .people import (
    OLD_PARTNER,
    YOUNG_PARTNER,
    couple,
    decided,
    nearest,
    pension,
    value,
)

NAME = "folkepension"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [({"other_income": 60_000}, 104_748), ({"other_income": 200_000}, "73600.80"),
     ({"other_income": 200_000, "capital_income": 50_000}, "58150.80"),
     ({"other_income": 200_000, "share_income": 50_000}, "58150.80"),
     ({"other_income": 500_000}, 0),
     ({"other_income": 200_000, "capital_income": -30_000}, "73600.80")],
    ids=["P1", "P2", "P4 capital", "P4 shares", "P5", "P6"],
)  # fmt: skip
def test_the_supplement_of_a_single_pensioner_in_2026(cells, expected):
    assert pension("2026-06-01", **cells)["pensionstillaeg"] == Decimal(expected)


def test_a_partner_without_pension_counts_with_46_percent_p8():
    found = couple("2026-06-01", YOUNG_PARTNER, other_income=180_000, partner_other_income=120_000)
    assert (found["indtaegtsgrundlag"], found["pensionstillaeg"]) == (235_200, 41_956)


def test_a_partner_with_pension_counts_in_full_p9():
    found = couple("2026-06-01", OLD_PARTNER, other_income=180_000, partner_other_income=120_000)
    assert (found["indtaegtsgrundlag"], found["pensionstillaeg"]) == (300_000, 37_412)


def test_both_pensioners_of_p9_get_the_same():
    cells = {"born": "1950-01-01", "single": "nej", "other_income": 180_000, **OLD_PARTNER}
    found = decided(NAME, "2026-06-01", {**cells, "partner_other_income": 120_000})
    assert found.amounts["supplement_month"] == [3118, 3118]


def test_a_partner_with_early_pension_counts_in_full():
    partner = {**YOUNG_PARTNER, "partner_early_pension": "ja", "partner_other_income": 120_000}
    found = couple("2026-06-01", partner, other_income=180_000)
    assert found["pensionstillaeg"] == 37_412


def test_work_income_above_the_limit_took_30_percent_of_the_basic_amount_p11():
    found = pension("2020-06-01", work_income=360_000)
    assert (found["grundbeloeb"], found["grundbeloeb_maaned"]) == (70_098, 5_842)


def test_a_single_pensioner_without_other_income_had_12965_a_month_in_2018_p15():
    assert pension("2018-06-01")["pension_maaned"] == 12_965


@pytest.mark.parametrize(("on", "expected"), [("2022-06-01", 126_171), ("2026-06-01", 146_457)])
def test_thirty_of_forty_years_give_three_quarters_p17(on, expected):
    found = pension(on, years_abroad=20)  # born 1950: 50 years from 15 to 65
    assert found["grundbeloeb"] + found["pensionstillaeg"] == expected


RATES = [
    ("2018", 74_844, 80_736, 39_996, 17_200, 86_000),
    ("2019", 75_924, 83_076, 41_436, 17_600, 87_900),
    ("2020", 77_028, 85_464, 42_912, 18_000, 89_800),
    ("2021", 78_216, 88_020, 44_484, 18_400, 91_900),
    ("2022", 78_564, 89_664, 45_600, 18_600, 93_000),
    ("2023", 80_328, 92_940, 47_556, 19_200, 95_800),
    ("2024", 83_136, 96_192, 49_224, 19_900, 99_200),
    ("2025", 86_376, 99_948, 51_144, 25_700, 103_100),
    ("2026", 90_528, 104_748, 53_604, 26_900, 108_000),
]


@pytest.mark.parametrize(("year", "basic", "single", "pair", "check", "wealth"), RATES)
def test_full_rates_are_the_printed_ones_on_the_first_and_last_day(
    year, basic, single, pair, check, wealth
):
    for on in (f"{year}-01-01", f"{year}-12-31"):
        alone, two = pension(on, wealth=wealth), couple(on, OLD_PARTNER, wealth=wealth)
        assert (alone["grundbeloeb"], alone["pensionstillaeg"]) == (basic, single)
        assert (two["grundbeloeb"], two["pensionstillaeg"]) == (basic, pair)
        assert alone["aeldrecheck"] == two["aeldrecheck"] == check


@pytest.mark.parametrize(("year", "basic", "single", "pair", "check", "wealth"), RATES)
def test_one_krone_of_wealth_above_the_limit_ends_the_aeldrecheck_p14(
    year, basic, single, pair, check, wealth
):
    assert pension(f"{year}-06-01", wealth=wealth + 1)["aeldrecheck"] == 0


# The supplement ends: printed, and within 200 of what the formula gives.


@pytest.mark.parametrize(
    ("year", "single", "two", "other"),
    [(2018, 332_500, 392_900, 267_800), (2026, 438_200, 533_800, 366_400)],
)
def test_the_supplement_ends_where_it_is_printed_to_end(year, single, two, other):
    on = f"{year}-06-01"
    for off, is_paid in ((-200, True), (200, False)):
        found = [
            pension(on, other_income=single + off),
            couple(on, OLD_PARTNER, other_income=two + off),
            couple(on, YOUNG_PARTNER, other_income=other + off),
        ]
        assert [one["pensionstillaeg"] > 0 for one in found] == [is_paid] * 3


@pytest.mark.parametrize(
    ("year", "end"), [(2016, 552_520), (2019, 582_680), (2020, 593_660), (2022, 610_580)]
)
def test_the_basic_amount_ended_at_a_work_income_of(year, end):
    on = f"{year}-06-01"
    assert pension(on, work_income=end)["grundbeloeb"] == 0
    assert 0 < pension(on, work_income=end - 10)["grundbeloeb"] <= 3


@pytest.mark.parametrize(
    ("year", "limit"),
    [(2016, 310_000), (2018, 322_500), (2019, 329_600), (2020, 336_900), (2021, 344_600),
     (2022, 348_700)],
)  # fmt: skip
def test_work_income_at_the_limit_takes_nothing_and_ten_more_take_three(year, limit):
    on = f"{year}-06-01"
    full = pension(on)["grundbeloeb"]
    assert pension(on, work_income=limit - 10)["grundbeloeb"] == full
    assert pension(on, work_income=limit)["grundbeloeb"] == full
    assert pension(on, work_income=limit + 10)["grundbeloeb"] == full - 3


# Income limits by year: F ends the full supplement, L the full supplement percentage.

LIMITS = [  # year, then for singles and for pairs: F, L and the step
    (2019, (87_800, 36_000, 518), (175_900, 71_500, 1_044)),
    (2020, (88_700, 35_800, 529), (177_700, 71_000, 1_067)),
    (2021, (89_700, 35_600, 541), (179_700, 70_600, 1_091)),
    (2022, (89_700, 35_000, 547), (179_700, 69_300, 1_104)),
    (2023, (91_300, 35_000, 563), (182_900, 69_200, 1_137)),
    (2024, (93_400, 35_100, 583), (187_100, 69_400, 1_177)),
    (2025, (95_800, 35_200, 606), (192_000, 69_700, 1_223)),
    (2026, (99_200, 35_700, 635), (198_800, 70_600, 1_282)),
]
each_year = pytest.mark.parametrize(("year", "single", "pair"), LIMITS)


@each_year
def test_limits_and_steps_are_the_printed_ones(year, single, pair):
    one, two = pension(f"{year}-06-01"), couple(f"{year}-06-01", OLD_PARTNER)
    names = ("fradrag", "procentfradrag", "tillaegstrin")
    assert tuple(one[name] for name in names) == single
    assert tuple(two[name] for name in names) == pair


@each_year
def test_the_supplement_of_a_single_falls_from_the_first_hundred_above_f(year, single, pair):
    on, (limit, _, _) = f"{year}-06-01", single
    steps = [pension(on, other_income=limit + more) for more in (0, 99, 100)]
    assert [one["nedsaettelse_tillaeg"] for one in steps] == [0, 0, Decimal("30.9")]


@each_year
def test_the_supplement_of_a_pair_falls_by_16_or_32_percent_above_f(year, single, pair):
    on, income = f"{year}-06-01", pair[0] + 100
    two = [couple(on, partner, other_income=income) for partner in (OLD_PARTNER, YOUNG_PARTNER)]
    assert [one["nedsaettelse_tillaeg"] for one in two] == [16, 32]


@each_year
def test_the_supplement_percentage_falls_one_for_each_whole_step(year, single, pair):
    limit, start, step = single
    first = start - (-step // 100) * 100
    incomes = (start, first - 100, first, limit - 100, limit)
    found = [pension(f"{year}-06-01", other_income=i)["tillaegsprocent"] for i in incomes]
    assert found == [1, 1, Decimal("0.99"), Decimal("0.01"), 0]


# Indexing (PL § 49 and § 49 c): base r100(last year's * (1 + p)), lift r100((15,000 - 1,000 a
# year) * all p's since 2019), pairs the double of it.

INCREASES = {2020: "0.022", 2021: "0.023", 2022: "0.012", 2023: "0.030", 2024: "0.035",
             2025: "0.039", 2026: "0.048"}  # fmt: skip


@pytest.mark.parametrize(
    ("parameter", "base"),
    [("fradrag_enlig", 72_800), ("fradrag_par", 145_900), ("procentfradrag_enlig", 21_000),
     ("procentfradrag_par", 41_500)],
)  # fmt: skip
def test_deductions_follow_the_indexing_of_the_law(parameter, base):
    expected = Decimal(base)
    assert value(NAME, parameter, "2019-06-01") == expected
    for year, increase in INCREASES.items():
        expected = nearest(expected * (1 + Decimal(increase)), 100)
        assert value(NAME, parameter, f"{year}-06-01") == expected


@pytest.mark.parametrize(
    ("parameter", "lift", "less"),
    [("forhoejelse_enlig", 15_000, 1_000), ("forhoejelse_par", 30_000, 2_000)],
)
def test_the_temporary_lift_follows_the_indexing_of_the_law(parameter, lift, less):
    grown = Decimal(1)
    assert value(NAME, parameter, "2019-06-01") == lift
    for year, increase in INCREASES.items():
        grown *= 1 + Decimal(increase)
        expected = nearest((lift - less * (year - 2019)) * grown, 100)
        assert value(NAME, parameter, f"{year}-06-01") == expected
