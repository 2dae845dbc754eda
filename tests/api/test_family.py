"""P-7 on every path: what is private about one of a family is nowhere for another of the family."""

import json
from datetime import timedelta

import pytest
from django.urls import URLResolver, get_resolver
from django.utils.timezone import now

from sammenhaeng.access import operations as access
from sammenhaeng.citizens.models import Person
from sammenhaeng.config.api import api
from sammenhaeng.inbox.models import Task
from sammenhaeng.journeys.models import Appointment, Goal, Plan, PlanMember, Step
from sammenhaeng.journeys.operations import activities, appointments, goals, steps
from sammenhaeng.kernel.periods import Interval

SECRET = "Hos psykologen"  # plain letters: JSON writes the others as numbers


def works_with(solby, who: str, child: str, kind: str, source: str) -> int:
    system, citizen_id = solby.seats["system"], solby.citizens[child]
    access.look_up(
        citizen_id, purpose="registration", seen=["identity", "family"], by=system, at=now()
    )
    tie = access.Tie(citizen_id, kind, "lov-707", source)
    access.relate(tie, to=solby.seats[who], by=system, at=now())
    return citizen_id


@pytest.fixture
def oliver(story, solby):
    """Anne's plan is a family's: Mette coordinates it for Oliver too, and Lone is in his team."""
    Plan.objects.filter(pk=story.pk).update(scope="family")
    for who, kind in (("mette", "coordinator"), ("lone", "team")):
        source = f"journeys.plan/{story.pk}/{kind}"
        citizen_id = works_with(solby, who, "oliver", kind, source)
    PlanMember.objects.create(plan=story, citizen_id=citizen_id)
    return citizen_id


def write_privately(story, solby, about: int, visibility: str) -> Goal:
    """A goal, an effort in its own right, a step, a comment and a meeting that only some see."""
    at, lone = now(), solby.lone
    access.look_up_many(
        [story.citizen_id, about], purpose="coordination", seen=["plan"], by=lone, at=at,
        action="change",
    )  # fmt: skip
    goal = goals.add_goal(story, goals.Aim(SECRET, visibility=visibility), about=about, by=lone,
                          at=at)  # fmt: skip
    effort = activities.Effort(SECRET, lone.unit, at.date(), next_step=SECRET)
    activity = activities.add_activity(goal, effort, by=lone, at=at)
    steps.add_step(goal, SECRET, due_on=None, by=lone, at=at)
    steps.comment(story, SECRET, goal=goal, by=lone, at=at)
    far = timedelta(days=60)  # where the story has no meeting
    when = Interval(at + far, at + far + timedelta(minutes=45))
    meeting = appointments.Meeting(about, lone.unit, SECRET, when, activity=activity)
    appointments.book(meeting, by=lone, at=at)
    return goal


def pages(patterns=None) -> list[str]:
    """Every page of a citizen that names no single thing."""
    patterns = get_resolver().url_patterns if patterns is None else patterns
    found = []
    for one in patterns:
        if isinstance(one, URLResolver):
            found += pages(one.url_patterns)
        elif str(one.pattern).startswith("borger/") and "<" not in str(one.pattern):
            found.append(f"/{one.pattern}")
    return found


def questions() -> list[str]:
    """Every question of a citizen to the API that names no single thing."""
    return [
        path
        for path, does in api.get_openapi_schema(path_prefix="/api/")["paths"].items()
        if "get" in does and "{" not in path and "/me/" in path
    ]


def told(browser) -> dict[str, str]:
    return {one: browser.get(one).content.decode() for one in [*pages(), *questions()]}


@pytest.mark.parametrize("visibility", ["authority", "sealed"])
def test_what_is_private_about_the_child_is_on_no_path_of_the_parent(
    story, solby, sitting, oliver, visibility
):
    anne = sitting("anne")
    counted, tasks = _counts(anne), Task.objects.filter(for_citizen_id=story.citizen_id)
    asked = tasks.count()
    goal = write_privately(story, solby, oliver, visibility)
    assert tasks.count() == asked
    assert [one for one, text in told(anne).items() if SECRET in text] == []
    assert _counts(anne) == counted
    assert _reached(anne, goal) == set()


@pytest.mark.parametrize("visibility", ["team", "authority", "sealed"])
def test_what_is_about_the_parent_is_on_no_path_of_the_child(
    story, solby, sitting, oliver, visibility
):
    child = sitting("oliver")
    counted = _counts(child)
    goal = write_privately(story, solby, story.citizen_id, visibility)
    assert [one for one, text in told(child).items() if SECRET in text] == []
    assert _counts(child) == counted
    assert _reached(child, goal) == set()


def test_what_the_whole_team_sees_of_the_child_the_parent_sees_too(story, solby, sitting, oliver):
    anne = sitting("anne")
    goal = write_privately(story, solby, oliver, "team")
    shown = {one for one, text in told(anne).items() if SECRET in text}
    assert {"/borger/plan/", "/borger/kalender/", "/borger/kalender/fil/", "/api/me/plan",
            "/api/me/calendar"} <= shown  # fmt: skip
    assert len(_reached(anne, goal)) > 3
    page = anne.get("/borger/plan/").content.decode()
    assert "Om Oliver Lund Petersen" in page


def _counts(browser) -> dict[str, object]:
    """All that is counted for a citizen, without the clock of the plan."""
    found = {}
    for one in questions():
        if one.endswith("/log"):
            continue
        answer = browser.get(one).json()
        if one.endswith("/me/plan"):
            answer = answer["plan"] or {}
        elif one.endswith("/me/home") and answer["plan"]:
            answer["plan"].pop("changed_at", None)
        if isinstance(answer, dict):
            answer = {k: v for k, v in answer.items() if k not in ("changed_at", "version", "log")}
        found[one] = json.dumps(answer, sort_keys=True)
    return found


def _reached(browser, goal: Goal) -> set[str]:
    """What of the goal can be reached by its number, to read or to change."""
    step = Step.objects.get(goal=goal)
    activity = goal.activity_set.get()
    meeting = Appointment.objects.get(activity=activity)
    reads = [
        f"/borger/plan/{goal.pk}/", f"/borger/kalender/{meeting.pk}/",
        f"/api/me/plan/goals/{goal.pk}", f"/api/me/calendar/{meeting.pk}",
    ]  # fmt: skip
    writes = [
        f"/borger/plan/skridt/{step.pk}/", f"/borger/plan/aendring/{activity.pk}/",
        f"/borger/kalender/{meeting.pk}/ja/", f"/api/me/plan/steps/{step.pk}/done",
        f"/api/me/calendar/{meeting.pk}/confirmation",
    ]  # fmt: skip
    found = {one for one in reads if browser.get(one).status_code != 404}
    return found | {one for one in writes if browser.post(one).status_code != 404}


@pytest.fixture
def ended(machine, case):
    """Anne's plan is withdrawn, so that another may begin."""
    machine("mette").post(f"{case}/plan/withdrawal", reason="Vi begynder forfra")


CONDITIONS = ["complex", "several_plans", "coordination", "consent_asked"]


def test_a_family_plan_begins_over_the_api(ended, solby, machine, case):
    oliver = works_with(solby, "mette", "oliver", "case", "citizens.person/1")
    code = Person.objects.get(pk=oliver).code
    mette = machine("mette")
    made = mette.post(f"{case}/plan", conditions=CONDITIONS, others=[code])
    goal = mette.post(f"{case}/plan/goals", title="Trives", about=code)
    plan = mette.get(f"{case}/plan").json()["plan"]
    assert (made.status_code, goal.status_code, plan["scope"]) == (201, 201, "family")
    assert [one["name"] for one in plan["members"]] == [
        "Anne Lund Petersen", "Oliver Lund Petersen",
    ]  # fmt: skip
    assert plan["goals"][0]["about"] == "Oliver Lund Petersen"


@pytest.mark.parametrize("who", ["ida", "bent"])
def test_somebody_the_seat_may_not_choose_is_refused_alike(ended, solby, machine, case, who):
    works_with(solby, "mette", "oliver", "case", "citizens.person/1")
    access.look_up(
        solby.citizens[who], purpose="registration", seen=["identity"], at=now(),
        by=solby.seats["system"],
    )  # fmt: skip
    code = Person.objects.get(pk=solby.citizens[who]).code
    answers = [
        machine("mette").post(f"{case}/plan", conditions=CONDITIONS, others=[one])
        for one in (code, "ZZZZZZ")
    ]
    assert [one.status_code for one in answers] == [422, 422]
    assert answers[0].json()["title"] == answers[1].json()["title"]


def test_a_goal_is_about_a_member(machine, case, code, oliver, solby):
    answer = machine("mette").post(f"{case}/plan/goals", title="Trives", about="ZZZZZZ")
    assert answer.status_code == 422
