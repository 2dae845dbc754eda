"""The plan's course: rest, go on, hand over, withdraw, complete, or made by mistake."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import Http404
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from sammenhaeng.access.policy import staff_only
from sammenhaeng.journeys.forms import plans as plan_forms
from sammenhaeng.journeys.models import Plan
from sammenhaeng.journeys.operations import course, plans
from sammenhaeng.journeys.queries import contacts
from sammenhaeng.journeys.rules.plans import EVENTS, HOLISTIC

from .editing import filled, form_page, opened_for, show


@dataclass(frozen=True)
class Move:
    """One page of the course: what must be written, and the verb it goes to."""

    form: type[forms.Form]
    verb: Callable[..., Plan]
    lead: str = ""


MOVES = {
    "hold": Move(
        plan_forms.Hold, course.hold, "Frister løber videre, medmindre loven siger andet."
    ),
    "resume": Move(forms.Form, course.resume, "Planen går i gang igen i dag."),
    "hand_over": Move(
        plan_forms.HandOver, course.hand_over, "Der er hele tiden præcis én, der koordinerer."
    ),
    "withdraw": Move(
        plan_forms.Because, course.withdraw,
        "De planer, som denne plan erstattede, gælder igen med det samme.",
    ),
    "complete": Move(
        plan_forms.Summary, course.complete, "Alle mål skal være afsluttet eller strøget."
    ),
    "return": Move(plan_forms.Because, plans.send_back, "Planen bliver en kladde igen."),
    "report_error": Move(
        plan_forms.Because, course.report_error, "En kollega i myndigheden skal også sige ja."
    ),
    "err": Move(
        forms.Form, course.enter_in_error,
        "Planen forsvinder fra lister, men bliver i loggen. Det, den erstattede, gælder igen.",
    ),
}  # fmt: skip


def moves_of(plan: Plan) -> list[tuple[str, str]]:
    """What may happen to the plan now: the event and its words."""
    events = [event for event in EVENTS if event in HOLISTIC[plan.state] or event == "hand_over"]
    if "err" in events and plan.error_reported_by_id is None:
        events[events.index("err")] = "report_error"
    return [(event, EVENTS[event]) for event in events]


@form_page
@staff_only
def move(request, code, event):
    at = now()
    opened = opened_for(request, code, at)
    if event not in MOVES:
        raise Http404
    wanted = MOVES[event]
    form = _form(wanted, request, opened)
    if not form.is_valid():
        lead, heading = _(wanted.lead), _(EVENTS[event])
        return show(request, code, form, heading, lead=lead, send=heading)
    wanted.verb(opened.the_plan, **form.cleaned_data, by=request.seat, at=at)
    return redirect("front:citizen", code)


def _form(wanted: Move, request, opened) -> forms.Form:
    if wanted.form is not plan_forms.HandOver:
        return wanted.form(filled(request))
    seats = contacts.successors(opened.use, opened.the_plan, opened.view, localdate())
    return wanted.form(filled(request), seats=seats)
