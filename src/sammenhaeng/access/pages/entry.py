"""Logging in, and taking a seat."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST, require_safe

from sammenhaeng.access import policy, queries, rules
from sammenhaeng.access.forms import entry as forms
from sammenhaeng.design.door import WANTED
from sammenhaeng.design.rendering import render


@require_safe
def log_in(request):
    personas = queries.demo_accounts() if settings.DEMO else []
    context = {"personas": personas, "roles": rules.ROLES, "oidc": bool(settings.OIDC["issuer"])}
    return render(request, "access/log_in.html", context)


@require_POST
def log_in_as(request):
    """The demo's log-in: choose a persona. It does not exist outside the demo."""
    form = forms.Choice(request.POST)
    personas = {seat.pk: seat for seat in queries.demo_accounts()} if settings.DEMO else {}
    if not form.is_valid() or form.cleaned_data["id"] not in personas:
        raise Http404
    return sit_down(request, personas[form.cleaned_data["id"]])


def come_in(request, account) -> HttpResponse:
    """Someone known has logged in: a new session, then their seat, or the choice of one."""
    wanted = request.session.get(WANTED, "")
    request.session.flush()
    request.session[WANTED] = wanted
    seats = list(queries.seats_of(account, localdate())[:2])
    if len(seats) == 1:
        return sit_down(request, seats[0])
    request.session["account"] = account.pk
    return redirect("access:seats")


def sit_down(request, seat) -> HttpResponse:
    policy.sit(request, seat)
    request.session["seats"] = queries.seats_of(seat.account, localdate()).count()
    return redirect(_wanted(request) or rules.HOMES.get(seat.role, "front:home"))


def _wanted(request) -> str:
    """The page of ours they were on their way to, once; "" when there is none."""
    address = request.session.pop(WANTED, "")
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours and address.startswith("/") else ""


@require_GET
def seats(request):
    account = queries.account(request.session.get("account", 0))
    if account is None:
        return redirect("access:log_in")
    found = queries.seats_of(account, localdate())
    return render(request, "access/seats.html", {"seats": found, "roles": rules.ROLES})


@require_POST
def take_seat(request):
    form = forms.Choice(request.POST)
    account = queries.account(request.session.get("account", 0))
    if account is None or not form.is_valid():
        return redirect("access:log_in")
    seat = queries.seat_of(account, form.cleaned_data["id"], localdate())
    if seat is None:
        raise Http404
    return sit_down(request, seat)


@require_POST
def keep_alive(request):
    request.session.modified = True
    return HttpResponse(status=204)
