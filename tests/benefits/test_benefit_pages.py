"""Pages of benefits: the calculator for everybody, the citizen's letter, the caseworker's case."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime, now

from sammenhaeng.access.models import UseLine
from sammenhaeng.benefits.models import Application, Decision
from sammenhaeng.benefits.operations import opening
from sammenhaeng.benefits.queries import applications as queries
from sammenhaeng.benefits.rules import laws
from sammenhaeng.benefits.rules.questions import questions

from .asked import HIDDEN, HOUSING, text, walk

pytestmark = pytest.mark.usefixtures("the_law_of_2026")
WRITES = re.compile("insert|update|delete", re.IGNORECASE)


def apply(browser, told: str):
    answers = dict(HIDDEN.findall(told))
    return browser.post("/ydelser/boligstoette/ansoegning/", answers, follow=True)


def test_anybody_is_told_what_they_could_get_and_why(client, db):
    told = walk(client, "/ydelser/boligstoette/", HOUSING)
    assert "Du kan få 4.487 kr. om måneden" in told
    assert "Beregneren er ikke en afgørelse" in told
    assert "Huslejen er 6.200 kr. om måneden" in told
    assert "Log på for at søge" in told


def test_nothing_of_it_is_kept_and_nobody_is_looked_up(client, today):
    before = Application.objects.count(), UseLine.objects.count()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        walk(client, "/ydelser/boligstoette/", HOUSING)
    assert (Application.objects.count(), UseLine.objects.count()) == before
    writes = [
        one["sql"] for one in asked if re.match("insert|update|delete", one["sql"], re.IGNORECASE)
    ]
    assert writes == []


def test_the_curve_says_where_it_falls_away_as_picture_words_and_numbers(client, db):
    told = walk(client, "/ydelser/boligstoette/", HOUSING)
    assert "Boligstøtte falder bort ved en indkomst på" in told
    assert told.count('role="img"') >= 2
    assert "Indkomst, kr. om måneden" in told
    answer = client.post("/ydelser/boligstoette/kurve/", dict(HIDDEN.findall(told)))
    rows = answer.content.decode().splitlines()
    assert (answer["Content-Type"], len(rows) > 8) == ("text/csv; charset=utf-8", True)
    assert "17.400;4.487" in rows


def test_a_mistake_is_told_at_its_question_and_the_answers_stay(client, db):
    wrong = HOUSING[1] | {"q-indkomst_maaned-0": "mange"}
    told = client.post("/ydelser/boligstoette/", {**wrong, "trin": 1})
    assert told.status_code == 422
    page = told.content.decode()
    assert "kan ikke bruges. Skriv et tal" in page
    assert 'value="64.000"' in page


def test_an_owner_is_asked_about_the_loans_and_a_tenant_is_not(client, db):
    as_owner = [HOUSING[0], HOUSING[1], HOUSING[2] | {"q-boligform-0": "ejer"}]
    assert "Hvad koster boligen, som I ejer?" in walk(client, "/ydelser/boligstoette/", as_owner)
    assert "Gælder noget særligt" in walk(client, "/ydelser/boligstoette/", HOUSING[:3])


def test_a_couple_is_asked_about_both_and_one_alone_about_one(client, db):
    told = walk(client, "/ydelser/folkepension/", [{"q-enlig-0": "nej", "q-formue-0": "0"}])
    assert ("Dig: Fødselsdag" in told, "Din partner: Fødselsdag" in told) == (True, True)
    alone = walk(client, "/ydelser/folkepension/", [{"q-enlig-0": "ja", "q-formue-0": "0"}])
    assert ("Hvornår er du født?" in alone, "Din partner" in alone) == (True, False)


def born(person: int, day: date) -> dict[str, int]:
    name = f"q-foedt-{person}"
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


def test_a_family_is_told_what_its_children_give(client, db):
    pages = [
        {"adults": "1", "children": "1", "q-gift-0": "nej", "q-andel-0": "hel"},
        {**born(0, date(1990, 3, 3)), **born(1, date(2024, 1, 5)),
         "q-foraeldremyndighed-0": "ja", "q-offentligt_forsoerget-1": "nej"},
        {"q-topskattegrundlag-0": "300.000"},
    ]  # fmt: skip
    told = walk(client, "/ydelser/boerne_og_ungeydelse/", pages)
    assert "Børne- og ungeydelse falder bort ved en indkomst på" in told
    assert "kr. om året" in told


def test_the_way_back_is_a_button_that_keeps_the_answers(client, db):
    told = walk(client, "/ydelser/boligstoette/", HOUSING[:2])
    back = client.post("/ydelser/boligstoette/", {**dict(HIDDEN.findall(told)), "ret": "1"})
    assert 'value="17400"' in text(back)


JUNK = [
    {"a-hund-0": "1"}, {"a-areal-0": "stor"}, {"trin": "x"}, {"ret": "-1"}, {"ret": "99"},
    {"a-areal-99999": "1"},
]  # fmt: skip


@pytest.mark.parametrize("junk", JUNK)
def test_what_no_page_of_ours_sends_breaks_nothing(client, db, junk):
    assert client.post("/ydelser/boligstoette/", junk).status_code in (200, 422)


def test_a_benefit_that_is_not_there_is_missing(client, db):
    assert client.get("/ydelser/kattepension/").status_code == 404


@pytest.mark.parametrize("name", laws.names())
def test_every_fact_of_the_law_is_asked_on_exactly_one_page(name):
    one = questions(name)
    asked = [name for step in one.steps for name in step.inputs]
    assert sorted(asked) == sorted(one.law.inputs)
    personal = {key for key, fact in one.law.inputs.items() if fact.is_person}
    assert personal == one.adult | one.child or not personal


def test_a_citizen_finds_what_registers_know_filled_in(as_, today):
    told = walk(as_("bent"), "/ydelser/boligstoette/", HOUSING[:2])
    assert "Hentet fra BBR den" in told
    assert 'value="58"' in told


def test_a_citizen_applies_and_has_the_letter_at_once(as_, today):
    browser = as_("bent")
    told = walk(browser, "/ydelser/boligstoette/", HOUSING)
    sent = browser.post(
        "/ydelser/boligstoette/ansoegning/", dict(HIDDEN.findall(told)), follow=True
    )
    assert "Du får 4.487 kr. om måneden i boligstøtte" in text(sent)
    made = Decision.objects.latest("pk")
    assert (made.level, made.doubts) == ("automatic", [])


def test_a_citizen_who_says_otherwise_than_the_register_waits(as_, today):
    browser = as_("bent")
    pages = [*HOUSING[:2], HOUSING[2] | {"q-areal-0": "70"}, HOUSING[3]]
    told = walk(browser, "/ydelser/boligstoette/", pages)
    sent = browser.post(
        "/ydelser/boligstoette/ansoegning/", dict(HIDDEN.findall(told)), follow=True
    )
    assert "BBR siger 58 m²" in text(sent)
    assert Application.objects.latest("pk").state == "waiting"


def test_the_letter_holds_all_that_a_letter_must(as_, today):
    """Invariant 36: outcome, reason, provision, data with sources, appeal body and deadline."""
    told = text(as_("bent").get(f"/borger/ydelser/{today.bent.pk}/"))
    parts = [
        "Du får 4.487 kr. om måneden i boligstøtte", "Husstanden skal selv betale mindst 11 %",
        "BSL § 21, stk. 2", "LBK nr. 995", "58 m²", "BBR", "eIndkomst", "Borgeren selv",
        laws.law("boligstoette").appeal[:60], "senest fire uger", "Ankestyrelsen", "Solby Kommune",
        "Afgørelsen er truffet automatisk", "Bent Aage Friis",
    ]  # fmt: skip
    assert [part for part in parts if part not in told] == []


def test_a_citizen_sees_their_own_and_never_anothers(as_, today):
    anne = as_("anne")
    assert "Venter på en sagsbehandler" in text(anne.get("/borger/ydelser/"))
    assert "BBR siger 78 m²" in text(anne.get(f"/borger/ydelser/{today.anne.pk}/"))
    for page in ("", "fortryd/", "igen/"):
        answer = anne.post(f"/borger/ydelser/{today.bent.pk}/{page}") if page else anne.get(
            f"/borger/ydelser/{today.bent.pk}/")  # fmt: skip
        assert answer.status_code == 404


def test_a_citizen_takes_the_application_back(as_, today):
    browser = as_("anne")
    browser.post(f"/borger/ydelser/{today.anne.pk}/fortryd/")
    assert Application.objects.get(pk=today.anne.pk).state == "withdrawn"
    assert "Trukket tilbage" in text(browser.get("/borger/ydelser/"))


def test_a_decision_is_calculated_again_at_a_press(as_, today):
    answer = as_("bent").post(f"/borger/ydelser/{today.bent.pk}/igen/")
    assert "Samme oplysninger og samme regler giver samme svar" in text(answer)


def test_the_case_shows_facts_with_source_and_day_and_why_it_waits(dorthe, code, today):
    told = text(dorthe.get(f"/sag/{code}/ydelse/"))
    parts = [
        "Anne Lund Petersen", "Oplysninger modsiger hinanden", "84 m²", "78 m²", "BBR",
        "Siger noget andet", "4.181 kr. om måneden", f"{localtime():%d.%m.%Y}",
    ]  # fmt: skip
    assert [part for part in parts if part not in told] == []


@pytest.mark.parametrize("who", ["mette", "jonas", "karen", "per", "eva", "anne"])
def test_the_case_is_the_offices_alone(as_, code, today, who):
    browser, number = as_(who), today.anne.pk
    for page in ("", f"{number}/", f"{number}/afgoer/", f"{number}/oplysning/", f"{number}/brev/"):
        assert browser.get(f"/sag/{code}/ydelse/{page}").status_code == 403


def test_the_caseworker_lays_down_decides_and_has_the_letter(dorthe, code, today):
    base = f"/sag/{code}/ydelse/{today.anne.pk}"
    laid = {"fact": "areal-0", "value": "78", "note": "BBR-meddelelsen"}
    assert dorthe.post(f"{base}/oplysning/", laid).url == f"{base}/"
    draft = Decision.objects.get(application=today.anne, state="draft")
    decided = dorthe.post(f"{base}/afgoer/", {"draft": draft.pk, "kroner": "", "because": ""})
    told = text(dorthe.get(decided.url))
    assert "Dorthe Skov har afgjort sagen" in told
    assert "Sagsbehandleren" in told


def test_another_amount_without_a_reason_is_told_in_the_form(dorthe, code, today):
    base = f"/sag/{code}/ydelse/{today.anne.pk}"
    draft = Decision.objects.get(application=today.anne, state="draft")
    answer = dorthe.post(f"{base}/afgoer/", {"draft": draft.pk, "kroner": "100", "because": ""})
    assert answer.status_code == 422
    assert "hvorfor beløbet afviger" in answer.content.decode()


def test_a_value_that_the_law_cannot_use_is_told_in_the_form(dorthe, code, today):
    laid = {"fact": "areal-0", "value": "stor", "note": "Set på stedet"}
    answer = dorthe.post(f"/sag/{code}/ydelse/{today.anne.pk}/oplysning/", laid)
    assert (answer.status_code, "kan ikke bruges" in answer.content.decode()) == (422, True)


def test_the_inbox_leads_to_the_case(dorthe, code, today):
    told = text(dorthe.get("/sag/"))
    assert f"/sag/{code}/ydelse/" in told
    assert "En ansøgning om en ydelse skal afgøres" in told


def test_registers_are_asked_again_at_a_press(dorthe, code, today):
    number = Decision.objects.get(application=today.anne, state="draft").pk
    dorthe.post(f"/sag/{code}/ydelse/{today.anne.pk}/hent/")
    assert Decision.objects.get(application=today.anne, state="draft").pk > number


@pytest.mark.parametrize("who", ["anne", "bent"])
def test_one_request_writes_one_line_about_the_citizen(as_, today, who):
    browser, mine = as_(who), getattr(today, who)
    for page in ("", f"{mine.pk}/"):
        last = UseLine.objects.latest("pk").pk
        assert browser.get(f"/borger/ydelser/{page}").status_code == 200
        lines = UseLine.objects.filter(pk__gt=last)
        assert [(one.citizen_id, one.purpose) for one in lines] == [(mine.citizen_id, "own")]


def test_the_citizen_reads_in_the_log_that_a_machine_has_decided(solby, as_, today):
    told = text(as_("bent").get("/borger/brug-af-oplysninger/"))
    assert "Behandle en ansøgning om en ydelse" in told


def test_what_a_citizen_has_is_one_of_their_own(solby, today):
    use = opening.own(solby.seats["bent"], now())
    (one,) = queries.cases_of(use, use.citizen_id)
    assert (one.application.pk, one.letter.main.said) == (today.bent.pk, "4.487 kr. om måneden")
