"""The API's shapes of early action, targets, visits and pools; never an illness."""

from datetime import date

from pydantic import Field

from sammenhaeng.absence.models import Application, Target, TargetCheck, Visit
from sammenhaeng.absence.queries.follow_ups import Due
from sammenhaeng.citizens.models import Person
from sammenhaeng.design.api import Closed, Code, Day, Id, text

Hundredths = Field(ge=0, le=20_000, description="Hundredths of a day per full-time employee.")


class DueTalk(Closed):
    """A talk to be held with an employee, and whether law or practice asks for it."""

    employee: str
    code: Code
    unit: str
    step: str
    due_on: date
    is_law: bool
    is_overdue: bool

    @classmethod
    def of(cls, due: Due, person: Person) -> "DueTalk":
        return cls(
            employee=person.name, code=person.code, unit=due.follow_up.employment.unit.name,
            step=due.reminder.step, due_on=due.reminder.due_on, is_law=due.reminder.is_law,
            is_overdue=due.is_overdue,
        )  # fmt: skip


class Sick(Closed):
    """The first sick day of an employee."""

    first_sick_on: Day


class HeldTalk(Closed):
    """A talk that was held and what was agreed; words that name an illness are refused."""

    step: text(20)  # type: ignore[valid-type]
    held_on: Day
    agreement: text(2000)  # type: ignore[valid-type]


class Returned(Closed):
    """The day an employee is back."""

    returned_on: Day


class FollowUpState(Closed):
    """How far a follow-up is."""

    code: Code
    first_sick_on: date
    state: str
    steps_held: list[str]


class Aimed(Closed):
    """A target to set for a unit and year."""

    unit: Id
    baseline_year: int = Field(ge=2000, le=2100)
    baseline: int = Hundredths
    year: int = Field(ge=2000, le=2100)
    target: int = Hundredths


class TargetSet(Closed):
    """A target with its latest check."""

    unit: int
    unit_name: str
    baseline_year: int
    baseline: int
    year: int
    target: int
    checked_year: int | None
    verdict: str

    @classmethod
    def of(cls, target: Target, check: TargetCheck | None) -> "TargetSet":
        return cls(
            unit=target.unit_id, unit_name=target.unit.name, baseline_year=target.baseline_year,
            baseline=target.baseline, year=target.year, target=target.target,
            checked_year=check.year if check else None, verdict=check.verdict if check else "",
        )  # fmt: skip


class VisitWish(Closed):
    """A wish for a visit of a team."""

    team: Id
    wish: text(1000)  # type: ignore[valid-type]


class VisitState(Closed):
    """A visit and how far it is."""

    id: int
    unit: str
    team: str
    state: str
    visit_on: date | None

    @classmethod
    def of(cls, visit: Visit) -> "VisitState":
        return cls(
            id=visit.pk, unit=visit.unit.name, team=visit.team.name, state=visit.state,
            visit_on=visit.visit_on,
        )  # fmt: skip


class Asked(Closed):
    """What a workplace asks a pool for."""

    level: int = Hundredths
    strain: int = Field(ge=0, le=100)
    amount: int = Field(ge=1, le=10**12, description="Whole kroner.")
    plan: text(2000)  # type: ignore[valid-type]


class ApplicationState(Closed):
    """An application and what came of it."""

    unit: str
    level: int
    strain: int
    amount: int
    state: str

    @classmethod
    def of(cls, one: Application) -> "ApplicationState":
        return cls(
            unit=one.unit.name, level=one.level, strain=one.strain, amount=one.amount,
            state=one.state,
        )  # fmt: skip
