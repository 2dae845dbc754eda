"""The door of every page that needs someone: who is let in, and where the others are sent."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import redirect

from sammenhaeng.kernel.refusal import Refused

Page = Callable[..., HttpResponse]


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


citizens_only = seated("citizen")
staff_only = seated("caseworker", "intake")
reviewers_only = seated("leader", "auditor")
leaders_only = seated("leader")
auditors_only = seated("auditor")
administrators_only = seated("administrator")
trail_readers_only = seated("auditor", "administrator")
