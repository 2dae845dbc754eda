"""A063, the review of automation: how many decisions a machine made, how fast, and why not all."""

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from sammenhaeng.access import operations as access
from sammenhaeng.access.policy import seated
from sammenhaeng.benefits.queries import review as queries
from sammenhaeng.design.charts.chart import as_csv
from sammenhaeng.design.rendering import render

figures_only = seated("leader", "auditor")
PURPOSE = "review of automation"


def found_for(seat, at):
    units = queries.units_of(seat)
    with access.aggregate(purpose=PURPOSE, by=seat, at=at):
        return queries.reviewed(units)


@require_safe
@figures_only
def review(request):
    found = found_for(request.seat, now())
    context = {
        "found": found, "table": queries.table(found), "today": localdate(),
        "reasons": [(one, queries.reasons_table(one)) for one in found],
        "is_own": request.seat.role == "leader", "unit": request.seat.unit,
    }  # fmt: skip
    return render(request, "benefits/review.html", context)


@require_safe
@figures_only
def review_csv(request):
    answer = HttpResponse(
        as_csv(queries.table(found_for(request.seat, now()))),
        content_type="text/csv; charset=utf-8",
    )
    answer["Content-Disposition"] = 'attachment; filename="automatiske-afgoerelser.csv"'
    return answer
