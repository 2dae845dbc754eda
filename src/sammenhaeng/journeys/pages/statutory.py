"""Plans under single laws: which the citizen has, what they hold, and a new one."""

from datetime import datetime

from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sammenhaeng.access.models import Seat
from sammenhaeng.access.policy import staff_only
from sammenhaeng.citizens.queries.menu import case_menu
from sammenhaeng.design.rendering import render
from sammenhaeng.journeys.forms.plans import Parts, Statutory
from sammenhaeng.journeys.models import StatutoryPlan
from sammenhaeng.journeys.operations import statutory as verbs
from sammenhaeng.journeys.queries import plans as queries
from sammenhaeng.journeys.rules.plans import ENDED, IN_FORCE, REPLACED, plan_types

from .editing import filled, form_page, opened_for, show


@require_safe
@staff_only
def statutory_plans(request, code):
    opened = opened_for(request, code, now())
    found = queries.statutory(opened.use, states=(IN_FORCE, REPLACED, ENDED))
    context = {
        "code": code,
        "side": case_menu(code, request.path),
        "opened": opened,
        "found": found,
        "kinds": plan_types(),
    }
    return render(request, "journeys/statutory_plans.html", context)


@form_page
@staff_only
def start_statutory(request, code):
    at = now()
    opened = opened_for(request, code, at)
    form = Statutory(filled(request), today=localdate(at))
    if not form.is_valid():
        return show(request, code, form, _("Begynd en plan efter en enkelt lov"))
    told = form.cleaned_data
    beginning = verbs.Beginning(
        told["kind"], request.seat.unit, {}, responsible=request.seat, review_on=told["review_on"]
    )
    plan = verbs.start(opened.citizen_id, beginning, by=request.seat, at=at)
    return redirect("journeys:statutory_plan", code, plan.pk)


def _write(plan: StatutoryPlan, form: Parts, *, by: Seat, at: datetime) -> None:
    for key in form.changed_data:
        verbs.write(plan, key, form.cleaned_data[key], by=by, at=at)


@form_page
@staff_only
def statutory_plan(request, code, plan_id):
    at = now()
    opened = opened_for(request, code, at)
    plan = queries.statutory_plan(opened.use, plan_id)
    parts = queries.parts(opened.use, [plan])[plan.pk]
    form = Parts(filled(request), kind=plan.kind, initial=parts)
    if form.is_valid():
        _write(plan, form, by=request.seat, at=at)
        return redirect("journeys:statutory_plans", code)
    own = plan.unit.authority_id == request.seat.unit.authority_id and plan.state == IN_FORCE
    context = {
        "code": code,
        "side": case_menu(code, request.path),
        "plan": plan,
        "kind": plan_types()[plan.kind],
        "parts": parts,
        "form": form,
        "may_write": own,
    }
    return render(request, "journeys/statutory_plan.html", context, 422 if form.errors else 200)


@require_POST
@staff_only
def end_statutory(request, code, plan_id):
    at = now()
    opened = opened_for(request, code, at)
    verbs.end(queries.statutory_plan(opened.use, plan_id), by=request.seat, at=at)
    return redirect("journeys:statutory_plans", code)
