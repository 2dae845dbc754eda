"""Opening a citizen's consents and log for page and API: one look-up."""

from collections.abc import Collection
from datetime import datetime

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.access.models import Seat
from sammenhaeng.access.operations import Use

CASE = ["identity", "consent", "use"]


def own(by: Seat, seen: Collection[str], at: datetime, *, action: str = "read") -> Use:
    """The citizen's own, with what is about their children."""
    ids = access_queries.in_care(by, at)
    return access.look_up_many(ids, purpose="own", seen=seen, by=by, at=at, action=action)


def case(by: Seat, citizen_id: int, at: datetime, *, action: str = "read") -> Use:
    """A citizen's consents and log for staff."""
    return access.look_up(citizen_id, purpose="case", seen=CASE, by=by, at=at, action=action)
