"""The ledger of busy time: locked in sorted order, checked, then taken; freed when it is over."""

from collections.abc import Iterable

from django.db import IntegrityError, connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from sammenhaeng.access.models import Seat
from sammenhaeng.journeys.models import Appointment, Busy, StaffBusy
from sammenhaeng.journeys.queries import ledger as queries
from sammenhaeng.journeys.queries.ledger import Clash
from sammenhaeng.journeys.rules import appointments as rules
from sammenhaeng.kernel.periods import Interval
from sammenhaeng.kernel.refusal import Refused

CITIZENS, STAFF = 35, 36  # namespaces of the advisory locks
LOCK_IN_ORDER = (
    "select pg_advisory_xact_lock(kind, id) from unnest(%s::int[], %s::int[]) "
    "with ordinality as wanted(kind, id, place) order by place"
)
CONSTRAINTS = (
    "citizen_is_never_in_two_meetings_at_once",
    "staff_are_never_in_two_meetings_at_once",
)
TAKEN = "Tiden er optaget: {times}. Vælg en anden tid."


def lock(citizens: Iterable[int], staff: Iterable[Seat]) -> None:
    """One writer at a time per citizen and per member of staff.

    Without the lock the exclusion constraint alone lets racing writers deadlock for a second each.
    """
    wanted = [(CITIZENS, citizen_id) for citizen_id in sorted(set(citizens))]
    wanted += [(STAFF, seat_id) for seat_id in sorted({seat.pk for seat in staff})]
    with connection.cursor() as cursor:
        cursor.execute(LOCK_IN_ORDER, [[kind for kind, _ in wanted], [pk for _, pk in wanted]])


def refuse(clashes: list[Clash]) -> None:
    """Refused("clash") with every clash at once, when there is one."""
    if clashes:
        times = "; ".join(f"{one.told} {one.title}".strip() for one in clashes)
        raise Refused("clash", TAKEN, times=times, clashes=clashes)


def take(appointment: Appointment, citizens: Iterable[int], staff: Iterable[Seat]) -> None:
    """Take the time from everybody who attends; the database refuses what is taken already.

    Refused undoes the whole verb that takes: nothing may be asked between the two.
    """
    wanted = rules.ledger_interval(
        Interval(appointment.starts_at, appointment.ends_at), appointment.travel
    )
    meeting = DateTimeTZRange(appointment.starts_at, appointment.ends_at)
    try:
        Busy.objects.bulk_create(
            Busy(
                citizen_id=citizen_id,
                appointment=appointment,
                during=DateTimeTZRange(wanted.start, wanted.end),
            )
            for citizen_id in citizens
        )
        StaffBusy.objects.bulk_create(
            StaffBusy(seat=seat, appointment=appointment, during=meeting) for seat in staff
        )
    except IntegrityError as error:
        if not any(name in str(error) for name in CONSTRAINTS):
            raise
        raise Refused("clash", TAKEN, times=queries.told(wanted), clashes=[]) from error


def take_in_spite(appointment: Appointment, citizens: Iterable[int]) -> None:
    """Write the time down although it clashes; it still counts as busy for later meetings."""
    during = DateTimeTZRange(appointment.starts_at, appointment.ends_at)
    Busy.objects.bulk_create(
        Busy(citizen_id=one, appointment=appointment, during=during, is_override=True)
        for one in citizens
    )


def free(appointment: Appointment) -> None:
    """Give the time back."""
    Busy.objects.filter(appointment=appointment).update(is_free_again=True)
    StaffBusy.objects.filter(appointment=appointment).update(is_free_again=True)
