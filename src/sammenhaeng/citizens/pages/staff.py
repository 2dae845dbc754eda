"""Consents of a citizen for staff, and looking a citizen up with a reason."""

from datetime import timedelta

from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from sammenhaeng.access import operations as access
from sammenhaeng.access.policy import staff_only
from sammenhaeng.citizens import forms
from sammenhaeng.citizens.operations import consents as verbs
from sammenhaeng.citizens.operations import persons as person_verbs
from sammenhaeng.citizens.queries import consents as queries
from sammenhaeng.citizens.queries import log, persons
from sammenhaeng.citizens.queries.menu import case_menu
from sammenhaeng.design.rendering import render

form_page = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = timedelta(days=90)
BASES = {"coordination": "lov-707", "case": "rsl-11a-1"}


@form_page
@staff_only
def look_up(request):
    form = forms.Find(request.POST or None)
    hits = None
    if form.is_valid():
        hits = person_verbs.find(form.cleaned_data["text"], by=request.seat, at=now())
    context = {"form": form, "hits": hits}
    return render(request, "citizens/look_up.html", context, 422 if form.errors else 200)


@require_POST
@staff_only
def open_with_reason(request):
    form = forms.OpenWithReason(request.POST)
    if "text" not in request.POST:
        blank = forms.OpenWithReason(initial={"citizen": request.POST.get("citizen", "")})
        return render(request, "citizens/reason.html", {"form": blank})
    if not form.is_valid():
        return render(request, "citizens/reason.html", {"form": form}, 422)
    told, at = form.cleaned_data, now()
    citizen_id = persons.id_of(told["citizen"])
    access.open_with_reason(
        citizen_id, code=told["code"], text=told["text"], by=request.seat, at=at
    )
    return redirect("front:citizen", told["citizen"])


@form_page
@staff_only
def consents(request, code):
    at, seat = now(), request.seat
    citizen_id = persons.id_of(code)
    use = access.look_up(
        citizen_id, purpose="case", seen=["identity", "consent", "use"], by=seat, at=at
    )
    form = forms.AskConsent(request.POST or None)
    if not form.is_valid():
        return _consents(request, code, use, form, at)
    told = form.cleaned_data
    wanted = verbs.Request(
        told["purpose"], BASES[told["purpose"]], seat.unit, ("plan", "appointments", "contacts"),
        told["valid_until"], told["explanation"],
    )  # fmt: skip
    verbs.ask(citizen_id, wanted, by=seat, at=at)
    return redirect("citizens:consents", code)


def _consents(request, code, use, form, at):
    context = {
        "code": code,
        "side": case_menu(code, request.path),
        "person": persons.person(use),
        "consents": queries.consents(use),
        "log": log.page(log.lines(use, at - SHOWN), request.GET.get("side", "1")),
        "today": localdate(at),
        "form": form,
    }
    return render(request, "citizens/consents.html", context, 422 if form.errors else 200)
