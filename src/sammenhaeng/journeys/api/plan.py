"""One plan for staff: the whole, its versions, and talking about it."""

from typing import Annotated

from django.utils.timezone import localdate, now
from ninja import Path, Router, Status

from sammenhaeng.access.policy import staff_door
from sammenhaeng.citizens.queries import persons
from sammenhaeng.citizens.queries.persons import id_of
from sammenhaeng.design.api import Code, Made, reads, writes
from sammenhaeng.journeys.operations import opening, plans, steps
from sammenhaeng.journeys.queries import plans as queries
from sammenhaeng.journeys.queries import versions
from sammenhaeng.journeys.schemas import plans as schemas
from sammenhaeng.journeys.schemas.plans import (
    CasePlan,
    ChangeTold,
    PlanState,
    PlanTold,
    VersionTold,
)

router = Router(auth=staff_door, tags=["én plan"])
LATEST = 10
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("/cases/{code}/plan", response=reads(CasePlan))
def case_plan(request, code: Code):
    """The citizen's plan as this seat may see it."""
    opened = opening.case(request.seat, id_of(code), now())
    return CasePlan(
        code=code,
        name=opened.person.name,
        age=persons.age(opened.person, localdate()),
        since=opened.since,
        plan=_told(opened),
    )


def _told(opened) -> PlanTold | None:
    if (plan := opened.plan) is None:
        return None
    comments = queries.comments(opened.use, plan)[:LATEST]
    return PlanTold.of(opened, plan, comments, opened.news[:LATEST])


@router.post("/cases/{code}/plan", response=writes(PlanState, 201))
def start(request, code: Code, told: schemas.PlanNew):
    """Begin a draft, also a family's; whoever begins it coordinates it."""
    at, seat = now(), request.seat
    opened, children = opening.to_begin(seat, id_of(code), at, action="change")
    others = opening.chosen(children, told.others)
    conditions = frozenset(told.conditions)
    beginning = plans.Beginning(seat.unit, conditions, others, told.review_on)
    plan = plans.start(opened.citizen_id, beginning, by=seat, at=at)
    return Status(201, PlanState.of(plan, versions.standing(opened.use, plan)))


@router.post("/cases/{code}/plan/proposal", response=writes(PlanState, 200))
def propose(request, code: Code):
    """Send the draft to the citizen."""
    at = now()
    opened = opening.case(request.seat, id_of(code), at, action="change")
    plan = plans.propose(opened.the_plan, by=request.seat, at=at)
    return Status(200, PlanState.of(plan, versions.standing(opened.use, plan)))


@router.post("/cases/{code}/plan/comments", response=writes(Made, 201))
def comment_case(request, code: Code, told: schemas.CommentNew):
    """Write on the plan."""
    at = now()
    opened = opening.case(request.seat, id_of(code), at, action="change")
    made = steps.comment(opened.the_plan, told.text, goal=None, by=request.seat, at=at)
    return Status(201, Made(id=made.pk))


@router.get("/cases/{code}/plan/versions", response=reads(list[ChangeTold]))
def plan_versions(request, code: Code):
    """Everything that happened to the plan, as far as this seat may see, newest first."""
    opened = opening.case(request.seat, id_of(code), now())
    return [ChangeTold.of(one) for one in opened.history.changes]


@router.get("/cases/{code}/plan/versions/{number}", response=reads(VersionTold))
def plan_version(request, code: Code, number: Number):
    """How the plan stood after one change."""
    opened = opening.case(request.seat, id_of(code), now())
    return VersionTold.of(versions.version(opened.use, opened.the_plan, number))
