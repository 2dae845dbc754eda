"""Questions about tasks: what must this seat do, and what is late?"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from sammenhaeng.access.models import Seat, is_one_of
from sammenhaeng.kernel.prepared import prepared

from . import rules
from .models import Task


@dataclass(frozen=True)
class Counts:
    """How many open tasks there are of each sort, for the filter links."""

    due_today: int
    overdue: int
    clashes: int
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


def counts(tasks: list[Task], today: date) -> Counts:
    return Counts(
        due_today=sum(task.due_on == today for task in tasks),
        overdue=sum(rules.is_overdue(task.due_on, today) for task in tasks),
        clashes=sum(task.kind == "appointment.clash" for task in tasks),
        total=len(tasks),
    )


def next_due(by: Seat, today: date) -> date | None:
    """The nearest deadline among put-off and open tasks, for the empty inbox."""
    open_tasks = Task.objects.filter(_mine(by, today), state=rules.OPEN, due_on__gte=today)
    return open_tasks.order_by("due_on").values_list("due_on", flat=True).first()


def sentence(kind: str) -> str:
    """What the kind of task asks, in Danish."""
    return rules.KINDS[kind]


def is_wanted(task: Task, only: str, today: date) -> bool:
    """Whether a task belongs under one of the filter links; every task under none."""
    return {
        "i-dag": task.due_on == today,
        "overskredet": rules.is_overdue(task.due_on, today),
        "sammenfald": task.kind == "appointment.clash",
    }.get(only, True)
