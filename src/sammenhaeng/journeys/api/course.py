"""The plan's course: rest, go on, hand over, withdraw, complete, or made by mistake."""

from django.utils.timezone import localdate, now
from ninja import Router, Status

from sammenhaeng.access.policy import staff_door
from sammenhaeng.access.queries import card
from sammenhaeng.citizens.queries.persons import id_of
from sammenhaeng.design.api import Code, reads, writes
from sammenhaeng.journeys.operations import course, opening, plans
from sammenhaeng.journeys.queries import contacts, versions
from sammenhaeng.journeys.schemas import course as schemas
from sammenhaeng.journeys.schemas.course import Successor
from sammenhaeng.journeys.schemas.plans import PlanState
from sammenhaeng.kernel.refusal import Refused

router = Router(auth=staff_door, tags=["planens gang"])


def _move(request, code: str, verb, **told):
    at = now()
    opened = opening.case(request.seat, id_of(code), at, action="change")
    plan = verb(opened.the_plan, **told, by=request.seat, at=at)
    return Status(200, PlanState.of(plan, versions.standing(opened.use, plan)))


@router.post("/cases/{code}/plan/hold", response=writes(PlanState, 200))
def hold(request, code: Code, told: schemas.HoldNew):
    """Let the plan rest until a day."""
    return _move(request, code, course.hold, reason=told.reason, resume_on=told.resume_on)


@router.post("/cases/{code}/plan/resumption", response=writes(PlanState, 200))
def resume(request, code: Code):
    """Let a resting plan go on."""
    return _move(request, code, course.resume)


@router.post("/cases/{code}/plan/return", response=writes(PlanState, 200))
def take_back(request, code: Code, told: schemas.Because):
    """Take a proposed plan back to a draft."""
    return _move(request, code, plans.send_back, reason=told.reason)


@router.post("/cases/{code}/plan/withdrawal", response=writes(PlanState, 200))
def withdraw(request, code: Code, told: schemas.Because):
    """End the plan before its goals; what it replaced holds again at once."""
    return _move(request, code, course.withdraw, reason=told.reason)


@router.post("/cases/{code}/plan/completion", response=writes(PlanState, 200))
def complete(request, code: Code, told: schemas.SummaryNew):
    """End the plan because its goals are closed."""
    return _move(request, code, course.complete, summary=told.summary)


@router.post("/cases/{code}/plan/error", response=writes(PlanState, 200))
def report_error(request, code: Code, told: schemas.Because):
    """Say that the plan was made by mistake."""
    return _move(request, code, course.report_error, reason=told.reason)


@router.post("/cases/{code}/plan/error/agreement", response=writes(PlanState, 200))
def agree_on_error(request, code: Code):
    """Agree, as a second person, that the plan was made by mistake."""
    return _move(request, code, course.enter_in_error)


def _successors(opened):
    return contacts.successors(opened.use, opened.the_plan, opened.view, localdate())


@router.get("/cases/{code}/plan/successors", response=reads(list[Successor]))
def successors(request, code: Code):
    """Who could coordinate instead."""
    opened = opening.case(request.seat, id_of(code), now())
    return [Successor(seat=one.pk, who=card(one)) for one in _successors(opened)]


@router.post("/cases/{code}/plan/hand-over", response=writes(PlanState, 200))
def hand_over(request, code: Code, told: schemas.HandOverNew):
    """Give the coordination to one of the successors."""
    at = now()
    opened = opening.case(request.seat, id_of(code), at, action="change")
    if (to := _successors(opened).filter(pk=told.seat).first()) is None:
        raise Refused("invalid", "Vælg en sagsbehandler, der kan koordinere en åben plan.")
    plan = course.hand_over(opened.the_plan, to=to, by=request.seat, at=at)
    return Status(200, PlanState.of(plan, versions.standing(opened.use, plan)))
