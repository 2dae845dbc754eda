"""The API's shapes of people, their seats and stand-ins."""

from datetime import date
from typing import Literal

from django.core.paginator import Page

from sammenhaeng.access.models import Account, Seat
from sammenhaeng.design.api import Closed, Day, Id, Paged, text

GivenRole = Literal[
    "caseworker", "intake", "leader", "hr", "analyst", "rules_officer", "auditor", "administrator"
]


class AccountTold(Closed):
    """Someone who logs in, as the log-in service knows them."""

    id: int
    name: str
    issuer: str
    subject: str

    @classmethod
    def of(cls, one: Account) -> "AccountTold":
        return cls(id=one.pk, name=one.name, issuer=one.issuer, subject=one.subject)


class StandIn(Closed):
    """Who holds the relations of a seat, and from when until when."""

    seat: int
    name: str
    first_on: date
    last_on: date

    @classmethod
    def of(cls, taken: Seat) -> "StandIn | None":
        if taken.stand_in is None:
            return None
        assert taken.stand_in_first_on
        assert taken.stand_in_last_on
        return cls(
            seat=taken.stand_in.pk,
            name=taken.stand_in.name,
            first_on=taken.stand_in_first_on,
            last_on=taken.stand_in_last_on,
        )


class SeatTold(Closed):
    """A role in a unit for a period, and who holds it."""

    id: int
    person: int
    name: str
    role: str
    unit: int
    unit_name: str
    title: str
    phone: str
    first_on: date
    last_on: date | None
    stand_in: StandIn | None

    @classmethod
    def of(cls, one: Seat) -> "SeatTold":
        plain = ("name", "role", "unit_name", "title", "phone", "first_on", "last_on")
        return cls(
            id=one.pk,
            person=one.account_id,
            unit=one.own_unit.pk,
            stand_in=StandIn.of(one),
            **{name: getattr(one, name) for name in plain},
        )


class Seats(Paged):
    """One page of the authority's seats, by name."""

    seats: list[SeatTold]

    @classmethod
    def of(cls, found: Page) -> "Seats":
        return cls.at(found, seats=[SeatTold.of(seat) for seat in found.object_list])


class SeatChanges(Closed):
    """Seats that end within thirty days, and those that someone stands in for today."""

    ending: list[SeatTold]
    covered: list[SeatTold]


class PersonTold(AccountTold):
    """Someone who logs in, and their seats in the authority."""

    seats: list[SeatTold]


class PeopleSearch(Closed):
    """A part of a name, or a log-in subject; in the body, never in an address."""

    text: text(100, least=2)  # type: ignore[valid-type]


class PersonNew(Closed):
    """Someone who is to log in; `subject` is the log-in service's, never a CPR number."""

    name: text(200)  # type: ignore[valid-type]
    issuer: text(300)  # type: ignore[valid-type]
    subject: text(300)  # type: ignore[valid-type]


class SeatNew(Closed):
    """A role in one of the authority's units, for a period."""

    role: GivenRole
    unit: Id
    title: text(100, least=0) = ""  # type: ignore[valid-type]
    phone: text(30, least=0) = ""  # type: ignore[valid-type]
    first_on: Day
    last_on: Day | None = None


class SeatEnd(Closed):
    """The last day of a seat."""

    last_on: Day


class StandInNew(Closed):
    """The seat that holds the relations of the one away, and from when until when."""

    seat: Id
    first_on: Day
    last_on: Day
