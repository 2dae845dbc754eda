from dataclasses import replace
from datetime import date

import pytest

from sammenhaeng.access import operations as access
from sammenhaeng.inbox.models import Task
from sammenhaeng.journeys.models import Activity, PlanVersion
from sammenhaeng.journeys.operations import activities, goals, steps
from sammenhaeng.journeys.queries import plans as queries
from sammenhaeng.journeys.rules import lines as rules
from sammenhaeng.kernel.refusal import Refused


@pytest.fixture
def effort(solby):
    return activities.Effort("Praktik, 20 timer", solby.jobcentre, date(2027, 1, 4))


def test_a_new_effort_in_a_running_plan_waits_for_the_citizen(running, effort):
    added = activities.add_activity(running.goal, effort, by=running.coordinator, at=running.at)

    assert added.state == "proposed"
    assert Task.objects.get(kind="change.approve").for_citizen_id == running.citizen_id


def test_the_citizens_yes_makes_the_effort_count(running, effort):
    added = activities.add_activity(running.goal, effort, by=running.coordinator, at=running.at)
    added = activities.approve(added, by=running.citizen, at=running.at)

    assert added.state == "not_started"
    assert not Task.objects.filter(kind="change.approve", state="open").exists()


def test_staff_may_not_answer_for_the_citizen(running, effort):
    added = activities.add_activity(running.goal, effort, by=running.coordinator, at=running.at)

    with pytest.raises(Refused, match="svare på en ændring"):
        activities.approve(added, by=running.coordinator, at=running.at)
    with pytest.raises(Refused, match="Kun borgeren"):
        activities.move_activity(added, "approve", by=running.coordinator, at=running.at)


def test_only_the_lines_own_authority_changes_it(running, effort, solby):
    mine = replace(effort, unit=solby.psychiatry, next_step="Samtale")
    with pytest.raises(Refused, match="anden myndigheds indsats"):
        activities.change_activity(
            running.activity, mine, seen=1, by=running.coordinator, at=running.at
        )
    changed = activities.change_activity(
        running.activity, mine, seen=1, by=solby.lone, at=running.at
    )
    assert (changed.next_step, changed.version) == ("Samtale", 2)


def test_nobody_writes_over_a_newer_text(running, effort, solby):
    first = replace(effort, unit=solby.psychiatry, next_step="Samtale")
    activities.change_activity(running.activity, first, seen=1, by=solby.lone, at=running.at)

    late = replace(first, next_step="Medicin")
    with pytest.raises(Refused) as refused:
        activities.change_activity(running.activity, late, seen=1, by=solby.lone, at=running.at)
    assert refused.value.facts["theirs"]["next_step"] == "Samtale"
    assert refused.value.facts["mine"]["next_step"] == "Medicin"


def test_every_change_is_a_version_that_stays(running, effort):
    before = PlanVersion.objects.filter(plan=running.plan).count()
    activities.add_activity(running.goal, effort, by=running.coordinator, at=running.at)

    last = PlanVersion.objects.filter(plan=running.plan).latest("number")
    assert last.number == before + 1
    assert [line["title"] for line in last.content["activities"]][-1] == "Praktik, 20 timer"


def test_the_citizen_finishes_their_own_step_and_nobody_else(running, at):
    step = steps.add_step(running.goal, "Ringe", due_on=None, by=running.citizen, at=at)

    with pytest.raises(Refused, match="Kun borgeren"):
        steps.finish_step(step, by=running.coordinator, at=at)
    assert steps.finish_step(step, by=running.citizen, at=at).done_on == at.date()
    with pytest.raises(Refused, match="allerede"):
        steps.finish_step(step, by=running.citizen, at=at)


def test_a_goal_closes_after_its_efforts(running, solby, at):
    with pytest.raises(Refused, match="indsatserne"):
        goals.close_goal(running.goal, "achieved", by=running.coordinator, at=at)
    activities.move_activity(running.activity, "complete", by=solby.lone, at=at)

    closed = goals.close_goal(running.goal, "achieved", by=running.coordinator, at=at)
    assert (closed.state, closed.achievement) == ("completed", "achieved")


def test_the_coordinator_hears_what_the_citizen_writes(running, at):
    steps.comment(running.plan, "Jeg er træt", goal=running.goal, by=running.citizen, at=at)

    assert Task.objects.get(kind="comment.read").seat == running.coordinator


@pytest.mark.parametrize("visibility", [rules.TEAM, rules.AUTHORITY, rules.SEALED])
def test_who_sees_a_line(running, solby, at, visibility):
    Activity.objects.filter(pk=running.activity.pk).update(visibility=visibility)
    seen = {}
    for name, by, purpose in (
        ("own", solby.lone, "coordination"),
        ("coordinator", solby.mette, "coordination"),
        ("citizen", running.citizen, "own"),
    ):
        use = access.look_up(running.citizen_id, purpose=purpose, seen=["plan"], by=by, at=at)
        seen[name] = bool(queries.view(use, running.plan).activities)
    assert seen == {"own": True, "citizen": True, "coordinator": visibility != rules.SEALED}


def test_a_plan_takes_four_queries_however_long_it_is(
    running, solby, at, django_assert_num_queries
):
    use = access.look_up(
        running.citizen_id, purpose="own", seen=["plan"], by=running.citizen, at=at
    )
    plan = queries.plan(use, running.plan.pk)
    with django_assert_num_queries(4):
        view = queries.view(use, plan)
        [one.unit.authority.name for one in view.activities]
        [one.source.unit.authority.name for one in view.replaced]


def test_a_use_of_one_citizen_shows_no_other(running, solby, at):
    bent = access.look_up(
        solby.citizens["bent"], purpose="own", seen=["plan"], by=solby.seats["bent"], at=at
    )
    with pytest.raises(Refused, match="findes ikke"):
        queries.plan(bent, running.plan.pk)


def test_what_was_not_named_is_not_shown(running, solby, at):
    use = access.look_up(
        running.citizen_id, purpose="own", seen=["identity"], by=running.citizen, at=at
    )
    with pytest.raises(Refused, match="omfatter ikke plan"):
        queries.open_plan(use, running.citizen_id)
