"""The door of every page that needs someone: who is let in, and where the others are sent."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import redirect
from ninja.security import APIKeyCookie

from sammenhaeng.kernel.refusal import Refused

from .models import Seat

Page = Callable[..., HttpResponseBase]


def seated(*roles: str) -> Callable[[Page], Page]:
    """Only seats of these roles; whoever is not logged in is sent to log in."""

    def guarded(page: Page) -> Page:
        @wraps(page)
        def inner(request, *args, **kwargs):
            if request.seat is None:
                return redirect("access:log_in")
            if request.seat.role not in roles:
                raise Refused("forbidden", "Din rolle har ikke adgang til siden.")
            return page(request, *args, **kwargs)

        return inner

    return guarded


def sit(request, seat: Seat) -> None:
    """Let the session act through the seat from now on, under a new key."""
    request.session.cycle_key()
    request.session["account"], request.session["seat"] = seat.account_id, seat.pk


class SeatOfSession(APIKeyCookie):
    """The door of the API: the same session and seat as the pages, and the same protection."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self, *roles: str):
        super().__init__()
        self.roles = roles

    def authenticate(self, request, key):
        if request.seat and self.roles and request.seat.role not in self.roles:
            raise Refused("forbidden", "Din rolle har ikke adgang til siden.")
        return request.seat


citizens_only = seated("citizen")
staff_only = seated("caseworker", "intake")
anybody_seated, citizens_door, staff_door = (
    SeatOfSession(), SeatOfSession("citizen"), SeatOfSession("caseworker", "intake"),
)  # fmt: skip
importers_door = SeatOfSession("administrator", "caseworker")
reviewers_only = seated("leader", "auditor")
leaders_only = seated("leader")
auditors_only = seated("auditor")
administrators_only = seated("administrator")
trail_readers_only = seated("auditor", "administrator")
