"""The API's shapes of refusals, and of look-ups that are shown later."""

from datetime import date, datetime
from typing import Literal

from django.core.paginator import Page

from sammenhaeng.access.models import Refusal
from sammenhaeng.access.queries import Wording
from sammenhaeng.access.queries.use import LineByNumber
from sammenhaeng.design.api import Closed, Day, Paged


class RefusalTold(Closed):
    """A no to someone: who, where and when; never about whom."""

    at: datetime
    who: str
    role: str
    unit: str
    what: str
    is_about_a_citizen: bool

    @classmethod
    def of(cls, one: Refusal) -> "RefusalTold":
        assert one.seat
        return cls(
            at=one.at,
            who=one.seat.name,
            role=Wording().role(one.seat.role),
            unit=one.seat.unit_name,
            what=one.what,
            is_about_a_citizen=one.citizen_id is not None,
        )


class Refusals(Paged):
    """One page of those who got a no, newest first."""

    refusals: list[RefusalTold]

    @classmethod
    def of(cls, found: Page) -> "Refusals":
        return cls.at(found, refusals=[RefusalTold.of(one) for one in found.object_list])


class LineTold(Closed):
    """A line of a citizen's log, by its number: not whom it is about."""

    number: int
    at: datetime
    unit: str
    role: str
    purpose: str
    statute: str
    reveal_on: date | None

    @classmethod
    def of(cls, one: LineByNumber) -> "LineTold":
        words = Wording()
        return cls(
            number=one.number,
            at=one.at,
            unit=one.unit,
            role=words.role(one.role),
            purpose=words.purpose(one.purpose),
            statute=words.statute(one.basis),
            reveal_on=one.reveal_on,
        )


class DelayNew(Closed):
    """Why the citizen sees a look-up later, and when; it cannot be changed afterwards."""

    because: Literal["prosecution", "child", "citizen"]
    reveal_on: Day
