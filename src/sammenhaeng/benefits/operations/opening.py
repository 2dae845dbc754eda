"""Opening a citizen's benefits for page and API: one look-up."""

from datetime import datetime

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Seat
from sammenhaeng.access.operations import Use

SEEN = ["identity", "facts", "benefits"]


def own(by: Seat, at: datetime, *, action: str = "read") -> Use:
    """The citizen's own applications and decisions, and what registers know."""
    return access.look_up(by.own_citizen_id, purpose="own", seen=SEEN, by=by, at=at, action=action)


def case(by: Seat, citizen_id: int, at: datetime, *, action: str = "read") -> Use:
    """A citizen whose application the seat's unit decides."""
    return access.look_up(citizen_id, purpose="benefit", seen=SEEN, by=by, at=at, action=action)
