"""The leader's public comment on the unit's own figures."""

from django.utils.timezone import now
from ninja import Router, Status

from sammenhaeng.access.policy import leaders_door
from sammenhaeng.compare.operations import comment as verbs
from sammenhaeng.compare.queries import comment as queries
from sammenhaeng.compare.schemas.comment import OwnComment, PublicCommentNew, PublicCommentTold
from sammenhaeng.design.api import Made, reads, writes
from sammenhaeng.kernel.refusal import Refused

router = Router(auth=leaders_door, tags=["opfølgning"])


@router.get("/comment", response=reads(OwnComment))
def comment(request):
    """The comment that stands beside the figures of the leader's own unit."""
    one = queries.published(request.seat.own_unit)
    return OwnComment(comment=PublicCommentTold.of(one) if one else None)


@router.post("/comment", response=writes(Made, 201))
def publish(request, told: PublicCommentNew):
    """Publish a comment in place of the one that was read."""
    seat = request.seat
    made = verbs.publish(seat.own_unit, **told.model_dump(), by=seat, at=now())
    return Status(201, Made(id=made.pk))


@router.post("/comment/withdrawal", response=writes())
def withdraw(request):
    """Take the comment down."""
    one = queries.published(request.seat.own_unit)
    if one is None:
        raise Refused("missing", "Der er ingen kommentar at tage ned.")
    verbs.withdraw(one, by=request.seat, at=now())
    return Status(204, None)
