"""Users, their seats and stand-ins, for the administrator of an authority."""

from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sammenhaeng.access import rules
from sammenhaeng.access.forms import people as forms
from sammenhaeng.access.operations import seats as verbs
from sammenhaeng.access.operations import trail
from sammenhaeng.access.policy import administrators_only
from sammenhaeng.access.queries import Wording
from sammenhaeng.access.queries import people as queries
from sammenhaeng.design.rendering import render
from sammenhaeng.design.sheets import csv_file

COLUMNS = ("Navn", "Rolle", "Stilling", "Enhed", "Fra", "Til", "Stedfortræder")
form_page = require_http_methods(["GET", "HEAD", "POST"])


def filled(request):
    """What was sent, or None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def show(request, form, heading, **more):
    context = {"form": form, "heading": heading, "lead": "", "send": _("Gem"), **more}
    return render(request, "access/edit.html", context, 422 if form.errors else 200)


@form_page
@administrators_only
def people(request):
    """The list, filtered in the address; a search for a name is posted."""
    by, form = request.seat, forms.Search(filled(request))
    unit, role = request.GET.get("enhed", ""), request.GET.get("rolle", "")
    rows = queries.seats(by, int(unit) if unit.isdecimal() else None, role)
    context = {
        "form": form,
        "found": queries.found(by, form.cleaned_data["text"]) if form.is_valid() else None,
        "page": queries.page(rows, request.GET.get("side", "1")),
        "units": queries.units(by, localdate()), "unit": unit, "role": role,
        "roles": _roles(by),
        "today": localdate(),
    }  # fmt: skip
    return render(request, "access/people.html", context, 422 if form.errors else 200)


@require_safe
@administrators_only
def people_csv(request):
    rows, words = trail.export_people(by=request.seat, at=now()), Wording()
    cells = [
        (
            seat.account.name, words.role(seat.role), seat.title, seat.unit_name, seat.first_on,
            seat.last_on or "", seat.stand_in.account.name if seat.stand_in else "",
        )
        for seat in rows
    ]  # fmt: skip
    return csv_file("brugere-og-pladser", [_(column) for column in COLUMNS], cells)


@form_page
@administrators_only
def register(request):
    form = forms.Register(filled(request))
    if not form.is_valid():
        lead = _("Når brugeren er oprettet, giver du en plads: en rolle i en enhed.")
        return show(request, form, _("Opret en bruger"), lead=lead, send=_("Opret brugeren"))
    account = verbs.register(**form.cleaned_data, by=request.seat, at=now())
    return redirect("access:person", account.pk)


def _roles(by) -> dict[str, str]:
    """The roles there are in the authority of a seat, in the reader's words."""
    assert by.unit
    return {role: _(rules.ROLES[role]) for role in rules.given_in(by.unit.authority.kind)}


@require_safe
@administrators_only
def person(request, account_id):
    account = queries.account(request.seat, account_id)
    context = {
        "account": account,
        "seats": queries.seats_of(request.seat, account),
        "words": Wording(),
        "today": localdate(),
    }
    return render(request, "access/person.html", context)


@form_page
@administrators_only
def give_seat(request, account_id):
    account = queries.account(request.seat, account_id)
    units = {unit.pk: unit for unit in queries.units(request.seat, localdate())}
    choices = [(pk, unit.name) for pk, unit in units.items()]
    form = forms.GiveSeat(
        filled(request), units=choices, roles=_roles(request.seat).items(),
        initial={"first_on": localdate()},
    )  # fmt: skip
    if not form.is_valid():
        return show(
            request, form, _("Giv en plads"), lead=account.name, back=account.pk,
            send=_("Giv plads"),
        )  # fmt: skip
    told = form.cleaned_data
    post = verbs.Post(**{**told, "unit": units[told["unit"]]})
    verbs.seat(account, post, by=request.seat, at=now())
    return redirect("access:person", account.pk)


@form_page
@administrators_only
def end_seat(request, seat_id):
    taken = queries.seat(request.seat, seat_id)
    form = forms.EndSeat(filled(request), initial={"last_on": localdate()})
    if not form.is_valid():
        return show(
            request, form, _("Afslut pladsen"), lead=_place(taken), back=taken.account_id,
            send=_("Afslut pladsen"),
        )  # fmt: skip
    verbs.unseat(taken, last_on=form.cleaned_data["last_on"], by=request.seat, at=now())
    return redirect("access:person", taken.account_id)


@form_page
@administrators_only
def stand_in(request, seat_id):
    taken = queries.seat(request.seat, seat_id)
    others = {seat.pk: seat for seat in queries.may_stand_in_for(taken, request.seat, localdate())}
    choices = [(pk, f"{seat.account.name}, {seat.unit.name}") for pk, seat in others.items()]
    form = forms.NameStandIn(filled(request), seats=choices, initial={"first_on": localdate()})
    if not form.is_valid():
        return show(
            request, form, _("Sæt en stedfortræder på"), lead=_place(taken), back=taken.account_id,
            more=_("Stedfortræderen kan i perioden åbne de samme borgere. Opslagene bliver "
                   "skrevet på stedfortræderens egen plads."),
        )  # fmt: skip
    told = form.cleaned_data
    period = {"first_on": told["first_on"], "last_on": told["last_on"]}
    verbs.name_stand_in(taken, others[told["stand_in"]], **period, by=request.seat, at=now())
    return redirect("access:person", taken.account_id)


@require_POST
@administrators_only
def end_stand_in(request, seat_id):
    taken = queries.seat(request.seat, seat_id)
    verbs.end_stand_in(taken, by=request.seat, at=now())
    return redirect("access:person", taken.account_id)


def _place(seat) -> str:
    return f"{seat.account.name}, {Wording().role(seat.role)}, {seat.unit.name}"
