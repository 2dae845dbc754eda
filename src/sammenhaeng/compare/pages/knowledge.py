"""The library of knowledge packages, those for the leader's own unit first."""

from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sammenhaeng.access.policy import leaders_only
from sammenhaeng.compare.queries import knowledge as queries
from sammenhaeng.design.rendering import render


@require_safe
@leaders_only
def library(request):
    unit = request.seat.own_unit
    context = {"offered": queries.library(queries.profile(unit, localdate())), "unit": unit}
    return render(request, "compare/knowledge.html", context)
