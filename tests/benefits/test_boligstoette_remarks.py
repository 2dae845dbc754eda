"""What boligstøtte says of itself: why a person must decide, and what has not been tried."""

import re

import pytest
from hypothesis import given

from sammenhaeng.benefits.rules.facts import Fault
from sammenhaeng.benefits.rules.mistakes import Unanswerable

from .housing import HOUSEHOLDS, always, decided, household

USUAL = {"income_month": 15000, "area_m2": 55}
OWNER = {"tenure": "ejer", "rent_month": 0, "property_tax_year": 60000}


def said(remarks):
    return [remark.provision for remark in remarks]


@pytest.mark.parametrize("scheme", ["ydelse", "sikring"])
def test_a_tenant_alone_needs_no_person_and_no_caution(scheme):
    decision = decided(scheme, **USUAL)
    assert (decision.remarks, decision.cautions) == ((), ())


@pytest.mark.parametrize(("capital", "expected"), [(9999, ["BSL § 15"]), (10000, []), (10001, [])])
def test_rent_above_half_of_the_income_needs_a_person(capital, expected):
    """The highest rent is 113.000, half of 216.000 and 10.000; the amount is not changed."""
    given = {"income_month": 18000, "capital_income_year": capital, "rent_month": 12000}
    decision = decided("ydelse", **given)
    assert said(decision.remarks) == expected
    assert decision.amounts["amount_month"] == 4969


@pytest.mark.parametrize(
    ("given", "provision"),
    [({"own_kitchen": "no"}, "BSL § 1"), ({"permanent_home": "no"}, "BSL § 1"),
     ({"tenure": "andelshaver"}, "BSL §§ 31 og 36"), (OWNER, "BSL §§ 31 og 36"),
     ({"children": 4, "mobility_impaired": "yes"}, "BSL § 23, stk. 1"),
     ({"children": 4, "round_the_clock_care": "yes"}, "BSL § 23, stk. 1"),
     ({"both_under_30": "yes"}, "BSL § 22, stk. 1"),
     ({**OWNER, "rent_month": 1}, "BSL § 17")],
)  # fmt: skip
def test_what_the_rules_cannot_settle_needs_a_person(given, provision):
    assert provision in said(decided("ydelse", **{**USUAL, **given}).remarks)


@pytest.mark.parametrize(
    "given",
    [{"children": 3, "mobility_impaired": "yes"}, {"children": 4},
     {"both_under_30": "yes", "adults": 2}],
)  # fmt: skip
def test_what_the_rules_settle_needs_no_person(given):
    assert decided("ydelse", **{**USUAL, **given}).remarks == ()


def test_an_owner_without_support_needs_no_loan():
    assert decided("sikring", **{**USUAL, **OWNER}).remarks == ()


@pytest.mark.parametrize(
    ("on", "children", "expected"),
    [("2018-12-31", 1, ["BSL § 8"]), ("2018-12-31", 0, []), ("2019-01-01", 1, [])],
)
def test_childrens_own_income_before_2019_needs_a_person(on, children, expected):
    assert said(decided("ydelse", on, children=children, **USUAL).remarks) == expected


@pytest.mark.parametrize(
    ("given", "provision"),
    [({"children": 1}, "BSL §§ 14 og 21-23"), (OWNER, "BSL §§ 16 og 17"),
     ({"tenure": "andelshaver"}, "BSL §§ 16 og 17"),
     ({"mobility_impaired": "yes"}, "BSL §§ 12, 14, 22 og 23"),
     ({"round_the_clock_care": "yes"}, "BSL §§ 12, 14, 22 og 23"),
     ({"assigned_home": "yes"}, "BSL §§ 12, 14, 22 og 23"),
     ({"has_early_pensioner": "yes"}, "BSL §§ 12, 14, 22 og 23"),
     ({"section_14_6": "yes"}, "BSL §§ 12, 14, 22 og 23"),
     ({"electricity_in_rent": "yes"}, "BSL § 10"), ({"water_separate": "yes"}, "BSL § 10"),
     ({"maintenance": "delvis"}, "BSL § 10"), ({"hot_water": "saerskilt"}, "BSL § 10"),
     ({"capital_income_year": 1}, "BSL § 8"), ({"share_income_year": 1}, "BSL § 8")],
)  # fmt: skip
def test_what_official_answers_have_not_confirmed_is_said(given, provision):
    cautions = [
        c for c in decided("ydelse", **{**USUAL, **given}).cautions if "officielle" in c.sentence
    ]
    assert said(cautions) == [provision]


@pytest.mark.parametrize(
    ("scheme", "on", "given", "label"),
    [("ydelse", "2019-06-01", {}, "Indkomstgrænse"), ("ydelse", "2025-06-01", {}, "Mindste beløb"),
     ("ydelse", "2024-06-01", {}, "Højeste boligudgift"),
     ("sikring", "2026-06-01", {"children": 2}, "Forhøjelse af indkomstgrænsen"),
     ("sikring", "2021-06-01", {"wealth": 800_000}, "Laveste formuegrænse"),
     ("ydelse", "2026-06-01", {"share_income_year": 9000}, "Udbytte")],
)  # fmt: skip
def test_a_result_that_rests_on_a_probable_amount_says_so(scheme, on, given, label):
    cautions = decided(scheme, on, **{**USUAL, **given}).cautions
    assert any(f"“{label}" in caution.sentence for caution in cautions)


@pytest.mark.parametrize("on", ["2018-06-01", "2020-12-31", "2027-01-01"])
def test_a_year_without_amounts_is_refused_with_a_sentence(on):
    with pytest.raises(Unanswerable, match="kendes ikke den"):
        decided("sikring", on, **USUAL)


def test_a_shared_home_is_refused_with_a_sentence():
    with pytest.raises(Unanswerable, match="bofællesskab"):
        decided("ydelse", shared_home="yes", **USUAL)


@pytest.mark.parametrize(
    ("column", "wrong"),
    [("adults", 0), ("adults", ""), ("children", -1), ("income_month", -1), ("wealth", "meget"),
     ("rent_month", -1), ("area_m2", 0), ("heat", "måske"), ("scheme", "pension"),
     ("tenure", "gæst"), ("loan_debt", -1)],
)  # fmt: skip
def test_a_fact_that_cannot_be_used_is_named(column, wrong):
    with pytest.raises(Fault) as fault:
        household(**{"scheme": "ydelse", column: wrong})
    assert fault.value.column == column


OWING = {"tenure": "ejer", "loan_payments_year": 60_000, "property_value": 1_500_000}
SENTENCES = [
    ("ydelse", "ydelse_nedsaettelse", {"income_month": 16000, "capital_income_year": 9400},
     "er ikke over grænsen 201.400"),
    ("sikring", "sikring_nedsaettelse", {"income_month": 14000, "capital_income_year": 2300},
     "er ikke over grænsen 170.300"),
    ("ydelse", "ydelse_forhoejelse_for_boern", {"children": 1}, "ikke mere end et barn"),
    ("sikring", "sikring_forhoejelse_for_boern", {"children": 1}, "ikke mere end et barn"),
    ("ydelse", "ydelse_graense", {}, "Indkomstgrænsen er 201.400"),
    ("sikring", "sikring_graense", {}, "Indkomstgrænsen er 170.300"),
    ("ydelse", "formuetillaeg", {"wealth": 0}, "ingen formue"),
    ("ydelse", "formuetillaeg", {"wealth": 1_060_300}, "er ikke over grænsen 1.060.300"),
    ("ydelse", "formuetillaeg", {"wealth": 2_120_800}, "er over grænsen 1.060.300"),
    ("ydelse", "kapitalindkomst_medregnet", {"capital_income_year": 0}, "ingen positiv"),
    ("ydelse", "aktieindkomst_medregnet", {"share_income_year": 0}, "ingen aktieindkomst"),
    ("ydelse", "aktieindkomst_medregnet", {"share_income_year": 5000}, "er ikke over 5.000"),
    ("ydelse", "boligudgift_efter_areal", {"area_m2": 65}, "er ikke større end 65 m²"),
    ("ydelse", "boligudgift", {"area_m2": 8, "rent_month": 9389}, "er ikke over grænsen 113.000"),
    ("ydelse", "medregnet_laaneydelse", {**OWING, "loan_debt": 1_200_000}, "Der regnes 80 %"),
    ("ydelse", "stoette_uafrundet", {"area_m2": 24, "rent_month": 1692}, "ikke noget beløb"),
    ("ydelse", "stoette_uafrundet", {"area_m2": 24, "rent_month": 2057}, "Støtten er 4.380"),
    ("ydelse", "hoejeste_boligudgift", {"children": 0}, "Der er ingen børn"),
    ("sikring", "sikring_forhoejelse_for_boern", {"adults": 2, "both_under_30": "yes"},
     "ikke mere end et barn"),
    ("ydelse", "boligudgift_foer_areal", {"tenure": "andelshaver"}, "Husstanden har en andel"),
    ("ydelse", "boligudgift_foer_areal", {}, "Husstanden lejer boligen"),
]  # fmt: skip


@pytest.mark.parametrize(("scheme", "name", "given", "words"), SENTENCES)
def test_the_sentence_fits_the_household_also_at_a_limit(scheme, name, given, words):
    steps = {step.name: step for step in decided(scheme, **given).steps}
    assert words in steps[name].because


@always
@given(HOUSEHOLDS)
def test_every_step_says_why_in_one_sentence(home):
    for step in decided(**home).steps:
        assert re.fullmatch(r"[A-ZÆØÅ].*[^.]\.", step.because)
        assert "{" not in step.because
        assert step.provision.startswith("BSL §")


def test_the_explanation_ends_with_how_it_is_paid():
    tenant, owner = (
        decided("ydelse", **USUAL).steps[-1],
        decided("ydelse", **USUAL, **OWNER).steps[-1],
    )
    assert tenant.because.endswith("3.415 kr. om måneden, som udbetales som tilskud.")
    assert "udbetales som lån" in owner.because
