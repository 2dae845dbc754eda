"""Calendars as iCalendar files: what leaves, and what comes in, recurrence and all."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import recurring_ical_events
from django.utils.translation import gettext
from icalendar import Calendar, Event

from sammenhaeng.journeys.models import Appointment
from sammenhaeng.kernel.calendar import COPENHAGEN
from sammenhaeng.kernel.periods import Interval
from sammenhaeng.kernel.refusal import Refused

PRODUCT = "-//Sammenhaeng//DA"
AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class Occurrence:
    """One time of an event in a file that came in."""

    uid: str
    title: str
    place: str
    interval: Interval


def written(meetings: list[Appointment], at: datetime) -> bytes:
    """An iCalendar file with these meetings, in UTC."""
    return _calendar([_event(one, at) for one in meetings])


def feed(meetings: list[Appointment], at: datetime, address: str) -> bytes:
    """What a calendar programme fetches: when, and where to read more; nothing that tells why."""
    events = []
    for one in meetings:
        event = _timed(one, at)
        event.add("summary", gettext("Aftale"))
        event.add("url", address)
        events.append(event)
    return _calendar(events)


def _calendar(events: list[Event]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()


def _timed(one: Appointment, at: datetime) -> Event:
    event = Event()
    event.add("uid", str(one.uid))
    event.add("sequence", one.sequence)
    event.add("dtstamp", at)
    event.add("dtstart", one.starts_at)
    event.add("dtend", one.ends_at)
    return event


def _event(one: Appointment, at: datetime) -> Event:
    event = _timed(one, at)
    event.add("summary", one.title)
    if one.place:
        event.add("location", one.place)
    if one.purpose:
        event.add("description", one.purpose)
    return event


def read(content: bytes, after: datetime) -> list[Occurrence]:
    """Every occurrence within a year after an instant; series are expanded in their own zone."""
    try:
        calendar = Calendar.from_ical(content)
    except ValueError as error:
        raise Refused(
            "invalid", "Filen er ikke en kalender (iCalendar): {why}.", why=str(error)[:120]
        ) from None
    events = recurring_ical_events.of(calendar).between(after, after + AHEAD)
    found = [_occurrence(event) for event in events if "DTEND" in event or "DURATION" in event]
    return sorted(found, key=lambda one: one.interval)


def _occurrence(event: Event) -> Occurrence:
    interval = Interval(_instant(event.start), _instant(event.end))
    return Occurrence(
        str(event.get("UID", "")), str(event.get("SUMMARY", "")), str(event.get("LOCATION", "")),
        interval,
    )  # fmt: skip


def _instant(value) -> datetime:
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=COPENHAGEN)
    return value if value.tzinfo else value.replace(tzinfo=COPENHAGEN)
