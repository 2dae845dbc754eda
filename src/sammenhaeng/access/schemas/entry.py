"""The API's shapes of seats."""

from sammenhaeng.access import rules
from sammenhaeng.access.models import Seat
from sammenhaeng.design.api import Closed, Id


class OwnSeat(Closed):
    """One of the seats the person logged in may sit in."""

    id: int
    role: str
    title: str
    unit: str
    authority: str
    is_taken: bool

    @classmethod
    def of(cls, seat: Seat, taken: Seat) -> "OwnSeat":
        unit = seat.unit
        return cls(
            id=seat.pk,
            role=rules.ROLES[seat.role],
            title=seat.title,
            unit=unit.name if unit else "",
            authority=unit.authority.name if unit else "",
            is_taken=seat.pk == taken.pk,
        )


class Chosen(Closed):
    """The seat to sit in."""

    id: Id
