"""Open comparison: what can be compared, the places of an area, one place, the whole country."""

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from sammenhaeng.compare.forms.figures import Choose, Find, chosen
from sammenhaeng.compare.queries import comment, places, public
from sammenhaeng.design.charts.chart import Table, as_csv
from sammenhaeng.design.rendering import render


@require_safe
def areas(request):
    return render(request, "compare/areas.html", {"areas": public.areas()})


@require_safe
def area(request, kind):
    wanted, search = Choose(request.GET).wanted(), Find(request.GET).search
    csv = _same(request, reverse("compare:area_csv", args=[kind]))
    seen = public.area(kind, wanted, search, csv)
    context = {
        "seen": seen, "search": search, "wanted": wanted, "indicators": places.choices(),
        "chosen": chosen(request.GET), "keys": {one.key for one in seen.figures},
        "query": _without_page(request.GET),
    }  # fmt: skip
    return render(request, "compare/area.html", context)


@require_safe
def area_csv(request, kind):
    """Every place of the area, not only those of one page."""
    seen = public.area(kind, Choose(request.GET).wanted(), Find(request.GET).search, "")
    return as_file(public.area_table(seen), kind)


@require_safe
def institution(request, unit_id):
    seen = public.institution(unit_id, comment.published_of(unit_id))
    return render(request, "compare/institution.html", {"seen": seen})


@require_safe
def country(request):
    wanted = Choose(request.GET).wanted()
    seen = public.country(wanted, _same(request, reverse("compare:country_csv")))
    context = {"seen": seen, "wanted": wanted, "indicators": places.choices()}
    return render(request, "compare/country.html", context)


@require_safe
def country_csv(request):
    return as_file(public.country(Choose(request.GET).wanted(), "").map.table, "kommuner")


@require_safe
def held_csv(request):
    return as_file(public.held_by_few(Choose(request.GET).wanted()), "fravaer-hos-faa")


def as_file(table: Table, name: str) -> HttpResponse:
    response = HttpResponse(as_csv(table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _without_page(asked: QueryDict) -> str:
    """The filter and the chosen places, to go on with on another page of the list."""
    kept = asked.copy()
    kept.pop("side", None)
    return f"{kept.urlencode()}&" if kept else ""


def _same(request, address: str) -> str:
    query = request.GET.urlencode()
    return f"{address}?{query}" if query else address
