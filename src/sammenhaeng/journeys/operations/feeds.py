"""The secret address of a citizen's calendar: made, made anew, closed."""

import secrets
from datetime import datetime

from django.db import transaction

from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.journeys import acts
from sammenhaeng.journeys.models import Feed
from sammenhaeng.journeys.queries.feeds import digest
from sammenhaeng.kernel.acts import require


@transaction.atomic
def open_feed(*, by: Seat, at: datetime) -> str:
    """Give the citizen a secret for their calendar; the former one stops working."""
    require(by, acts.SUBSCRIBE, citizen_id=by.citizen_id)
    close_feed(by=by, at=at)
    secret = secrets.token_urlsafe(32)
    feed = Feed.objects.create(
        citizen_id=by.own_citizen_id, seat=by, digest=digest(secret), made_at=at
    )
    audit.record("feed.opened", feed, by=by, at=at)
    return secret


@transaction.atomic
def close_feed(*, by: Seat, at: datetime) -> None:
    """Let the secret address stop working."""
    require(by, acts.SUBSCRIBE, citizen_id=by.citizen_id)
    working = Feed.objects.select_for_update()
    for feed in working.filter(citizen_id=by.own_citizen_id, ended_at__isnull=True):
        feed.ended_at = at
        feed.save(update_fields=["ended_at"])
        audit.record("feed.closed", feed, by=by, at=at)
