"""The API's shapes of span of control: counts of posts, no names and no norm."""

from datetime import date

from sammenhaeng.compare.queries.spans import Seen
from sammenhaeng.compare.rules.spans import NATIONAL_SHARE
from sammenhaeng.design.api import Closed
from sammenhaeng.organisation.queries import reference_span


class BinTold(Closed):
    """Leaders with `first` to `last` direct reports, and the reader's own among them."""

    first: int
    last: int | None
    leaders: int
    own: int


class SpansTold(Closed):
    """Span of control on a day in headcount; `reference` is what the reform counts from."""

    day: date
    posts: int
    leaders: int
    own_leaders: int
    quartiles: list[float] | None
    reference: int
    share_from_reference: float | None
    national_share: float
    bins: list[BinTold]
    layers: list[int]
    matrix: int
    leaders_without_unit: int
    leaders_of_nobody: int

    @classmethod
    def of(cls, seen: Seen) -> "SpansTold":
        every = seen.every
        return cls(
            day=seen.day,
            posts=every.posts,
            leaders=every.leaders.size,
            own_leaders=seen.own.leaders.size,
            quartiles=list(every.quartiles) if every.quartiles else None,
            reference=reference_span(),
            share_from_reference=every.share(),
            national_share=NATIONAL_SHARE,
            bins=[
                BinTold(first=one.first, last=one.last, leaders=one.leaders, own=mine)
                for one, mine in seen.rows
            ],
            layers=every.by_layer,
            matrix=every.matrix,
            leaders_without_unit=every.unitless,
            leaders_of_nobody=every.alone,
        )
