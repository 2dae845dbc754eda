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


def found_for(seat, at):
    units = queries.units_of(seat)
    with access.aggregate(purpose=queries.PURPOSE, by=seat, at=at):
        return queries.reviewed(units)


@require_safe
@figures_only
def review(request):
    found = found_for(request.seat, now())
    context = {
        "found": found, "counts": queries.counts(found), "days": queries.days(found),
        "today": localdate(),
        "charts": [queries.reasons_chart(one) for one in found if one.has_reasons],
        "is_own": request.seat.role == "leader", "unit": request.seat.unit,
    }  # fmt: skip
    return render(request, "benefits/review.html", context)


@require_safe
@figures_only
def review_csv(request):
    answer = HttpResponse(
        as_csv(queries.both(found_for(request.seat, now()))),
        content_type="text/csv; charset=utf-8",
    )
    answer["Content-Disposition"] = 'attachment; filename="automatiske-afgoerelser.csv"'
    return answer
