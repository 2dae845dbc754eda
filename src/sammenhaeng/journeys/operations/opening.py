"""Opening a citizen for page and API: one look-up, then the plan or calendar as it may be seen."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.access.models import Seat
from sammenhaeng.access.operations import Use
from sammenhaeng.citizens.models import Person
from sammenhaeng.citizens.queries import persons
from sammenhaeng.journeys.models import Appointment, Plan, PlanVersion
from sammenhaeng.journeys.queries import calendar as calendar_queries
from sammenhaeng.journeys.queries import plans as queries
from sammenhaeng.journeys.queries import versions
from sammenhaeng.journeys.queries.plans import PlanView
from sammenhaeng.kernel.refusal import Refused

TIME = ["identity", "appointments"]
OWN = ["identity", "family", "plan", "statutory_plan", "contacts", "consent"]
IN_TIME = [*OWN, "appointments"]  # the plan with its efforts and meetings in time


@dataclass(frozen=True)
class Opened:
    """A citizen's plan, open for one page."""

    use: Use
    citizen_id: int
    plan: Plan | None
    view: PlanView | None
    people: dict[int, Person] = field(default_factory=dict)
    since: datetime | None = None
    news: list[PlanVersion] = field(default_factory=list)

    @property
    def person(self) -> Person:
        return self.people[self.citizen_id]

    @property
    def the_view(self) -> PlanView:
        if self.view is None:
            raise Refused("missing", "Der er ingen samlet plan endnu.")
        return self.view

    @property
    def the_plan(self) -> Plan:
        if self.plan is None:
            raise Refused("missing", "Der er ingen samlet plan endnu.")
        return self.plan


def own(by: Seat, at: datetime, *, action: str = "read") -> Opened:
    """The citizen's own plan, with what is about their children."""
    ids = access_queries.in_care(by, at)
    use = access.look_up_many(ids, purpose="own", seen=OWN, by=by, at=at, action=action)
    plan = queries.open_plan(use, by.own_citizen_id)
    view = queries.view(use, plan) if plan else None
    return Opened(use, by.own_citizen_id, plan, view)


def case(
    by: Seat, citizen_id: int, at: datetime, *, action: str = "read", seen: Collection[str] = OWN
) -> Opened:
    """A citizen's plan for staff, and what happened since this seat was here last."""
    held = access_queries.matter(by, citizen_id, at)
    purpose = "coordination" if held[citizen_id] & {"coordinator", "team", "consent"} else "case"
    use = access.look_up_many(held, purpose=purpose, seen=seen, by=by, at=at, action=action)
    plan = queries.open_plan(use, citizen_id)
    view = queries.view(use, plan) if plan else None
    since = access_queries.last_use(by, citizen_id, at) if plan else None
    news = versions.changes(use, plan, since) if plan else []
    return Opened(use, citizen_id, plan, view, persons.persons(use), since, news)


def own_time(by: Seat, at: datetime, *, action: str = "read") -> Use:
    """The citizen's own calendar, with what is about their children."""
    ids = access_queries.in_care(by, at)
    return access.look_up_many(ids, purpose="own", seen=TIME, by=by, at=at, action=action)


def case_time(by: Seat, citizen_id: int, at: datetime, *, action: str = "read") -> Use:
    """A citizen's calendar for staff who book."""
    seen = [*TIME, "busy"]
    return access.look_up(citizen_id, purpose="booking", seen=seen, by=by, at=at, action=action)


def meeting(
    by: Seat, citizen_id: int, meeting_id: int, at: datetime, *, action: str = "read"
) -> Appointment:
    """A meeting of the reader's own authority; of others nobody learns more than “Optaget”."""
    use = access.look_up(citizen_id, purpose="booking", seen=TIME, by=by, at=at, action=action)
    found = calendar_queries.meeting(use, meeting_id)
    if found.unit.authority_id != by.own_unit.authority_id:
        raise Refused("missing", "Aftalen findes ikke.")
    return found
