"""Changing a plan: one goal or one effort per page, with what the change triggers."""

from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from sammenhaeng.access.policy import staff_only
from sammenhaeng.citizens.queries.menu import case_menu
from sammenhaeng.citizens.queries.persons import id_of
from sammenhaeng.design.rendering import render
from sammenhaeng.journeys import forms
from sammenhaeng.journeys.operations import activities, goals, plans
from sammenhaeng.journeys.queries import plans as queries
from sammenhaeng.journeys.rules.plans import CONDITIONS

from . import opening

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _open(request, code, at):
    action = "change" if request.method == "POST" else "read"
    return opening.case(request.seat, id_of(code), at, action=action)


def _show(request, code, form, **more):
    context = {"code": code, "side": case_menu(code, request.path), "form": form, **more}
    return render(request, "journeys/edit.html", context, 422 if form.errors else 200)


@form_page
@staff_only
def start(request, code):
    at = now()
    opened = _open(request, code, at)
    form = forms.Start(request.POST or None)
    if not form.is_valid():
        return _show(request, code, form, kind="start", opened=opened)
    beginning = plans.Beginning(
        request.seat.unit, frozenset(CONDITIONS), review_on=form.cleaned_data["review_on"]
    )
    plans.start(opened.citizen_id, beginning, by=request.seat, at=at)
    return redirect("journeys:plan", code)


@form_page
@staff_only
def add_goal(request, code):
    at = now()
    opened = _open(request, code, at)
    form = forms.Goal(request.POST or None)
    if not form.is_valid():
        return _show(request, code, form, kind="goal", opened=opened)
    aim = goals.Aim(**form.cleaned_data)
    goals.add_goal(opened.the_plan, aim, about=opened.citizen_id, by=request.seat, at=at)
    return redirect("journeys:plan", code)


@form_page
@staff_only
def add_activity(request, code, goal_id):
    at = now()
    opened = _open(request, code, at)
    goal = queries.goal(opened.use, opened.the_plan, goal_id).goal
    form = forms.Effort(request.POST or None)
    if not form.is_valid():
        return _show(request, code, form, kind="activity", opened=opened, goal=goal)
    effort = activities.Effort(**form.effort(request.seat))
    activities.add_activity(goal, effort, by=request.seat, at=at)
    return redirect("journeys:plan", code)


@form_page
@staff_only
def change_activity(request, code, activity_id):
    at = now()
    opened = _open(request, code, at)
    activity = queries.activity(opened.use, opened.the_plan, activity_id)
    form = forms.Effort(request.POST or None, initial=forms.initial(activity))
    if not form.is_valid():
        return _show(request, code, form, kind="change", opened=opened, activity=activity)
    effort = activities.Effort(**form.effort(request.seat, activity))
    seen = form.cleaned_data["seen"]
    activities.change_activity(activity, effort, seen=seen, by=request.seat, at=at)
    return redirect("journeys:plan", code)
