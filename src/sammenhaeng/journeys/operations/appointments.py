"""Meetings: booked without a clash or in spite of one with a reason, moved, cancelled, held."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction

from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.inbox import operations as inbox
from sammenhaeng.journeys import acts
from sammenhaeng.journeys.models import Activity, Appointment, Override, Participant
from sammenhaeng.journeys.news import AppointmentBooked, AppointmentCancelled
from sammenhaeng.journeys.queries import ledger as queries
from sammenhaeng.journeys.rules import appointments as rules
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.news import announce
from sammenhaeng.kernel.periods import Interval
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import next_state
from sammenhaeng.organisation.models import Unit

from . import ledger

THING = "journeys.appointment"


@dataclass(frozen=True)
class Meeting:
    """What is to be booked: with whom, about what, when and where."""

    citizen_id: int
    unit: Unit
    title: str
    interval: Interval
    place: str = ""
    purpose: str = ""
    travel: timedelta = rules.DEFAULT_TRAVEL
    is_video: bool = False
    staff: tuple[Seat, ...] = ()
    others: tuple[int, ...] = ()  # citizens who attend too, such as a parent
    activity: Activity | None = None

    @property
    def citizens(self) -> tuple[int, ...]:
        return (self.citizen_id, *self.others)

    @property
    def ledger_interval(self) -> Interval:
        return rules.ledger_interval(self.interval, self.travel)


@transaction.atomic
def book(meeting: Meeting, *, by: Seat, at: datetime) -> Appointment:
    """Book a free time; Refused("clash") names everything in the way at once."""
    require(by, acts.BOOK, unit_id=meeting.unit.pk, citizen_id=meeting.citizen_id)
    _is_ahead(meeting, at)
    appointment = _take(meeting, rules.BOOKED, by, at)
    _call(appointment, by, at)
    audit.record("appointment.booked", appointment, by=by, at=at, unit=meeting.unit.pk)
    announce(AppointmentBooked(appointment.pk, appointment.citizen_id, at))
    return appointment


@transaction.atomic
def book_in_spite(meeting: Meeting, *, reason: str, by: Seat, at: datetime) -> Appointment:
    """Book over a clash, for a reason that is kept; every other unit concerned is told."""
    require(by, acts.BOOK, unit_id=meeting.unit.pk, citizen_id=meeting.citizen_id)
    _is_ahead(meeting, at)
    if not reason.strip():
        raise Refused("invalid", "Skriv, hvorfor mødet må ligge oven i et andet.")
    ledger.have_alone(meeting.citizens)
    clashes = queries.clashes(meeting.ledger_interval, meeting.citizens, (), by)
    appointment = _write(meeting, rules.BOOKED, by, at)
    ledger.take_in_spite(appointment, meeting.citizens)
    Override.objects.create(
        citizen_id=meeting.citizen_id, appointment=appointment, reason=reason.strip(), by=by, at=at
    )
    errand = inbox.Errand("appointment.clash", THING, appointment.pk, meeting.citizen_id)
    concerned = {clash.unit_id for clash in clashes} | {meeting.unit.pk}
    for unit in Unit.objects.filter(pk__in=concerned).order_by("pk"):
        inbox.ask(errand, of=unit, by=by, at=at)
    _call(appointment, by, at)
    audit.record("appointment.overridden", appointment, by=by, at=at, clashes=len(clashes))
    return appointment


@transaction.atomic
def hold(meeting: Meeting, *, by: Seat, at: datetime) -> Appointment:
    """Keep a free time for a quarter of an hour while everybody is asked."""
    require(by, acts.BOOK, unit_id=meeting.unit.pk, citizen_id=meeting.citizen_id)
    _is_ahead(meeting, at)
    appointment = _take(meeting, rules.HELD, by, at)
    audit.record("appointment.held", appointment, by=by, at=at)
    return appointment


@transaction.atomic
def release(appointment: Appointment, *, by: Seat, at: datetime) -> Appointment:
    """Give a held time back when its quarter of an hour has passed."""
    appointment = _locked(appointment)
    require(by, acts.RELEASE_HOLD)
    until = appointment.held_until
    if appointment.state != rules.HELD or (until and at < until):
        raise Refused("state", "Tiden er ikke holdt længere, eller den er holdt endnu.")
    _cancel(appointment, "Ikke bekræftet i tide", by)
    audit.record("appointment.released", appointment, by=by, at=at)
    return appointment


@transaction.atomic
def confirm(appointment: Appointment, *, by: Seat, at: datetime) -> Appointment:
    """The citizen says that they come."""
    appointment = _locked(appointment)
    require(by, acts.ANSWER_MEETING, citizen_id=appointment.citizen_id)
    _is_booked(appointment)
    appointment.confirmed_at, appointment.wish = at, ""
    appointment.save(update_fields=["confirmed_at", "wish"])
    inbox.settle("appointment.confirm", THING, appointment.pk, by=by, at=at)
    audit.record("appointment.confirmed", appointment, by=by, at=at)
    return appointment


@transaction.atomic
def wish(appointment: Appointment, text: str, *, by: Seat, at: datetime) -> Appointment:
    """The citizen asks for another time; the meeting stands until it is moved."""
    appointment = _locked(appointment)
    require(by, acts.ANSWER_MEETING, citizen_id=appointment.citizen_id)
    _is_booked(appointment)
    if not text.strip():
        raise Refused("invalid", "Skriv, hvornår du kan.")
    appointment.wish = text.strip()
    appointment.save(update_fields=["wish"])
    inbox.settle("appointment.confirm", THING, appointment.pk, by=by, at=at)
    errand = inbox.Errand("appointment.wish", THING, appointment.pk, appointment.citizen_id)
    inbox.ask(errand, of=appointment.organiser or appointment.unit, by=by, at=at)
    audit.record("appointment.wished", appointment, by=by, at=at)
    return appointment


@transaction.atomic
def move(
    appointment: Appointment, interval: Interval, *, because: str, by: Seat, at: datetime
) -> Appointment:
    """Book the same meeting at another time; the old one stays in the course as moved."""
    old = _locked(appointment)
    require(by, acts.BOOK, unit_id=old.unit_id, citizen_id=old.citizen_id)
    old.state = next_state(rules.APPOINTMENT, old.state, "move")
    old.save(update_fields=["state"])
    ledger.free(old)
    meeting = replace(_meeting(old), interval=interval)
    new = book(meeting, by=by, at=at)
    new.moved_from, new.moved_because = old, because.strip()
    new.uid, new.sequence = old.uid, old.sequence + 1
    new.save(update_fields=["moved_from", "moved_because", "uid", "sequence"])
    for kind in ("appointment.confirm", "appointment.wish", "appointment.clash"):
        inbox.settle(kind, THING, old.pk, by=by, at=at)
    audit.record("appointment.moved", new, by=by, at=at, moved_from=old.pk)
    return new


@transaction.atomic
def cancel(appointment: Appointment, *, reason: str, by: Seat, at: datetime) -> Appointment:
    """Cancel the meeting, by the citizen or the organiser, with a reason; the other is told."""
    appointment = _locked(appointment)
    require(by, acts.CANCEL_MEETING, citizen_id=appointment.citizen_id)
    if not reason.strip():
        raise Refused("invalid", "Skriv en grund, så den anden part forstår det.")
    _cancel(appointment, reason.strip(), by)
    errand = inbox.Errand("appointment.cancelled", THING, appointment.pk, appointment.citizen_id)
    told = appointment.unit if by.is_citizen else inbox.Citizen(appointment.citizen_id)
    inbox.ask(errand, of=told, by=by, at=at)
    audit.record("appointment.cancelled", appointment, by=by, at=at)
    announce(AppointmentCancelled(appointment.pk, appointment.citizen_id, at))
    return appointment


@transaction.atomic
def attend(appointment: Appointment, event: str, *, by: Seat, at: datetime) -> Appointment:
    """The citizen arrives, or the meeting is held."""
    appointment = _locked(appointment)
    require(by, acts.BOOK, unit_id=appointment.unit_id, citizen_id=appointment.citizen_id)
    if event not in ("arrive", "fulfil"):
        raise ValueError(f"Not an attendance: {event}.")
    appointment.state = next_state(rules.APPOINTMENT, appointment.state, event)
    appointment.save(update_fields=["state"])
    audit.record("appointment.attended", appointment, by=by, at=at, state=appointment.state)
    return appointment


@transaction.atomic
def miss(appointment: Appointment, *, by: Seat, at: datetime) -> Appointment:
    """The citizen did not come: whose fault it was is computed, never typed."""
    appointment = _locked(appointment)
    require(by, acts.BOOK, unit_id=appointment.unit_id, citizen_id=appointment.citizen_id)
    if at < appointment.starts_at:
        raise Refused("state", "Mødet er ikke begyndt endnu.")
    appointment.state = next_state(rules.APPOINTMENT, appointment.state, "miss")
    appointment.is_citizens_fault = rules.citizens_fault(
        told_at=appointment.booked_at,
        starts_at=appointment.starts_at,
        had_clash=queries.had_clash(appointment),
    )
    appointment.save(update_fields=["state", "is_citizens_fault"])
    ledger.free(appointment)
    audit.record("appointment.missed", appointment, by=by, at=at)
    return appointment


def _locked(appointment: Appointment) -> Appointment:
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("unit", "organiser")
    return rows.get(pk=appointment.pk)


def _is_ahead(meeting: Meeting, at: datetime) -> None:
    if meeting.interval.start <= at:
        raise Refused("late", "Vælg en tid, der ikke er begyndt.")
    if not meeting.title.strip():
        raise Refused("invalid", "Skriv, hvad mødet handler om.")


def _is_booked(appointment: Appointment) -> None:
    if appointment.state != rules.BOOKED:
        raise Refused("state", "Mødet er ikke længere aftalt.")


def _take(meeting: Meeting, state: str, by: Seat, at: datetime) -> Appointment:
    """Write a meeting at a time that is free for everybody."""
    ledger.share(meeting.citizens)
    wanted = meeting.ledger_interval
    ledger.refuse(queries.clashes(wanted, meeting.citizens, meeting.staff, by))
    appointment = _write(meeting, state, by, at)
    ledger.take(appointment, meeting.citizens, meeting.staff, by)
    return appointment


def _write(meeting: Meeting, state: str, by: Seat, at: datetime) -> Appointment:
    appointment = Appointment.objects.create(
        citizen_id=meeting.citizen_id,
        unit=meeting.unit,
        organiser=by if by.role != "system" else None,
        activity=meeting.activity,
        title=meeting.title.strip(),
        purpose=meeting.purpose,
        place=meeting.place,
        is_video=meeting.is_video,
        starts_at=meeting.interval.start,
        ends_at=meeting.interval.end,
        travel=meeting.travel,
        state=state,
        held_until=at + rules.LONGEST_HOLD if state == rules.HELD else None,
        booked_at=at,
    )
    Participant.objects.bulk_create(
        Participant(
            appointment=appointment, citizen_id=meeting.citizen_id, seat=seat, unit=seat.unit
        )
        for seat in meeting.staff
    )
    return appointment


def _call(appointment: Appointment, by: Seat, at: datetime) -> None:
    """Ask the citizen to confirm, the day before at the latest."""
    due_on = max(day_of(appointment.starts_at) - timedelta(days=1), day_of(at))
    errand = inbox.Errand(
        "appointment.confirm", THING, appointment.pk, appointment.citizen_id, due_on
    )
    inbox.ask(errand, of=inbox.Citizen(appointment.citizen_id), by=by, at=at)


def _cancel(appointment: Appointment, reason: str, by: Seat) -> None:
    appointment.state = next_state(rules.APPOINTMENT, appointment.state, "cancel")
    appointment.cancelled_by, appointment.cancel_reason = by, reason
    appointment.save(update_fields=["state", "cancelled_by", "cancel_reason"])
    ledger.free(appointment)


def _meeting(appointment: Appointment) -> Meeting:
    """The meeting as it was booked, to book it again elsewhere."""
    attending = Participant.objects.filter(appointment=appointment).select_related("seat__unit")
    others = queries.others_attending(appointment)
    return Meeting(
        citizen_id=appointment.citizen_id,
        unit=appointment.unit,
        title=appointment.title,
        interval=Interval(appointment.starts_at, appointment.ends_at),
        place=appointment.place,
        purpose=appointment.purpose,
        travel=appointment.travel,
        is_video=appointment.is_video,
        staff=tuple(one.seat for one in attending if one.seat),
        others=tuple(others),
        activity=appointment.activity,
    )
