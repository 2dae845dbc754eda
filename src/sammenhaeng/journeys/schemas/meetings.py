"""The calendar and meetings, as told and as written."""

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import Field

from sammenhaeng.access.models import Seat
from sammenhaeng.design.api import Closed, Instant, text
from sammenhaeng.journeys.models import Appointment
from sammenhaeng.journeys.operations.appointments import Meeting
from sammenhaeng.journeys.queries.calendar import Entry
from sammenhaeng.kernel.periods import Interval

Minutes = Annotated[int, Field(ge=10, le=480)]
Way = Annotated[int, Field(ge=0, le=240)]


class EntryTold(Closed):
    """One meeting; of another authority's only the time and “Optaget”, and no id."""

    id: int | None
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    unit: str
    hint: str
    clashes: bool

    @classmethod
    def of(cls, one: Entry) -> "EntryTold":
        plain = ("starts_at", "ends_at", "title", "place", "unit", "hint", "clashes")
        return cls(
            id=one.appointment.pk if one.appointment else None,
            **{name: getattr(one, name) for name in plain},
        )


class MeetingTold(Closed):
    """One meeting in full, for the citizen and its own authority."""

    id: int
    title: str
    purpose: str
    preparation: str
    place: str
    is_video: bool
    unit: str
    authority: str
    organiser: str | None
    starts_at: datetime
    ends_at: datetime
    state: str
    confirmed_at: datetime | None
    wish: str
    moved_from: datetime | None
    moved_because: str

    @classmethod
    def of(cls, one: Appointment) -> "MeetingTold":
        plain = (
            "title", "purpose", "preparation", "place", "is_video", "starts_at", "ends_at",
            "state", "confirmed_at", "wish", "moved_because",
        )  # fmt: skip
        return cls(
            id=one.pk,
            unit=one.unit.name,
            authority=one.unit.authority.name,
            organiser=one.organiser.account.name if one.organiser else None,
            moved_from=one.moved_from.starts_at if one.moved_from else None,
            **{name: getattr(one, name) for name in plain},
        )


class Proposal(Closed):
    """A free time for everybody who must attend."""

    starts_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, one: Interval) -> "Proposal":
        return cls(starts_at=one.start, ends_at=one.end)


class MeetingNew(Closed):
    """A meeting to be called; `reason` lets it lie over another one."""

    title: text(120)  # type: ignore[valid-type]
    place: text(200, least=0) = ""  # type: ignore[valid-type]
    starts_at: Instant
    minutes: Minutes = 60
    travel: Way = 20
    reason: text(500, least=0) = ""  # type: ignore[valid-type]

    def meeting(self, citizen_id: int, seat: Seat) -> Meeting:
        interval = Interval(self.starts_at, self.starts_at + timedelta(minutes=self.minutes))
        return Meeting(
            citizen_id,
            seat.own_unit,
            self.title,
            interval,
            place=self.place,
            travel=timedelta(minutes=self.travel),
            staff=(seat,),
        )


class MeetingMove(Closed):
    """When a meeting is to be instead, and why."""

    starts_at: Instant
    because: text(300)  # type: ignore[valid-type]

    def interval(self, length: timedelta) -> Interval:
        return Interval(self.starts_at, self.starts_at + length)


class WishNew(Closed):
    """When the citizen can instead."""

    text: text(500)  # type: ignore[valid-type]


class CancelNew(Closed):
    """Why there will be no meeting."""

    reason: text(500)  # type: ignore[valid-type]
