"""One meeting for the staff who called it: moved, cancelled, attended or missed."""

from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sammenhaeng.access.policy import staff_only
from sammenhaeng.citizens.queries.menu import case_menu
from sammenhaeng.citizens.queries.persons import id_of
from sammenhaeng.design.rendering import render
from sammenhaeng.journeys.forms import meetings as forms
from sammenhaeng.journeys.operations import appointments as verbs
from sammenhaeng.journeys.operations import opening
from sammenhaeng.kernel.calendar import day_of

from .editing import filled, form_page, show

ATTENDANCE = {"arrive": "Borgeren er kommet", "fulfil": "Mødet er holdt"}


def _meeting(request, code, meeting_id, at):
    action = "change" if request.method == "POST" else "read"
    return opening.meeting(request.seat, id_of(code), meeting_id, at, action=action)


@require_safe
@staff_only
def case_meeting(request, code, meeting_id):
    at = now()
    meeting = _meeting(request, code, meeting_id, at)
    context = {
        "code": code,
        "side": case_menu(code, request.path),
        "meeting": meeting,
        "has_begun": meeting.starts_at <= at,
        "attendance": ATTENDANCE,
    }
    return render(request, "journeys/case_meeting.html", context)


@form_page
@staff_only
def move_meeting(request, code, meeting_id):
    at = now()
    meeting = _meeting(request, code, meeting_id, at)
    form = forms.NewTime(filled(request), initial={"starts_on": day_of(meeting.starts_at)})
    if not form.is_valid():
        return show(request, code, form, _("Flyt mødet"), lead=meeting.wish or meeting.title)
    interval = form.interval(meeting.ends_at - meeting.starts_at)
    because = form.cleaned_data["because"]
    verbs.move(meeting, interval, because=because, by=request.seat, at=at)
    return redirect("journeys:case_calendar", code)


@form_page
@staff_only
def cancel_meeting(request, code, meeting_id):
    at = now()
    meeting = _meeting(request, code, meeting_id, at)
    form = forms.Cancel(filled(request))
    if not form.is_valid():
        return show(request, code, form, _("Aflys mødet"), lead=meeting.title)
    verbs.cancel(meeting, reason=form.cleaned_data["reason"], by=request.seat, at=at)
    return redirect("journeys:case_calendar", code)


@require_POST
@staff_only
def attend_meeting(request, code, meeting_id):
    at = now()
    meeting = _meeting(request, code, meeting_id, at)
    event = request.POST.get("event", "")
    if event in ATTENDANCE:
        verbs.attend(meeting, event, by=request.seat, at=at)
    else:
        verbs.miss(meeting, by=request.seat, at=at)
    return redirect("journeys:case_meeting", code, meeting_id)
