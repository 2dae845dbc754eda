"""The ledger of busy time: checked, then taken in sorted order; freed when it is over."""

from collections.abc import Collection, Iterable

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from sammenhaeng.access.models import Seat
from sammenhaeng.journeys.models import Appointment, Busy, StaffBusy
from sammenhaeng.journeys.queries import ledger as queries
from sammenhaeng.journeys.queries.ledger import Clash
from sammenhaeng.journeys.rules import appointments as rules
from sammenhaeng.kernel.periods import Interval
from sammenhaeng.kernel.refusal import Refused

CITIZENS = 35  # the namespace of the advisory locks
LOCK_IN_ORDER = "select {}(%s, id) from (select unnest(%s::int[]) as id order by id) as wanted"
# Speculative, so that a racing writer waits for the other and never deadlocks with it.
TAKE_CITIZENS = """
    insert into journeys_busy (citizen_id, appointment_id, during, is_free_again, is_override)
    select id, %s, tstzrange(%s, %s), false, false from unnest(%s::bigint[]) as id order by id
    on conflict on constraint citizen_is_never_in_two_meetings_at_once do nothing
"""
TAKE_STAFF = """
    insert into journeys_staffbusy (seat_id, appointment_id, during, is_free_again)
    select id, %s, tstzrange(%s, %s), false from unnest(%s::bigint[]) as id order by id
    on conflict on constraint staff_are_never_in_two_meetings_at_once do nothing
"""
TAKEN = "Tiden er optaget: {times}. Vælg en anden tid."


def share(citizens: Iterable[int]) -> None:
    """Let others book, too: between those the exclusion constraints stand."""
    _lock("pg_advisory_xact_lock_shared", citizens)


def have_alone(citizens: Iterable[int]) -> None:
    """Let nobody else book: no constraint stands between them and a meeting in spite."""
    _lock("pg_advisory_xact_lock", citizens)


def _lock(how: str, citizens: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LOCK_IN_ORDER.format(how), [CITIZENS, list(citizens)])


def refuse(clashes: list[Clash]) -> None:
    """Refused("clash") with every clash at once, when there is one."""
    if clashes:
        times = "; ".join(f"{one.told} {one.title}".strip() for one in clashes)
        raise Refused("clash", TAKEN, times=times, clashes=clashes)


def take(
    appointment: Appointment, citizens: Collection[int], staff: Collection[Seat], by: Seat
) -> None:
    """Take the time from everybody who attends, or refuse with what another took meanwhile."""
    meeting = Interval(appointment.starts_at, appointment.ends_at)
    wanted = rules.ledger_interval(meeting, appointment.travel)
    seats = [seat.pk for seat in staff]
    with connection.cursor() as cursor:
        cursor.execute(TAKE_CITIZENS, [appointment.pk, wanted.start, wanted.end, [*citizens]])
        taken = cursor.rowcount
        if seats:
            cursor.execute(TAKE_STAFF, [appointment.pk, meeting.start, meeting.end, seats])
            taken += cursor.rowcount
    if taken < len(citizens) + len(staff):
        others = queries.clashes(wanted, citizens, staff, by)
        refuse([one for one in others if one.appointment_id != appointment.pk])
        raise Refused("clash", TAKEN, times=queries.told(wanted), clashes=[])


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
