"""Shapes of the review of automation: a number that is hidden is null."""

from typing import Self

from sammenhaeng.benefits.queries.review import Reviewed
from sammenhaeng.design.api import Closed
from sammenhaeng.statistics.disclosure import Disclosed


def shown(cell: Disclosed) -> float | None:
    return None if cell.is_hidden else cell.value


class ReasonCounted(Closed):
    """How many decisions a person had to make for a main reason."""

    reason: str
    decisions: float | None


class BenefitReviewed(Closed):
    """The decisions on one benefit; days are from application to decision."""

    title: str
    decisions: float | None
    automatic: float | None
    by_person: float | None
    share_automatic: float | None
    days_median: float | None
    days_ninety: float | None
    person_days_median: float | None
    person_days_ninety: float | None
    reasons: list[ReasonCounted]

    @classmethod
    def of(cls, one: Reviewed) -> Self:
        return cls(
            title=one.title, decisions=shown(one.total), automatic=shown(one.automatic),
            by_person=shown(one.by_person), share_automatic=shown(one.share),
            days_median=shown(one.speed.median), days_ninety=shown(one.speed.ninety),
            person_days_median=shown(one.person_speed.median),
            person_days_ninety=shown(one.person_speed.ninety),
            reasons=[ReasonCounted(reason=r, decisions=shown(count)) for r, count in one.reasons],
        )  # fmt: skip
