"""The API's shapes of look-ups with a reason, and of their review."""

from datetime import date, datetime
from typing import Literal

from sammenhaeng.access.queries import Wording
from sammenhaeng.access.queries.reasons import ToReview
from sammenhaeng.design.api import Closed, text
from sammenhaeng.front.operations import homes


class Verdict(Closed):
    """Whether a look-up was in order, who said so, and when."""

    verdict: str
    note: str
    by: str
    at: datetime

    @classmethod
    def of(cls, one: ToReview) -> "Verdict | None":
        reason = one.reason
        if reason.reviewed_at is None:
            return None
        assert reason.reviewed_by
        return cls(
            verdict=reason.verdict, note=reason.note, by=reason.reviewed_by.name,
            at=reason.reviewed_at,
        )  # fmt: skip


class ReviewTold(Closed):
    """Someone opened a citizen who is not theirs: who, why, and what became of the review."""

    id: int
    code: str
    who: str
    unit: str
    opened_at: datetime
    why: str
    text: str
    due_on: date
    is_overdue: bool
    review: Verdict | None

    @classmethod
    def of(cls, one: ToReview, code: str) -> "ReviewTold":
        reason = one.reason
        return cls(
            id=reason.pk,
            code=code,
            who=reason.seat.name,
            unit=reason.seat.unit_name,
            opened_at=reason.opened_at,
            why=Wording().reason(reason.code),
            text=reason.text,
            due_on=one.due_on,
            is_overdue=one.is_overdue,
            review=Verdict.of(one),
        )


class Reviews(Closed):
    """The look-ups with a reason in the seat's units: those that wait first."""

    overdue: int
    waiting: list[ReviewTold]
    reviewed: list[ReviewTold]

    @classmethod
    def of(cls, found: homes.Reviews) -> "Reviews":
        def told(rows: list[ToReview]) -> list[ReviewTold]:
            return [ReviewTold.of(row, found.codes[row.reason.citizen_id]) for row in rows]

        return cls(
            overdue=found.overdue, waiting=told(found.waiting), reviewed=told(found.reviewed)
        )


class ReviewNew(Closed):
    """Whether the look-up was in order; `misuse` needs a note. The citizen sees the verdict."""

    verdict: Literal["ok", "misuse"]
    note: text(1000, least=0) = ""  # type: ignore[valid-type]
