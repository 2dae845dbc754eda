"""My seats, and which of them I sit in."""

from django.utils.timezone import localdate
from ninja import Router, Status

from sammenhaeng.access import policy, queries
from sammenhaeng.access.schemas.entry import Chosen, OwnSeat
from sammenhaeng.design.api import reads, writes
from sammenhaeng.kernel.refusal import Refused

router = Router(auth=policy.anybody_seated, tags=["pladser"])


@router.get("/me/seats", response=reads(list[OwnSeat]))
def my_seats(request):
    """The seats the person logged in may sit in, and which one is taken now."""
    found = queries.seats_of(request.seat.account, localdate())
    return [OwnSeat.of(seat, request.seat) for seat in found]


@router.put("/me/seat", response=writes())
def take_seat(request, told: Chosen):
    """Sit in another of one's own seats; the session goes on under a new key."""
    seat = queries.seat_of(request.seat.account, told.id, localdate())
    if seat is None:
        raise Refused("missing", "Pladsen er ikke din.")
    policy.sit(request, seat)
    return Status(204, None)
