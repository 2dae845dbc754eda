"""A3: bring a file in, read what was wrong with it, and see the earlier imports."""

import csv

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sammenhaeng.design.rendering import render
from sammenhaeng.kernel.cells import guarded
from sammenhaeng.organisation import acts, queries
from sammenhaeng.organisation.forms import Upload
from sammenhaeng.organisation.operations import imports as verbs
from sammenhaeng.organisation.rules import reference
from sammenhaeng.organisation.rules.units import COLUMNS, KINDS, OPTIONAL, OWNERSHIPS

from .door import whoever_may

PAGES = (
    ("Enheder (CSV)", "organisation:imports"),
    ("Borgere og planer (FHIR)", "journeys:import_fhir"),
    ("Leverancer til tal (CSV, Excel, Parquet)", "lake:deliveries"),
)  # each kind of file, and the page that takes it
HEADINGS = ("Række", "Kolonne", "Hvad er galt", "Hvad du kan gøre")


@require_http_methods(["GET", "HEAD", "POST"])
@whoever_may(acts.IMPORT)
def imports(request):
    if request.method != "POST":
        return _page(request, Upload())
    form = Upload(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    noted = verbs.import_units(form.sheet(), by=request.seat, at=now())
    if not noted.rows_refused:
        return redirect("organisation:import", noted.pk)
    form.add_error("file", queries.refusal(noted))
    return _page(request, form, noted, 422)


def _page(request, form, refused=None, status=200):
    earlier = queries.imports(request.seat.unit.authority_id, request.seat.pk)
    context = {
        "form": form,
        "ways": PAGES,
        "columns": {**COLUMNS, **OPTIONAL},
        "kinds": KINDS,
        "ownerships": OWNERSHIPS,
        "refused": refused,
        "faults": list(queries.faults(refused)) if refused else [],
        "most": queries.FAULTS_SHOWN,
        "earlier": queries.page(earlier, request.GET.get("side", "1")),
    }
    return render(request, "organisation/imports.html", context, status)


@require_safe
@whoever_may(acts.IMPORT)
def imported(request, import_id):
    noted = _noted(request, import_id)
    context = {
        "noted": noted,
        "faults": list(queries.faults(noted)),
        "most": queries.FAULTS_SHOWN,
    }
    return render(request, "organisation/import.html", context)


@require_safe
@whoever_may(acts.IMPORT)
def faults_csv(request, import_id):
    noted = _noted(request, import_id)
    response = csv_answer("fejl.csv")
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_(heading) for heading in HEADINGS])
    for one in queries.faults(noted):
        cells = (one.column, one.what, one.remedy)
        writer.writerow([one.row or "", *map(guarded, cells)])
    return response


@require_safe
@whoever_may(acts.IMPORT)
def example(request):
    response = csv_answer("units.csv")
    response.write(reference.text("units_example.csv"))
    return response


def csv_answer(name: str) -> HttpResponse:
    """A CSV file to take home, with the mark that lets a spreadsheet read its letters."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _noted(request, import_id):
    seat = request.seat
    return queries.imported(import_id, seat.unit.authority_id, seat.pk)
