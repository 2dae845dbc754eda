"""The citizen's calendar and meetings, and the staff's planning of a new one."""

from datetime import datetime, time, timedelta

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sammenhaeng.access.policy import citizens_only, staff_only
from sammenhaeng.citizens.queries import persons
from sammenhaeng.citizens.queries.menu import case_menu
from sammenhaeng.design.rendering import render
from sammenhaeng.journeys.forms import meetings as forms
from sammenhaeng.journeys.operations import appointments as verbs
from sammenhaeng.journeys.operations import opening
from sammenhaeng.journeys.queries import calendar as queries
from sammenhaeng.journeys.queries import ical, ledger
from sammenhaeng.journeys.rules import appointments as rules
from sammenhaeng.kernel.calendar import COPENHAGEN


@require_safe
@citizens_only
def my_calendar(request):
    at = now()
    use = opening.own_time(request.seat, at)
    entries = queries.calendar(use, at - queries.JUST_NOW, at + queries.HORIZON)
    context = {"days": queries.by_day(entries), "count": len(entries)}
    return render(request, "journeys/my_calendar.html", context)


@require_safe
@citizens_only
def my_calendar_file(request):
    at = now()
    entries = queries.calendar(
        opening.own_time(request.seat, at, action="export"), at, at + queries.HORIZON
    )
    meetings = [one.appointment for one in entries if one.appointment]
    response = HttpResponse(ical.written(meetings, at), content_type="text/calendar")
    response["Content-Disposition"] = 'attachment; filename="aftaler.ics"'
    return response


@require_safe
@citizens_only
def my_meeting(request, meeting_id):
    return _meeting(request, meeting_id, forms.Wish(), 200)


def _meeting(request, meeting_id, form, status):
    at = now()
    meeting = queries.meeting(opening.own_time(request.seat, at), meeting_id)
    is_late = meeting.starts_at - at < rules.SHORTEST_NOTICE_TO_CHANGE
    context = {"meeting": meeting, "form": form, "is_late": is_late}
    return render(request, "journeys/my_meeting.html", context, status)


@require_POST
@citizens_only
def confirm(request, meeting_id):
    at = now()
    meeting = queries.meeting(opening.own_time(request.seat, at, action="change"), meeting_id)
    verbs.confirm(meeting, by=request.seat, at=at)
    return redirect("journeys:my_meeting", meeting_id)


@require_POST
@citizens_only
def wish(request, meeting_id):
    form = forms.Wish(request.POST)
    if not form.is_valid():
        return _meeting(request, meeting_id, form, 422)
    at = now()
    meeting = queries.meeting(opening.own_time(request.seat, at, action="change"), meeting_id)
    told = form.cleaned_data["text"]
    if form.cleaned_data["what"] == "cancel":
        verbs.cancel(meeting, reason=told, by=request.seat, at=at)
    else:
        verbs.wish(meeting, told, by=request.seat, at=at)
    return redirect("journeys:my_calendar")


@require_safe
@staff_only
def case_calendar(request, code):
    at = now()
    use = opening.case_time(request.seat, persons.id_of(code), at)
    entries = queries.calendar(use, at - queries.JUST_NOW, at + queries.HORIZON)
    context = {
        "code": code,
        "side": case_menu(code, request.path),
        "person": persons.person(use),
        "days": queries.by_day(entries),
        "count": len(entries),
        "authority_id": request.seat.unit.authority_id,
    }
    return render(request, "journeys/case_calendar.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def plan_meeting(request, code):
    form = forms.Meeting(request.POST or None, initial={"minutes": 60, "travel": 20})
    at = now()
    action = "change" if request.method == "POST" else "read"
    citizen_id = persons.id_of(code)
    use = opening.case_time(request.seat, citizen_id, at, action=action)
    if not form.is_valid():
        return _planning(request, code, use, form, at)
    meeting = form.meeting(citizen_id, request.seat)
    if reason := form.cleaned_data["reason"].strip():
        verbs.book_in_spite(meeting, reason=reason, by=request.seat, at=at)
        return redirect("journeys:case_calendar", code)
    clashes = ledger.clashes(meeting.ledger_interval, meeting.citizens, meeting.staff, request.seat)
    if clashes:
        return _planning(request, code, use, form, at, clashes)
    verbs.book(meeting, by=request.seat, at=at)
    return redirect("journeys:case_calendar", code)


def _planning(request, code, use, form, at, clashes=()):
    tomorrow = datetime.combine(localdate(at) + timedelta(days=1), time(0), COPENHAGEN)
    length, travel = form.length(), form.way()
    wished = form.cleaned_data["starts_on"] if clashes else None
    if clashes:
        form.add_error("starts_on", forms.TAKEN)
    found = ledger.proposals(use, request.seat, at, length=length, travel=travel, wished=wished)
    context = {
        "code": code,
        "side": case_menu(code, request.path),
        "form": form,
        "clashes": clashes,
        "proposals": found,
        "entries": queries.calendar(use, tomorrow, tomorrow + queries.FORTNIGHT),
        "travel": travel,
    }
    status = 409 if clashes else 422 if form.errors else 200
    return render(request, "journeys/plan_meeting.html", context, status)
