"""The API's shapes of homes and a case at a glance."""

from datetime import date, datetime

from sammenhaeng.access.queries import Card, card
from sammenhaeng.citizens.models import Person
from sammenhaeng.citizens.queries.log import Summary
from sammenhaeng.design.api import Closed
from sammenhaeng.front.operations.homes import Case, CitizenHome, CitizenRow
from sammenhaeng.front.queries import TaskRow
from sammenhaeng.journeys.models import StatutoryPlan
from sammenhaeng.journeys.queries.calendar import Entry
from sammenhaeng.journeys.queries.contacts import Contacts
from sammenhaeng.journeys.queries.families import Part


class Coming(Closed):
    """A meeting to come."""

    id: int | None
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    hint: str

    @classmethod
    def of(cls, one: Entry) -> "Coming":
        return cls(
            id=one.appointment.pk if one.appointment else None,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            title=one.title,
            place=one.place,
            hint=one.hint,
        )


class GoalGlance(Closed):
    """A goal, and how far it is."""

    id: int
    title: str
    words: str
    steps: int
    done: int
    next_step: str
    next_on: date | None


class PlanGlance(Closed):
    """The plan in a few numbers."""

    state: str
    changed_at: datetime
    review_on: date | None
    activities: int
    units: int
    replaces: int
    goals: list[GoalGlance]

    @classmethod
    def of(cls, home: CitizenHome | Case) -> "PlanGlance | None":
        plan, view, standing = home.plan, home.view, home.standing
        if plan is None or view is None or standing is None:
            return None
        return cls(
            state=plan.state,
            changed_at=standing.at,
            review_on=plan.review_on,
            activities=len(view.activities),
            units=len(view.units),
            replaces=len(view.replaced),
            goals=[_glance(one) for one in view.goals],
        )


def _glance(one) -> GoalGlance:
    step, on = one.next_step or ("", None)
    return GoalGlance(
        id=one.goal.pk,
        title=one.goal.title,
        words=one.goal.words,
        steps=len(one.steps),
        done=one.done,
        next_step=step,
        next_on=on,
    )


class PartGlance(Closed):
    """What someone else's family plan says about the citizen, and whom to ask."""

    state: str
    coordinator: Card
    is_open: bool
    goals: list[GoalGlance]

    @classmethod
    def of(cls, part: Part) -> "PartGlance":
        return cls(
            state=part.state,
            coordinator=card(part.coordinator),
            is_open=part.is_open,
            goals=[_glance(one) for one in part.goals],
        )


def _coordinator(contacts: Contacts) -> Card | None:
    return card(contacts.coordinator.seat) if contacts.coordinator else None


class Home(Closed):
    """What the citizen sees first."""

    name: str
    tasks: list[TaskRow]
    coordinator: Card | None
    meetings: list[Coming]
    plan: PlanGlance | None
    parts: list[PartGlance]
    log: Summary

    @classmethod
    def of(cls, home: CitizenHome) -> "Home":
        return cls(
            name=home.person.name,
            tasks=home.tasks,
            coordinator=_coordinator(home.contacts),
            meetings=[Coming.of(one) for one in home.meetings],
            plan=PlanGlance.of(home),
            parts=[PartGlance.of(one) for one in home.parts],
            log=home.log,
        )


class CitizenOnList(Closed):
    """A citizen the seat has to do with."""

    code: str
    name: str
    role: str
    plan: str | None
    review_on: date | None

    @classmethod
    def of(cls, row: CitizenRow) -> "CitizenOnList":
        plan = row.plan
        return cls(
            code=row.person.code,
            name=row.person.name,
            role=row.role,
            plan=plan.state if plan else None,
            review_on=plan.review_on if plan else None,
        )


class Relative(Closed):
    """Someone of the family who is in the same matter."""

    code: str
    name: str


class ContactGlance(Closed):
    """Who helps, and with what."""

    who: Card
    about: list[str]
    is_coordinator: bool


class PlanUnderLaw(Closed):
    """A plan under a single law, by name."""

    id: int
    kind: str
    title: str
    unit: str
    state: str


class CaseGlance(Closed):
    """One citizen, all authorities, as far as the seat may see."""

    code: str
    name: str
    age: int | None
    family: list[Relative]
    plan: PlanGlance | None
    contacts: list[ContactGlance]
    has_too_many_contacts: bool
    statutory: list[PlanUnderLaw]

    @classmethod
    def of(cls, case: Case) -> "CaseGlance":
        return cls(
            code=case.person.code,
            name=case.person.name,
            age=case.age,
            family=[_relative(one) for one in case.family],
            plan=PlanGlance.of(case),
            contacts=_contacts(case.contacts),
            has_too_many_contacts=case.contacts.are_too_many,
            statutory=[_under_law(one) for one in case.statutory],
        )


def _relative(person: Person) -> Relative:
    return Relative(code=person.code, name=person.name)


def _contacts(contacts: Contacts) -> list[ContactGlance]:
    return [
        ContactGlance(who=card(one.seat), about=list(one.about), is_coordinator=one.is_coordinator)
        for one in contacts.people
    ]


def _under_law(plan: StatutoryPlan) -> PlanUnderLaw:
    return PlanUnderLaw(
        id=plan.pk, kind=plan.kind, title=plan.title, unit=plan.unit.name, state=plan.state
    )
