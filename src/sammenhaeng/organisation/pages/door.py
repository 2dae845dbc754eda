"""The door of the pages here: whoever may do the act; the others are sent to log in, or away."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponseBase

from sammenhaeng.design.door import to_log_in
from sammenhaeng.kernel.acts import Act, require

Page = Callable[..., HttpResponseBase]


def whoever_may(act: Act) -> Callable[[Page], Page]:
    """Only seats whose role may do the act."""

    def guarded(page: Page) -> Page:
        @wraps(page)
        def inner(request, *args, **kwargs):
            if request.seat is None:
                return to_log_in(request)
            require(request.seat, act)
            return page(request, *args, **kwargs)

        return inner

    return guarded
