"""Each role's home, and a citizen's case at a glance."""

from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from sammenhaeng.access.policy import citizens_only, staff_only
from sammenhaeng.benefits.queries import applications as benefits
from sammenhaeng.citizens.queries.menu import case_menu
from sammenhaeng.citizens.queries.persons import id_of
from sammenhaeng.design.rendering import render
from sammenhaeng.front import queries
from sammenhaeng.front.operations import homes


@require_safe
@citizens_only
def citizen_home(request):
    overview = homes.of_citizen(request.seat, now(), localdate())
    return render(request, "front/citizen_home.html", {"overview": overview})


@require_safe
@staff_only
def citizens(request):
    rows = homes.citizens_of(request.seat, now())
    return render(request, "front/citizens.html", {"rows": rows, "states": queries.STATES})


@require_safe
@staff_only
def citizen(request, code):
    overview = homes.case(request.seat, id_of(code), now(), localdate())
    side, takes_in = case_menu(code, request.path), benefits.takes_in(request.seat)
    context = {"case": overview, "side": side, "takes_in": takes_in}
    return render(request, "front/citizen.html", context)
