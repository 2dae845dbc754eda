"""Early action: the talks that are due, and one employee."""

from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sammenhaeng.absence.forms import follow_ups as forms
from sammenhaeng.absence.operations import follow_ups as verbs
from sammenhaeng.absence.operations import opening
from sammenhaeng.absence.queries import follow_ups as queries
from sammenhaeng.absence.rules import follow_ups as rules
from sammenhaeng.access.policy import personnel_only
from sammenhaeng.design.rendering import render
from sammenhaeng.kernel.refusal import Refused

form_page = require_http_methods(["GET", "HEAD", "POST"])


def filled(request):
    return request.POST if request.method == "POST" else None


@require_safe
@personnel_only
def talks(request):
    at = now()
    staff, today = opening.everybody(request.seat, at), localdate(at)
    context = {
        "people": staff.people,
        "due": queries.due(staff.use, today) if staff.use else [],
        "employments": queries.employments(staff.use, today) if staff.use else [],
        "steps": rules.STEPS,
        "today": today,
    }
    return render(request, "absence/talks.html", context)


@require_safe
@personnel_only
def employee(request, code):
    at = now()
    opened = opening.employee(request.seat, code, at)
    sick = opened.follow_up
    held = [talk.step for talk in opened.talks]
    context = {
        "opened": opened,
        "code": code,
        "steps": rules.STEPS,
        "reminders": rules.reminders(sick.first_sick_on, held) if sick else [],
        "today": localdate(at),
    }
    return render(request, "absence/employee.html", context)


@form_page
@personnel_only
def begin(request, code):
    at = now()
    opened = _opened(request, code, at)
    form = forms.Begin(filled(request), initial={"first_sick_on": localdate(at)})
    if not form.is_valid():
        return _show(request, opened, form, _("Begynd en opfølgning"))
    verbs.begin(opened.employment, **form.cleaned_data, by=request.seat, at=at)
    return redirect("absence:employee", code)


@form_page
@personnel_only
def hold(request, code):
    at = now()
    opened = _opened(request, code, at)
    form = forms.Hold(filled(request), initial={"held_on": localdate(at)})
    if not form.is_valid():
        return _show(request, opened, form, _("Skriv en samtale ind"))
    verbs.hold(_running(opened), form.held(), by=request.seat, at=at)
    return redirect("absence:employee", code)


@form_page
@personnel_only
def close(request, code):
    at = now()
    opened = _opened(request, code, at)
    form = forms.Close(filled(request), initial={"returned_on": localdate(at)})
    if not form.is_valid():
        return _show(request, opened, form, _("Medarbejderen er tilbage"))
    verbs.close(_running(opened), **form.cleaned_data, by=request.seat, at=at)
    return redirect("absence:employee", code)


def _opened(request, code, at):
    action = "change" if request.method == "POST" else "read"
    return opening.employee(request.seat, code, at, action=action)


def _running(opened):
    if opened.follow_up is None:
        raise Refused("state", "Der er ingen opfølgning i gang. Begynd en først.")
    return opened.follow_up


def _show(request, opened, form, heading):
    context = {
        "form": form, "heading": heading, "lead": opened.person.name,
        "back": ("absence:employee", opened.person.code), "back_to": opened.person.name,
    }  # fmt: skip
    return render(request, "absence/form.html", context, 422 if form.errors else 200)
