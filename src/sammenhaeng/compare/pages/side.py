"""A few places of an area side by side, chosen by anybody (P6)."""

from django.http import QueryDict
from django.views.decorators.http import require_safe

from sammenhaeng.compare.forms.figures import Choose, chosen
from sammenhaeng.compare.queries import side as queries
from sammenhaeng.design.rendering import render

from .public import as_file


@require_safe
def side(request, kind):
    seen = queries.side(kind, chosen(request.GET), Choose(request.GET).wanted())
    links = [(unit, _without(request.GET, unit.pk)) for unit in seen.units]
    context = {"seen": seen, "links": links, "query": request.GET.urlencode()}
    return render(request, "compare/side.html", context)


@require_safe
def side_csv(request, kind):
    seen = queries.side(kind, chosen(request.GET), Choose(request.GET).wanted())
    return as_file(seen.table, "side-om-side")


def _without(asked: QueryDict, unit_id: int) -> str:
    """The address of the same page without one place."""
    left = asked.copy()
    left.setlist("sted", [one for one in asked.getlist("sted") if one != str(unit_id)])
    return left.urlencode()
