"""Each role's home, and a citizen's case at a glance."""

from typing import Literal

from django.utils.timezone import localdate, now
from ninja import Router, Status

from sammenhaeng.access.policy import citizens_door, staff_door
from sammenhaeng.citizens.queries.persons import id_of
from sammenhaeng.design.api import Code, Id, reads, writes
from sammenhaeng.front import queries
from sammenhaeng.front.operations import homes
from sammenhaeng.front.operations import inbox as opening
from sammenhaeng.front.schemas.homes import CaseGlance, CitizenOnList, Home
from sammenhaeng.front.schemas.inbox import AssignNew, InboxTold, OneTaskTold, SnoozeNew
from sammenhaeng.inbox import operations as inbox_verbs
from sammenhaeng.inbox.queries import colleague

router = Router(tags=["overblik"])
Only = Literal["", "i-dag", "overskredet", "nye", "sammenfald", "venter"]


@router.get("/me/home", response=reads(Home), auth=citizens_door)
def citizen_home(request):
    """What the citizen must do, when they meet whom, the plan, and who has looked."""
    return Home.of(homes.of_citizen(request.seat, now(), localdate()))


@router.get("/inbox", response=reads(InboxTold), auth=staff_door)
def inbox(request, only: Only = ""):
    """What waits for the seat, by citizen."""
    return InboxTold.of(opening.inbox(request.seat, only, now(), localdate()))


@router.get("/inbox/{task_id}", response=reads(OneTaskTold), auth=staff_door)
def task(request, task_id: Id):
    """One task, whether it can be put off, and who could take it."""
    return OneTaskTold.of(opening.task(request.seat, task_id, now(), localdate()))


@router.post("/inbox/{task_id}/done", response=writes(), auth=staff_door)
def finish_task(request, task_id: Id):
    """Mark a task as handled."""
    found = queries.task(request.seat, task_id, localdate())
    inbox_verbs.finish(found, by=request.seat, at=now())
    return Status(204, None)


@router.post("/inbox/{task_id}/snooze", response=writes(), auth=staff_door)
def snooze_task(request, task_id: Id, told: SnoozeNew):
    """Put a task off; it comes back on its day."""
    found = queries.task(request.seat, task_id, localdate())
    inbox_verbs.snooze(found, until=told.until, by=request.seat, at=now())
    return Status(204, None)


@router.post("/inbox/{task_id}/assign", response=writes(), auth=staff_door)
def assign_task(request, task_id: Id, told: AssignNew):
    """Give a task to a colleague in the same unit."""
    at, seat = now(), request.seat
    found = queries.task(seat, task_id, localdate(at))
    inbox_verbs.assign(found, to=colleague(found, told.seat, seat, at), by=seat, at=at)
    return Status(204, None)


@router.get("/cases", response=reads(list[CitizenOnList]), auth=staff_door)
def citizens(request):
    """Everybody the seat has to do with; each is one look-up in their log."""
    return [CitizenOnList.of(row) for row in homes.citizens_of(request.seat, now())]


@router.get("/cases/{code}", response=reads(CaseGlance), auth=staff_door)
def citizen(request, code: Code):
    """One citizen across authorities, as far as the seat may see."""
    return CaseGlance.of(homes.case(request.seat, id_of(code), now(), localdate()))
