"""Merging: P-3 idempotent and commutative, P-5 covered by lines that stand, one merge at a time."""

from itertools import permutations

import pytest

from sammenhaeng.journeys.models import Plan, Replacement
from sammenhaeng.journeys.operations import activities, goals, plans, sources, statutory
from sammenhaeng.journeys.rules.plans import CONDITIONS
from sammenhaeng.kernel.refusal import Refused

from .conftest import cover_all


def begun(course, solby) -> Plan:
    beginning = plans.Beginning(solby.jobcentre, frozenset(CONDITIONS))
    return plans.start(course.citizen_id, beginning, by=course.coordinator, at=course.at)


def test_a_struck_goal_covers_nothing(draft):
    cover_all(draft)
    goals.cancel_goal(draft.goal, by=draft.coordinator, at=draft.at)
    aim = goals.Aim("Et andet mål")
    goals.add_goal(draft.plan, aim, about=draft.citizen_id, by=draft.coordinator, at=draft.at)

    with pytest.raises(Refused, match="Min Plan: Jobsøgning"):
        plans.propose(draft.plan, by=draft.coordinator, at=draft.at)


def test_a_struck_effort_covers_nothing(draft, solby):
    cover_all(draft)
    replacement = Replacement.objects.get(source=draft.minplan)
    sources.cover(replacement, "tilbud", draft.activity, by=draft.coordinator, at=draft.at)
    activities.move_activity(draft.activity, "cancel", by=solby.lone, at=draft.at)

    with pytest.raises(Refused, match="Min Plan: Tilbud"):
        plans.propose(draft.plan, by=draft.coordinator, at=draft.at)


@pytest.mark.parametrize("order", list(permutations([0, 1, 0])))
def test_merging_in_any_order_and_twice_gives_the_same(course, solby, order):
    course.look(course.coordinator)
    plan, both = begun(course, solby), (course.minplan, course.handleplan)
    for which in order:
        sources.replace(plan, both[which], by=course.coordinator, at=course.at)
    taken = Replacement.objects.filter(plan=plan).order_by("source_id")
    assert [(one.source, one.is_link) for one in taken] == [(one, False) for one in both]


def test_two_drafts_do_not_merge_the_same_plan(draft, solby):
    second = begun(draft, solby)
    with pytest.raises(Refused, match="anden kladde") as refused:
        sources.replace(second, draft.minplan, by=draft.coordinator, at=draft.at)
    assert refused.value.code == "clash"
    assert sources.link(second, draft.minplan, by=draft.coordinator, at=draft.at).is_link


def test_a_plan_about_somebody_else_is_not_merged(draft, solby):
    plan_of_anne = draft.plan
    oliver = solby.citizens["oliver"]
    course_of_oliver = type(draft)(oliver, None, None, draft.at, None, None)
    course_of_oliver.look(solby.seats["oliver"], "own")
    beginning = statutory.Beginning("SEL141", solby.family, {})
    his = statutory.start(oliver, beginning, by=solby.jonas, at=draft.at)
    with pytest.raises(Refused, match="en anden end den samlede plan"):
        sources.replace(plan_of_anne, his, by=draft.coordinator, at=draft.at)


@pytest.mark.parametrize("who", ["anne", "jonas", "ali", "lone", "karen", "bent"])
def test_only_the_coordinator_sends_the_draft(draft, solby, who):
    cover_all(draft)
    with pytest.raises(Refused, match="koordinere planen"):
        plans.propose(draft.plan, by=solby.seats[who], at=draft.at)
