"""Steps towards goals, and what people write on the plan."""

from datetime import date, datetime

from django.db import transaction

from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.inbox import operations as inbox
from sammenhaeng.journeys import acts
from sammenhaeng.journeys.models import Comment, Goal, Plan, Step
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.refusal import Refused

from .versions import THING, keep, open_plan


@transaction.atomic
def add_step(goal: Goal, text: str, *, due_on: date | None, by: Seat, at: datetime) -> Step:
    """Add a step; a citizen's step is the citizen's own to do."""
    plan = open_plan(goal.plan)
    require(by, acts.TAKE_STEP, citizen_id=goal.citizen_id)
    if not text.strip():
        raise Refused("invalid", "Skriv, hvad næste skridt er.")
    step = Step.objects.create(
        goal=goal,
        citizen_id=goal.citizen_id,
        text=text.strip(),
        due_on=due_on,
        is_citizens=by.is_citizen,
        suggested_by=by,
    )
    keep(plan, "step.added", by=by, at=at, line=goal)
    audit.record("step.added", step, by=by, at=at, goal=goal.pk)
    return step


@transaction.atomic
def finish_step(step: Step, *, by: Seat, at: datetime) -> Step:
    """Mark a step as done; the citizen's own steps only by the citizen."""
    goal = step.goal
    plan = open_plan(goal.plan)
    require(by, acts.TAKE_STEP, citizen_id=goal.citizen_id)
    step = Step.objects.select_for_update().get(pk=step.pk)
    if step.is_citizens and not by.is_citizen:
        raise Refused("forbidden", "Kun borgeren kan sætte kryds ved sit eget skridt.")
    if step.done_on is not None:
        raise Refused("state", "Skridtet er allerede klaret.")
    step.done_on = day_of(at)
    step.save(update_fields=["done_on"])
    keep(plan, "step.done", by=by, at=at, line=goal)
    audit.record("step.done", step, by=by, at=at, goal=goal.pk)
    return step


@transaction.atomic
def comment(plan: Plan, text: str, *, goal: Goal | None, by: Seat, at: datetime) -> Comment:
    """Write on the plan or on one goal; the coordinator hears of a citizen's comment."""
    plan = open_plan(plan)
    require(by, acts.COMMENT, citizen_id=plan.citizen_id)
    if not text.strip():
        raise Refused("invalid", "Skriv din kommentar.")
    written = Comment.objects.create(
        plan=plan,
        goal=goal,
        citizen_id=goal.citizen_id if goal else plan.citizen_id,
        by=by,
        at=at,
        text=text.strip(),
    )
    if plan.coordinator_id != by.pk:
        errand = inbox.Errand("comment.read", THING, plan.pk, plan.citizen_id)
        inbox.ask(errand, of=plan.coordinator, by=by, at=at)
    audit.record("comment.written", written, by=by, at=at, plan=plan.pk)
    return written
