"""Who sits where today."""

from collections.abc import Collection
from datetime import date

from django.db.models import F

from sammenhaeng.access import rules
from sammenhaeng.access.models import Account, Seat
from sammenhaeng.access.rules import SYSTEM
from sammenhaeng.kernel.prepared import prepared


def seats_of(account: Account, today: date):
    """The seats an account may sit in today, its own citizen's seat last."""
    return (
        Seat.objects.valid_on(today)
        .filter(account=account)
        .with_place()
        .order_by("citizen_id", "unit__name", "role")
    )


def seat_of(account: Account, seat_id: int, today: date) -> Seat | None:
    """One of the account's own seats, or None."""
    return seats_of(account, today).filter(pk=seat_id).first()


def valid_seat(seat_id: int, today: date) -> Seat | None:
    """A seat by its id, if it is valid today."""
    return next(iter(_valid_seat(seat_id, today)), None)


@prepared
def _valid_seat(seat_id: int, today: date):
    return Seat.objects.valid_on(today).with_place().filter(pk=seat_id)


def account(account_id: int) -> Account | None:
    return Account.objects.filter(pk=account_id).first()


def account_of(issuer: str, subject: str) -> Account | None:
    """Who the log-in service means."""
    return Account.objects.filter(issuer=issuer, subject=subject).first()


def demo_accounts():
    """The seats of the demo's cast whose role has a home, staff first."""
    return (
        Seat.objects.filter(account__issuer="demo", role__in=rules.HOMES)
        .with_place()
        .order_by(F("citizen_id").asc(nulls_first=True), "unit__authority__name", "account__name")
    )


def caseworkers(unit_ids: Collection[int], today: date):
    """The seats of caseworkers in some units today."""
    seats = Seat.objects.valid_on(today).filter(unit_id__in=unit_ids, role="caseworker")
    return seats.with_place().order_by("account__name")


def machine() -> Seat:
    """The platform's own seat, which tasks and imports act through."""
    return Seat.objects.with_place().get(account__issuer="platform", role=SYSTEM)


def by_id(seat_ids: Collection[int]) -> dict[int, Seat]:
    """Seats with who sits in them and where."""
    return Seat.objects.with_place().in_bulk(seat_ids)
