"""Reading the trail is itself written on it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sammenhaeng.access import acts, queries
from sammenhaeng.access.models import Seat
from sammenhaeng.access.queries import people
from sammenhaeng.access.queries.use import LineByNumber, Seals, line_by_number
from sammenhaeng.audit import operations as audit
from sammenhaeng.audit import queries as trail
from sammenhaeng.audit.queries import Asked, Fault, Stretch, Told
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.calendar import day_of

MOST_ON_A_PAGE = 50
MOST_IN_A_FILE = 50_000


@transaction.atomic
def read(asked: Asked, before: int | None, *, by: Seat, at: datetime) -> Stretch:
    """Some entries of the trail, newest first; who read them is written down."""
    require(by, acts.READ_TRAIL, unit_id=by.unit_id)
    found = trail.stretch(asked, before, MOST_ON_A_PAGE)
    audit.record("trail.read", by, by=by, at=at, since=day_of(asked.since), asked=asked.act or None)
    return found


@transaction.atomic
def export(asked: Asked, *, by: Seat, at: datetime) -> list[Told]:
    """The entries for a file; who took them is written down."""
    require(by, acts.READ_TRAIL, unit_id=by.unit_id)
    found = [trail.told(row) for row in trail.entries(asked)[:MOST_IN_A_FILE]]
    audit.record("trail.exported", by, by=by, at=at, entries=len(found))
    return found


@dataclass(frozen=True)
class Checked:
    """Whether the chains of acts and the seals of the use log are whole."""

    acts: int
    faults: list[Fault]
    seals: Seals

    @property
    def is_whole(self) -> bool:
        return not self.faults and not self.seals.broken


@transaction.atomic
def check(*, by: Seat, at: datetime) -> Checked:
    """Go through both logs from end to end; that takes a while when they are long."""
    require(by, acts.READ_TRAIL, unit_id=by.unit_id)
    checked = Checked(trail.count(), list(trail.faults()), queries.seals())
    audit.record("trail.checked", by, by=by, at=at, is_whole=checked.is_whole)
    return checked


@transaction.atomic
def refusals(number: str, *, by: Seat, at: datetime):
    """A page of those who got a no; who read it is written down."""
    require(by, acts.READ_REFUSALS, unit_id=by.unit_id)
    audit.record("refusals.read", by, by=by, at=at)
    return people.page(people.refusals(by), number)


@transaction.atomic
def find_line(number: int, *, by: Seat, at: datetime) -> LineByNumber:
    """A look-up by its number; who asked is written down."""
    require(by, acts.DELAY_LINE, unit_id=by.unit_id)
    line = line_by_number(number, by)
    audit.record("line.found", by, by=by, at=at, line=number)
    return line


@transaction.atomic
def export_people(*, by: Seat, at: datetime) -> list[Seat]:
    """Every seat of the authority for a file; who took it is written down."""
    require(by, acts.SEAT, unit_id=by.unit_id)
    rows = list(people.seats(by))
    audit.record("people.exported", by, by=by, at=at, seats=len(rows))
    return rows
