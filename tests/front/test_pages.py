import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from sammenhaeng.citizens.models import Person
from sammenhaeng.design.words import moment, weekday
from sammenhaeng.front import queries
from sammenhaeng.inbox.models import Task
from sammenhaeng.journeys.models import Appointment

PUBLIC = [
    "/",
    "/menu/",
    "/hjaelp/",
    "/om/",
    "/tilgaengelighed/",
    "/privatliv/",
    "/was/",
    "/log-paa/",
]
CITIZEN = [
    "/borger/", "/borger/plan/", "/borger/kontaktperson/", "/borger/samtykker/",
    "/borger/brug-af-oplysninger/", "/borger/kalender/", "/borger/kalender/fil/",
    "/borger/brug-af-oplysninger/csv/",
]  # fmt: skip
STAFF = ["/sag/", "/sag/borgere/", "/sag/opslag/"]
CASE = ["", "plan/", "plan/maal/", "samtykke/", "kalender/", "moede/"]


@pytest.fixture
def code(story, solby):
    return Person.objects.get(pk=story.citizen_id).code


@pytest.mark.parametrize("path", PUBLIC)
def test_everybody_may_read_the_public_pages(db, client, path):
    page = client.get(path)

    assert page.status_code == 200
    assert b"<h1>" in page.content


@pytest.mark.parametrize("path", ["/sammenlign/", "/sammenlign/landet/", "/ydelser/"])
def test_the_front_page_and_the_site_map_lead_to_what_everybody_may_use(db, client, path):
    link = f'href="{path}"'.encode()
    assert client.get("/").content.count(link) == 3  # the menu, the phone's menu and a card
    assert link in client.get("/menu/").content.partition(b"<main")[2]


def test_an_address_that_only_takes_forms_says_so(story, as_):
    page = as_("mette").get("/sag/opslag/begrund/")

    assert (page.status_code, page["Allow"]) == (405, "POST")
    assert "Gå tilbage" in page.content.decode()


@pytest.mark.parametrize(("days", "said"), [(-1, "Overskredet 1 dag"), (-2, "Overskredet 2 dage")])
def test_a_passed_deadline_says_how_many_days(days, said):
    today = date(2026, 12, 1)
    assert queries.deadline(today + timedelta(days), today) == (said, "error")


@pytest.mark.parametrize("path", CITIZEN + STAFF)
def test_whoever_is_not_logged_in_is_sent_to_log_in(db, client, path):
    assert client.get(path).url == "/log-paa/"


@pytest.mark.parametrize("path", CITIZEN)
def test_the_citizen_opens_their_own_pages(story, as_, path):
    assert as_("anne").get(path).status_code == 200


@pytest.mark.parametrize("path", CITIZEN)
def test_a_citizen_without_a_plan_opens_the_same_pages(story, as_, path):
    assert as_("bent").get(path).status_code == 200


@pytest.mark.parametrize("path", STAFF)
def test_a_citizen_may_not_open_staff_pages(story, as_, path):
    assert as_("anne").get(path).status_code == 403


@pytest.mark.parametrize("path", STAFF)
@pytest.mark.parametrize("who", ["mette", "lone", "hans"])
def test_staff_open_their_pages(story, as_, who, path):
    assert as_(who).get(path).status_code == 200


@pytest.mark.parametrize(("who", "status"), [("mette", 200), ("lone", 200), ("jonas", 200)])
@pytest.mark.parametrize("page", CASE)
def test_the_team_opens_the_case(story, as_, code, who, status, page):
    assert as_(who).get(f"/sag/borgere/{code}/{page}").status_code == status


def test_when_a_time_is_taken_the_proposals_begin_with_the_day_that_was_wished(story, as_, code):
    booked = Appointment.objects.filter(citizen_id=story.citizen_id, state="booked")
    taken = booked.order_by("starts_at")[1]
    day = localtime(taken.starts_at)
    wished = {"title": "Samtale", "minutes": 60, "travel": 20, "starts_at": f"{day:%H.%M}"}
    wished |= {"starts_on_0": day.day, "starts_on_1": day.month, "starts_on_2": day.year}
    page = as_("mette").post(f"/sag/borgere/{code}/moede/", wished)

    assert page.status_code == 409
    (first, *_) = re.findall(r"<li>([^<]*): alle kan", page.content.decode())
    assert first.split(" ", 1)[1].startswith(moment(taken.starts_at).partition(" kl.")[0])


def test_an_unknown_case_is_not_found(story, as_):
    assert as_("mette").get("/sag/borgere/XXXXXX/").status_code == 404


@pytest.mark.parametrize("path", ["/", "/log-in/", "/citizen/", "/citizen/plan/"])
def test_every_page_has_its_english_twin(story, as_, path):
    page = as_("anne").get(f"/en{path}")

    assert page.status_code == 200
    assert b'<html lang="en">' in page.content


def test_no_page_carries_inline_script_or_style(story, as_, code):
    pages = [as_("anne").get(path) for path in CITIZEN[:-2]]
    pages += [as_("mette").get(f"/sag/borgere/{code}/{path}") for path in CASE]
    for page in pages:
        text = page.content.decode()
        assert not re.search(r'\sstyle="|<style|\son[a-z]+="|<script(?! src)', text)
        assert "script-src 'self'" in page["Content-Security-Policy"]


def test_titles_and_addresses_hold_no_name(story, as_, code):
    page = as_("mette").get(f"/sag/borgere/{code}/plan/").content.decode()
    title = re.search(r"<title>(.*?)</title>", page)[1]

    assert "Anne" not in title
    assert code in title


def test_the_demo_log_in_does_not_exist_outside_the_demo(story, client, solby, settings):
    settings.DEMO = False
    answer = client.post("/log-paa/som/", {"id": solby.seats["anne"].pk})
    assert answer.status_code == 404


def test_each_meeting_to_confirm_is_told_by_its_title_and_day_and_opens(story, as_, solby):
    asked = Task.objects.filter(for_citizen_id=story.citizen_id, kind="appointment.confirm")
    ids = list(asked.filter(state="open").values_list("thing_id", flat=True))
    page = as_("anne").get("/borger/").content.decode()
    section = page.split('id="h-tasks"')[1].split("</section>")[0]
    meetings = Appointment.objects.filter(citizen_id=story.citizen_id).in_bulk(ids)

    assert len(meetings) > 1
    for meeting in meetings.values():
        day = f"{weekday(meeting.starts_at)} {moment(meeting.starts_at)}"
        assert f'href="/borger/kalender/{meeting.pk}/"' in section
        assert f"{meeting.title}, {day}" in section


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("anne", ["citizens:my_facts", "journeys:my_feed", "citizens:my_log"]),
        ("mette", ["citizens:register", "citizens:look_up", "journeys:import_fhir"]),
        ("karen", ["front:leader", "journeys:parallel_plans"]),
        ("per", ["front:auditor", "access:refusals", "journeys:parallel_plans"]),
        ("eva", ["access:people", "organisation:units", "organisation:imports",
                 "journeys:import_fhir", "access:trail", "access:register"]),
    ],
)  # fmt: skip
def test_the_menu_leads_to_every_page_of_the_role(story, as_, who, names):
    page = as_(who).get("/menu/").content.decode()

    assert [name for name in names if f'href="{reverse(name)}"' not in page] == []


def test_the_plan_tells_of_meetings_to_come_that_clash_in_spite(story, as_, code):
    browser, plan = as_("mette"), f"/sag/borgere/{code}/plan/"
    assert "Møder, der ligger samtidig" not in browser.get(plan).content.decode()
    booked = Appointment.objects.filter(citizen_id=story.citizen_id, state="booked")
    day = localtime(booked.filter(unit__name="Psykiatrien Vest").earliest("starts_at").starts_at)
    told = {"title": "Jobsamtale", "minutes": 60, "travel": 20, "reason": "Kun denne tid"}
    told |= {"starts_on_0": day.day, "starts_on_1": day.month, "starts_on_2": day.year}
    browser.post(f"/sag/borgere/{code}/moede/", told | {"starts_at": f"{day:%H.%M}"})
    alert = browser.get(plan).content.decode().partition("Møder, der ligger samtidig")[2]

    (mine, theirs) = sorted(re.findall(r"<li>([^<]*)</li>", alert.partition("</ul>")[0]))
    assert mine.startswith(f"Jobsamtale, Jobcenter Solby: {moment(day)}")
    assert theirs.startswith("Optaget") or "Psykiatrien Vest" in theirs
