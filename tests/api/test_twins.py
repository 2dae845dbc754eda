"""The API says what the page says, to the same reader, and nothing more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import UseLine
from sammenhaeng.journeys.models import Activity, Goal, Step
from sammenhaeng.journeys.operations import opening, steps
from sammenhaeng.journeys.operations.activities import Effort, add_activity
from sammenhaeng.journeys.operations.goals import Aim, add_goal
from sammenhaeng.journeys.queries import contacts as contact_queries
from sammenhaeng.journeys.queries import plans as queries

SECRET = "Kun for psykiatrien"
QUESTIONS = {  # a question -> the most queries it may ask, session and log included
    "/me/home": 20,
    "/me/plan": 15,
    "/me/contacts": 13,
    "/me/calendar": 8,
    "/me/log": 10,
    "/me/consents": 8,
    "/inbox": 10,
    "/cases": 9,
    "CASE": 16,
    "CASE/plan": 17,
    "CASE/plan/versions": 16,
    "CASE/plan/versions/12": 19,
    "CASE/plan/sources": 17,
    "CASE/statutory-plans": 17,
    "CASE/calendar": 8,
    "CASE/proposals": 9,
    "CASE/consents": 10,
    "CASE/log": 10,
    "/me/facts": 7,
    "/me/calendar-subscription": 7,
    "CASE/facts": 11,
}


@pytest.fixture
def sealed(story, solby) -> Activity:
    """An effort, a goal, a step and a comment that only the region may see."""
    at, lone = now(), solby.lone
    access.look_up(
        story.citizen_id, purpose="coordination", seen=["plan"], by=lone, at=at, action="change"
    )
    hidden = Aim(f"{SECRET}, mål", visibility="sealed")
    goal = add_goal(story, hidden, about=story.citizen_id, by=lone, at=at)
    steps.add_step(goal, f"{SECRET}, skridt", due_on=None, by=lone, at=at)
    steps.comment(story, f"{SECRET}, kommentar", goal=goal, by=lone, at=at)
    effort = Effort(f"{SECRET}, indsats", lone.unit, at.date(), visibility="sealed")
    open_goal = Goal.objects.filter(plan=story, visibility="team").first()
    return add_activity(open_goal, effort, by=lone, at=at)


def test_my_plan_is_the_plan_of_my_page(machine, story, solby):
    told = machine("anne").get("/me/plan").json()["plan"]
    opened = opening.own(solby.seats["anne"], now())
    page = [(one.goal.pk, [a.pk for a in one.activities], one.done) for one in opened.view.goals]
    twin = [
        (
            one["id"],
            [line["id"] for line in one["activities"]],
            sum(step["done_on"] is not None for step in one["steps"]),
        )
        for one in told["goals"]
    ]
    assert twin == page
    assert told["own_words"] == opened.plan.own_words
    assert told["waiting"] == [one.pk for one in opened.view.waiting]
    assert [one["at"][:19] for one in told["comments"]] == [
        one.at.isoformat()[:19] for one in queries.comments(opened.use, opened.plan)
    ]


@pytest.mark.parametrize("who", ["mette", "lone", "jonas", "hans"])
def test_the_case_is_told_as_this_member_of_staff_sees_it(machine, story, solby, case, who):
    told = machine(who).get(f"{case}/plan").json()["plan"]
    view = opening.case(solby.seats[who], story.citizen_id, now()).view
    assert [one["title"] for one in told["goals"]] == [one.goal.title for one in view.goals]
    assert len(told["replaces"]) == len(view.replaced)


def test_my_contacts_are_those_of_my_page(machine, solby):
    told = machine("anne").get("/me/contacts").json()
    opened = opening.own(solby.seats["anne"], now())
    plans = contact_queries.in_force(opened.use)
    found = contact_queries.contacts(opened.use, opened.plan, opened.view, plans)
    assert [one["who"]["name"] for one in told["people"]] == [
        one.seat.account.name for one in found.people
    ]
    assert told["people"][0]["is_coordinator"]


@pytest.mark.parametrize(
    ("who", "page", "question"),
    [
        ("anne", "/borger/kalender/", "/me/calendar"),
        ("mette", "/sag/borgere/CODE/kalender/", "/cases/CODE/calendar"),
        ("lone", "/sag/borgere/CODE/kalender/", "/cases/CODE/calendar"),
    ],
)
def test_the_calendar_names_what_the_page_names(machine, as_, code, who, page, question):
    entries = machine(who).get(question.replace("CODE", code)).json()
    html = as_(who).get(page.replace("CODE", code)).content.decode()
    assert entries
    assert all(one["title"] in html for one in entries)
    assert html.count("Optaget") >= sum(one["title"] == "Optaget" for one in entries)


def test_another_authoritys_meeting_has_no_name_place_or_id(machine, case):
    busy = [one for one in machine("lone").get(f"{case}/calendar").json() if one["id"] is None]
    assert busy
    for one in busy:
        assert (one["title"], one["place"], one["unit"], one["hint"]) == ("Optaget", "", "", "")


def test_each_answer_is_a_line_in_the_citizens_log(machine, story, solby, case):
    lines = UseLine.objects.filter(citizen_id=story.citizen_id, seat=solby.mette)
    before = lines.count()
    machine("mette").get(f"{case}/plan")
    machine("mette").get("/cases")
    assert lines.count() == before + 2


def test_what_the_region_sealed_is_nowhere_in_the_coordinators_answers(machine, sealed, case):
    mette = machine("mette")
    last = mette.get(f"{case}/plan/versions").json()[0]["number"]
    everywhere = [
        "", "/plan", "/plan/versions", f"/plan/versions/{last}", f"/plan/versions/{last + 1}",
        "/plan/versions/999", "/plan/sources", "/consents",
    ]  # fmt: skip
    for address in everywhere:
        assert SECRET not in mette.get(case + address).content.decode(), address
    told = str(machine("lone").get(f"{case}/plan").json())
    assert all(f"{SECRET}, {what}" in told for what in ("mål", "skridt", "kommentar", "indsats"))


def test_what_is_sealed_is_not_even_counted(machine, story, solby, case, sealed):
    mine, theirs = (machine(who).get(case).json()["plan"] for who in ("mette", "lone"))
    assert theirs["activities"] == mine["activities"] + 1
    assert len(theirs["goals"]) == len(mine["goals"]) + 1


def test_what_is_sealed_cannot_be_touched_by_its_number(machine, story, case, sealed):
    mette = machine("mette")
    goal = Goal.objects.get(title=f"{SECRET}, mål")
    step = Step.objects.get(goal=goal)
    body = {"title": "x", "starts_on": "2026-12-01", "seen": 1}
    assert mette.put(f"{case}/plan/activities/{sealed.pk}", **body).status_code == 404
    assert mette.put(f"{case}/plan/goals/{goal.pk}", title="x", seen=1).status_code == 404
    assert mette.post(f"{case}/plan/steps/{step.pk}/done").status_code == 404


def test_an_earlier_version_on_the_page_hides_what_is_sealed(
    as_, machine, story, case, code, sealed
):
    number = machine("mette").get(f"{case}/plan").json()["plan"]["version"]
    page = as_("mette").get(f"/sag/borgere/{code}/plan/version/{number}/")
    assert page.status_code == 200
    assert SECRET not in page.content.decode()


def test_a_draft_is_not_told_to_the_citizen(machine, case):
    machine("mette").post(f"{case}/plan/withdrawal", reason="Vi begynder forfra")
    conditions = ["complex", "several_plans", "coordination", "consent_asked"]
    made = machine("mette").post(f"{case}/plan", conditions=conditions)
    assert made.status_code == 201
    assert machine("anne").get("/me/plan").json() == {"plan": None, "parts": []}


def test_a_question_asks_the_database_a_bounded_number_of_times(machine, case):
    readers = {"/me": machine("anne"), "/in": machine("mette"), "/ca": machine("mette")}
    asked = {address.replace("CASE", case): most for address, most in QUESTIONS.items()}
    found = {}
    for address in asked:
        with CaptureQueriesContext(connection) as queries_:
            assert readers[address[:3]].get(address).status_code == 200
        found[address] = len(queries_)
    assert {a: n for a, n in found.items() if n > asked[a]} == {}


def test_more_lines_do_not_mean_more_queries(machine, story, solby, case, sealed):
    lone = machine("lone")
    lone.get(f"{case}/plan")
    goal = Goal.objects.filter(plan=story, visibility="team").first()
    add_activity(goal, Effort("Nyt", solby.psychiatry, localdate()), by=solby.lone, at=now())
    with CaptureQueriesContext(connection) as few:
        lone.get(f"{case}/plan")
    for number in range(5):
        effort = Effort(f"Indsats {number}", solby.psychiatry, localdate(), responsible=solby.lone)
        add_activity(goal, effort, by=solby.lone, at=now())
        steps.comment(story, f"Nummer {number}", goal=None, by=solby.lone, at=now())
    with CaptureQueriesContext(connection) as many:
        lone.get(f"{case}/plan")
    assert len(many) == len(few)
