"""Indicators and definitions: what was reckoned, and what the public may see (A2)."""

from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from sammenhaeng.access.policy import analysts_only
from sammenhaeng.compare.operations import figures as verbs
from sammenhaeng.compare.queries import measurements as queries
from sammenhaeng.design.rendering import render


@require_safe
@analysts_only
def measurements(request):
    return render(request, "compare/measurements.html", {"declared": queries.declared()})


@require_POST
@analysts_only
def publish(request, measurement_id):
    verbs.publish([queries.measurement(measurement_id)], by=request.seat, at=now())
    return redirect("compare:measurements")
