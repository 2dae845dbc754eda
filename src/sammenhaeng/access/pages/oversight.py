"""The data protection officer's pages: who got a no, and look-ups that are shown later."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from sammenhaeng.access import operations as access
from sammenhaeng.access.forms import oversight as forms
from sammenhaeng.access.operations import trail
from sammenhaeng.access.policy import auditors_only
from sammenhaeng.access.queries import Wording
from sammenhaeng.access.rules import LONGEST_DELAY
from sammenhaeng.design.rendering import render

from .people import filled

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@auditors_only
def refusals(request):
    page = trail.refusals(request.GET.get("side", "1"), by=request.seat, at=now())
    return render(request, "access/refusals.html", {"page": page, "words": Wording()})


@form_page
@auditors_only
def find_line(request):
    form = forms.FindLine(filled(request))
    if form.is_valid():
        return redirect("access:delay", form.cleaned_data["number"])
    return render(request, "access/find_line.html", {"form": form}, 422 if form.errors else 200)


@form_page
@auditors_only
def delay(request, number):
    if number > 2**62:
        raise Http404
    at, form = now(), forms.Delay(filled(request))
    line = trail.find_line(number, by=request.seat, at=at)
    if not form.is_valid():
        last = localdate(at) + LONGEST_DELAY
        context = {"form": form, "line": line, "words": Wording(), "last": last}
        return render(request, "access/delay.html", context, 422 if form.errors else 200)
    access.delay(number, **form.cleaned_data, by=request.seat, at=at)
    return redirect("access:delay", number)
