"""What always holds for boligstøtte, and a plain calculation to compare with."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from .housing import HOUSEHOLDS, a_year, always, reckoned

RATES = {
    "ydelse": {"g": 201400, "child": 53100, "own": 21300, "most": 59628, "rent": 113000,
               "low": 1060300, "high": 2120800, "least": 4380,
               "heat": Fraction("41.5"), "in_rent": Fraction("142.5")},
    "sikring": {"g": 170300, "child": 44900, "own": 28700, "most": 50412, "rent": 95500,
                "low": 896400, "high": 1793000, "least": 3696,
                "heat": Fraction(35), "in_rent": Fraction("120.5")},
}  # fmt: skip


def plain(home):
    """The support of a year before rounding, 2026, in fractions."""
    rate, rent = RATES[home["scheme"]], rent_of(home)
    income = income_of(home)
    over = max(0, income - limit_of(home))
    most = rate["most"] * (Fraction(5, 4) if home["children"] >= 4 else 1)
    if home["scheme"] == "ydelse":
        own = max(Fraction(11, 100) * income, rate["own"])
        found = min(Fraction(3, 4) * (rent + 8500) - Fraction(225, 1000) * over, rent - own, most)
    else:
        most = most if home["children"] else min(most, Fraction(15, 100) * rent)
        found = min(Fraction(60, 100) * rent - Fraction(18, 100) * over, rent - rate["own"], most)
    return found if found >= rate["least"] else 0


def rent_of(home):
    rate, area = RATES[home["scheme"]], home["area_m2"]
    by_area = rate["heat"] if home["heat"] == "T" else -rate["in_rent"]
    counted = 65 + 20 * (home["adults"] + home["children"] - 1)
    rent = max(0, 12 * home["rent_month"] + by_area * area) * min(
        Fraction(1), Fraction(counted, area)
    )
    return min(rent, rate["rent"] * (1 + Fraction(5, 100) * min(home["children"], 4)))


def income_of(home):
    low, high = (RATES[home["scheme"]][limit] for limit in ("low", "high"))
    wealthy = Fraction(max(0, min(home["wealth"], high) - low), 10)
    return 12 * home["income_month"] + wealthy + Fraction(max(0, home["wealth"] - high), 5)


def limit_of(home):
    rate, children = RATES[home["scheme"]], home["children"]
    is_young = (home["scheme"], home["both_under_30"], home["adults"]) == ("sikring", "yes", 2)
    return rate["g"] + rate["child"] * min(3, children if is_young else max(0, children - 1))


@always
@given(HOUSEHOLDS)
def test_the_law_gives_what_a_plain_calculation_gives(household):
    assert abs(Fraction(a_year(**household)) - plain(household)) < Fraction(1, 10**12)


@always
@given(HOUSEHOLDS, st.integers(1, 5000))
def test_more_income_never_gives_more(household, more):
    richer = {**household, "income_month": household["income_month"] + more}
    assert a_year(**richer) <= a_year(**household)


@always
@given(HOUSEHOLDS, st.integers(1, 500_000))
def test_more_wealth_never_gives_more(household, more):
    richer = {**household, "wealth": household["wealth"] + more}
    assert a_year(**richer) <= a_year(**household)


@always
@given(HOUSEHOLDS, st.integers(1, 5000))
def test_a_higher_rent_never_gives_less(household, more):
    dearer = {**household, "rent_month": household["rent_month"] + more}
    assert a_year(**dearer) >= a_year(**household)


@always
@given(HOUSEHOLDS, st.integers(1, 60))
def test_square_metres_beyond_the_limit_never_give_more(household, more):
    at_limit = int(reckoned(**household)["arealgraense"])
    support = [a_year(**{**household, "area_m2": area}) for area in (at_limit, at_limit + more)]
    assert support[1] <= support[0]


@always
@given(HOUSEHOLDS)
def test_heating_paid_beside_the_rent_never_gives_less(household):
    beside, inside = ({**household, "heat": heat} for heat in "TF")
    assert a_year(**beside) >= a_year(**inside)


@always
@given(HOUSEHOLDS)
def test_a_child_more_never_gives_less(household):
    assert a_year(**{**household, "children": household["children"] + 1}) >= a_year(**household)


@always
@given(HOUSEHOLDS)
def test_support_is_never_negative_and_never_above_the_highest(household):
    steps = reckoned(**household)
    assert 0 <= steps["stoette_uafrundet"] <= steps[f"hoejeste_{household['scheme']}"]
    assert steps["stoette_uafrundet"] <= max(0, steps["boligudgift"])


@always
@given(HOUSEHOLDS)
def test_the_month_is_a_twelfth_of_the_year_in_whole_kroner(household):
    steps = reckoned(**household)
    assert abs(steps["stoette_aar"] - steps["stoette_uafrundet"]) <= Fraction(1, 2)
    assert abs(12 * steps["stoette_maaned"] - steps["stoette_aar"]) <= 6
    assert steps["stoette_maaned"] == int(steps["stoette_maaned"])
