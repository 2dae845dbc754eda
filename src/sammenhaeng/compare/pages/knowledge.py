"""The library of knowledge packages, those for the leader's own unit first."""

from django.views.decorators.http import require_safe

from sammenhaeng.access.policy import leaders_only
from sammenhaeng.compare.queries import knowledge as queries
from sammenhaeng.compare.rules.knowledge import Profile
from sammenhaeng.design.rendering import render

UNKNOWN: Profile | None = None  # the unit's absence has no profile yet


@require_safe
@leaders_only
def library(request):
    context = {"offered": queries.library(UNKNOWN), "unit": request.seat.own_unit}
    return render(request, "compare/knowledge.html", context)
