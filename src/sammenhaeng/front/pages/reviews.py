"""Look-ups with a reason, as the leader and the data protection officer read and judge them.

To read what a reason says is a look-up of its own: the citizen sees that it was reviewed.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Seat
from sammenhaeng.access.operations import reasons as verbs
from sammenhaeng.access.policy import auditors_only, leaders_only, reviewers_only
from sammenhaeng.access.queries import Wording
from sammenhaeng.access.queries import reasons as queries
from sammenhaeng.access.queries.reasons import ToReview
from sammenhaeng.citizens.queries import persons
from sammenhaeng.design.rendering import render
from sammenhaeng.front.forms import Review
from sammenhaeng.kernel.refusal import Refused


@dataclass(frozen=True)
class Reviews:
    """The look-ups in the seat's units, with the case codes of those they were about."""

    waiting: list[ToReview]
    reviewed: list[ToReview]
    codes: dict[int, str]

    @property
    def overdue(self) -> int:
        return sum(one.is_overdue for one in self.waiting)


def of(seat: Seat, at: datetime, today: date) -> Reviews:
    """Everything to review, opened in one batch and logged for each citizen."""
    found = queries.to_review(seat, at)
    use = access.look_up_many(found.values(), purpose="review", seen=["use"], by=seat, at=at)
    rows = queries.reasons_to_review(use, found, today)
    return Reviews(
        waiting=[row for row in rows if row.reason.reviewed_at is None],
        reviewed=[row for row in rows if row.reason.reviewed_at is not None],
        codes=persons.codes(use),
    )


@require_safe
@leaders_only
def leader(request):
    reviews = of(request.seat, now(), localdate())
    return render(request, "front/leader.html", {"reviews": reviews, "words": Wording()})


@require_safe
@auditors_only
def auditor(request):
    reviews = of(request.seat, now(), localdate())
    return render(request, "front/auditor.html", {"reviews": reviews, "words": Wording()})


@require_http_methods(["GET", "HEAD", "POST"])
@reviewers_only
def review(request, reason_id):
    at, seat = now(), request.seat
    citizen_id = queries.to_review(seat, at).get(reason_id)
    if citizen_id is None:
        raise Refused("missing", "Opslaget findes ikke i dine enheder.")
    action = "change" if request.method == "POST" else "read"
    use = access.look_up(citizen_id, purpose="review", seen=["use"], by=seat, at=at, action=action)
    row = queries.reason_to_review(use, reason_id, localdate(at))
    form = Review(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, row, form, persons.codes(use)[citizen_id])
    verbs.review(row.reason, **form.cleaned_data, by=seat, at=at)
    return redirect("front:leader" if seat.role == "leader" else "front:auditor")


def _page(request, row: ToReview, form: forms.Form, code: str):
    context = {"row": row, "form": form, "code": code, "words": Wording()}
    return render(request, "front/review.html", context, 422 if form.errors else 200)
