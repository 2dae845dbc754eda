"""Span of control in the leader's authority."""

from django.utils.timezone import localdate
from ninja import Router

from sammenhaeng.access.policy import leaders_door
from sammenhaeng.compare.queries import spans as queries
from sammenhaeng.compare.schemas.spans import SpansTold
from sammenhaeng.design.api import reads

router = Router(auth=leaders_door, tags=["tal"])


@router.get("/figures/spans", response=reads(SpansTold))
def spans(request):
    """Leaders by how many report to them, in headcount; there is no right number."""
    return SpansTold.of(queries.seen_by(request.seat, localdate()))
