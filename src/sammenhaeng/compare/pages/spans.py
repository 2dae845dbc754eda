"""Span of control in the leader's authority: the distribution, the layers, and no norm."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sammenhaeng.access.policy import leaders_only
from sammenhaeng.compare.queries import spans as queries
from sammenhaeng.compare.rules.spans import averages
from sammenhaeng.design.charts.chart import as_csv
from sammenhaeng.design.rendering import render


@require_safe
@leaders_only
def practice(request):
    """Leadership practice against results (A096): empty until there are answers about it."""
    return render(request, "compare/practice.html", {})


@require_safe
@leaders_only
def spans(request):
    seen = queries.seen_by(request.seat, localdate())
    csv = reverse("compare:spans_csv")
    context = {
        "seen": seen,
        "chart": queries.chart(seen, csv) if seen.every.leaders.size else None,
        "table": queries.table(seen),
        "layers": queries.layers(seen),
        "finding": queries.finding(seen),
        "national": queries.national(),
        "averages": averages(),
        "unit": request.seat.own_unit,
    }
    return render(request, "compare/spans.html", context)


@require_safe
@leaders_only
def spans_csv(request):
    text = as_csv(queries.table(queries.seen_by(request.seat, localdate())))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="ledelsesspaend.csv"'
    return response
