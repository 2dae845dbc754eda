"""Pages and API of absence: who may open them, what they say, and the whole way without script."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from sammenhaeng.absence.models import Application, FollowUp, Talk, Target, Visit
from sammenhaeng.absence.operations import opening

PAGES = ["samtaler", "maal", "maal/nyt", "rejsehold", "rejsehold/nyt", "puljer"]


@pytest.fixture
def today(solby):
    """The cast's story told now, because pages look at the clock."""
    from sammenhaeng.world import personnel  # noqa: PLC0415

    return personnel.settle(solby, at=now())


@pytest.fixture
def hr(today):
    browser = Client()
    browser.post("/log-paa/som/", {"id": today.hr.pk})
    return browser


def text(page) -> str:
    assert page.status_code == 200, page.status_code
    return page.content.decode()


def code(solby) -> str:
    return next(iter(opening.everybody(solby.karen, now()).people.values())).code


def when(day: date, name: str) -> dict[str, int]:
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("who", "status"), [("karen", 200), ("mette", 403), ("per", 403), ("anne", 403)]
)
def test_leaders_and_nobody_else_open_the_pages(as_, today, page, who, status):
    assert as_(who).get(f"/leder/fravaer/{page}/").status_code == status


@pytest.mark.parametrize("page", PAGES)
def test_hr_opens_them_too_and_in_english(hr, page):
    assert hr.get(f"/leder/fravaer/{page}/").status_code == 200
    english = {"samtaler": "talks", "maal": "targets", "maal/nyt": "targets/new",
               "rejsehold": "team", "rejsehold/nyt": "team/new", "puljer": "pools"}  # fmt: skip
    told = hr.get(f"/en/leader/absence/{english[page]}/")
    assert (told.status_code, 'lang="en"' in told.content.decode()) == (200, True)


def test_hr_comes_home_to_the_talks(today):
    told = Client().post("/log-paa/som/", {"id": today.hr.pk})
    assert told["Location"] == "/leder/fravaer/samtaler/"


def test_the_list_tells_law_from_practice_and_who_is_late(as_, today):
    page = text(as_("karen").get("/leder/fravaer/samtaler/"))
    assert "Sofie Dam" in page
    assert all(word in page for word in ("Kontakt på 5. dag", "Overskredet", "Praksis", "Lov"))


def test_a_leader_writes_a_talk_down_without_script(as_, solby, today):
    karen, address = as_("karen"), f"/leder/fravaer/samtaler/{code(solby)}/"
    sent = {"step": "meeting", "agreement": "Halv tid i marts."} | when(localdate(), "held_on")
    assert karen.post(f"{address}samtale/", sent).status_code == 302
    assert "Halv tid i marts." in text(karen.get(address))
    assert Talk.objects.filter(step="meeting").count() == 1


def test_an_illness_is_stopped_on_the_page(as_, solby, today):
    sent = {"step": "meeting", "agreement": "Hun har angst."} | when(localdate(), "held_on")
    told = as_("karen").post(f"/leder/fravaer/samtaler/{code(solby)}/samtale/", sent)
    assert (told.status_code, Talk.objects.filter(step="meeting").count()) == (422, 0)
    assert "fejler" in told.content.decode()


@pytest.mark.parametrize("page", ["samtale", "tilbage"])
def test_an_empty_form_says_what_to_write(as_, solby, today, page):
    told = as_("karen").post(f"/leder/fravaer/samtaler/{code(solby)}/{page}/", {})
    assert (told.status_code, "Fejl:" in told.content.decode()) == (422, True)


def test_a_follow_up_ends_and_begins_again(as_, solby, today):
    karen, address = as_("karen"), f"/leder/fravaer/samtaler/{code(solby)}/"
    karen.post(f"{address}tilbage/", when(localdate(), "returned_on"))
    assert "ingen opfølgning i gang" in text(karen.get(address))
    karen.post(f"{address}syg/", when(localdate(), "first_sick_on"))
    assert FollowUp.objects.filter(state="open").count() == 1


@pytest.mark.parametrize("page", ["", "samtale/", "syg/", "tilbage/"])
def test_nobody_else_opens_an_employee(as_, solby, today, page):
    for who in ("mette", "eva", "per"):
        told = as_(who).get(f"/leder/fravaer/samtaler/{code(solby)}/{page}")
        assert told.status_code == 403


def test_a_target_is_written_with_a_danish_comma(as_, solby, today):
    sent = {"unit": solby.jobcentre.pk, "baseline_year": 2025, "baseline": "12,0", "year": 2028,
            "target": "10,9"}  # fmt: skip
    assert as_("karen").post("/leder/fravaer/maal/nyt/", sent).status_code == 302
    assert Target.objects.get(year=2028).target == 1090
    assert "10,9" in text(as_("karen").get("/leder/fravaer/maal/"))


def test_an_empty_target_says_of_each_field_what_is_missing(as_, solby, today):
    page = as_("karen").post("/leder/fravaer/maal/nyt/", {"unit": solby.jobcentre.pk})
    told = re.findall(r'<li><a class="function-link" href="#id_\w+">([^<]+)', page.content.decode())

    assert page.status_code == 422
    assert (len(told), len(set(told))) == (4, 4)


def test_a_visit_is_asked_for_agreed_and_held(as_, solby, today, hr):
    sent = {"team": today.team.pk, "wish": "Hjælp"}
    as_("karen").post("/leder/fravaer/rejsehold/nyt/", sent)
    visit = Visit.objects.latest("pk")
    address = f"/leder/fravaer/rejsehold/{visit.pk}/"
    hr.post(f"{address}dag/", when(localdate(), "visit_on"))
    hr.post(f"{address}skridt/", {"event": "visit"})
    hr.post(f"{address}indsats/", {"action": "Faste samtaler"})
    visit.refresh_from_db()
    assert (visit.state, "Faste samtaler" in text(hr.get(address))) == ("acting", True)


def test_money_is_applied_for_and_shared_out(as_, today, hr):
    address = f"/leder/fravaer/puljer/{today.pool.pk}/"
    sent = {"level": "15,0", "strain": 40, "amount": 1000, "plan": "Kurser"}
    assert as_("karen").post(f"{address}ansoegning/", sent).status_code == 302
    assert as_("karen").post(f"{address}fordel/").status_code == 403
    assert hr.post(f"{address}fordel/").status_code == 302
    assert Application.objects.get().state == "granted"
    assert "Bevilget" in text(hr.get(address))


def test_the_api_answers_as_the_pages_do(as_, solby, today):
    karen = as_("karen")
    due = karen.get("/api/absence/talks").json()
    assert [(one["step"], one["is_law"]) for one in due] == [
        ("contact", False), ("meeting", False), ("statutory", True),
    ]  # fmt: skip
    told = {"step": "meeting", "held_on": str(localdate()), "agreement": "Halv tid."}
    address = f"/api/absence/employees/{code(solby)}"
    held = karen.post(f"{address}/talks", told, content_type="application/json")
    assert (held.status_code, held.json()["steps_held"]) == (201, ["call", "meeting"])
    ill = told | {"agreement": "Hun har stress."}
    assert karen.post(f"{address}/talks", ill, content_type="application/json").status_code == 422
    back = {"returned_on": str(localdate())}
    closed = karen.post(f"{address}/return", back, content_type="application/json").json()
    assert (closed["state"], karen.get("/api/absence/talks").json()) == ("closed", [])
    assert as_("mette").get("/api/absence/talks").status_code == 403


def test_targets_visits_and_pools_by_the_api(as_, solby, today):
    karen = as_("karen")
    wish = {"unit": solby.jobcentre.pk, "baseline_year": 2025, "baseline": 1200, "year": 2028,
            "target": 1090}  # fmt: skip
    made = karen.post("/api/absence/targets", wish, content_type="application/json")
    assert made.status_code == 201
    assert 1090 in [one["target"] for one in karen.get("/api/absence/targets").json()]
    asked = {"team": today.team.pk, "wish": "Hjælp"}
    assert (
        karen.post("/api/absence/visits", asked, content_type="application/json").status_code == 201
    )
    assert len(karen.get("/api/absence/visits").json()) == 2
    money = {"level": 1500, "strain": 3, "amount": 10, "plan": "Kurser"}
    pool = f"/api/absence/pools/{today.pool.pk}"
    karen.post(f"{pool}/applications", money, content_type="application/json")
    assert [one["amount"] for one in karen.get(f"{pool}/applications").json()] == [10]
    assert karen.post(f"{pool}/share-out").status_code == 403


def test_others_units_are_missing(as_, solby, today):
    wish = {"unit": solby.school.pk, "baseline_year": 2025, "baseline": 1200, "year": 2028,
            "target": 1090}  # fmt: skip
    told = as_("karen").post("/api/absence/targets", wish, content_type="application/json")
    assert told.status_code == 404
    assert as_("jonas").get(f"/leder/fravaer/rejsehold/{today.visit.pk}/").status_code == 403
