"""Look-ups with a reason, as the leader and the data protection officer read and judge them.

To read what a reason says is a look-up of its own: the citizen sees that it was reviewed.
"""

from django import forms
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from sammenhaeng.access.operations import reasons as verbs
from sammenhaeng.access.policy import auditors_only, leaders_only, reviewers_only
from sammenhaeng.access.queries import Wording
from sammenhaeng.access.queries.reasons import ToReview
from sammenhaeng.design.rendering import render
from sammenhaeng.front import queries
from sammenhaeng.front.forms import Review
from sammenhaeng.front.operations.homes import reviews_of, to_review


@require_safe
@leaders_only
def leader(request):
    seat, at, today = request.seat, now(), localdate()
    context = {
        "reviews": reviews_of(seat, at, today), "words": Wording(),
        "due": queries.follow_ups(seat, today), "findings": queries.findings(seat, today),
        "talks": queries.talks(seat, today),
    }  # fmt: skip
    return render(request, "front/leader.html", context)


@require_safe
@auditors_only
def auditor(request):
    reviews = reviews_of(request.seat, now(), localdate())
    return render(request, "front/auditor.html", {"reviews": reviews, "words": Wording()})


@require_http_methods(["GET", "HEAD", "POST"])
@reviewers_only
def review(request, reason_id):
    at, seat = now(), request.seat
    action = "change" if request.method == "POST" else "read"
    row, code = to_review(seat, reason_id, at, action=action)
    form = Review(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, row, form, code)
    verbs.review(row.reason, **form.cleaned_data, by=seat, at=at)
    return redirect("front:leader" if seat.role == "leader" else "front:auditor")


def _page(request, row: ToReview, form: forms.Form, code: str):
    context = {"row": row, "form": form, "code": code, "words": Wording()}
    return render(request, "front/review.html", context, 422 if form.errors else 200)
