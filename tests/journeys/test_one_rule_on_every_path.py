"""A line one reader may not see is on no path: page, comments, steps, versions, their titles."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.db import connection

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.journeys.models import Activity, Goal, Plan, PlanVersion
from sammenhaeng.journeys.operations import activities, goals, steps
from sammenhaeng.journeys.queries import plans as queries
from sammenhaeng.journeys.queries import versions
from sammenhaeng.journeys.rules import lines as rules
from sammenhaeng.kernel.refusal import Refused

SECRET = "Ambulant misbrugsbehandling"
READERS = {"anne": "own", "mette": "coordination", "lone": "coordination", "jonas": "case"}


@pytest.fixture(params=[rules.TEAM, rules.AUTHORITY, rules.SEALED])
def secret(request, running, solby):
    """A goal and an effort of the hospital with a visibility, commented and with a step."""
    at, by = running.at, solby.lone
    aim = goals.Aim(SECRET, visibility=request.param)
    goal = goals.add_goal(running.plan, aim, about=running.citizen_id, by=by, at=at)
    effort = activities.Effort(
        SECRET, solby.psychiatry, date(2026, 12, 1), visibility=request.param
    )
    activities.add_activity(goal, effort, by=by, at=at)
    steps.add_step(goal, SECRET, due_on=None, by=by, at=at)
    steps.comment(running.plan, SECRET, goal=goal, by=by, at=at)
    return request.param, goal


def paths(use, plan, goal):
    """What each path tells a reader, as text."""
    view = queries.view(use, plan)
    last = versions.history(use, plan).changes
    yield "page", repr([(one.goal.title, one.activities, one.steps) for one in view.goals])
    yield "efforts", repr([one.title for one in view.activities])
    yield "comments", repr([one.text for one in queries.comments(use, plan)])
    yield "comments of a goal", repr([one.text for one in queries.comments(use, plan, goal.pk)])
    yield "titles of versions", repr([one.about for one in last])
    yield "a version", repr(versions.version(use, plan, len(last)))
    yield "choices of lines", repr([one.title for one in queries.lines_by_choice(view).values()])


@pytest.mark.parametrize("who", list(READERS))
def test_every_path_shows_exactly_what_may_be_seen(running, solby, secret, who):
    visibility, goal = secret
    use = access.look_up(
        running.citizen_id, purpose=READERS[who], seen=["plan"], by=solby.seats[who], at=running.at
    )
    may = who in ("anne", "lone") or visibility == rules.TEAM
    may = may or (who == "mette" and visibility == rules.AUTHORITY)
    plan = queries.plan(use, running.plan.pk)
    assert {path: SECRET in told for path, told in paths(use, plan, goal)} == dict.fromkeys(
        dict(paths(use, plan, goal)), may
    )


def test_a_line_that_was_sealed_later_is_sealed_in_older_versions_too(running, solby, secret):
    _, goal = secret
    aim = goals.Aim("Søvn")  # the version of a change that everybody sees holds the secret, too
    goals.add_goal(running.plan, aim, about=running.citizen_id, by=solby.mette, at=running.at)
    Goal.objects.filter(pk=goal.pk).update(visibility=rules.SEALED)
    Activity.objects.filter(goal=goal).update(visibility=rules.SEALED)
    use = access.look_up(
        running.citizen_id, purpose="coordination", seen=["plan"], by=solby.mette, at=running.at
    )
    plan = queries.plan(use, running.plan.pk)
    last = versions.standing(use, plan).number
    told = [versions.version(use, plan, n) for n in range(1, last + 1)]
    assert SECRET not in repr(told)


@pytest.mark.parametrize("kind", [Goal, Activity])
@pytest.mark.parametrize(("then", "now"), [(rules.TEAM, rules.SEALED), (rules.SEALED, rules.TEAM)])
def test_the_list_of_changes_follows_what_may_be_seen_now(running, solby, kind, then, now):
    at, by = running.at, solby.lone
    aim = goals.Aim("Fra hospitalet", visibility=then if kind is Goal else rules.TEAM)
    goal = goals.add_goal(running.plan, aim, about=running.citizen_id, by=by, at=at)
    effort = activities.Effort(
        SECRET, solby.psychiatry, date(2026, 12, 1),
        visibility=then if kind is Activity else rules.TEAM,
    )  # fmt: skip
    activities.add_activity(goal, effort, by=by, at=at)
    kind.objects.filter(plan=running.plan, unit=solby.psychiatry).update(visibility=now)
    use = access.look_up(
        running.citizen_id, purpose="coordination", seen=["plan"], by=solby.mette, at=at
    )
    plan = queries.plan(use, running.plan.pk)
    told = [one.about for one in versions.history(use, plan).changes]
    assert (SECRET in told) is (now == rules.TEAM)


@pytest.mark.parametrize(
    ("goals_own", "efforts_own"),
    [(rules.AUTHORITY, rules.SEALED), (rules.SEALED, rules.AUTHORITY), (rules.SEALED, rules.TEAM)],
)
def test_the_title_of_a_version_is_as_narrow_as_the_goal_and_the_effort(
    running, solby, goals_own, efforts_own
):
    at, by = running.at, solby.lone
    aim = goals.Aim("Fra hospitalet", visibility=goals_own)
    goal = goals.add_goal(running.plan, aim, about=running.citizen_id, by=by, at=at)
    effort = activities.Effort(SECRET, solby.psychiatry, date(2026, 12, 1), visibility=efforts_own)
    activities.add_activity(goal, effort, by=by, at=at)
    use = access.look_up(
        running.citizen_id, purpose="coordination", seen=["plan"], by=solby.mette, at=at
    )
    plan = queries.plan(use, running.plan.pk)
    assert SECRET not in repr([one.about for one in versions.history(use, plan).changes])


def test_versions_from_before_are_given_the_lines_they_touched(running, secret):
    name = "sammenhaeng.journeys.migrations.0010_a_version_points_at_the_line_it_touched"
    with connection.cursor() as cursor:
        cursor.execute(f"{import_module(name).TOUCHED} select id, line_id, is_effort from touched")
        found = {pk: (line, is_effort) for pk, line, is_effort in cursor.fetchall()}
    told = PlanVersion.objects.filter(plan=running.plan).exclude(about="")
    assert len(told) >= 5
    assert found == {
        one.pk: (one.activity_id or one.goal_id, one.activity_id is not None) for one in told
    }


def test_a_child_of_a_hidden_goal_cannot_be_reached(running, solby, secret):
    visibility, goal = secret
    (step,) = goal.step_set.all()
    at = running.at
    use = access.look_up(running.citizen_id, purpose="case", seen=["plan"], by=solby.jonas, at=at)
    if visibility == rules.TEAM:
        assert queries.step(use, running.plan, step.pk) == step
        return
    for ask in (queries.step, queries.goal):
        with pytest.raises(Refused, match="findes ikke"):
            ask(use, running.plan, step.pk if ask is queries.step else goal.pk)


@pytest.mark.parametrize("who", ["mette", "ali", "jonas", "sanne", "lone", "hans"])
def test_the_list_holds_exactly_whom_the_seat_may_open(running, solby, who):
    """A-1: what the list of citizens shows is what a look-up opens, for every caseworker."""
    seat, at = solby.seats[who], running.at

    def opens(citizen_id: int) -> bool:
        try:
            access.look_up(citizen_id, purpose="case", seen=["identity"], by=seat, at=at)
        except Refused:
            return False
        return True

    listed = set(access_queries.related_citizens(seat, at))
    assert listed == {pk for pk in solby.citizens.values() if opens(pk)}


def test_a_change_the_reader_may_not_see_moves_neither_number_nor_day(running, solby):
    at, later = running.at, running.at + timedelta(days=1)

    def told(who, since=None):
        use = access.look_up(
            running.citizen_id, purpose="coordination", seen=["plan"], by=solby.seats[who], at=at
        )
        plan = Plan.objects.get(pk=running.plan.pk)
        return versions.standing(use, plan), versions.history(use, plan).since(since)

    before, (theirs, _) = told("mette"), told("lone")
    aim = goals.Aim(SECRET, visibility=rules.SEALED)
    goals.add_goal(running.plan, aim, about=running.citizen_id, by=solby.lone, at=later)
    assert told("mette") == before
    assert told("mette", since=at) == (before[0], [])
    assert told("lone")[0] == versions.Standing(theirs.number + 1, later)
    aim = goals.Aim("Søvn")
    goals.add_goal(running.plan, aim, about=running.citizen_id, by=solby.mette, at=later)
    assert [one.number for one in told("mette", since=at)[1]] == [before[0].number + 1]
    assert [one.number for one in told("mette")[1]] == [*range(before[0].number + 1, 0, -1)]


def test_the_version_of_a_sealed_change_cannot_be_asked_for(running, solby):
    aim = goals.Aim(SECRET, visibility=rules.SEALED)
    goals.add_goal(running.plan, aim, about=running.citizen_id, by=solby.lone, at=running.at)
    use = access.look_up(
        running.citizen_id, purpose="coordination", seen=["plan"], by=solby.mette, at=running.at
    )
    plan = Plan.objects.get(pk=running.plan.pk)
    for number in (0, plan.version):
        with pytest.raises(Refused, match="Den udgave af planen findes ikke"):
            versions.version(use, plan, number)


def test_a_lost_update_is_still_seen_beside_a_sealed_change(running, solby):
    at, goal = running.at, running.goal
    sealed = goals.Aim(SECRET, visibility=rules.SEALED)
    goals.add_goal(running.plan, sealed, about=running.citizen_id, by=solby.lone, at=at)
    seen = goal.version
    goals.change_goal(goal, goals.Aim("Job"), seen=seen, by=solby.mette, at=at)
    with pytest.raises(Refused) as late:
        goals.change_goal(goal, goals.Aim("Fuldtid"), seen=seen, by=solby.mette, at=at)
    assert late.value.code == "stale"
