"""Questions about tasks: what must this seat do, and what is late?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q

from sammenhaeng.access import queries as access
from sammenhaeng.access.models import Seat, is_one_of
from sammenhaeng.kernel.acts import Place
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.prepared import prepared
from sammenhaeng.kernel.refusal import Refused

from . import acts, rules
from .models import Task


@dataclass(frozen=True)
class Counts:
    """How many open tasks there are of each sort, for the filter links."""

    due_today: int
    overdue: int
    new: int
    clashes: int
    on_others: int
    total: int


def tasks_of(by: Seat, today: date):
    """Open tasks of the seat, of its unit, of those it stands in for, or of the citizen."""
    return (
        _open(_mine(by, today), today)
        .select_related("seat__account", "unit")
        .order_by(F("due_on").asc(nulls_last=True), "created_at", "pk")
    )


def waiting(by: Seat, today: date) -> int:
    """How many tasks staff have open, for the number in the menu."""
    return sum(_waiting(by.pk, by.own_unit.pk, today))


@prepared
def _waiting(seat_id: int, unit_id: int, today: date):
    tasks = _open(_staff(seat_id, unit_id, today), today).values("state")
    return tasks.annotate(count=Count("pk")).values_list("count", flat=True)


def _open(mine: Q, today: date):
    return Task.objects.filter(mine, state=rules.OPEN).exclude(snoozed_until__gt=today)


def _mine(by: Seat, today: date) -> Q:
    if by.is_citizen:
        return Q(for_citizen_id=by.citizen_id)
    return _staff(by.pk, by.own_unit.pk, today)


def _staff(seat_id: int, unit_id: int, today: date) -> Q:
    held = Seat.objects.filter(pk=seat_id) | Seat.objects.covered_by(seat_id, today)
    return Q(is_one_of("seat_id", held, "pk")) | Q(unit_id=unit_id)


def open_task(by: Seat, task_id: int, today: date) -> Task | None:
    return tasks_of(by, today).filter(pk=task_id).first()


@prepared
def unanswered(citizen_ids: Collection[int]):
    """What these citizens are asked and have not answered, the longest asked first."""
    asked = Task.objects.filter(for_citizen_id__in=citizen_ids, kind__in=sorted(rules.AWAITED))
    return asked.filter(state=rules.OPEN).order_by("created_at", "pk")


def unit_of(task: Task) -> int | None:
    """The unit whose matter a task is; a citizen's own is nobody's."""
    return task.seat.unit_id if task.seat else task.unit_id


def colleagues(task: Task, by: Seat, at: datetime) -> list[Seat]:
    """Those of the task's unit whom the seat may give it to."""
    unit_id = unit_of(task)
    if unit_id is None or not by.may(acts.ASSIGN, Place(unit_id)):
        return []
    found = access.colleagues(by, unit_id, rules.HAVE_INBOX, task.citizen_id, at)
    return [seat for seat in found if seat.pk != task.seat_id]


def colleague(task: Task, seat_id: int, by: Seat, at: datetime) -> Seat:
    """One of them."""
    found = next((seat for seat in colleagues(task, by, at) if seat.pk == seat_id), None)
    if found is None:
        raise Refused("invalid", "Vælg en kollega i samme enhed, der har med sagen at gøre.")
    return found


def can_wait(task: Task, today: date) -> bool:
    return rules.can_wait(task.due_on, today)


def counts(tasks: list[Task], asked: list[Task], today: date) -> Counts:
    return Counts(
        due_today=sum(task.due_on == today for task in tasks),
        overdue=sum(rules.is_overdue(task.due_on, today) for task in tasks),
        new=sum(rules.is_new(day_of(task.created_at), today) for task in tasks),
        clashes=sum(task.kind == "appointment.clash" for task in tasks),
        on_others=len(asked),
        total=len(tasks),
    )


def next_due(by: Seat, today: date) -> date | None:
    """The nearest deadline among put-off and open tasks, for the empty inbox."""
    open_tasks = Task.objects.filter(_mine(by, today), state=rules.OPEN, due_on__gte=today)
    return open_tasks.order_by("due_on").values_list("due_on", flat=True).first()


def sentence(kind: str) -> str:
    """What the kind of task asks, in Danish."""
    return rules.KINDS[kind]


def awaited(kind: str) -> str:
    """What is waited for when a citizen is asked, in Danish."""
    return rules.AWAITED[kind]


def is_wanted(task: Task, only: str, today: date) -> bool:
    """Whether a task belongs under one of the filter links; every task under none."""
    return {
        "i-dag": task.due_on == today,
        "overskredet": rules.is_overdue(task.due_on, today),
        "nye": rules.is_new(day_of(task.created_at), today),
        "sammenfald": task.kind == "appointment.clash",
    }.get(only, True)
