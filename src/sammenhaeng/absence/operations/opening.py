"""Opening employees for page and API: one look-up, then what leader and HR may see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sammenhaeng.absence.models import Employment, FollowUp, Talk
from sammenhaeng.absence.queries import follow_ups as queries
from sammenhaeng.absence.queries import named
from sammenhaeng.absence.queries.named import Sick
from sammenhaeng.absence.rules.follow_ups import PERSONNEL
from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.access.models import Seat
from sammenhaeng.access.operations import Use
from sammenhaeng.citizens.models import Person
from sammenhaeng.citizens.queries import persons

PURPOSE, SEEN = "personnel", ("identity", "absence")


@dataclass(frozen=True)
class Staff:
    """The employees of a leader or HR, open for one page."""

    use: Use | None
    people: dict[int, Person]

    def name(self, citizen_id: int) -> str:
        return self.people[citizen_id].name


def everybody(by: Seat, at: datetime) -> Staff:
    """All employees the seat leads or is HR for, in one look-up."""
    held = access_queries.related_citizens(by, at)
    ids = [citizen_id for citizen_id, kinds in held.items() if PERSONNEL in kinds]
    return _open(ids, by, at, "list") if ids else Staff(None, {})


def one(by: Seat, code: str, at: datetime, *, action: str = "read") -> Staff:
    """One employee, by the code of the person."""
    return _open([persons.id_of(code)], by, at, action)


def _open(ids: Collection[int], by: Seat, at: datetime, action: str) -> Staff:
    use = access.look_up_many(ids, purpose=PURPOSE, seen=SEEN, by=by, at=at, action=action)
    return Staff(use, persons.persons(use))


@dataclass(frozen=True)
class Opened:
    """One employee with the follow-up that runs, and the talks that were held."""

    use: Use
    person: Person
    employment: Employment
    follow_up: FollowUp | None
    talks: list[Talk]

    @property
    def spells(self) -> list[Sick]:
        """Of the same look-up; asked only where they are shown."""
        return named.spells(self.use, self.employment)


def employee(by: Seat, code: str, at: datetime, *, action: str = "read") -> Opened:
    staff = one(by, code, at, action=action)
    assert staff.use
    employment = queries.employment(staff.use)
    follow_up = queries.open_follow_up(staff.use, employment)
    talks = queries.talks(staff.use, follow_up) if follow_up else []
    return Opened(staff.use, staff.people[staff.use.citizen_id], employment, follow_up, talks)
