"""Calendars as iCalendar files: what leaves, and what comes in, recurrence and all."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import recurring_ical_events
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
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for one in meetings:
        event = Event()
        event.add("uid", str(one.uid))
        event.add("sequence", one.sequence)
        event.add("dtstamp", at)
        event.add("dtstart", one.starts_at)
        event.add("dtend", one.ends_at)
        event.add("summary", one.title)
        if one.place:
            event.add("location", one.place)
        if one.purpose:
            event.add("description", one.purpose)
        calendar.add_component(event)
    return calendar.to_ical()


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
