"""The citizen's calendar: all details for the citizen, and for staff what they may see."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sammenhaeng.access.operations import Use
from sammenhaeng.design.words import day_month
from sammenhaeng.journeys.models import Activity, Appointment, Plan
from sammenhaeng.journeys.queries.ledger import BUSY
from sammenhaeng.journeys.queries.plans import seen_by
from sammenhaeng.journeys.rules import appointments as rules
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.prepared import prepared
from sammenhaeng.kernel.refusal import Refused

FORTNIGHT = timedelta(days=14)
HORIZON, JUST_NOW = timedelta(days=92), timedelta(hours=12)
SHOWN = (rules.BOOKED, rules.ARRIVED, rules.FULFILLED, rules.NOSHOW)


@dataclass(frozen=True)
class Entry:
    """One meeting as one reader may see it; `appointment` is None when it is only "Optaget"."""

    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    unit: str
    authority_id: int
    appointment: Appointment | None
    clashes: bool = False

    @property
    def hint(self) -> str:
        if self.appointment is None or self.appointment.moved_from is None:
            return self.unit
        day = day_month(self.appointment.moved_from.starts_at)
        return f"{self.unit}. Flyttet fra {day}: {self.appointment.moved_because}".strip(": ")


def calendar(use: Use, first: datetime, last: datetime, plan: Plan | None = None) -> list[Entry]:
    """Meetings from `first` to `last`, in order, clashes marked."""
    use.covers("appointments")
    meetings = _told(use, _between(use.citizen_ids, first, last))
    overlapping = _overlapping(meetings)
    shares = plan is not None and plan.consent is not None and _is_coordinator(use)
    return [_entry(one, _sees(use, one, plan, shares), one.pk in overlapping) for one in meetings]


def _told(use: Use, meetings: Iterable[Appointment]) -> list[Appointment]:
    """Without the meetings that belong to efforts kept from the reader: a parent learns of them as
    little as of the efforts, not even when they are."""
    return [one for one in meetings if not use.by.is_citizen or _is_open(use, one.activity)]


def _is_open(use: Use, effort: Activity | None) -> bool:
    return effort is None or len(seen_by(use, [effort, effort.goal])) == 2


@prepared
def _between(citizen_ids: Collection[int], first: datetime, last: datetime):
    rows = Appointment.objects.filter(
        citizen_id__in=citizen_ids, starts_at__gte=first, starts_at__lt=last, state__in=SHOWN
    ).select_related("unit__authority", "organiser__account")
    return _with_effort(rows).order_by("starts_at", "pk")


def _is_coordinator(use: Use) -> bool:
    return "coordinator" in use.relations.values()


def _sees(use: Use, meeting: Appointment, plan: Plan | None, shares: bool) -> bool:
    by = use.by
    if by.is_citizen:
        return True
    if by.unit is not None and meeting.unit.authority_id == by.unit.authority_id:
        return True
    return bool(shares and plan and plan.consent and "appointments" in plan.consent.categories)


def _entry(one: Appointment, sees: bool, clashes: bool) -> Entry:
    if not sees:
        return Entry(one.starts_at, one.ends_at, BUSY, "", "", 0, None, clashes)
    return Entry(
        one.starts_at, one.ends_at, one.title, one.place, one.unit.name, one.unit.authority_id,
        one, clashes,
    )  # fmt: skip


def _overlapping(meetings: list[Appointment]) -> set[int]:
    """Ids of the meetings that share time with the one before or after."""
    found: set[int] = set()
    for i, one in enumerate(meetings):
        for other in meetings[i + 1 :]:
            if other.starts_at >= one.ends_at:
                break
            found |= {one.pk, other.pk}
    return found


def coming(use: Use, at: datetime, count: int) -> list[Entry]:
    """The next few meetings of the citizen."""
    return [one for one in calendar(use, at, at + timedelta(days=92)) if one.appointment][:count]


def meeting(use: Use, meeting_id: int) -> Appointment:
    """One meeting of the citizen, or Refused("missing")."""
    use.covers("appointments")
    found = Appointment.objects.filter(citizen_id__in=use.citizen_ids, pk=meeting_id)
    told = _told(use, _with_effort(found.select_related("unit__authority", "organiser__account")))
    if not told:
        raise Refused("missing", "Aftalen findes ikke.")
    return told[0]


def _with_effort(meetings):
    return meetings.select_related("moved_from", "activity__unit", "activity__goal__unit")


def meetings(use: Use, meeting_ids: Iterable[int]) -> dict[int, Appointment]:
    """Those of the meetings that are the citizens' own, by their id."""
    use.covers("appointments")
    return {one.pk: one for one in _told(use, _meetings(use.citizen_ids, list(meeting_ids)))}


@prepared
def _meetings(citizen_ids: Collection[int], meeting_ids: Collection[int]):
    return _with_effort(Appointment.objects.filter(citizen_id__in=citizen_ids, pk__in=meeting_ids))


def by_day(entries: list[Entry]) -> dict[date, list[Entry]]:
    days: dict[date, list[Entry]] = {}
    for one in entries:
        days.setdefault(day_of(one.starts_at), []).append(one)
    return days
