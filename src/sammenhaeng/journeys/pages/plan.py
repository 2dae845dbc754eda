"""The staff's page of one plan, its versions, and what may be done to it there."""

from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from sammenhaeng.access.policy import staff_only
from sammenhaeng.citizens.queries import persons
from sammenhaeng.citizens.queries.menu import case_menu
from sammenhaeng.citizens.queries.persons import id_of
from sammenhaeng.design.rendering import render
from sammenhaeng.journeys.forms import plans as forms
from sammenhaeng.journeys.operations import opening, plans, steps
from sammenhaeng.journeys.queries import plans as queries
from sammenhaeng.journeys.queries import versions
from sammenhaeng.journeys.rules import lines as rules
from sammenhaeng.journeys.rules.plans import plan_types

from .course import moves_of
from .figures import chart_of, meetings_of


@require_safe
@staff_only
def show(request, code):
    opened = opening.case(request.seat, id_of(code), now(), seen=opening.IN_TIME)
    return _page(request, code, opened, forms.Comment(), 200)


def _page(request, code, opened, form, status):
    today = localdate()
    meetings = meetings_of(opened) if opened.plan else []
    context = {
        "code": code,
        "side": case_menu(code, request.path),
        "opened": opened,
        "plan": opened.plan,
        "view": opened.view,
        "age": persons.age(opened.person, today),
        "today": today,
        "form": form,
        "comments": queries.comments(opened.use, opened.plan)[:10] if opened.plan else [],
        "kinds": plan_types(),
        "visibilities": rules.VISIBILITIES,
        "clashes": [one for one in meetings if one.clashes],
        "chart": chart_of(opened, code, meetings) if opened.plan else None,
        "moves": moves_of(opened.plan) if opened.plan else [],
    }
    return render(request, "journeys/plan.html", context, status)


@require_POST
@staff_only
def comment(request, code):
    form = forms.Comment(request.POST)
    at = now()
    opened = opening.case(request.seat, id_of(code), at, action="change", seen=opening.IN_TIME)
    if not form.is_valid():
        return _page(request, code, opened, form, 422)
    steps.comment(opened.the_plan, form.cleaned_data["text"], goal=None, by=request.seat, at=at)
    return redirect("journeys:plan", code)


@require_POST
@staff_only
def propose(request, code):
    at = now()
    opened = opening.case(request.seat, id_of(code), at, action="change")
    plans.propose(opened.the_plan, by=request.seat, at=at)
    return redirect("journeys:plan", code)


@require_safe
@staff_only
def version(request, code, number):
    opened = opening.case(request.seat, id_of(code), now())
    context = {
        "code": code,
        "side": case_menu(code, request.path),
        "opened": opened,
        "shown": versions.version(opened.use, opened.the_plan, number),
    }
    return render(request, "journeys/version.html", context)
