"""What always holds for folkepension and børne- og ungeydelse, and a plain calculation of 2026."""

from datetime import date
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sammenhaeng.benefits.rules import batch, facts, laws

from .people import decided, reckoned

ON = "2026-06-01"
always = settings(max_examples=60, deadline=None)
INCOMES = st.integers(0, 600).map(lambda hundreds: hundreds * 1000) | st.sampled_from(
    [35_700, 70_600, 99_199, 99_200, 99_300, 198_800, 438_190, 533_825]
)
PERSON = {
    "born": st.sampled_from(["1950-01-01", "1957-01-01", "1958-07-01", "1959-06-02", "1975-01-01"]),
    "other_income": INCOMES,
    "capital_income": st.sampled_from([-20_000, 0, 1_050]),
    "years_abroad": st.sampled_from([0, 12, 22, 45]),
    "deferred": st.sampled_from(["nej", "nej", "ja"]),
}
PAIRS = st.fixed_dictionaries(
    PERSON | {f"partner_{name}": found for name, found in PERSON.items()}
).map(lambda cells: {"single": "nej", **cells})
SINGLES = st.fixed_dictionaries(PERSON).map(lambda cells: {"single": "ja", **cells})
CHILD = st.sampled_from(["2025-01-01", "2021-01-01", "2015-01-01", "2010-01-01", "2007-01-01"])
FAMILIES = st.fixed_dictionaries({
    "born": st.just("1985-01-01"), "partner_born": st.just("1985-01-01"),
    "child1_born": CHILD, "child2_born": CHILD,
    "top_tax_base": st.sampled_from([0, 961_100, 961_150, 1_500_000, 3_000_000]),
    "partner_top_tax_base": st.sampled_from([0, 961_100, 1_200_000, 3_000_000]),
    "share": st.sampled_from(["hel", "halv"]),
})  # fmt: skip


@always
@given(INCOMES, st.sampled_from([-20_000, 0, 1_050]))
def test_a_single_pensioner_has_what_a_plain_calculation_gives(income, capital):
    counted = (income + max(0, capital)) // 100 * 100
    supplement = max(0, 104_748 - Fraction(309, 1000) * max(0, counted - 99_200))
    percent = max(0, 100 - max(0, counted - 35_700) // 635)
    cells = {"single": "ja", "born": "1950-01-01", "other_income": income}
    found = reckoned("folkepension", ON, {**cells, "capital_income": capital})
    assert Fraction(found["pensionstillaeg"]) == supplement
    assert found["aeldrecheck"] == (269 * percent if percent else 0)


@always
@given(SINGLES | PAIRS, st.sampled_from([100, 5_000, 60_000]))
def test_more_income_never_gives_more_pension_and_nothing_is_negative(cells, more):
    richer = {**cells, "other_income": cells["other_income"] + more}
    for column, amounts in decided("folkepension", ON, cells).amounts.items():
        less = decided("folkepension", ON, richer).amounts[column]
        assert all(0 <= after <= before for after, before in zip(less, amounts, strict=True))


@always
@given(PAIRS)
def test_it_does_not_matter_who_of_a_couple_stands_first(cells):
    turned = {name.removeprefix("partner_"): cells[name] for name in cells if "partner_" in name}
    turned |= {f"partner_{name}": cells[name] for name in PERSON}
    found = decided("folkepension", ON, {"single": "nej", **turned}).amounts
    for column, amounts in decided("folkepension", ON, cells).amounts.items():
        assert found[column] == amounts[::-1]


@always
@given(FAMILIES, st.sampled_from(["2019-06-01", "2025-06-01", ON]))
def test_more_income_never_gives_a_family_more_and_nothing_is_negative(cells, on):
    richer = {**cells, "top_tax_base": cells["top_tax_base"] + 10_000}
    before, after = (reckoned("boerne_og_ungeydelse", on, one) for one in (cells, richer))
    for name in ("ydelse_aar", "boerneydelse_kvartal", "ungeydelse_maaned"):
        assert 0 <= after[name] <= before[name]


@settings(max_examples=20, deadline=None)
@given(st.lists(SINGLES | PAIRS, min_size=1, max_size=8))
def test_columns_give_pensioners_what_one_decision_gives(rows):
    law = laws.law("folkepension")
    read = [facts.household(law, cells) for cells in rows]
    found = batch.calculate(law, batch.gather(law, read), date.fromisoformat(ON))
    for column, name in law.outputs.items():
        one = [
            amount
            for cells in rows
            for amount in decided("folkepension", ON, cells).amounts[column]
        ]
        assert np.allclose(found[name], np.array(one, float), rtol=0, atol=0.004)
