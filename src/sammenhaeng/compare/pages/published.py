"""Figures that others have published, and how our own are made: open to everybody."""

from django.views.decorators.http import require_safe

from sammenhaeng.compare.queries import measurements
from sammenhaeng.compare.queries import published as queries
from sammenhaeng.design.rendering import render

from .public import as_file


@require_safe
def published(request):
    wanted = queries.chosen(request.GET.get("maal", ""))
    context = {
        "measures": list(queries.measures_told(wanted)), "count": len(queries.figures()),
        "choices": queries.choices(), "wanted": wanted,
    }  # fmt: skip
    return render(request, "compare/published.html", context)


@require_safe
def published_csv(request):
    return as_file(queries.table(), "offentliggjorte-tal")


@require_safe
def method(request):
    """How the figures of absence are made (P14)."""
    context = {"declared": measurements.declared()}
    return render(request, "compare/how.html", context)
