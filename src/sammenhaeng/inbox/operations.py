"""Everything that can happen to a task: asked, given on, put off, settled."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import next_state
from sammenhaeng.organisation.models import Unit

from . import acts, queries, rules
from .models import Task

ONCE = "task_is_open_once"
# One statement, for an errand is asked in the middle of nearly every verb.
ASK_ONCE = """
    insert into inbox_task (kind, thing, thing_id, citizen_id, due_on, state, created_at,
        seat_id, unit_id, for_citizen_id)
    values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
    on conflict (kind, thing, thing_id, seat_id, unit_id, for_citizen_id) where state = 'open'
    do update set due_on = excluded.due_on, snoozed_until = case
        when inbox_task.snoozed_until > excluded.due_on then excluded.due_on
        else inbox_task.snoozed_until end
    returning *
"""


@dataclass(frozen=True)
class Errand:
    """What must be done: its kind, the thing and the citizen it is about, and by when."""

    kind: str
    thing: str
    thing_id: int
    citizen_id: int | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class Citizen:
    """A citizen as the one who must do it."""

    id: int


@transaction.atomic(savepoint=False)
def ask(errand: Errand, *, of: Seat | Unit | Citizen, by: Seat, at: datetime) -> Task:
    """Ask a seat, a unit or a citizen; an errand that is open already only gets the new date,
    beyond which it is not put off either."""
    require(by, acts.ASK)
    if errand.kind not in rules.KINDS:
        raise ValueError(f"No kind of task is called {errand.kind}.")
    place = [of.id if isinstance(of, kind) else None for kind in (Seat, Unit, Citizen)]
    about = [errand.kind, errand.thing, errand.thing_id, errand.citizen_id, errand.due_on]
    (task,) = Task.objects.raw(ASK_ONCE, [*about, rules.OPEN, at, *place])
    audit.record("task.asked", task, by=by, at=at, kind=errand.kind)
    return task


@transaction.atomic
def settle(kind: str, thing: str, thing_id: int, *, by: Seat, at: datetime) -> int:
    """Mark every open task of this kind about the thing as done; gives how many."""
    require(by, acts.SETTLE)
    done = list(
        Task.objects.select_for_update()
        .filter(kind=kind, thing=thing, thing_id=thing_id, state=rules.OPEN)
        .order_by("pk")
    )
    for task in done:
        task.state, task.done_at = next_state(rules.TASK, task.state, "do"), at
        task.save(update_fields=["state", "done_at"])
        audit.record("task.done", task, by=by, at=at, kind=kind)
    return len(done)


@transaction.atomic
def finish(task: Task, *, by: Seat, at: datetime) -> Task:
    """Mark one task as handled by the one who got it."""
    task = Task.objects.select_for_update().get(pk=task.pk)
    require(by, acts.SETTLE, unit_id=task.unit_id)
    task.state, task.done_at = next_state(rules.TASK, task.state, "do"), at
    task.save(update_fields=["state", "done_at"])
    audit.record("task.done", task, by=by, at=at, kind=task.kind)
    return task


@transaction.atomic
def snooze(task: Task, *, until: date, by: Seat, at: datetime) -> Task:
    """Put a task off, never past its own deadline."""
    task = Task.objects.select_for_update().get(pk=task.pk)
    require(by, acts.SNOOZE, unit_id=task.unit_id)
    if not rules.can_wait_until(until, task.due_on, day_of(at)):
        raise Refused("invalid", "Vælg en dag efter i dag og senest på fristen.")
    task.state, task.snoozed_until = next_state(rules.TASK, task.state, "put_off"), until
    task.save(update_fields=["state", "snoozed_until"])
    audit.record("task.snoozed", task, by=by, at=at, until=until)
    return task


@transaction.atomic
def assign(task: Task, *, to: Seat, by: Seat, at: datetime) -> Task:
    """Give a unit's or a seat's task to a colleague in the same unit."""
    task = Task.objects.select_for_update(of=("self",)).select_related("seat").get(pk=task.pk)
    require(by, acts.ASSIGN, unit_id=queries.unit_of(task))
    to = queries.colleague(task, to.pk, by, at)
    task.state = next_state(rules.TASK, task.state, "give_on")
    task.seat, task.unit = to, None
    _keep_once(task)
    audit.record("task.assigned", task, by=by, at=at, to=to.pk)
    return task


def _keep_once(task: Task) -> None:
    """Whoever has the same errand open already is refused by the database, so also in a race."""
    try:
        with transaction.atomic():
            task.save(update_fields=["state", "seat", "unit"])
    except IntegrityError as error:
        if ONCE not in str(error):
            raise
        raise Refused(
            "invalid",
            "Kollegaen har allerede den samme opgave. Vælg en anden, eller marker din som løst.",
        ) from error
