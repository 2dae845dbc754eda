"""The people and seats that an administrator looks after: those of their own authority."""

from datetime import date, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Q

from sammenhaeng.access.models import Account, Refusal, Seat
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Unit

PER_PAGE = 50
MOST_FOUND = 50
SOON = timedelta(days=30)


def units(by: Seat, today: date):
    """The units of the seat's authority that stand today."""
    assert by.unit
    return Unit.objects.valid_on(today).filter(authority_id=by.unit.authority_id).order_by("name")


def unit(by: Seat, unit_id: int, today: date) -> Unit:
    """One of them."""
    if (one := units(by, today).filter(pk=unit_id).first()) is None:
        raise Refused("invalid", "Vælg en af jeres enheder.")
    return one


def seats(by: Seat, unit_id: int | None = None, role: str = ""):
    """The seats of the authority, by name."""
    assert by.unit
    found = Seat.objects.filter(unit__authority_id=by.unit.authority_id).exclude(role="system")
    if unit_id:
        found = found.filter(unit_id=unit_id)
    if role:
        found = found.filter(role=role)
    rows = found.select_related("account", "unit__authority", "stand_in__account")
    return rows.order_by("account__name", "account_id", "unit__name", "pk")


def page(rows, number: str) -> Page:
    """One page of rows; a number that does not exist gives the nearest page."""
    return Paginator(rows, PER_PAGE).get_page(number)


def found(by: Seat, text: str) -> list[Account]:
    """Accounts with a part of a name or a subject: of the authority, or of nobody yet."""
    named = Q(name__icontains=text.strip()) | Q(subject=text.strip())
    return list(_accounts(by).filter(named).order_by("name")[:MOST_FOUND])


def _accounts(by: Seat):
    assert by.unit
    ours = Q(pk__in=seats(by).values("account_id")) | Q(seat__isnull=True)
    return Account.objects.filter(ours).exclude(issuer="platform").distinct()


def account(by: Seat, account_id: int) -> Account:
    if (one := _accounts(by).filter(pk=account_id).first()) is None:
        raise Refused("missing", "Brugeren findes ikke hos jer.")
    return one


def seats_of(by: Seat, account: Account) -> list[Seat]:
    """The seats of one account in the authority, those that last first."""
    rows = seats(by).filter(account=account)
    return sorted(rows, key=lambda seat: (seat.last_on is not None, seat.first_on, seat.pk))


def seat(by: Seat, seat_id: int) -> Seat:
    if (one := seats(by).filter(pk=seat_id).first()) is None:
        raise Refused("missing", "Pladsen findes ikke hos jer.")
    return one


def may_stand_in_for(taken: Seat, by: Seat, today: date):
    """Who could stand in: the same role in the same authority, today, and not who asks."""
    others = seats(by, role=taken.role) & Seat.objects.valid_on(today)
    return others.exclude(account_id__in=[taken.account_id, by.account_id])


def stand_in(taken: Seat, seat_id: int, by: Seat, today: date) -> Seat:
    """One of those who could stand in."""
    if (one := may_stand_in_for(taken, by, today).filter(pk=seat_id).first()) is None:
        raise Refused("invalid", "Vælg en stedfortræder fra listen.")
    return one


def ending(by: Seat, today: date) -> list[Seat]:
    """Seats of the authority that end soon, the first to end first."""
    return list(seats(by).filter(last_on__range=(today, today + SOON)).order_by("last_on", "pk"))


def covered(by: Seat, today: date) -> list[Seat]:
    """Seats of the authority that someone stands in for today."""
    found = seats(by).filter(stand_in_first_on__lte=today, stand_in_last_on__gte=today)
    return list(found.order_by("stand_in_last_on", "pk"))


def refusals(by: Seat):
    """Every no to a seat of the authority, newest first; never about whom."""
    assert by.unit
    ours = Refusal.objects.filter(seat__unit__authority_id=by.unit.authority_id)
    return ours.select_related("seat__account", "seat__unit").order_by("-at", "-pk")
