"""How benefits are decided, for leaders and auditors."""

from django.utils.timezone import now
from ninja import Router

from sammenhaeng.access import operations as access
from sammenhaeng.access.policy import reviewers_door
from sammenhaeng.benefits.queries import review as queries
from sammenhaeng.benefits.schemas import BenefitReviewed
from sammenhaeng.design.api import reads

router = Router(auth=reviewers_door, tags=["tal"])


@router.get("/figures/benefits", response=reads(list[BenefitReviewed]))
def review(request):
    """How many decisions were automatic, how fast, and why a person made the rest."""
    units = queries.units_of(request.seat)
    with access.aggregate(purpose=queries.PURPOSE, by=request.seat, at=now()):
        found = queries.reviewed(units)
    return [BenefitReviewed.of(one) for one in found]
