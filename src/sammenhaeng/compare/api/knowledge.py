"""The library of knowledge packages."""

from django.utils.timezone import localdate
from ninja import Router

from sammenhaeng.access.policy import leaders_door
from sammenhaeng.compare.queries import knowledge as queries
from sammenhaeng.compare.schemas.knowledge import PackageTold
from sammenhaeng.design.api import reads

router = Router(auth=leaders_door, tags=["opfølgning"])


@router.get("/knowledge", response=reads(list[PackageTold]))
def library(request):
    """Every package, those suggested for the leader's own unit first."""
    profile = queries.profile(request.seat.own_unit, localdate())
    return [PackageTold.of(one) for one in queries.library(profile)]
