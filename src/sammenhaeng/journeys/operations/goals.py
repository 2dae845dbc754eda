"""Goals: added, changed, closed, struck."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.inbox import operations as inbox
from sammenhaeng.journeys import acts
from sammenhaeng.journeys.models import Activity, Goal, Plan
from sammenhaeng.journeys.queries import coverage
from sammenhaeng.journeys.rules import lines as rules
from sammenhaeng.journeys.rules import plans as plan_rules
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import next_state

from . import answers
from .versions import THING, keep, not_stale, open_plan


@dataclass(frozen=True)
class Aim:
    """What a goal says."""

    title: str
    words: str = ""
    measure: str = ""
    due_on: date | None = None
    visibility: str = rules.TEAM


@transaction.atomic
def add_goal(plan: Plan, aim: Aim, *, about: int, by: Seat, at: datetime) -> Goal:
    """Add a goal about one of the plan's persons; a running plan's citizen must say yes to it.

    The citizen's own needs no answer, and the coordinator hears of it.
    """
    plan = open_plan(plan)
    require(by, acts.ADD_GOAL, citizen_id=plan.citizen_id)
    if about not in coverage.members(plan):
        raise Refused("invalid", "Målet skal handle om en, som planen er for.")
    if not aim.title.strip():
        raise Refused("invalid", "Skriv målet med borgerens egne ord.")
    last = Goal.objects.filter(plan=plan).aggregate(last=Max("place"))["last"] or 0
    is_running = plan.state in plan_rules.RUNNING
    told = rules.is_told(aim.visibility, about=about, citizen_id=plan.citizen_id)
    asks = is_running and told and not by.is_citizen
    goal = Goal.objects.create(
        plan=plan, citizen_id=about, place=last + 1, unit=by.unit or plan.unit,
        state=rules.ACTIVE if is_running and not asks else rules.PROPOSED, **asdict(aim),
    )  # fmt: skip
    if asks:
        answers.ask(goal, by=by, at=at)
    if by.is_citizen:
        errand = inbox.Errand("goal.read", THING, plan.pk, plan.citizen_id)
        inbox.ask(errand, of=plan.coordinator, by=by, at=at)
    keep(plan, "goal.added", by=by, at=at, line=goal)
    audit.record("goal.added", goal, by=by, at=at, plan=plan.pk)
    return goal


@transaction.atomic
def change_goal(goal: Goal, aim: Aim, *, seen: int, by: Seat, at: datetime) -> Goal:
    """Change what a goal says; `seen` is the version the writer had read."""
    plan = open_plan(goal.plan)
    goal = Goal.objects.select_for_update(of=("self",)).get(pk=goal.pk)
    require(by, acts.COORDINATE, citizen_id=plan.citizen_id)
    not_stale(goal, seen, {"title": aim.title, "words": aim.words, "measure": aim.measure})
    for field, value in asdict(aim).items():
        setattr(goal, field, value)
    goal.version += 1
    goal.save()
    keep(plan, "goal.changed", by=by, at=at, line=goal)
    audit.record("goal.changed", goal, by=by, at=at, version=goal.version)
    return goal


@transaction.atomic
def close_goal(goal: Goal, achievement: str, *, by: Seat, at: datetime) -> Goal:
    """Close a goal and say how it went; its open activities must be closed first."""
    plan = open_plan(goal.plan)
    goal = Goal.objects.select_for_update(of=("self",)).get(pk=goal.pk)
    require(by, acts.COORDINATE, citizen_id=plan.citizen_id)
    if achievement not in rules.ACHIEVEMENTS:
        raise Refused("invalid", "Vælg, om målet er nået.")
    still_open = Activity.objects.filter(goal=goal).exclude(state__in=[rules.DONE, rules.CANCELLED])
    if still_open.exists():
        raise Refused("state", "Afslut først indsatserne under målet.")
    goal.state = next_state(rules.GOAL, goal.state, "complete")
    goal.achievement = achievement
    goal.version += 1
    goal.save()
    keep(plan, "goal.closed", by=by, at=at, line=goal)
    audit.record("goal.closed", goal, by=by, at=at, achievement=achievement)
    return goal


@transaction.atomic
def cancel_goal(goal: Goal, *, by: Seat, at: datetime) -> Goal:
    """Strike a goal that is no longer wanted, with everything under it."""
    plan = open_plan(goal.plan)
    goal = Goal.objects.select_for_update(of=("self",)).get(pk=goal.pk)
    require(by, acts.COORDINATE, citizen_id=plan.citizen_id)
    goal.state = next_state(rules.GOAL, goal.state, "cancel")
    goal.version += 1
    goal.save()
    answers.take_back([goal], by=by, at=at)
    _strike_efforts(goal, by=by, at=at)
    keep(plan, "goal.cancelled", by=by, at=at, line=goal)
    audit.record("goal.cancelled", goal, by=by, at=at)
    return goal


def _strike_efforts(goal: Goal, *, by: Seat, at: datetime) -> None:
    efforts = Activity.objects.filter(goal=goal)
    answers.take_back(efforts.filter(state=rules.PROPOSED), by=by, at=at)
    efforts.exclude(state=rules.DONE).update(state=rules.CANCELLED)


@transaction.atomic
def approve(goal: Goal, *, by: Seat, at: datetime) -> Goal:
    """The citizen says yes to a new goal."""
    return answers.answered(goal, "approve", by=by, at=at)


@transaction.atomic
def decline(goal: Goal, *, by: Seat, at: datetime) -> Goal:
    """The citizen says no to a new goal, and so to what is under it."""
    goal = answers.answered(goal, "decline", by=by, at=at)
    _strike_efforts(goal, by=by, at=at)
    return goal
