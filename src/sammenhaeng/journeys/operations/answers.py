"""What is new in a running plan, a goal or an effort, waits for the yes or no of its citizen."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.inbox import operations as inbox
from sammenhaeng.journeys import acts
from sammenhaeng.journeys.models import Activity, Goal, Plan
from sammenhaeng.journeys.rules import lines as rules
from sammenhaeng.journeys.rules import plans as plan_rules
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import next_state

from .versions import keep, open_plan

KIND = "change.approve"
Line = TypeVar("Line", Goal, Activity)
STATES = {Goal: rules.GOAL, Activity: rules.ACTIVITY}


def ask(line: Goal | Activity, *, by: Seat, at: datetime) -> None:
    """The plan's citizen is asked about a new line."""
    citizen_id = line.plan.citizen_id
    errand = inbox.Errand(KIND, line._meta.label_lower, line.pk, citizen_id)
    inbox.ask(errand, of=inbox.Citizen(citizen_id), by=by, at=at)


def take_back(lines: Iterable[Goal | Activity], *, by: Seat, at: datetime) -> None:
    """Nobody is asked about these any more."""
    for line in lines:
        inbox.settle(KIND, line._meta.label_lower, line.pk, by=by, at=at)


def waiting(plan: Plan) -> list[Goal | Activity]:
    """Every line of the plan that has no answer yet."""
    new = {"plan": plan, "state": rules.PROPOSED}
    return [*Goal.objects.filter(**new), *Activity.objects.filter(**new)]


def answered(line: Line, event: str, *, by: Seat, at: datetime) -> Line:
    """The citizen says yes ("approve") or no ("decline"), and the coordinator hears of it."""
    plan = open_plan(line.plan)
    require(by, acts.ANSWER_CHANGE, citizen_id=plan.citizen_id)
    line = type(line).objects.select_for_update(of=("self",)).get(pk=line.pk)
    if plan.state not in plan_rules.RUNNING:
        raise Refused("state", "Svar på hele planen først.")
    line.state = next_state(STATES[type(line)], line.state, event)
    line.version += 1
    line.save(update_fields=["state", "version"])
    take_back([line], by=by, at=at)
    errand = inbox.Errand("change.answered", line._meta.label_lower, line.pk, line.citizen_id)
    inbox.ask(errand, of=plan.coordinator, by=by, at=at)
    what = f"{line._meta.model_name}.{event}d"
    keep(plan, what, by=by, at=at, line=line)
    audit.record(what, line, by=by, at=at)
    return line
