"""The API's shapes of the inbox and of one task."""

from datetime import date

from sammenhaeng.access.models import Seat
from sammenhaeng.access.queries import Card, card
from sammenhaeng.design.api import Closed, Day, Id
from sammenhaeng.front.operations.inbox import Inbox, InboxGroup, OneTask
from sammenhaeng.front.queries import TaskRow
from sammenhaeng.inbox.models import Task
from sammenhaeng.inbox.queries import Counts


class InboxTask(Closed):
    """Something to do, and by when."""

    id: int
    kind: str
    text: str
    due_on: date | None
    status: str

    @classmethod
    def of(cls, task: Task, row: TaskRow) -> "InboxTask":
        return cls(id=task.pk, kind=task.kind, text=row.text, due_on=task.due_on, status=row.status)


class Group(Closed):
    """A citizen, as far as one has to do with them, and what must be done."""

    code: str | None
    name: str | None
    tasks: list[InboxTask]

    @classmethod
    def of(cls, group: InboxGroup) -> "Group":
        person = group.person
        return cls(
            code=person.code if person else None,
            name=person.name if person else None,
            tasks=[InboxTask.of(task, row) for task, row in group.rows],
        )


class InboxTold(Closed):
    """What waits for the seat."""

    counts: Counts
    groups: list[Group]
    next_due: date | None

    @classmethod
    def of(cls, inbox: Inbox) -> "InboxTold":
        groups = [Group.of(one) for one in inbox.groups]
        return cls(counts=inbox.counts, groups=groups, next_due=inbox.next_due)


class Colleague(Closed):
    """Someone who could take a task."""

    seat: int
    who: Card

    @classmethod
    def of(cls, seat: Seat) -> "Colleague":
        return cls(seat=seat.pk, who=card(seat))


class OneTaskTold(Closed):
    """A task, whether it can be put off, and who could take it."""

    task: InboxTask
    code: str | None
    name: str | None
    can_wait: bool
    colleagues: list[Colleague]

    @classmethod
    def of(cls, one: OneTask) -> "OneTaskTold":
        return cls(
            task=InboxTask.of(one.task, one.row),
            code=one.person.code if one.person else None,
            name=one.person.name if one.person else None,
            can_wait=one.can_wait,
            colleagues=[Colleague.of(seat) for seat in one.colleagues],
        )


class SnoozeNew(Closed):
    """The day on which the task comes back: after today, and not after its deadline."""

    until: Day


class AssignNew(Closed):
    """The seat of a colleague in the same unit."""

    seat: Id
