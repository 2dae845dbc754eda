"""The citizen's own pages: the plan, a goal, the contact person."""

from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sammenhaeng.access.policy import citizens_only
from sammenhaeng.design.forms import says_yes
from sammenhaeng.design.rendering import render
from sammenhaeng.journeys.forms import plans as forms
from sammenhaeng.journeys.forms.lines import NextStep, OwnGoal
from sammenhaeng.journeys.operations import activities, goals, opening, plans, steps
from sammenhaeng.journeys.queries import contacts as contact_queries
from sammenhaeng.journeys.queries import families
from sammenhaeng.journeys.queries import plans as queries
from sammenhaeng.journeys.rules.plans import plan_types


@require_safe
@citizens_only
def my_plan(request):
    opened = opening.own(request.seat, now())
    return _page(request, opened, 200)


def _page(request, opened, status, **written):
    """The plan with its forms; `written` are those that could not be taken."""
    return render(request, "journeys/my_plan.html", _context(opened) | written, status)


def _context(opened):
    plan, today = opened.plan, localdate()
    return {
        "today": today,
        "opened": opened,
        "plan": plan,
        "view": opened.view,
        "form": forms.Comment(),
        "reply": forms.Answer(),
        "own": forms.OwnWords(initial={"words": plan.own_words if plan else ""}),
        "kinds": plan_types(),
        "parts": families.parts(opened.use, opened.citizen_id, today),
        "comments": queries.comments(opened.use, plan)[:10] if plan else [],
        "versions": opened.history.changes[:10] if plan else [],
    }


@require_POST
@citizens_only
def answer(request):
    form = forms.Answer(request.POST)
    at, seat = now(), request.seat
    opened = opening.own(seat, at, action="change")
    plan = opened.the_plan
    if not form.is_valid():
        return _page(request, opened, 422, reply=form)
    if form.cleaned_data["answer"] == "no":
        plans.send_back(plan, reason=form.cleaned_data["reason"], by=seat, at=at)
        return redirect("journeys:my_plan")
    plans.agree(opened.use, plan, by=seat, at=at)
    return redirect("journeys:my_plan")


@require_POST
@citizens_only
def own_words(request):
    form = forms.OwnWords(request.POST)
    at = now()
    opened = opening.own(request.seat, at, action="change")
    if not form.is_valid():
        return _page(request, opened, 422, own=form)
    plans.say_own_words(opened.the_plan, form.cleaned_data["words"], by=request.seat, at=at)
    return redirect("journeys:my_plan")


@require_POST
@citizens_only
def comment(request):
    form = forms.Comment(request.POST)
    at = now()
    opened = opening.own(request.seat, at, action="change")
    if not form.is_valid():
        return _page(request, opened, 422, form=form)
    steps.comment(opened.the_plan, form.cleaned_data["text"], goal=None, by=request.seat, at=at)
    return redirect("journeys:my_plan")


@require_POST
@citizens_only
def change(request, activity_id):
    at = now()
    opened = opening.own(request.seat, at, action="change")
    activity = queries.activity(opened.use, opened.the_plan, activity_id)
    verb = activities.approve if says_yes(request) else activities.decline
    verb(activity, by=request.seat, at=at)
    return redirect("journeys:my_plan")


@require_POST
@citizens_only
def answer_goal(request, goal_id):
    at = now()
    opened = opening.own(request.seat, at, action="change")
    goal = queries.goal(opened.use, opened.the_plan, goal_id).goal
    verb = goals.approve if says_yes(request) else goals.decline
    verb(goal, by=request.seat, at=at)
    return redirect("journeys:my_plan")


@require_http_methods(["GET", "HEAD", "POST"])
@citizens_only
def add_goal(request):
    at = now()
    is_sent = request.method == "POST"
    opened = opening.own(request.seat, at, action="change" if is_sent else "read")
    form = OwnGoal(request.POST if is_sent else None)
    if not form.is_valid():
        context = {"opened": opened, "plan": opened.the_plan, "form": form}
        return render(request, "journeys/my_new_goal.html", context, 422 if form.errors else 200)
    plan, about = opened.the_plan, opened.citizen_id
    goal = goals.add_goal(plan, form.aim(), about=about, by=request.seat, at=at)
    return redirect("journeys:my_goal", goal.pk)


@require_safe
@citizens_only
def my_goal(request, goal_id):
    return _goal(request, goal_id, NextStep(), 200)


def _goal(request, goal_id, form, status):
    opened = opening.own(request.seat, now())
    context = {
        "opened": opened,
        "goal": queries.goal(opened.use, opened.the_plan, goal_id),
        "comments": queries.comments(opened.use, opened.the_plan, goal_id),
        "form": form,
    }
    return render(request, "journeys/my_goal.html", context, status)


@require_POST
@citizens_only
def add_step(request, goal_id):
    form = NextStep(request.POST)
    if not form.is_valid():
        return _goal(request, goal_id, form, 422)
    at = now()
    opened = opening.own(request.seat, at, action="change")
    goal = queries.goal(opened.use, opened.the_plan, goal_id).goal
    told = form.cleaned_data
    steps.add_step(goal, told["text"], due_on=told["due_on"], by=request.seat, at=at)
    return redirect("journeys:my_goal", goal_id)


@require_POST
@citizens_only
def finish_step(request, step_id):
    at = now()
    opened = opening.own(request.seat, at, action="change")
    step = queries.step(opened.use, opened.the_plan, step_id)
    steps.finish_step(step, by=request.seat, at=at)
    return redirect("journeys:my_goal", step.goal_id)


@require_safe
@citizens_only
def my_contact(request):
    opened = opening.own(request.seat, now())
    plans = contact_queries.in_force(opened.use)
    found = contact_queries.contacts(opened.use, opened.plan, opened.view, plans)
    return render(request, "journeys/my_contact.html", {"contacts": found})
