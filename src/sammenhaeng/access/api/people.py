"""Users, their seats and stand-ins, for the administrator of an authority."""

from django.utils.timezone import localdate, now
from ninja import Router, Status

from sammenhaeng.access.operations import seats as verbs
from sammenhaeng.access.policy import administrators_door
from sammenhaeng.access.queries import people as queries
from sammenhaeng.access.schemas import people as schemas
from sammenhaeng.access.schemas.people import AccountTold, GivenRole, PersonTold, Seats, SeatTold
from sammenhaeng.design.api import Id, Made, Page, reads, writes

router = Router(auth=administrators_door, tags=["brugere"])


@router.get("/people", response=reads(Seats))
def people(request, unit: Id | None = None, role: GivenRole | None = None, page: Page = 1):
    """Who sits where in the authority, by name."""
    rows = queries.seats(request.seat, unit, role or "")
    return Seats.of(queries.page(rows, str(page)))


@router.post("/people/searches", response=writes(list[AccountTold], 200))
def find(request, told: schemas.PeopleSearch):
    """Find those of the authority, or without a seat, by a part of a name or by subject."""
    return Status(200, [AccountTold.of(one) for one in queries.found(request.seat, told.text)])


@router.post("/people", response=writes(Made, 201))
def register(request, told: schemas.PersonNew):
    """Let someone be known by what the log-in service calls them; they still need a seat."""
    account = verbs.register(**told.model_dump(), by=request.seat, at=now())
    return Status(201, Made(id=account.pk))


@router.get("/people/{account_id}", response=reads(PersonTold))
def person(request, account_id: Id):
    """One person and their seats in the authority, those that last first."""
    account = queries.account(request.seat, account_id)
    seats = [SeatTold.of(seat) for seat in queries.seats_of(request.seat, account)]
    return PersonTold(**AccountTold.of(account).model_dump(), seats=seats)


@router.post("/people/{account_id}/seats", response=writes(Made, 201))
def give_seat(request, account_id: Id, told: schemas.SeatNew):
    """Give a person a role in a unit for a period."""
    by = request.seat
    account = queries.account(by, account_id)
    unit = queries.unit(by, told.unit, localdate())
    post = verbs.Post(**{**told.model_dump(), "unit": unit})
    return Status(201, Made(id=verbs.seat(account, post, by=by, at=now()).pk))


@router.get("/seats/changes", response=reads(schemas.SeatChanges))
def changes(request):
    """What changes soon among the authority's seats."""
    by, today = request.seat, localdate()
    ending, covered = queries.ending(by, today), queries.covered(by, today)
    return schemas.SeatChanges(
        ending=[SeatTold.of(seat) for seat in ending],
        covered=[SeatTold.of(seat) for seat in covered],
    )


@router.post("/seats/{seat_id}/end", response=writes())
def end_seat(request, seat_id: Id, told: schemas.SeatEnd):
    """End a seat with a last day."""
    taken = queries.seat(request.seat, seat_id)
    verbs.unseat(taken, last_on=told.last_on, by=request.seat, at=now())
    return Status(204, None)


@router.get("/seats/{seat_id}/stand-ins", response=reads(list[SeatTold]))
def stand_ins(request, seat_id: Id):
    """Who could stand in for a seat: the same role in the same authority."""
    taken = queries.seat(request.seat, seat_id)
    found = queries.may_stand_in_for(taken, request.seat, localdate())
    return [SeatTold.of(seat) for seat in found]


@router.post("/seats/{seat_id}/stand-in", response=writes())
def stand_in(request, seat_id: Id, told: schemas.StandInNew):
    """Let another seat hold the relations of this one for a period, as itself."""
    by, taken = request.seat, queries.seat(request.seat, seat_id)
    chosen = queries.stand_in(taken, told.seat, by, localdate())
    period = {"first_on": told.first_on, "last_on": told.last_on}
    verbs.name_stand_in(taken, chosen, **period, by=by, at=now())
    return Status(204, None)


@router.api_operation(["DELETE"], "/seats/{seat_id}/stand-in", response=writes())
def end_stand_in(request, seat_id: Id):
    """Nobody stands in for the seat any more, from now."""
    verbs.end_stand_in(queries.seat(request.seat, seat_id), by=request.seat, at=now())
    return Status(204, None)
