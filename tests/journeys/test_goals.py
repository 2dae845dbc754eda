"""Goals: the citizen's own, and those that wait for the citizen's answer."""

from datetime import date

import pytest

from sammenhaeng.inbox.models import Task
from sammenhaeng.journeys.models import Activity, Goal, PlanVersion
from sammenhaeng.journeys.operations import activities, course, goals
from sammenhaeng.kernel.refusal import Refused

AIM = goals.Aim("Cykle til arbejde")


@pytest.fixture
def suggested(running):
    return goals.add_goal(
        running.plan, AIM, about=running.citizen_id, by=running.coordinator, at=running.at
    )


@pytest.fixture
def effort(solby):
    return activities.Effort("Cykelkursus", solby.jobcentre, date(2027, 1, 4))


def asked() -> int:
    return Task.objects.filter(kind="change.approve", state="open").count()


def test_a_new_goal_in_a_running_plan_waits_for_the_citizen(running, suggested):
    assert suggested.state == "proposed"
    assert Task.objects.get(kind="change.approve").for_citizen_id == running.citizen_id
    with pytest.raises(Refused, match="svare på en ændring"):
        goals.approve(suggested, by=running.coordinator, at=running.at)


def test_the_citizens_yes_lets_the_goal_hold_until_it_is_reached(running, suggested):
    held = goals.approve(suggested, by=running.citizen, at=running.at)
    assert (held.state, asked()) == ("active", 0)
    assert Task.objects.get(kind="change.answered").seat == running.coordinator
    assert PlanVersion.objects.filter(what="goal.approved", goal=suggested).exists()
    closed = goals.close_goal(held, "achieved", by=running.coordinator, at=running.at)
    assert closed.state == "completed"


def test_the_citizens_no_strikes_the_goal_and_what_waits_under_it(running, suggested, effort):
    added = activities.add_activity(suggested, effort, by=running.coordinator, at=running.at)
    assert asked() == 2
    assert goals.decline(suggested, by=running.citizen, at=running.at).state == "cancelled"
    assert (Activity.objects.get(pk=added.pk).state, asked()) == ("cancelled", 0)


def test_a_yes_to_an_effort_is_a_yes_to_its_goal(running, suggested, effort):
    added = activities.add_activity(suggested, effort, by=running.coordinator, at=running.at)
    activities.approve(added, by=running.citizen, at=running.at)
    assert (Goal.objects.get(pk=suggested.pk).state, asked()) == ("active", 0)


def test_a_goal_of_ones_own_holds_at_once_and_the_coordinator_hears_of_it(running):
    own = goals.add_goal(
        running.plan, AIM, about=running.citizen_id, by=running.citizen, at=running.at
    )
    assert (own.state, own.unit, asked()) == ("active", running.plan.unit, 0)
    assert Task.objects.get(kind="goal.read").seat == running.coordinator


@pytest.mark.parametrize("way", ["struck", "withdrawn"])
def test_nobody_is_asked_about_what_is_gone(running, suggested, effort, way):
    activities.add_activity(suggested, effort, by=running.coordinator, at=running.at)
    if way == "struck":
        goals.cancel_goal(suggested, by=running.coordinator, at=running.at)
    else:
        course.withdraw(running.plan, reason="Jeg vil ikke", by=running.citizen, at=running.at)
    assert asked() == 0


def test_the_citizen_adds_a_goal_and_answers_one_on_the_page(story, solby, as_):
    page = as_("anne")
    empty = page.post("/borger/plan/nyt-maal/", {"words": ""})
    assert (empty.status_code, "Skriv, hvad du gerne vil nå." in empty.content.decode()) == (
        422,
        True,
    )
    page.post("/borger/plan/nyt-maal/", {"words": "Svømme igen"})
    assert Goal.objects.get(words="Svømme igen").state == "active"
    new = goals.add_goal(story, AIM, about=story.citizen_id, by=solby.mette, at=story.changed_at)
    assert "Venter på dig: Cykle til arbejde" in page.get("/borger/plan/").content.decode()
    page.post(f"/borger/plan/{new.pk}/svar/", {"answer": "no"})
    assert Goal.objects.get(pk=new.pk).state == "cancelled"
    assert "Cykle til arbejde" not in page.get("/borger/plan/").content.decode().split("<h2")[3]


def test_an_answer_that_says_neither_strikes_nothing(story, solby, as_):
    new = goals.add_goal(story, AIM, about=story.citizen_id, by=solby.mette, at=story.changed_at)
    waiting = Activity.objects.get(plan=story, state="proposed")
    page = as_("anne")
    for path in (f"/borger/plan/{new.pk}/svar/", f"/borger/plan/aendring/{waiting.pk}/"):
        assert page.post(path).status_code == 422
        assert page.post(path, {"answer": "ja"}).status_code == 422
    assert Goal.objects.get(pk=new.pk).state == "proposed"
    assert Activity.objects.get(pk=waiting.pk).state == "proposed"
