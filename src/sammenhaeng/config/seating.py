"""Who sits where in this request, and the frame round the page.

Each page is one transaction (ATOMIC_REQUESTS) and renders inside it: what was read without a line
in the citizen's log is never sent.
"""

from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

from sammenhaeng.access.queries import valid_seat
from sammenhaeng.front.queries import frame


class Seating:
    """Sets `request.seat`, the seat chosen at log-in or None, and `request.frame`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.seat = None
        request.frame = SimpleLazyObject(lambda: self._frame(request))
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        seat_id = request.session.get("seat")
        if seat_id is not None:
            request.seat = valid_seat(seat_id, localdate())

    def _frame(self, request):
        seats = request.session.get("seats", 1)
        return frame(request.seat, request.path, request.resolver_match, localdate(), seats)
