"""Changing a plan: one goal or one effort per page, with what the change triggers."""

from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sammenhaeng.access.policy import staff_only
from sammenhaeng.citizens.queries.menu import case_menu
from sammenhaeng.citizens.queries.persons import id_of
from sammenhaeng.design.rendering import render
from sammenhaeng.journeys.forms import lines as forms
from sammenhaeng.journeys.forms import plans as plan_forms
from sammenhaeng.journeys.operations import activities, goals, opening, plans, steps
from sammenhaeng.journeys.queries import plans as queries
from sammenhaeng.journeys.rules import lines as rules
from sammenhaeng.journeys.rules.plans import CONDITIONS, RUNNING

form_page = require_http_methods(["GET", "HEAD", "POST"])


def opened_for(request, code, at):
    action = "change" if request.method == "POST" else "read"
    return opening.case(request.seat, id_of(code), at, action=action)


def filled(request):
    """What was sent, or None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def show(request, code, form, heading, **more):
    context = {"code": code, "side": case_menu(code, request.path), "form": form}
    context |= {"heading": heading, "lead": "", "send": _("Gem"), **more}
    return render(request, "journeys/edit.html", context, 422 if form.errors else 200)


@form_page
@staff_only
def start(request, code):
    at = now()
    action = "change" if request.method == "POST" else "read"
    opened, children = opening.to_begin(request.seat, id_of(code), at, action=action)
    form = plan_forms.Start(filled(request), children=children)
    if not form.is_valid():
        lead = _("Loven kræver, at alle fire betingelser er opfyldt (lov nr. 707 af 8. juni 2018).")
        return show(request, code, form, _("Begynd en plan"), lead=lead)
    told = form.cleaned_data
    others = opening.chosen(children, told.get("others", []))
    beginning = plans.Beginning(request.seat.unit, frozenset(CONDITIONS), others, told["review_on"])
    plans.start(opened.citizen_id, beginning, by=request.seat, at=at)
    return redirect("journeys:plan", code)


@form_page
@staff_only
def add_goal(request, code):
    at = now()
    opened = opened_for(request, code, at)
    form = forms.GoalNew(filled(request), members=opened.members)
    if not form.is_valid():
        return show(request, code, form, _("Tilføj mål"), send=_("Tilføj mål"))
    told = form.cleaned_data
    about = opened.member(told.pop("about", ""))
    goals.add_goal(opened.the_plan, goals.Aim(**told), about=about, by=request.seat, at=at)
    return redirect("journeys:plan", code)


@form_page
@staff_only
def change_goal(request, code, goal_id):
    at = now()
    opened = opened_for(request, code, at)
    goal = queries.goal(opened.use, opened.the_plan, goal_id).goal
    form = forms.GoalChange(filled(request), initial=forms.goal_initial(goal))
    if not form.is_valid():
        more = {"goal": goal, "ending": forms.Ending(), "next": forms.NextStep()}
        return show(request, code, form, _("Ret mål"), **more)
    told = dict(form.cleaned_data)
    seen = told.pop("seen")
    aim = goals.Aim(**told, visibility=goal.visibility)
    goals.change_goal(goal, aim, seen=seen, by=request.seat, at=at)
    return redirect("journeys:plan", code)


@form_page
@staff_only
def end_goal(request, code, goal_id):
    at = now()
    opened = opened_for(request, code, at)
    goal = queries.goal(opened.use, opened.the_plan, goal_id).goal
    form = forms.Ending(filled(request))
    if not form.is_valid():
        return show(request, code, form, _("Afslut målet"), lead=goal.title)
    goals.close_goal(goal, form.cleaned_data["achievement"], by=request.seat, at=at)
    return redirect("journeys:plan", code)


@require_POST
@staff_only
def strike_goal(request, code, goal_id):
    at = now()
    opened = opened_for(request, code, at)
    goal = queries.goal(opened.use, opened.the_plan, goal_id).goal
    goals.cancel_goal(goal, by=request.seat, at=at)
    return redirect("journeys:plan", code)


@form_page
@staff_only
def add_step(request, code, goal_id):
    at = now()
    opened = opened_for(request, code, at)
    goal = queries.goal(opened.use, opened.the_plan, goal_id)
    form = forms.NextStep(filled(request))
    if not form.is_valid():
        return show(request, code, form, _("Tilføj skridt"), lead=goal.goal.title, steps=goal.steps)
    told = form.cleaned_data
    steps.add_step(goal.goal, told["text"], due_on=told["due_on"], by=request.seat, at=at)
    return redirect("journeys:plan", code)


@require_POST
@staff_only
def finish_step(request, code, step_id):
    at = now()
    opened = opened_for(request, code, at)
    step = queries.step(opened.use, opened.the_plan, step_id)
    steps.finish_step(step, by=request.seat, at=at)
    return redirect("journeys:add_step", code, step.goal_id)


@form_page
@staff_only
def add_activity(request, code, goal_id):
    at = now()
    opened = opened_for(request, code, at)
    goal = queries.goal(opened.use, opened.the_plan, goal_id).goal
    form = forms.Effort(filled(request))
    if not form.is_valid():
        asks = opened.the_plan.state in RUNNING
        lead = _("Borgeren skal godkende den, før den gælder.") if asks else goal.title
        return show(request, code, form, _("Tilføj indsats"), lead=lead)
    effort = form.effort(request.seat)
    activities.add_activity(goal, effort, by=request.seat, at=at)
    return redirect("journeys:plan", code)


@form_page
@staff_only
def change_activity(request, code, activity_id):
    at = now()
    opened = opened_for(request, code, at)
    activity = queries.activity(opened.use, opened.the_plan, activity_id)
    form = forms.Effort(filled(request), initial=forms.activity_initial(activity))
    if not form.is_valid():
        lead = _("Borgeren og de andre i planen kan se, hvad du ændrer.")
        moves = [event for event in rules.MOVES if event in rules.ACTIVITY[activity.state]]
        more = {"lead": lead, "activity": activity, "moves": moves, "words": rules.MOVES}
        return show(request, code, form, _("Ret indsats"), **more)
    effort = form.effort(request.seat, activity)
    seen = form.cleaned_data["seen"]
    activities.change_activity(activity, effort, seen=seen, by=request.seat, at=at)
    return redirect("journeys:plan", code)


@require_POST
@staff_only
def move_activity(request, code, activity_id):
    at = now()
    opened = opened_for(request, code, at)
    activity = queries.activity(opened.use, opened.the_plan, activity_id)
    activities.move_activity(activity, request.POST.get("event", ""), by=request.seat, at=at)
    return redirect("journeys:plan", code)
