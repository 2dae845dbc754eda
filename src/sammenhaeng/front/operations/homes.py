"""Opening a home: one look-up for everything it shows, then the questions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.access.models import Seat
from sammenhaeng.access.queries import reasons
from sammenhaeng.access.queries.reasons import ToReview
from sammenhaeng.citizens.models import Person
from sammenhaeng.citizens.queries import log as log_queries
from sammenhaeng.citizens.queries import persons
from sammenhaeng.design.words import moment, weekday
from sammenhaeng.front.queries import TaskRow, deadline
from sammenhaeng.inbox import queries as inbox_queries
from sammenhaeng.inbox.models import Task
from sammenhaeng.journeys.models import Appointment, Plan
from sammenhaeng.journeys.operations.appointments import THING as MEETING
from sammenhaeng.journeys.queries import calendar as calendar_queries
from sammenhaeng.journeys.queries import contacts as contact_queries
from sammenhaeng.journeys.queries import families, versions
from sammenhaeng.journeys.queries import plans as plan_queries
from sammenhaeng.journeys.queries.calendar import Entry
from sammenhaeng.journeys.queries.contacts import Contacts
from sammenhaeng.journeys.queries.families import Part
from sammenhaeng.journeys.queries.plans import PlanView
from sammenhaeng.journeys.queries.versions import Standing
from sammenhaeng.kernel.refusal import Refused

OWN = ["identity", "family", "plan", "appointments", "statutory_plan", "contacts", "consent", "use"]
CASE = ["identity", "family", "plan", "statutory_plan", "contacts", "consent"]
MOST_TASKS, MOST_MEETINGS = 5, 3
LOG_SUMMARY = timedelta(days=30)


@dataclass(frozen=True)
class CitizenHome:
    """What B1 shows."""

    person: Person
    tasks: list[TaskRow]
    contacts: Contacts
    meetings: list[Entry]
    plan: Plan | None
    view: PlanView | None
    standing: Standing | None
    parts: list[Part]
    log: log_queries.Summary


def of_citizen(by: Seat, at: datetime, today: date) -> CitizenHome:
    """The citizen's overview, through a Use of their own."""
    ids = access_queries.in_care(by, at)
    use = access.look_up_many(ids, purpose="own", seen=OWN, by=by, at=at, action="read")
    plan = plan_queries.open_plan(use, by.own_citizen_id)
    view = plan_queries.view(use, plan) if plan else None
    return CitizenHome(
        person=persons.person(use, by.own_citizen_id),
        tasks=_citizens_rows(use, by, today),
        contacts=contact_queries.contacts(use, plan, view, contact_queries.in_force(use)),
        meetings=calendar_queries.coming(use, at, MOST_MEETINGS),
        plan=plan,
        view=view,
        standing=versions.standing(use, plan) if plan else None,
        parts=families.parts(use, by.own_citizen_id, today),
        log=log_queries.summary(use, at - LOG_SUMMARY),
    )


WHERE = {  # kind of task -> the citizen's page that answers it
    "consent.answer": "citizens:my_consents",
    "plan.approve": "journeys:my_plan",
    "change.approve": "journeys:my_plan",
    "appointment.confirm": "journeys:my_calendar",
    "appointment.cancelled": "journeys:my_calendar",
}


def _citizens_rows(use: access.Use, by: Seat, today: date) -> list[TaskRow]:
    """What the citizen must do; what is about a meeting says which, and leads to it."""
    tasks = list(inbox_queries.tasks_of(by, today)[:MOST_TASKS])
    about = [task.thing_id for task in tasks if task.thing == MEETING]
    meetings = calendar_queries.meetings(use, about)
    return [
        _citizens_row(task, meetings.get(task.thing_id) if task.thing == MEETING else None, today)
        for task in tasks
    ]


def _citizens_row(task: Task, meeting: Appointment | None, today: date) -> TaskRow:
    status, kind = deadline(task.due_on, today)
    text = gettext(inbox_queries.sentence(task.kind))
    if meeting is None:
        url = reverse(WHERE.get(task.kind, "front:citizen_home"))
        return TaskRow(text, url, "", status, kind)
    url = reverse("journeys:my_meeting", args=[meeting.pk])
    hint = f"{meeting.title}, {weekday(meeting.starts_at)} {moment(meeting.starts_at)}"
    return TaskRow(text, url, hint, status, kind)


@dataclass(frozen=True)
class CitizenRow:
    """A citizen in "Mine borgere"."""

    person: Person
    role: str
    plan: Plan | None


def citizens_of(by: Seat, at: datetime) -> list[CitizenRow]:
    """Everybody the seat has to do with, opened in one batch and logged."""
    held = access_queries.related_citizens(by, at)
    mine = access_queries.opened_by("case", held)
    use = access.look_up_many(mine, purpose="case", seen=["identity", "plan"], by=by, at=at)
    people = persons.persons(use)
    running = plan_queries.open_plans(use)
    words = access_queries.Wording()
    rows = [
        CitizenRow(person, words.strongest(held[pk]), running.get(pk))
        for pk, person in people.items()
    ]
    return sorted(rows, key=lambda row: row.person.name)


@dataclass(frozen=True)
class Case:
    """What M3 shows."""

    person: Person
    age: int | None
    family: list[Person]
    plan: Plan | None
    view: PlanView | None
    standing: Standing | None
    contacts: Contacts
    statutory: list


def case(by: Seat, citizen_id: int, at: datetime, today: date) -> Case:
    """One citizen, all authorities, as far as the seat may see."""
    ids = access_queries.matter(by, citizen_id, at)
    use = access.look_up_many(ids, purpose="case", seen=CASE, by=by, at=at, action="read")
    plan = plan_queries.open_plan(use, citizen_id)
    view = plan_queries.view(use, plan) if plan else None
    people = persons.persons(use)
    statutory = list(plan_queries.statutory(use))
    return Case(
        person=people[citizen_id],
        age=persons.age(people[citizen_id], today),
        family=[person for pk, person in people.items() if pk != citizen_id],
        plan=plan,
        view=view,
        standing=versions.standing(use, plan) if plan else None,
        contacts=contact_queries.contacts(use, plan, view, statutory),
        statutory=statutory,
    )


@dataclass(frozen=True)
class Reviews:
    """The look-ups in the seat's units, with the case codes of those they were about."""

    waiting: list[ToReview]
    reviewed: list[ToReview]
    codes: dict[int, str]

    @property
    def overdue(self) -> int:
        return sum(one.is_overdue for one in self.waiting)


def reviews_of(by: Seat, at: datetime, today: date) -> Reviews:
    """Everything to review, opened in one batch and logged for each citizen."""
    found = reasons.to_review(by, at)
    use = access.look_up_many(found.values(), purpose="review", seen=["use"], by=by, at=at)
    rows = reasons.reasons_to_review(use, found, today)
    return Reviews(
        waiting=[row for row in rows if row.reason.reviewed_at is None],
        reviewed=[row for row in rows if row.reason.reviewed_at is not None],
        codes=persons.codes(use),
    )


def to_review(
    by: Seat, reason_id: int, at: datetime, *, action: str = "read"
) -> tuple[ToReview, str]:
    """One of them, with the citizen's case code, through a look-up of its own."""
    citizen_id = reasons.to_review(by, at).get(reason_id)
    if citizen_id is None:
        raise Refused("missing", "Opslaget findes ikke i dine enheder.")
    use = access.look_up(citizen_id, purpose="review", seen=["use"], by=by, at=at, action=action)
    row = reasons.reason_to_review(use, reason_id, localdate(at))
    return row, persons.codes(use)[citizen_id]
