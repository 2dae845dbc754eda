"""On English pages the law is said in English; what has been decided stays as it was written."""

from decimal import Decimal
from functools import cache
from html import unescape

import pytest
from django.utils.translation import override

from house import translations
from sammenhaeng.benefits.models import Decision
from sammenhaeng.benefits.queries.spoken import ENGLISH
from sammenhaeng.benefits.rules import evidence, laws, registers
from sammenhaeng.benefits.rules.deciding import decide
from sammenhaeng.benefits.rules.facts import Fault, household
from sammenhaeng.benefits.rules.units import unit
from sammenhaeng.benefits.rules.words import said
from tests.scenes import ON

from .asked import HIDDEN, HOUSING, text, walk
from .test_explanations import HOUSEHOLDS

pytestmark = pytest.mark.usefixtures("the_law_of_2026")
CALCULATOR = "/en/benefits/boligstoette/"
OLD = [("folkepension", {"single": True, "born": "1949-01-21", "years_abroad": "39"})]


@cache
def sentences() -> list[str]:
    """Those of the law that are other words in English."""
    (room,) = (room for room in translations.rooms() if room.name == "benefits")
    law = (path for path in room.glob("law/*/*.yaml"))
    spoken = {one for path in law for one in translations.WRITTEN_IN["law/*/*.yaml"](path)}
    english = translations.read(room)
    whole = [one for one in spoken if len(one) > 8 and "{" not in one]
    return [one for one in whole if english[one].string != one]


def in_danish(told: str) -> list[str]:
    """The sentences of the law that a page says in Danish."""
    page = unescape(told)
    return [one for one in sentences() if one in page]


@pytest.mark.parametrize(("name", "cells"), [*HOUSEHOLDS, *OLD])
def test_every_step_remark_and_value_is_told_in_english(name, cells):
    law = laws.law(name)
    danish = decide(law, household(law, cells), ON)
    with override("en"):
        english = decide(law, household(law, cells), ON, None, ENGLISH)
        pairs = list(zip(danish.steps, english.steps, strict=True))
        assert [a.name for a, b in pairs if a.because == b.because or a.label == b.label] == []
        told = [used for _, step in pairs for used in step.used]
        assert [used.label for used in told if used.label == law.parameters[used.name].label] == []
        remarks = [*english.remarks, *english.cautions]
    said_before = {one.sentence for one in (*danish.remarks, *danish.cautions)}
    assert [one for one in remarks if one.sentence in said_before or "{" in one.sentence] == []


@pytest.mark.parametrize(("amount", "of", "told"), [
    ("3415", "kr/month", "3,415 kr. a month"), ("62.5", "kr/m2/year", "62.50 kr. per m² a year"),
    ("1234567.5", "kr", "1,234,567.50 kr."), ("0.125", "share", "12.5 %"), ("58", "m2", "58 m²"),
    ("1", "year", "1 year"), ("40", "year", "40 years"), ("2", "person", "2"),
])  # fmt: skip
def test_an_amount_is_said_as_english_numbers_are(amount, of, told):
    with override("en"):
        assert said(Decimal(amount), unit(of), {}, ENGLISH) == told


def test_yes_and_the_words_of_an_enumeration_are_english():
    scheme = laws.law("boligstoette").inputs["ordning"]
    with override("en"):
        assert said(True, unit("yes/no"), {}, ENGLISH) == "yes"
        assert evidence.said(scheme, "ydelse", ENGLISH) == "Rent allowance (boligydelse)"


def test_danish_says_one_year_and_one_month_of_one():
    assert [said(Decimal(1), unit(of)) for of in ("year", "month")] == ["1 år", "1 måned"]


@pytest.mark.parametrize("written", ["7,150", "7.150", "7150", "7,150.00", "7.150,00", "7,150 kr."])
def test_an_amount_may_be_written_as_in_either_language_on_english_pages(written):
    rent = laws.law("boligstoette").inputs["husleje"]
    assert Decimal(registers.read(rent, written, ENGLISH)) == 7150


def test_on_danish_pages_a_comma_is_a_decimal_as_it_was():
    area = laws.law("boligstoette").inputs["areal"]
    assert registers.read(area, "78,125") == "78.125"


def test_a_fact_that_cannot_be_used_is_refused_in_english():
    area = laws.law("boligstoette").inputs["areal"]
    with override("en"), pytest.raises(Fault, match=r"“many” cannot be used\. Write a number"):
        evidence.value_of(area, "many", ENGLISH)


def test_the_questions_are_english_with_their_words_and_numbers(client, db):
    first = text(client.get(CALCULATOR))
    assert "How many adults live in the home?" in first
    assert "Rent allowance (boligydelse)" in first
    last = walk(client, CALCULATOR, HOUSING[:3])
    assert (in_danish(first), in_danish(last)) == ([], [])


def test_the_answer_and_its_steps_are_english(client, db):
    told = walk(
        client, CALCULATOR, [HOUSING[0], HOUSING[1] | {"q-formue-0": "64,000"}, *HOUSING[2:]]
    )
    assert "You can get 4,487 kr. a month" in told
    assert "The rent is 6,200 kr. a month; with the year&#39;s additions" in told
    assert "Income, kr. a month" in told
    assert "Housing benefit falls away at an income of" in told
    assert in_danish(told) == []


def test_a_mistake_is_told_at_its_question_in_english(client, db):
    wrong = HOUSING[1] | {"q-indkomst_maaned-0": "plenty"}
    told = client.post(CALCULATOR, {**wrong, "trin": 1}).content.decode()
    assert "“plenty” cannot be used. Write a number" in told


def test_what_is_decided_from_an_english_page_is_kept_in_danish(as_, today):
    browser = as_("bent")
    answers = dict(HIDDEN.findall(walk(browser, CALCULATOR, HOUSING)))
    told = text(browser.post("/en/benefits/boligstoette/application/", answers, follow=True))
    made = Decision.objects.latest("pk")
    assert made.document["steps"][-1]["said"] == "4.487 kr. om måneden"
    assert "The decision and the reasons for it are written in Danish." in told
    assert "Hvem har afgjort sagen?" in told.split('<article class="sh-letter" lang="da">')[1]


def test_the_frame_of_ones_own_decisions_is_english(as_, today):
    told = text(as_("bent").get("/en/citizen/benefits/"))
    assert "Housing benefit" in told
    assert "4,487 kr. a month" in told
    waiting = text(as_("anne").get(f"/en/citizen/benefits/{today.anne.pk}/"))
    assert '<ul lang="da">' in waiting


def test_the_caseworkers_case_is_english_but_for_what_is_kept(dorthe, code, today):
    told = text(dorthe.get(f"/en/case/{code}/benefit/"))
    parts = [
        "Housing benefit a month: <strong>4,181 kr. a month</strong>",
        "The gross floor area of the home", "The citizen",
        '<span lang="da">4.181 kr. om måneden</span>',
    ]  # fmt: skip
    assert [part for part in parts if part not in told] == []


def test_a_caseworker_lays_down_an_english_word(dorthe, code, today):
    laid = {"fact": "boligform-0", "value": "Tenant", "note": "The lease"}
    answer = dorthe.post(f"/en/case/{code}/benefit/{today.anne.pk}/fact/", laid)
    assert answer.status_code == 302
    draft = Decision.objects.get(application=today.anne, state="draft")
    assert {"value": "lejer", "register": "Sagsbehandleren"}.items() <= next(
        fact for fact in draft.facts if fact["name"] == "boligform").items()  # fmt: skip
