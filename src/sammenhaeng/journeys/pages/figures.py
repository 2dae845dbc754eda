"""Figures: how many plans people have at once, and the efforts of one plan as CSV."""

from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from sammenhaeng.access import operations as access
from sammenhaeng.access.policy import seated, staff_only
from sammenhaeng.citizens.queries.persons import id_of
from sammenhaeng.design.charts.chart import Table, as_csv
from sammenhaeng.design.charts.swimlane import swim_lane
from sammenhaeng.design.rendering import render
from sammenhaeng.journeys.operations import opening
from sammenhaeng.journeys.queries import calendar, figures, timeline

figures_only = seated("leader", "auditor")
AHEAD = timedelta(days=92)


@require_safe
@figures_only
def parallel_plans(request):
    loads, csv = _loads(request.seat), reverse("journeys:parallel_plans_csv")
    context = {
        "charts": figures.charts(loads, csv) if loads else [],
        "table": figures.by_authority(loads) if loads else None,
        "is_own": request.seat.role == "leader",
        "unit": request.seat.unit,
        "today": localdate(),
    }
    return render(request, "journeys/parallel_plans.html", context)


@require_safe
@figures_only
def parallel_plans_csv(request):
    loads = _loads(request.seat)
    rows = figures.by_authority(loads) if loads else Table("", (), ())
    return _file(as_csv(rows), "planer-paa-samme-tid.csv")


def _loads(seat):
    units = figures.units_of(seat)
    with access.aggregate(purpose="parallel plans", by=seat, at=now()):
        return figures.plan_loads(units)


def meetings_of(opened):
    """The meetings to come, as this reader may see them."""
    at = opened.use.at
    return calendar.calendar(opened.use, at, at + AHEAD, opened.plan)


def chart_of(opened, code, meetings):
    """The plan's efforts in time, as this reader may see them."""
    lanes = timeline.lanes(opened.use, opened.view, meetings)
    return swim_lane(
        "efforts", lanes, localdate(opened.use.at), reverse("journeys:efforts_csv", args=[code])
    )


@require_safe
@staff_only
def efforts_csv(request, code):
    seat = request.seat
    opened = opening.case(seat, id_of(code), now(), action="export", seen=opening.IN_TIME)
    table = chart_of(opened, code, meetings_of(opened)).table
    return _file(as_csv(table), f"indsatser-{code}.csv")


def _file(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
