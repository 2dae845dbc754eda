"""Opening the inbox and one task: the names of those it is about in one look-up."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.access.models import Seat
from sammenhaeng.benefits.operations.decisions import KIND as APPLICATION
from sammenhaeng.citizens.models import Person
from sammenhaeng.citizens.queries import persons
from sammenhaeng.design.words import day_month
from sammenhaeng.front import queries
from sammenhaeng.front.queries import TaskRow
from sammenhaeng.inbox import queries as inbox_queries
from sammenhaeng.inbox.models import Task
from sammenhaeng.inbox.queries import Counts

BENEFIT = "benefit"  # the purpose for which an application opens its applicant
ON_OTHERS = "venter"  # the filter link to what citizens have not answered
Held = Mapping[int, Collection[str]]  # citizen -> what the seat has to do with them


@dataclass(frozen=True)
class InboxGroup:
    """A citizen and what must be done about them, or by them."""

    person: Person | None
    rows: list[tuple[Task, TaskRow]]


@dataclass(frozen=True)
class Inbox:
    """What M1 shows."""

    counts: Counts
    groups: list[InboxGroup]
    next_due: date | None


def inbox(by: Seat, only: str, at: datetime, today: date) -> Inbox:
    """Open tasks grouped by citizen, newest first, the names opened in one batch."""
    held = access_queries.related_citizens(by, at)
    mine = list(inbox_queries.tasks_of(by, today))
    asked = inbox_queries.unanswered(access_queries.coordinated(held))
    if only == ON_OTHERS:
        wanted = asked
    else:
        wanted = [task for task in mine if inbox_queries.is_wanted(task, only, today)]
    people = _names(by, {task.citizen_id for task in wanted if task.citizen_id}, held, at)
    groups = [
        InboxGroup(people.get(citizen_id), [
            (task, _row(task, people.get(citizen_id), today))
            for task in wanted if task.citizen_id == citizen_id
        ])
        for citizen_id in dict.fromkeys(task.citizen_id for task in wanted)
    ]  # fmt: skip
    due = inbox_queries.next_due(by, today) if not wanted else None
    return Inbox(inbox_queries.counts(mine, asked, today), groups, due)


@dataclass(frozen=True)
class OneTask:
    """A task, whether it can wait, and the colleagues who could take it."""

    task: Task
    row: TaskRow
    person: Person | None
    can_wait: bool
    colleagues: list[Seat]


def task(by: Seat, task_id: int, at: datetime, today: date) -> OneTask:
    """One task of the inbox, the name of whom it is about opened."""
    found = queries.task(by, task_id, today)
    ids = {found.citizen_id} if found.citizen_id else set()
    people = _names(by, ids, access_queries.related_citizens(by, at), at)
    person = people.get(found.citizen_id) if found.citizen_id else None
    return OneTask(
        task=found,
        row=_row(found, person, today),
        person=person,
        can_wait=inbox_queries.can_wait(found, today),
        colleagues=inbox_queries.colleagues(found, by, at),
    )


def _names(seat: Seat, ids: set[int], held: Held, at: datetime) -> dict[int, Person]:
    """The persons among these whom the seat has to do with now, each opened for why it has."""
    held = {pk: kinds for pk, kinds in held.items() if pk in ids}
    people: dict[int, Person] = {}
    for purpose in ("case", BENEFIT):
        mine = [pk for pk in access_queries.opened_by(purpose, held) if pk not in people]
        if mine:
            use = access.look_up_many(mine, purpose=purpose, seen=["identity"], by=seat, at=at)
            people |= persons.persons(use)
    return people


def _row(task: Task, person: Person | None, today: date) -> TaskRow:
    """A task as its inbox shows it; what a citizen must do reads as what is waited for."""
    page = "benefits:case" if task.kind == APPLICATION else "front:citizen"
    url = reverse(page, args=[person.code]) if person else reverse("front:inbox")
    if task.for_citizen_id:
        since = gettext("Spurgt {day}").format(day=day_month(task.created_at))
        return TaskRow(gettext(inbox_queries.awaited(task.kind)), url, "", since, "info")
    status, kind = queries.deadline(task.due_on, today)
    return TaskRow(gettext(inbox_queries.sentence(task.kind)), url, "", status, kind)
