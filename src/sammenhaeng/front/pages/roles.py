"""Each role's home, and a citizen's case at a glance."""

from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from sammenhaeng.access.policy import citizens_only, staff_only
from sammenhaeng.benefits.queries import applications as benefits
from sammenhaeng.citizens.queries.menu import case_menu
from sammenhaeng.citizens.queries.persons import id_of
from sammenhaeng.design.rendering import render
from sammenhaeng.front import operations as homes
from sammenhaeng.front import queries
from sammenhaeng.inbox import operations as inbox_verbs
from sammenhaeng.kernel.refusal import Refused


@require_safe
@citizens_only
def citizen_home(request):
    overview = homes.of_citizen(request.seat, now(), localdate())
    return render(request, "front/citizen_home.html", {"overview": overview})


@require_safe
@staff_only
def inbox(request):
    only = request.GET.get("vis", "")
    found = homes.inbox(request.seat, only, now(), localdate())
    return render(request, "front/inbox.html", {"inbox": found, "only": only})


@require_POST
@staff_only
def finish_task(request, task_id):
    task = queries.task(request.seat, task_id, localdate())
    if task is None:
        raise Refused("missing", "Opgaven er allerede løst.")
    inbox_verbs.finish(task, by=request.seat, at=now())
    return redirect("front:inbox")


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
