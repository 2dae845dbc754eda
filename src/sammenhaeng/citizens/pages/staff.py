"""Consents of a citizen for staff, and looking a citizen up with a reason."""

from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.access.policy import staff_only
from sammenhaeng.citizens import forms
from sammenhaeng.citizens.operations import consents as verbs
from sammenhaeng.citizens.operations import opening
from sammenhaeng.citizens.operations import persons as person_verbs
from sammenhaeng.citizens.queries import consents as queries
from sammenhaeng.citizens.queries import log, persons
from sammenhaeng.citizens.queries.menu import case_menu
from sammenhaeng.design.rendering import render

form_page = require_http_methods(["GET", "HEAD", "POST"])


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
    person_verbs.open_with_reason(
        citizen_id, code=told["code"], text=told["text"], by=request.seat, at=at
    )
    return redirect("front:citizen", told["citizen"])


@form_page
@staff_only
def consents(request, code):
    at, seat = now(), request.seat
    citizen_id = persons.id_of(code)
    use = opening.case(seat, citizen_id, at)
    form = forms.AskConsent(request.POST or None)
    if not form.is_valid():
        return _consents(request, code, use, form, at)
    told = form.cleaned_data
    wanted = verbs.Request.for_own_unit(
        seat, told["purpose"], told["explanation"], valid_until=told["valid_until"]
    )
    verbs.ask(citizen_id, wanted, by=seat, at=at)
    return redirect("citizens:consents", code)


def _consents(request, code, use, form, at):
    rows = queries.consents(use)
    context = {
        "code": code,
        "side": case_menu(code, request.path),
        "person": persons.person(use),
        "consents": rows,
        "soon": [one for one in rows if queries.expires_soon(one, localdate(at))],
        "access": queries.who_has_access(use),
        "log": log.page(log.lines(use, at - log.SHOWN_TO_STAFF), request.GET.get("side", "1")),
        "today": localdate(at),
        "form": form,
    }
    return render(request, "citizens/consents.html", context, 422 if form.errors else 200)


def _consent(request, code, consent_id, at):
    citizen_id = persons.id_of(code)
    use = access.look_up(
        citizen_id, purpose="case", seen=["consent"], by=request.seat, at=at, action="change"
    )
    return queries.consent(use, consent_id)


@form_page
@staff_only
def give_orally(request, code, consent_id):
    at, seat = now(), request.seat
    consent = _consent(request, code, consent_id, at)
    colleagues = access_queries.caseworkers([seat.unit_id], localdate(at)).exclude(pk=seat.pk)
    form = forms.OralConsent(
        request.POST if request.method == "POST" else None, colleagues=colleagues
    )
    if form.is_valid():
        witness = colleagues.get(pk=form.cleaned_data["witness"])
        verbs.give_orally(consent, witness=witness, by=seat, at=at)
        return redirect("citizens:consents", code)
    context = {"code": code, "side": case_menu(code, request.path), "form": form}
    context["consent"] = consent
    return render(request, "citizens/orally.html", context, 422 if form.errors else 200)


@require_POST
@staff_only
def end_consent(request, code, consent_id):
    at = now()
    verbs.withdraw(_consent(request, code, consent_id, at), by=request.seat, at=at)
    return redirect("citizens:consents", code)


@form_page
@staff_only
def register(request):
    form = forms.NewCitizen(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "citizens/register.html", {"form": form}, status)
    identity = person_verbs.Identity(**form.cleaned_data)
    person = person_verbs.register(identity, by=request.seat, at=now())
    return redirect("front:citizen", person.code)
