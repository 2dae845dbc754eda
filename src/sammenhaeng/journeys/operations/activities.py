"""Efforts: added, changed by their own authority, answered by the citizen, ended."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.journeys import acts
from sammenhaeng.journeys.models import Activity, Goal, Plan, StatutoryPlan
from sammenhaeng.journeys.queries import coverage
from sammenhaeng.journeys.rules import lines as rules
from sammenhaeng.journeys.rules import plans as plan_rules
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import next_state
from sammenhaeng.organisation.models import Unit

from . import answers
from .versions import TEAM_OF, keep, not_stale, open_plan


@dataclass(frozen=True)
class Effort:
    """What an activity says: who does what, from when, and what comes next."""

    title: str
    unit: Unit
    starts_on: date
    ends_on: date | None = None
    responsible: Seat | None = None
    next_step: str = ""
    next_on: date | None = None
    visibility: str = rules.TEAM
    source: StatutoryPlan | None = None
    statute: str = ""


@transaction.atomic
def add_activity(goal: Goal, effort: Effort, *, by: Seat, at: datetime) -> Activity:
    """Add an effort; in a running plan it waits for the citizen's yes."""
    plan = open_plan(goal.plan)
    require(by, acts.ADD_LINE, citizen_id=plan.citizen_id)
    if not effort.title.strip():
        raise Refused("invalid", "Skriv, hvad indsatsen er.")
    if goal.state in (rules.COMPLETED, rules.CANCELLED):
        raise Refused("state", "Målet er afsluttet.")
    is_running = plan.state in plan_rules.RUNNING
    both = (goal.visibility, effort.visibility)
    told = [rules.is_told(one, about=goal.citizen_id, citizen_id=plan.citizen_id) for one in both]
    asks = is_running and all(told)
    state = rules.NOT_STARTED if is_running and not asks else rules.PROPOSED
    activity = Activity.objects.create(
        plan=plan, goal=goal, citizen_id=goal.citizen_id, state=state, **_fields(effort)
    )
    if asks:
        answers.ask(activity, by=by, at=at)
    keep(plan, "activity.added", by=by, at=at, line=activity)
    audit.record("activity.added", activity, by=by, at=at, unit=effort.unit.pk)
    return activity


def _fields(effort: Effort) -> dict[str, object]:
    return {name: getattr(effort, name) for name in effort.__dataclass_fields__}


def _changing(activity: Activity, by: Seat) -> tuple[Plan, Activity]:
    plan = open_plan(activity.plan)
    activity = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    require(by, acts.CHANGE_LINE, unit_id=activity.unit_id, citizen_id=activity.citizen_id)
    return plan, activity


@transaction.atomic
def change_activity(
    activity: Activity, effort: Effort, *, seen: int, by: Seat, at: datetime
) -> Activity:
    """Change an effort; only the line's own authority may, and not over somebody's newer text."""
    plan, activity = _changing(activity, by)
    not_stale(activity, seen, {"title": effort.title, "next_step": effort.next_step})
    if effort.unit.authority_id != activity.unit.authority_id:
        raise Refused("invalid", "En indsats skifter kun myndighed ved en overdragelse.")
    for field, value in _fields(effort).items():
        setattr(activity, field, value)
    activity.version += 1
    activity.save()
    keep(plan, "activity.changed", by=by, at=at, line=activity)
    audit.record("activity.changed", activity, by=by, at=at, version=activity.version)
    return activity


@transaction.atomic
def move_activity(activity: Activity, event: str, *, by: Seat, at: datetime) -> Activity:
    """Let the effort start, rest, resume, end or be cancelled."""
    plan, activity = _changing(activity, by)
    if event in ("approve", "decline"):
        raise Refused("forbidden", "Kun borgeren kan svare på en ændring.")
    activity.state = next_state(rules.ACTIVITY, activity.state, event)
    activity.version += 1
    activity.save(update_fields=["state", "version"])
    keep(plan, f"activity.{event}", by=by, at=at, line=activity)
    audit.record("activity.moved", activity, by=by, at=at, state=activity.state)
    return activity


@transaction.atomic
def approve(activity: Activity, *, by: Seat, at: datetime) -> Activity:
    """The citizen says yes to a new effort, and so to its goal; its unit joins the team."""
    if activity.goal.state == rules.PROPOSED:
        answers.answered(activity.goal, "approve", by=by, at=at)
    activity = answers.answered(activity, "approve", by=by, at=at)
    for member in coverage.members(activity.plan):
        tie = access.Tie(member, "team", "lov-707", TEAM_OF.format(activity.plan_id))
        access.relate(tie, to=activity.unit, by=by, at=at)
    return activity


@transaction.atomic
def decline(activity: Activity, *, by: Seat, at: datetime) -> Activity:
    """The citizen says no to a new effort."""
    return answers.answered(activity, "decline", by=by, at=at)
