"""Look-ups with a reason: which ones wait for review, and what they were."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.utils.timezone import localdate

from sammenhaeng.access import rules
from sammenhaeng.access.models import Reason, Seat
from sammenhaeng.kernel.refusal import Refused


def to_review(by: Seat, at: datetime) -> dict[int, int]:
    """Reason -> citizen, in the seat's units: not reviewed, or reviewed lately. Opens nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select reason, citizen from access_reasons_to_review(%s, %s, %s)",
            [by.unit_id, by.account_id, at - rules.REVIEWED_SHOWN],
        )
        return dict(cursor.fetchall())


@dataclass(frozen=True)
class ToReview:
    """A look-up with a reason as the leader sees it: the citizen is only an id."""

    reason: Reason
    why: str
    due_on: date
    is_overdue: bool


def reasons_to_review(use, reason_ids, today: date) -> list[ToReview]:
    """Some look-ups with a reason, through a Use: those not reviewed first, the oldest first."""
    use.covers("use")
    found = Reason.objects.filter(pk__in=reason_ids, citizen_id__in=use.citizen_ids)
    rows = found.select_related("seat__account", "seat__unit", "reviewed_by__account")
    return [_told(row, today) for row in sorted(rows, key=_order)]


def _order(reason: Reason):
    if reason.reviewed_at is None:
        return (0, reason.opened_at.timestamp())
    return (1, -reason.reviewed_at.timestamp())


def _told(reason: Reason, today: date) -> ToReview:
    due_on = rules.review_due_on(localdate(reason.opened_at))
    is_overdue = reason.reviewed_at is None and due_on < today
    return ToReview(reason, rules.REASONS[reason.code], due_on, is_overdue)


def reason_to_review(use, reason_id: int, today: date) -> ToReview:
    """One of them; Refused("missing") when it is not in the Use."""
    if not (found := reasons_to_review(use, [reason_id], today)):
        raise Refused("missing", "Opslaget findes ikke.")
    return found[0]
