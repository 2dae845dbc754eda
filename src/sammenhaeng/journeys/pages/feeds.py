"""The citizen's calendar as a subscription: the page that makes it, and the file itself."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sammenhaeng.access.policy import citizens_only
from sammenhaeng.design.rendering import render
from sammenhaeng.journeys.operations import feeds as verbs
from sammenhaeng.journeys.operations import opening
from sammenhaeng.journeys.queries import calendar as queries
from sammenhaeng.journeys.queries import feeds, ical

BEFORE = timedelta(days=31)


@require_http_methods(["GET", "HEAD", "POST"])
@citizens_only
def my_feed(request):
    at, seat = now(), request.seat
    action = "change" if request.method == "POST" else "read"
    use = opening.own_feed(seat, at, action=action)
    address = ""
    if request.method == "POST":
        path = reverse("journeys:feed", args=[verbs.open_feed(by=seat, at=at)])
        address = request.build_absolute_uri(path)
    context = {"address": address, "feed": feeds.feed(use)}
    return render(request, "journeys/my_feed.html", context)


@require_POST
@citizens_only
def close(request):
    at = now()
    opening.own_feed(request.seat, at, action="change")
    verbs.close_feed(by=request.seat, at=at)
    return redirect("journeys:my_feed")


@require_safe
def feed(request, secret):
    at = now()
    seat = feeds.owner(secret, at)
    use = opening.own_feed(seat, at, action="export")
    entries = queries.calendar(use, at - BEFORE, at + queries.HORIZON)
    meetings = [one.appointment for one in entries if one.appointment]
    home = request.build_absolute_uri(reverse("journeys:my_calendar"))
    return HttpResponse(ical.feed(meetings, at, home), content_type="text/calendar")
