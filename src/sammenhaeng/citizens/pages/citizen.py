"""The citizen's own consents, and who has used their data."""

import csv
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sammenhaeng.access.policy import citizens_only
from sammenhaeng.citizens.operations import consents as verbs
from sammenhaeng.citizens.operations import opening
from sammenhaeng.citizens.queries import consents as queries
from sammenhaeng.citizens.queries import log
from sammenhaeng.design.forms import says_yes
from sammenhaeng.design.rendering import render
from sammenhaeng.kernel.cells import guarded

COLUMNS = (
    "Tidspunkt", "Myndighed", "Enhed", "Rolle", "Formål", "Lovgrundlag", "Hvad", "Begrundelse",
)  # fmt: skip


def _log(request, action="read"):
    """The Use, the period's key and start, and the authority asked for."""
    at = now()
    period = request.GET.get("periode", "")
    period = period if period in log.PERIODS else "30"
    use = opening.own(request.seat, ["use", "identity"], at, action=action)
    return use, period, at - log.PERIODS[period], request.GET.get("myndighed", "")


@require_safe
@citizens_only
def my_log(request):
    use, period, since, authority = _log(request)
    page = log.page(log.lines(use, since, authority), request.GET.get("side", "1"))
    context = {
        "summary": log.summary(use, since),
        "page": page,
        "period": period,
        "authority": authority,
        "query": urlencode({"periode": period, "myndighed": authority}),
    }
    return render(request, "citizens/my_log.html", context)


@require_safe
@citizens_only
def my_log_csv(request):
    use, _period, since, authority = _log(request, "export")
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="brug-af-oplysninger.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_(column) for column in COLUMNS])
    for line in log.told(log.lines(use, since, authority)):
        seen = ", ".join(line.seen)
        words = (
            line.authority, line.unit, line.role, line.purpose, line.statute, seen,
            f"{line.reason}: {line.reason_text}" if line.reason else "",
        )  # fmt: skip
        writer.writerow([line.at.isoformat(), *map(guarded, words)])
    return response


@require_safe
@citizens_only
def my_consents(request):
    at = now()
    rows = queries.consents(opening.own(request.seat, ["consent", "identity"], at))
    soon = {one.pk for one in rows if queries.expires_soon(one, localdate(at))}
    return render(request, "citizens/my_consents.html", {"consents": rows, "soon": soon})


@require_POST
@citizens_only
def answer(request, consent_id):
    at = now()
    use = opening.own(request.seat, ["consent"], at, action="change")
    consent = queries.consent(use, consent_id)
    verb = verbs.give if says_yes(request) else verbs.decline
    verb(consent, by=request.seat, at=at)
    return redirect("citizens:my_consents")


@require_http_methods(["GET", "HEAD", "POST"])
@citizens_only
def withdraw(request, consent_id):
    at = now()
    action = "change" if request.method == "POST" else "read"
    use = opening.own(request.seat, ["consent"], at, action=action)
    consent = queries.consent(use, consent_id)
    if request.method != "POST":
        return render(request, "citizens/withdraw.html", {"consent": consent})
    verbs.withdraw(consent, by=request.seat, at=at)
    return redirect("citizens:my_consents")


@require_POST
@citizens_only
def renew(request, consent_id):
    at = now()
    use = opening.own(request.seat, ["consent"], at, action="change")
    verbs.renew(queries.consent(use, consent_id), by=request.seat, at=at)
    return redirect("citizens:my_consents")
