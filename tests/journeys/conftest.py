"""Anne's course, step by step, each step through the verbs."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Seat
from sammenhaeng.citizens.models import Consent
from sammenhaeng.journeys.models import Activity, Goal, Plan, StatutoryPlan
from sammenhaeng.journeys.operations import activities, goals, plans, sources, statutory
from sammenhaeng.journeys.rules.plans import CONDITIONS, plan_types

EVERYTHING = ["identity", "family", "plan", "statutory_plan", "appointments", "consent", "contacts"]


@dataclass
class Course:
    """A citizen's course in the making."""

    citizen_id: int
    citizen: Seat
    coordinator: Seat
    at: datetime
    minplan: StatutoryPlan
    handleplan: StatutoryPlan
    plan: Plan | None = None
    goal: Goal | None = None
    activity: Activity | None = None

    def look(self, by: Seat, purpose: str = "case"):
        return access.look_up(self.citizen_id, purpose=purpose, seen=EVERYTHING, by=by, at=self.at)


@pytest.fixture
def course(solby, at) -> Course:
    """Anne with two statutory plans and no holistic plan yet."""
    anne = solby.citizens["anne"]
    system = solby.seats["system"]
    access.look_up(anne, purpose="registration", seen=["identity"], by=system, at=at)
    both = []
    for kind, unit in (("MIN_PLAN", solby.jobcentre), ("SEL141", solby.family)):
        texts = {key: f"om {key}" for key in plan_types()[kind].mandatory}
        beginning = statutory.Beginning(kind, unit, texts)
        both.append(statutory.start(anne, beginning, by=system, at=at))
    return Course(anne, solby.seats["anne"], solby.mette, at, *both)


@pytest.fixture
def draft(course, solby) -> Course:
    """A draft with one goal and one effort of the region, replacing both plans, not covered."""
    by, at = course.coordinator, course.at
    course.look(by)
    beginning = plans.Beginning(solby.jobcentre, frozenset(CONDITIONS))
    course.plan = plans.start(course.citizen_id, beginning, by=by, at=at)
    aim = goals.Aim("Job på deltid", words="Jeg vil i job på deltid")
    course.goal = goals.add_goal(course.plan, aim, about=course.citizen_id, by=by, at=at)
    effort = activities.Effort("Behandling, hver torsdag", solby.psychiatry, date(2026, 11, 19))
    course.activity = activities.add_activity(course.goal, effort, by=by, at=at)
    for source in (course.minplan, course.handleplan):
        sources.replace(course.plan, source, by=by, at=at)
    return course


def cover_all(course: Course) -> None:
    from sammenhaeng.journeys.models import Replacement  # noqa: PLC0415

    for one in Replacement.objects.filter(plan=course.plan):
        for key in plan_types()[one.source.kind].mandatory:
            sources.cover(one, key, course.goal, by=course.coordinator, at=course.at)


@pytest.fixture
def proposed(draft) -> Course:
    """The draft, covered and sent to Anne."""
    cover_all(draft)
    draft.plan = plans.propose(draft.plan, by=draft.coordinator, at=draft.at)
    return draft


@pytest.fixture
def consent(proposed) -> Consent:
    """Anne's yes to the coordination, until next summer."""
    return Consent.objects.create(
        citizen_id=proposed.citizen_id,
        state="given",
        basis="lov-707",
        purpose="coordination",
        explanation="Jobcenteret må samle planerne",
        categories=["plan"],
        receiver=proposed.coordinator.unit,
        asked_by=proposed.coordinator,
        asked_at=proposed.at,
        form="digital",
        given_by=proposed.citizen_id,
        answered_at=proposed.at,
        valid_until=date(2027, 6, 30),
    )


@pytest.fixture
def running(proposed, consent) -> Course:
    """Anne's plan, agreed and in force."""
    proposed.plan = plans.activate(proposed.plan, consent, by=proposed.citizen, at=proposed.at)
    for line in (proposed.goal, proposed.activity):
        line.refresh_from_db()
    return proposed
