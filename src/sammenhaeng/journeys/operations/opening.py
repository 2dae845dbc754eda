"""Opening a citizen for page and API: one look-up, then the plan or calendar as it may be seen."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.utils.timezone import localdate

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.access.models import Seat
from sammenhaeng.access.operations import Use
from sammenhaeng.citizens.models import Person
from sammenhaeng.citizens.queries import persons
from sammenhaeng.journeys import acts
from sammenhaeng.journeys.models import Appointment, Plan
from sammenhaeng.journeys.queries import calendar as calendar_queries
from sammenhaeng.journeys.queries import members, versions
from sammenhaeng.journeys.queries import plans as queries
from sammenhaeng.journeys.queries.plans import PlanView
from sammenhaeng.journeys.queries.versions import Change, History
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
    since: datetime | None = None  # when staff were here last
    members: list[Person] = field(default_factory=list)  # whom the plan is about, when several

    @property
    def person(self) -> Person:
        return self.people[self.citizen_id]

    @property
    def names(self) -> dict[int, str]:
        """Whom a line of a family plan may be about, by name; of one person's plan nobody asks."""
        return {one.pk: one.name for one in self.members}

    def member(self, code: str) -> int:
        """The member with a case code, or the citizen when none is named."""
        found = next((one.pk for one in self.members if one.code == code), None)
        if code and found is None:
            raise Refused("invalid", "Målet skal handle om en, som planen er for.")
        return found or self.citizen_id

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

    @cached_property
    def history(self) -> History:
        return versions.history(self.use, self.the_plan)

    @property
    def news(self) -> list[Change]:
        return self.history.since(self.since)


def own(by: Seat, at: datetime, *, action: str = "read") -> Opened:
    """The citizen's own plan, with what is about their children."""
    ids = access_queries.in_care(by, at)
    use = access.look_up_many(ids, purpose="own", seen=OWN, by=by, at=at, action=action)
    plan = queries.open_plan(use, by.own_citizen_id)
    view = queries.view(use, plan) if plan else None
    about = members.members(use, plan) if plan else []
    return Opened(use, by.own_citizen_id, plan, view, members=about)


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
    people = persons.persons(use)
    about = members.members(use, plan) if plan else []
    return Opened(use, citizen_id, plan, view, people, since, about)


def to_begin(
    by: Seat, citizen_id: int, at: datetime, *, action: str = "read"
) -> tuple[Opened, list[Person]]:
    """A citizen whose plan may begin, and the children it may be for too: only those whom the
    seat already has to do with, so that nobody learns of the others."""
    opened = case(by, citizen_id, at, action=action)
    kin = {one.relative_id for one in persons.family(opened.use, citizen_id, localdate(at))}
    held = access_queries.kinds_held(by, sorted(kin), at)
    works_with = [pk for pk in sorted(kin) if held[pk] & acts.WORKS_WITH]
    access.look_up_many(
        works_with, purpose="case", seen=["identity", "family"], by=by, at=at, action=action
    )
    children = persons.answered_for(citizen_id, localdate(at))
    return opened, [one for one in children if one.pk in works_with]


def chosen(children: Collection[Person], codes: Collection[str]) -> tuple[int, ...]:
    """The children with these case codes; a code of nobody here is refused, whoever has it."""
    by_code = {one.code: one.pk for one in children}
    if not set(codes) <= by_code.keys():
        raise Refused("invalid", "En familieplan er for borgeren og de børn, borgeren svarer for.")
    return tuple(sorted({by_code[code] for code in codes}))


def own_time(by: Seat, at: datetime, *, action: str = "read") -> Use:
    """The citizen's own calendar, with what is about their children."""
    ids = access_queries.in_care(by, at)
    return access.look_up_many(ids, purpose="own", seen=TIME, by=by, at=at, action=action)


def own_feed(by: Seat, at: datetime, *, action: str = "read") -> Use:
    """The citizen's own calendar alone, as a subscription tells it."""
    return access.look_up(
        by.own_citizen_id, purpose="own", seen=["appointments"], by=by, at=at, action=action
    )


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
