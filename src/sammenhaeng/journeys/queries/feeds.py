"""Whose calendar a secret address belongs to."""

from datetime import datetime
from hashlib import sha256

from django.db import connection

from sammenhaeng.access import queries as access
from sammenhaeng.access.models import Seat
from sammenhaeng.access.operations import Use
from sammenhaeng.journeys.models import Feed
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.refusal import Refused


def digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def owner(secret: str, at: datetime) -> Seat:
    """The citizen's seat behind a secret address that works, or Refused("missing")."""
    with connection.cursor() as cursor:
        cursor.execute("select journeys_feed_seat(%s)", [digest(secret)])
        (seat_id,) = cursor.fetchone()
    seat = access.valid_seat(seat_id, day_of(at)) if seat_id else None
    if seat is None:
        raise Refused("missing", "Adressen virker ikke. Lav en ny under Kalender.")
    return seat


def feed(use: Use) -> Feed | None:
    """The citizen's own address, when they have one."""
    use.covers("appointments")
    return Feed.objects.filter(citizen_id=use.by.own_citizen_id, ended_at__isnull=True).first()
