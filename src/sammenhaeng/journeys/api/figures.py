"""How many plans people have at once, for leaders and auditors."""

from django.utils.timezone import now
from ninja import Router

from sammenhaeng.access import operations as access
from sammenhaeng.access.policy import reviewers_door
from sammenhaeng.design.api import reads
from sammenhaeng.journeys.queries import figures
from sammenhaeng.journeys.schemas.figures import ParallelPlans, PlansCounted

router = Router(auth=reviewers_door, tags=["tal"])


@router.get("/figures/parallel-plans", response=reads(ParallelPlans))
def parallel_plans(request):
    """Citizens and households by how many plans they have at once; a small number is null."""
    units = figures.units_of(request.seat)
    with access.aggregate(purpose="parallel plans", by=request.seat, at=now()):
        loads = figures.plan_loads(units)
    return ParallelPlans(counted=PlansCounted.of(loads) if loads else None)
