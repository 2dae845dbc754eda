"""The API of early action, targets, the travelling team and pools."""

from django.utils.timezone import localdate, now
from ninja import Router, Status

from sammenhaeng.access.policy import personnel_door
from sammenhaeng.design.api import Code, Id, Made, reads, writes
from sammenhaeng.kernel.refusal import Refused

from . import schemas
from .operations import follow_ups, grants, opening, targets, visits
from .queries import efforts as effort_queries
from .queries import follow_ups as queries
from .queries import targets as target_queries
from .rules.targets import Aim

router = Router(auth=personnel_door, tags=["sygefravær"])


@router.get("/absence/talks", response=reads(list[schemas.DueTalk]))
def due_talks(request):
    """The talks that the seat's employees are to be held with, the nearest first."""
    at = now()
    staff = opening.everybody(request.seat, at)
    if staff.use is None:
        return []
    due = queries.due(staff.use, localdate(at))
    return [schemas.DueTalk.of(one, staff.people[one.citizen_id]) for one in due]


@router.post("/absence/employees/{code}/follow-up", response=writes(schemas.FollowUpState, 201))
def begin(request, code: Code, told: schemas.Sick):
    """Follow an employee up from the first sick day."""
    at = now()
    opened = opening.employee(request.seat, code, at, action="change")
    begun = follow_ups.begin(
        opened.employment, first_sick_on=told.first_sick_on, by=request.seat, at=at
    )
    return Status(201, _state(code, begun, []))


@router.post("/absence/employees/{code}/talks", response=writes(schemas.FollowUpState, 201))
def hold(request, code: Code, told: schemas.HeldTalk):
    """Note a talk and what was agreed; never the illness."""
    at = now()
    opened = opening.employee(request.seat, code, at, action="change")
    held = follow_ups.Held(told.step, told.held_on, told.agreement)
    talk = follow_ups.hold(_running(opened), held, by=request.seat, at=at)
    return Status(201, _state(code, talk.follow_up, [*opened.talks, talk]))


@router.post("/absence/employees/{code}/return", response=writes(schemas.FollowUpState, 200))
def close(request, code: Code, told: schemas.Returned):
    """The employee is back."""
    at = now()
    opened = opening.employee(request.seat, code, at, action="change")
    closed = follow_ups.close(
        _running(opened), returned_on=told.returned_on, by=request.seat, at=at
    )
    return Status(200, _state(code, closed, opened.talks))


def _running(opened: opening.Opened):
    if opened.follow_up is None:
        raise Refused("state", "Der er ingen opfølgning i gang. Begynd en først.")
    return opened.follow_up


def _state(code: str, follow_up, talks) -> schemas.FollowUpState:
    return schemas.FollowUpState(
        code=code, first_sick_on=follow_up.first_sick_on, state=follow_up.state,
        steps_held=[talk.step for talk in talks],
    )  # fmt: skip


@router.get("/absence/targets", response=reads(list[schemas.TargetSet]))
def all_targets(request):
    """Targets of the seat's unit and those below it, with the latest check of each."""
    rows = list(target_queries.targets_of(request.seat.own_unit))
    checks = target_queries.checks_of(rows)
    return [schemas.TargetSet.of(one, checks.get(one.pk)) for one in rows]


@router.post("/absence/targets", response=writes(Made, 201))
def aim(request, told: schemas.Aimed):
    """Set the target of a unit for a year."""
    at = now()
    units = {unit.pk: unit for unit in effort_queries.units_below(request.seat, localdate(at))}
    unit = _chosen(units, told.unit)
    wanted = Aim(told.baseline, told.baseline_year, told.target, told.year)
    return Status(201, Made(id=targets.aim(unit, wanted, by=request.seat, at=at).pk))


@router.get("/absence/visits", response=reads(list[schemas.VisitState]))
def all_visits(request):
    """Visits of the seat's units and of the team it is in."""
    return [schemas.VisitState.of(one) for one in effort_queries.visits(request.seat)]


@router.post("/absence/visits", response=writes(Made, 201))
def request_visit(request, told: schemas.VisitWish):
    """Ask a travelling team to come to the seat's unit."""
    at = now()
    team = _chosen({unit.pk: unit for unit in effort_queries.teams(localdate(at))}, told.team)
    unit = request.seat.own_unit
    return Status(201, Made(id=visits.request(unit, team, told.wish, by=request.seat, at=at).pk))


@router.get("/absence/pools/{pool_id}/applications", response=reads(list[schemas.ApplicationState]))
def applications(request, pool_id: Id):
    """The applications of a pool that the seat may see."""
    found = effort_queries.applications_seen(effort_queries.pool(pool_id), request.seat)
    return [schemas.ApplicationState.of(one) for one in found]


@router.post("/absence/pools/{pool_id}/applications", response=writes(Made, 201))
def apply(request, pool_id: Id, told: schemas.Asked):
    """Ask a pool for money for the seat's unit."""
    wish = grants.Wish(told.level, told.strain, told.amount, told.plan)
    pool = effort_queries.pool(pool_id)
    made = grants.apply(pool, request.seat.own_unit, wish, by=request.seat, at=now())
    return Status(201, Made(id=made.pk))


@router.post("/absence/pools/{pool_id}/share-out", response=writes())
def share_out(request, pool_id: Id):
    """Grant what the rule chooses and decline the others."""
    grants.share_out(effort_queries.pool(pool_id), by=request.seat, at=now())
    return Status(204, None)


def _chosen(units, number: int):
    if number not in units:
        raise Refused("missing", "Enheden findes ikke, eller den er ikke jeres.")
    return units[number]
