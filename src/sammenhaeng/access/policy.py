"""The door of every page that needs someone: who is let in, and where the others are sent."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponseBase

from sammenhaeng.design.api import SeatOfSession
from sammenhaeng.design.door import to_log_in
from sammenhaeng.kernel.refusal import Refused

from .models import Seat

Page = Callable[..., HttpResponseBase]


def _check(seat: Seat, roles: tuple[str, ...]) -> None:
    if seat.role in roles:
        return
    if seat.is_citizen:
        raise Refused("forbidden", "Siden er for medarbejdere. Dine egne sider står i menuen.")
    if roles == ("citizen",):
        raise Refused("forbidden", "Siden er kun for borgeren selv.")
    raise Refused(
        "forbidden", "Din rolle har ikke adgang til siden. En administrator i din myndighed kan "
        "give dig en plads, der har.",
    )  # fmt: skip


def seated(*roles: str) -> Callable[[Page], Page]:
    """Only seats of these roles; whoever is not logged in is sent to log in."""

    def guarded(page: Page) -> Page:
        @wraps(page)
        def inner(request, *args, **kwargs):
            if request.seat is None:
                return to_log_in(request)
            _check(request.seat, roles)
            return page(request, *args, **kwargs)

        return inner

    return guarded


def sit(request, seat: Seat) -> None:
    """Let the session act through the seat from now on, under a new key."""
    request.session.cycle_key()
    request.session["account"], request.session["seat"] = seat.account_id, seat.pk


def door(*roles: str) -> SeatOfSession:
    """The same for the API; whoever is not logged in gets a 401."""
    return SeatOfSession(lambda seat: _check(seat, roles))


citizens_only = seated("citizen")
staff_only = seated("caseworker", "intake")
reviewers_only = seated("leader", "auditor")
leaders_only = seated("leader")
personnel_only = seated("leader", "hr")
analysts_only = seated("analyst")
rules_office_only = seated("rules_officer")
auditors_only = seated("auditor")
administrators_only = seated("administrator")
trail_readers_only = seated("auditor", "administrator")
anybody_seated = SeatOfSession()
citizens_door = door("citizen")
staff_door = door("caseworker", "intake")
importers_door = door("administrator", "caseworker")
reviewers_door = door("leader", "auditor")
leaders_door = door("leader")
personnel_door = door("leader", "hr")
analysts_door = door("analyst")
rules_office_door = door("rules_officer")
auditors_door = door("auditor")
administrators_door = door("administrator")
trail_readers_door = door("auditor", "administrator")
