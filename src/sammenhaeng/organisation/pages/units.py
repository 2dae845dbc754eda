"""Units to browse and search, and to take home as CSV."""

import csv
from urllib.parse import urlencode

from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sammenhaeng.design.rendering import render
from sammenhaeng.organisation import acts, queries
from sammenhaeng.organisation.forms import Search

from .door import whoever_may
from .imports import csv_answer


@require_safe
@whoever_may(acts.BROWSE)
def units(request):
    wanted, today = Search(request.GET).wanted(), localdate()
    context = {
        "wanted": wanted,
        "page": queries.page(queries.units(wanted, today), request.GET.get("side", "1")),
        "authorities": queries.with_units(today),
        "kinds": queries.kinds_of_unit(),
        "query": urlencode(
            {
                "navn": wanted.name,
                "myndighed": wanted.authority_id or "",
                "type": wanted.kind,
            }
        ),
    }
    return render(request, "organisation/units.html", context)


@require_safe
@whoever_may(acts.BROWSE)
def units_csv(request):
    response = csv_answer("enheder.csv")
    rows = queries.units(Search(request.GET).wanted(), localdate())
    csv.writer(response, delimiter=";").writerows(queries.sheet_of(rows))
    return response
