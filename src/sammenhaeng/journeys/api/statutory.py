"""Plans under single laws: which the citizen has, what they hold, and a new one."""

from typing import Annotated

from django.utils.timezone import now
from ninja import Path, Router, Status

from sammenhaeng.access.policy import staff_door
from sammenhaeng.citizens.queries.persons import id_of
from sammenhaeng.design.api import Code, Id, Made, reads, writes
from sammenhaeng.journeys.operations import opening
from sammenhaeng.journeys.operations import statutory as verbs
from sammenhaeng.journeys.queries import plans as queries
from sammenhaeng.journeys.rules.plans import ENDED, IN_FORCE, REPLACED
from sammenhaeng.journeys.schemas.statutory import (
    PartText,
    StatutoryFull,
    StatutoryNew,
    StatutoryTold,
)

router = Router(auth=staff_door, tags=["planer efter de enkelte love"])
Key = Annotated[str, Path(pattern="^[a-z_]{1,40}$")]


@router.get("/cases/{code}/statutory-plans", response=reads(list[StatutoryTold]))
def statutory_plans(request, code: Code):
    """Every plan under a single law, newest first."""
    opened = opening.case(request.seat, id_of(code), now())
    found = queries.statutory(opened.use, states=(IN_FORCE, REPLACED, ENDED))
    return [StatutoryTold.of(one) for one in found]


@router.post("/cases/{code}/statutory-plans", response=writes(Made, 201))
def start_statutory(request, code: Code, told: StatutoryNew):
    """Begin a plan under one law."""
    at, seat = now(), request.seat
    opened = opening.case(seat, id_of(code), at, action="change")
    beginning = verbs.Beginning(
        told.kind, seat.unit, {}, responsible=seat, review_on=told.review_on
    )
    return Status(201, Made(id=verbs.start(opened.citizen_id, beginning, by=seat, at=at).pk))


@router.get("/cases/{code}/statutory-plans/{plan_id}", response=reads(StatutoryFull))
def statutory_plan(request, code: Code, plan_id: Id):
    """One plan under a single law with its contents."""
    opened = opening.case(request.seat, id_of(code), now())
    plan = queries.statutory_plan(opened.use, plan_id)
    return StatutoryFull.of(plan, queries.parts(opened.use, [plan])[plan.pk])


@router.put("/cases/{code}/statutory-plans/{plan_id}/parts/{key}", response=writes())
def write_part(request, code: Code, plan_id: Id, key: Key, told: PartText):
    """Write one of the contents the law demands; only the plan's own authority may."""
    at = now()
    opened = opening.case(request.seat, id_of(code), at, action="change")
    plan = queries.statutory_plan(opened.use, plan_id)
    verbs.write(plan, key, told.text, by=request.seat, at=at)
    return Status(204, None)


@router.post("/cases/{code}/statutory-plans/{plan_id}/end", response=writes())
def end_statutory(request, code: Code, plan_id: Id):
    """End the plan and the relation it gave its unit."""
    at = now()
    opened = opening.case(request.seat, id_of(code), at, action="change")
    verbs.end(queries.statutory_plan(opened.use, plan_id), by=request.seat, at=at)
    return Status(204, None)
