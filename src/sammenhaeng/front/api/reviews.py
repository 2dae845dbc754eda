"""Look-ups with a reason, as the leader and the data protection officer read and judge them."""

from django.utils.timezone import localdate, now
from ninja import Router, Status

from sammenhaeng.access.operations import reasons as verbs
from sammenhaeng.access.policy import reviewers_door
from sammenhaeng.design.api import Id, reads, writes
from sammenhaeng.front.operations import homes
from sammenhaeng.front.schemas.reviews import ReviewNew, Reviews, ReviewTold

router = Router(auth=reviewers_door, tags=["tilsyn"])


@router.get("/reviews", response=reads(Reviews))
def reviews(request):
    """Look-ups with a reason in the seat's units; each is one look-up in the citizen's log."""
    return Reviews.of(homes.reviews_of(request.seat, now(), localdate()))


@router.get("/reviews/{reason_id}", response=reads(ReviewTold))
def review(request, reason_id: Id):
    """One look-up with a reason; the citizen sees that it was read."""
    return ReviewTold.of(*homes.to_review(request.seat, reason_id, now()))


@router.post("/reviews/{reason_id}", response=writes())
def judge(request, reason_id: Id, told: ReviewNew):
    """Say once whether a look-up was in order; what was not is explained."""
    at, seat = now(), request.seat
    row, _code = homes.to_review(seat, reason_id, at, action="change")
    verbs.review(row.reason, **told.model_dump(), by=seat, at=at)
    return Status(204, None)
