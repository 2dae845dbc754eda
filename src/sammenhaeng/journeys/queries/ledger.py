"""What is in the way of a meeting: all of it, and of other authorities only that it is there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import itemgetter

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import connection
from django.db.models import Func, Value

from sammenhaeng.access.models import Seat
from sammenhaeng.access.operations import Use
from sammenhaeng.design.words import clock, short_date
from sammenhaeng.journeys.models import Appointment, Busy, Override, StaffBusy
from sammenhaeng.journeys.rules import appointments as rules
from sammenhaeng.kernel.calendar import COPENHAGEN, day_of
from sammenhaeng.kernel.periods import Interval
from sammenhaeng.kernel.prepared import prepared

BUSY = "Optaget"
NOBODY = (0,)
TOLD = (
    "appointment_id", "during", "appointment__title", "appointment__unit_id",
    "appointment__unit__authority_id",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Clash:
    """Time that is taken; the title only when it is the asker's own authority's meeting."""

    interval: Interval
    title: str
    unit_id: int
    appointment_id: int

    @property
    def told(self) -> str:
        return told(self.interval)


def told(interval: Interval) -> str:
    return f"{short_date(interval.start)} {clock(interval.start)}–{clock(interval.end)}"


def clashes(
    wanted: Interval, citizens: Iterable[int], staff: Iterable[Seat], by: Seat
) -> list[Clash]:
    """Everything that overlaps the wanted ledger time, earliest first."""
    seats = [seat.pk for seat in staff]
    rows = _in_the_way(list(citizens) or NOBODY, seats or NOBODY, wanted.start, wanted.end)
    found = {row[0]: _clash(row, by) for row in sorted(rows, key=itemgetter(-1))}
    return sorted(found.values())


@prepared
def _in_the_way(
    citizen_ids: Collection[int], seat_ids: Collection[int], start: datetime, end: datetime
):
    """What is taken from staff and, wider by the way there and back, from citizens."""
    during = Func(Value(start), Value(end), function="tstzrange", output_field=DateTimeRangeField())
    taken = {"during__overlap": during, "is_free_again": False}
    from_citizens = Busy.objects.filter(citizen_id__in=citizen_ids, **taken)
    from_staff = StaffBusy.objects.filter(seat__in=seat_ids, **taken)
    return from_citizens.values_list(*TOLD, Value(True)).union(
        from_staff.values_list(*TOLD, Value(False)), all=True
    )


def _clash(row: tuple, by: Seat) -> Clash:
    appointment_id, during, title, unit_id, authority_id, _ = row
    own = by.unit is not None and authority_id == by.unit.authority_id
    interval = Interval(during.lower, during.upper)
    return Clash(interval, title if own or by.is_citizen else BUSY, unit_id, appointment_id)


def proposals(
    use: Use, by: Seat, at: datetime, *, length: timedelta, travel: timedelta, wished: date | None
) -> list[Interval]:
    """The first free times for the citizens and oneself, from a wished day, at least tomorrow."""
    day = max(wished or date.min, day_of(at) + timedelta(days=1))
    after = datetime.combine(day, time(), COPENHAGEN)
    taken = {"during__endswith__gt": after, "is_free_again": False}
    times = [
        *Busy.objects.filter(citizen_id__in=use.citizen_ids, **taken).values_list("during"),
        *StaffBusy.objects.filter(seat=by, **taken).values_list("during"),
    ]
    busy = sorted(Interval(during.lower, during.upper) for (during,) in times)
    return rules.proposals(busy, after=after, length=length, travel=travel)


def had_clash(appointment: Appointment) -> bool:
    """Whether the citizen was called elsewhere in the same time, travel included, or did go."""
    others = Appointment.objects.filter(
        citizen_id=appointment.citizen_id, state__in=rules.CLAIMED_TIME
    ).exclude(pk=appointment.pk)
    mine = _taken(appointment)
    return (
        any(_taken(one).overlaps(mine) for one in others)
        or Override.objects.filter(appointment=appointment).exists()
    )


def _taken(one: Appointment) -> Interval:
    return rules.ledger_interval(Interval(one.starts_at, one.ends_at), one.travel)


def others_attending(appointment: Appointment) -> list[int]:
    """The citizens besides the main one whose time the meeting takes."""
    rows = Busy.objects.filter(appointment=appointment).exclude(citizen_id=appointment.citizen_id)
    return sorted(set(rows.values_list("citizen_id", flat=True)))


def with_overdue_holds(at: datetime) -> list[int]:
    """The ids of citizens with a held time that has run out; opens nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select * from journeys_with_overdue_holds(%s)", [at])
        return [citizen_id for (citizen_id,) in cursor.fetchall()]


def overdue_holds(use: Use, at: datetime) -> list[Appointment]:
    """Held times of the citizens of the Use that have run out."""
    use.covers("appointments")
    found = Appointment.objects.filter(
        citizen_id__in=use.citizen_ids, state=rules.HELD, held_until__lte=at
    )
    return list(found.order_by("pk"))
