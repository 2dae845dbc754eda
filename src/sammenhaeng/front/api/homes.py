"""Each role's home, and a citizen's case at a glance."""

from typing import Literal

from django.utils.timezone import localdate, now
from ninja import Router, Status

from sammenhaeng.access.policy import citizens_door, staff_door
from sammenhaeng.citizens.queries.persons import id_of
from sammenhaeng.design.api import Code, Id, reads, writes
from sammenhaeng.front import operations, queries
from sammenhaeng.front.schemas.homes import CaseGlance, CitizenOnList, Home, InboxTold
from sammenhaeng.inbox import operations as inbox_verbs
from sammenhaeng.kernel.refusal import Refused

router = Router(tags=["overblik"])
Only = Literal["", "i-dag", "overskredet", "sammenfald"]


@router.get("/me/home", response=reads(Home), auth=citizens_door)
def citizen_home(request):
    """What the citizen must do, when they meet whom, the plan, and who has looked."""
    return Home.of(operations.of_citizen(request.seat, now(), localdate()))


@router.get("/inbox", response=reads(InboxTold), auth=staff_door)
def inbox(request, only: Only = ""):
    """What waits for the seat, by citizen."""
    return InboxTold.of(operations.inbox(request.seat, only, now(), localdate()))


@router.post("/inbox/{task_id}/done", response=writes(), auth=staff_door)
def finish_task(request, task_id: Id):
    """Mark a task as handled."""
    task = queries.task(request.seat, task_id, localdate())
    if task is None:
        raise Refused("missing", "Opgaven er allerede løst.")
    inbox_verbs.finish(task, by=request.seat, at=now())
    return Status(204, None)


@router.get("/cases", response=reads(list[CitizenOnList]), auth=staff_door)
def citizens(request):
    """Everybody the seat has to do with; each is one look-up in their log."""
    return [CitizenOnList.of(row) for row in operations.citizens_of(request.seat, now())]


@router.get("/cases/{code}", response=reads(CaseGlance), auth=staff_door)
def citizen(request, code: Code):
    """One citizen across authorities, as far as the seat may see."""
    return CaseGlance.of(operations.case(request.seat, id_of(code), now(), localdate()))
