"""FHIR from the browser: choose a file, see what became of each resource."""

from dataclasses import astuple

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from sammenhaeng.access.policy import seated
from sammenhaeng.design.rendering import render
from sammenhaeng.journeys.fhir import importing
from sammenhaeng.journeys.fhir.report import OUTCOMES, Line, Report
from sammenhaeng.journeys.forms.importing import FhirFile

from .editing import form_page

importers = seated("administrator", "caseworker")
KEPT_IN = "fhir_report"  # the session holds the last report until the next one
EXAMPLES = {
    "bundle": ("solby-fhir.json", "application/fhir+json"),
    "kalender": ("solby-moeder.ics", "text/calendar"),
}


@form_page
@importers
def import_fhir(request):
    form = FhirFile(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        report = importing.run(form.cleaned_data["file"], by=request.seat, at=now())
        request.session[KEPT_IN] = [astuple(line) for line in report.lines]
        return redirect("journeys:import_fhir")
    context = {"form": form, "report": _report(request), "outcomes": OUTCOMES}
    return render(request, "journeys/import_fhir.html", context, 422 if form.errors else 200)


def _report(request) -> Report:
    return Report([Line(*told) for told in request.session.get(KEPT_IN, [])])


@require_safe
@importers
def import_report(request):
    answer = HttpResponse(
        "\ufeff" + _report(request).as_csv(), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="indlaesning.csv"'
    return answer


@require_safe
@importers
def example(request, name):
    if name not in EXAMPLES:
        raise Http404
    file, kind = EXAMPLES[name]
    answer = HttpResponse((settings.ROOT / "examples" / file).read_bytes(), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer
