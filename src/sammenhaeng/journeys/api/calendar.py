"""The calendar, and one meeting: called, answered, moved, cancelled, attended."""

from datetime import timedelta

from django.utils.timezone import now
from ninja import Router, Status

from sammenhaeng.access.policy import citizens_door, staff_door
from sammenhaeng.citizens.queries.persons import id_of
from sammenhaeng.design.api import Code, Day, Id, Made, reads, writes
from sammenhaeng.journeys.operations import appointments as verbs
from sammenhaeng.journeys.operations import opening
from sammenhaeng.journeys.queries import calendar as queries
from sammenhaeng.journeys.queries import ledger
from sammenhaeng.journeys.schemas import meetings as schemas
from sammenhaeng.journeys.schemas.meetings import EntryTold, MeetingTold, Proposal

router = Router(tags=["kalender"])


@router.get("/me/calendar", response=reads(list[EntryTold]), auth=citizens_door)
def my_calendar(request):
    """All my meetings, of every authority."""
    at = now()
    return _entries(opening.own_time(request.seat, at), at)


def _entries(use, at) -> list[EntryTold]:
    found = queries.calendar(use, at - queries.JUST_NOW, at + queries.HORIZON)
    return [EntryTold.of(one) for one in found]


@router.get("/me/calendar/{meeting_id}", response=reads(MeetingTold), auth=citizens_door)
def my_meeting(request, meeting_id: Id):
    """One meeting of mine."""
    return MeetingTold.of(queries.meeting(opening.own_time(request.seat, now()), meeting_id))


def _mine(request, meeting_id, at):
    return queries.meeting(opening.own_time(request.seat, at, action="change"), meeting_id)


@router.post("/me/calendar/{meeting_id}/confirmation", response=writes(), auth=citizens_door)
def confirm(request, meeting_id: Id):
    """Say that I come."""
    at = now()
    verbs.confirm(_mine(request, meeting_id, at), by=request.seat, at=at)
    return Status(204, None)


@router.post("/me/calendar/{meeting_id}/wish", response=writes(), auth=citizens_door)
def wish(request, meeting_id: Id, told: schemas.WishNew):
    """Ask for another time; the meeting stands until it is moved."""
    at = now()
    verbs.wish(_mine(request, meeting_id, at), told.text, by=request.seat, at=at)
    return Status(204, None)


@router.post("/me/calendar/{meeting_id}/cancellation", response=writes(), auth=citizens_door)
def cancel(request, meeting_id: Id, told: schemas.CancelNew):
    """Say that I do not come, and why."""
    at = now()
    verbs.cancel(_mine(request, meeting_id, at), reason=told.reason, by=request.seat, at=at)
    return Status(204, None)


@router.get("/cases/{code}/calendar", response=reads(list[EntryTold]), auth=staff_door)
def case_calendar(request, code: Code):
    """The citizen's calendar: other authorities' meetings are only “Optaget”."""
    at = now()
    return _entries(opening.case_time(request.seat, id_of(code), at), at)


@router.get("/cases/{code}/proposals", response=reads(list[Proposal]), auth=staff_door)
def proposals(
    request,
    code: Code,
    minutes: schemas.Minutes = 60,
    travel: schemas.Way = 20,
    starts_on: Day | None = None,
):
    """The first free times for the citizen and oneself, on different days.

    `starts_on` is the day that is wished: they begin with it, but never before tomorrow.
    """
    at, seat = now(), request.seat
    use = opening.case_time(seat, id_of(code), at)
    lasts = {"length": timedelta(minutes=minutes), "travel": timedelta(minutes=travel)}
    found = ledger.proposals(use, seat, at, wished=starts_on, **lasts)
    return [Proposal.of(one) for one in found]


@router.post("/cases/{code}/meetings", response=writes(Made, 201), auth=staff_door)
def book(request, code: Code, told: schemas.MeetingNew):
    """Call a meeting; what is in the way is refused with all of it, or booked over for a reason."""
    at, seat = now(), request.seat
    use = opening.case_time(seat, id_of(code), at, action="change")
    meeting = told.meeting(use.citizen_id, seat)
    if told.reason:
        made = verbs.book_in_spite(meeting, reason=told.reason, by=seat, at=at)
    else:
        made = verbs.book(meeting, by=seat, at=at)
    return Status(201, Made(id=made.pk))


@router.get("/cases/{code}/meetings/{meeting_id}", response=reads(MeetingTold), auth=staff_door)
def case_meeting(request, code: Code, meeting_id: Id):
    """One meeting of the reader's own authority."""
    return MeetingTold.of(opening.meeting(request.seat, id_of(code), meeting_id, now()))


def _ours(request, code, meeting_id, at):
    return opening.meeting(request.seat, id_of(code), meeting_id, at, action="change")


@router.post(
    "/cases/{code}/meetings/{meeting_id}/move", response=writes(Made, 201), auth=staff_door
)
def move_meeting(request, code: Code, meeting_id: Id, told: schemas.MeetingMove):
    """Hold the meeting at another time; gives the new one's id."""
    at = now()
    meeting = _ours(request, code, meeting_id, at)
    interval = told.interval(meeting.ends_at - meeting.starts_at)
    new = verbs.move(meeting, interval, because=told.because, by=request.seat, at=at)
    return Status(201, Made(id=new.pk))


@router.post("/cases/{code}/meetings/{meeting_id}/cancellation", response=writes(), auth=staff_door)
def cancel_meeting(request, code: Code, meeting_id: Id, told: schemas.CancelNew):
    """Cancel a meeting, and tell the citizen why."""
    at = now()
    meeting = _ours(request, code, meeting_id, at)
    verbs.cancel(meeting, reason=told.reason, by=request.seat, at=at)
    return Status(204, None)


@router.post("/cases/{code}/meetings/{meeting_id}/arrival", response=writes(), auth=staff_door)
def arrive(request, code: Code, meeting_id: Id):
    """The citizen has come."""
    at = now()
    verbs.attend(_ours(request, code, meeting_id, at), "arrive", by=request.seat, at=at)
    return Status(204, None)


@router.post("/cases/{code}/meetings/{meeting_id}/fulfilment", response=writes(), auth=staff_door)
def fulfil(request, code: Code, meeting_id: Id):
    """The meeting was held."""
    at = now()
    verbs.attend(_ours(request, code, meeting_id, at), "fulfil", by=request.seat, at=at)
    return Status(204, None)


@router.post("/cases/{code}/meetings/{meeting_id}/absence", response=writes(), auth=staff_door)
def miss(request, code: Code, meeting_id: Id):
    """The citizen did not come; whose fault it was is computed, never typed."""
    at = now()
    verbs.miss(_ours(request, code, meeting_id, at), by=request.seat, at=at)
    return Status(204, None)
