"""How staff introduce themselves to others."""

from dataclasses import dataclass

from django.utils.translation import gettext

from sammenhaeng.access.models import Seat


@dataclass(frozen=True)
class Card:
    """A member of staff as others meet them."""

    name: str
    title: str
    unit: str
    authority: str
    phone: str


def card(seat: Seat) -> Card:
    unit = seat.own_unit
    title = gettext(seat.title) if seat.title else ""
    return Card(seat.account.name, title, unit.name, unit.authority.name, seat.phone or unit.phone)
