"""The pages and the API where a caseworker takes in an application, all without JavaScript."""

import json

import pytest
from django.utils.timezone import localdate, now

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import UseLine
from sammenhaeng.benefits.models import Application, Evidence
from sammenhaeng.benefits.operations import opening
from sammenhaeng.benefits.rules.evidence import WRITTEN_DOWN
from sammenhaeng.citizens.queries import persons
from sammenhaeng.world import benefits as world
from tests.scenes import ON

from .asked import HIDDEN, HOUSING, text, walk

RECEIVED = {
    "channel": "phone", "received_on_0": ON.day, "received_on_1": ON.month,
    "received_on_2": ON.year, "modtag": "1",
}  # fmt: skip
OFFERED = "Tag imod en ansøgning"


def code_of(seat) -> str:
    return persons.person(opening.own(seat, now())).code


@pytest.fixture
def bent(solby, today):
    return code_of(solby.seats["bent"])


def send(browser, code: str, pages=HOUSING, **received):
    """Ask the citizen page after page, look the answers through, and send them."""
    address = f"/sag/{code}/ydelse/ny/boligstoette/"
    told = walk(browser, address, pages)
    assert "Se ansøgningen igennem" in told
    answers = dict(HIDDEN.findall(told))
    return browser.post(address, answers | RECEIVED | received, follow=True)


def test_the_case_leads_to_the_benefits_that_can_be_applied_for(dorthe, bent, today):
    assert OFFERED in text(dorthe.get(f"/sag/{bent}/ydelse/"))
    told = text(dorthe.get(f"/sag/{bent}/ydelse/ny/"))
    for name in ("boligstoette", "folkepension", "boerne_og_ungeydelse"):
        assert f'href="/sag/{bent}/ydelse/ny/{name}/"' in told


def test_a_benefit_that_waits_leads_to_its_case_instead(solby, dorthe, today):
    anne = code_of(solby.seats["anne"])
    told = text(dorthe.get(f"/sag/{anne}/ydelse/ny/"))
    assert f'href="/sag/{anne}/ydelse/{today.anne.pk}/"' in told
    assert f"/sag/{anne}/ydelse/ny/boligstoette/" not in told
    assert dorthe.get(f"/sag/{anne}/ydelse/ny/boligstoette/").url == f"/sag/{anne}/ydelse/ny/"
    sent = dorthe.post(f"/sag/{anne}/ydelse/ny/boligstoette/", RECEIVED)
    assert sent.status_code == 409


def test_what_registers_know_is_filled_in(dorthe, bent):
    told = walk(dorthe, f"/sag/{bent}/ydelse/ny/boligstoette/", HOUSING[:2])
    assert "Hentet fra BBR den" in told
    assert 'value="58"' in told
    assert "borgeren selv ville få" in told


def test_the_answers_are_looked_through_before_they_are_sent(dorthe, bent):
    before = Application.objects.count()
    told = walk(dorthe, f"/sag/{bent}/ydelse/ny/boligstoette/", HOUSING)
    assert "6.200 kr. om måneden" in told
    assert f'name="received_on_0" value="{localdate().day}"' in told
    back = {**dict(HIDDEN.findall(told)), "ret": "2"}
    again = text(dorthe.post(f"/sag/{bent}/ydelse/ny/boligstoette/", back))
    assert 'value="6200"' in again
    assert Application.objects.count() == before


def test_the_caseworker_sends_it_and_sees_the_decision(dorthe, bent, today):
    told = text(send(dorthe, bent))
    assert "4.487 kr. om måneden" in told
    assert "Dorthe Skov har søgt for borgeren. Ansøgningen er modtaget i telefonen" in told
    made = Application.objects.latest("pk")
    assert (made.state, made.channel, made.on) == ("decided", "phone", ON)


def test_the_case_says_who_told_and_who_wrote_it_down(dorthe, bent):
    pages = [*HOUSING[:2], HOUSING[2] | {"q-areal-0": "70"}, HOUSING[3]]
    told = text(send(dorthe, bent, pages, channel="in_person"))
    assert "BBR siger 58 m²" in told
    assert WRITTEN_DOWN in told
    assert "ved personligt fremmøde" in told


def test_the_citizen_sees_who_applied_for_them_how_and_when(dorthe, bent, as_):
    send(dorthe, bent, channel="paper")
    browser = as_("bent")
    sentence = "Dorthe Skov har søgt for dig. Vi fik ansøgningen på papir den 18. november 2026."
    assert sentence in text(browser.get("/borger/ydelser/"))
    made = Application.objects.latest("pk")
    letter = text(browser.get(f"/borger/ydelser/{made.pk}/"))
    assert sentence in letter
    assert WRITTEN_DOWN in letter


def test_the_citizen_who_waits_is_told_too_and_may_take_it_back(dorthe, bent, as_):
    pages = [*HOUSING[:2], HOUSING[2] | {"q-areal-0": "70"}, HOUSING[3]]
    send(dorthe, bent, pages)
    browser, made = as_("bent"), Application.objects.latest("pk")
    assert "har søgt for dig" in text(browser.get(f"/borger/ydelser/{made.pk}/"))
    browser.post(f"/borger/ydelser/{made.pk}/fortryd/")
    assert Application.objects.get(pk=made.pk).state == "withdrawn"


def test_the_citizen_reads_in_the_log_that_the_office_wrote(dorthe, bent, today, as_):
    last = UseLine.objects.latest("pk").pk
    send(dorthe, bent)
    lines = UseLine.objects.filter(pk__gt=last, seat_id=today.dorthe.pk, action="change")
    assert [(one.citizen_id, one.purpose) for one in lines] == [(today.bent.citizen_id, "benefit")]
    assert "Ydelseskontoret" in text(as_("bent").get("/borger/brug-af-oplysninger/"))


MISTAKES = [
    ({"channel": ""}, "Vælg, hvordan ansøgningen er modtaget.", "channel"),
    ({"received_on_2": "2099"}, "Ansøgningen kan ikke være modtaget efter i dag.", "received_on"),
    ({"received_on_2": "1999"}, "Loven kan ikke regnes så langt tilbage.", "received_on"),
    ({"received_on_2": "26"}, "Datoen skal være en rigtig dato", "received_on"),
    ({"received_on_0": "31"}, "Datoen skal være en rigtig dato", "received_on"),
]


@pytest.mark.parametrize(("wrong", "words", "field"), MISTAKES)
def test_a_mistake_stands_at_its_field_and_the_answers_stay(dorthe, bent, wrong, words, field):
    answer = send(dorthe, bent, **wrong)
    told = answer.content.decode()
    assert answer.status_code == 422
    assert (told.count(words), f'id="id_{field}-error"' in told) == (2, True)
    assert "6.200 kr. om måneden" in told


def test_a_mistake_in_an_answer_is_told_at_its_question(dorthe, bent):
    wrong = {**HOUSING[1], "q-indkomst_maaned-0": "mange", "trin": 1}
    answer = dorthe.post(f"/sag/{bent}/ydelse/ny/boligstoette/", wrong)
    assert answer.status_code == 422
    assert "kan ikke bruges. Skriv et tal" in answer.content.decode()


@pytest.mark.parametrize("who", ["mette", "jonas", "karen", "per", "eva", "anne", "bent"])
@pytest.mark.parametrize("page", ["", "boligstoette/"])
def test_a_stranger_opens_neither_page(as_, bent, who, page):
    assert as_(who).get(f"/sag/{bent}/ydelse/ny/{page}").status_code == 403
    assert as_(who).post(f"/sag/{bent}/ydelse/ny/boligstoette/", RECEIVED).status_code == 403


def test_a_benefit_that_is_not_there_is_missing(dorthe, bent):
    assert dorthe.get(f"/sag/{bent}/ydelse/ny/kattepension/").status_code == 404


def test_whoever_calls_and_is_not_known_is_opened_with_a_reason_first(solby, today, dorthe):
    oliver = code_of(solby.seats["oliver"])
    assert dorthe.get(f"/sag/{oliver}/ydelse/ny/").status_code == 403
    why = {"citizen": oliver, "code": "enquiry", "text": "Oliver ringer for at søge"}
    opened = text(dorthe.post("/sag/opslag/begrund/", why, follow=True))
    assert f'href="/sag/{oliver}/ydelse/ny/"' in opened
    send(dorthe, oliver)
    assert Application.objects.latest("pk").citizen_id == solby.citizens["oliver"]


def test_a_caseworker_of_another_unit_is_told_where_to_turn(solby, as_, bent, today):
    told = {"code": "enquiry", "text": "Bent ringer for at søge"}
    access.open_with_reason(today.bent.citizen_id, **told, by=solby.mette, at=now())
    answer = as_("mette").get(f"/sag/{bent}/ydelse/ny/")
    assert answer.status_code == 403
    assert "Kun Ydelseskontoret kan tage imod en ansøgning fra borgeren." in answer.content.decode()
    assert OFFERED not in text(as_("mette").get(f"/sag/borgere/{bent}/"))


@pytest.fixture
def told():
    facts = [{"name": one.name, "value": one.value} for one in world.answers(world.SAID, ON)]
    return {"channel": "paper", "received_on": ON.isoformat(), "facts": facts}


def post(browser, code: str, told, law="boligstoette"):
    address = f"/api/cases/{code}/benefits/{law}/applications"
    return browser.post(address, json.dumps(told), content_type="application/json")


def test_the_api_takes_in_as_the_page_does(dorthe, bent, as_, told):
    made = Application.objects.get(pk=post(dorthe, bent, told).json()["id"])
    assert (made.state, made.channel, made.on) == ("decided", "paper", ON)
    assert Evidence.objects.get(application=made, name="husleje").register == WRITTEN_DOWN
    mine = as_("bent").get("/api/me/benefits").json()[0]
    assert (mine["channel"], mine["received_on"], mine["applied_by"]) == (
        "paper", ON.isoformat(), "Dorthe Skov",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("other", "status"),
    [({"channel": "self"}, 422), ({"received_on": "2099-01-01"}, 422), ({"facts": None}, 422)],
)
def test_the_api_says_no_to_what_the_page_does_not_take(dorthe, bent, told, other, status):
    assert post(dorthe, bent, told | other).status_code == status


@pytest.mark.parametrize(("who", "law", "status"), [
    ("mette", "boligstoette", 403), ("anne", "boligstoette", 403), ("karen", "boligstoette", 403),
])  # fmt: skip
def test_the_api_is_the_offices_alone(as_, bent, told, who, law, status):
    assert post(as_(who), bent, told, law).status_code == status


def test_in_english_it_is_english(dorthe, bent):
    assert "Take in an application" in text(dorthe.get(f"/en/case/{bent}/benefit/new/"))
    send(dorthe, bent)
    told = text(dorthe.get(f"/en/case/{bent}/benefit/{Application.objects.latest('pk').pk}/"))
    assert "The application was received by phone on" in told
    assert "The citizen (written down by a caseworker)" in told
