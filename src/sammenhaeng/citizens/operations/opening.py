"""Opening a citizen's consents, log and facts for page and API: one look-up."""

from collections.abc import Collection
from datetime import datetime

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.access.models import Seat
from sammenhaeng.access.operations import Use

CASE = ["identity", "consent", "use"]
FACTS = ["identity", "family", "facts"]


def own(by: Seat, seen: Collection[str], at: datetime, *, action: str = "read") -> Use:
    """The citizen's own, with what is about their children."""
    ids = access_queries.in_care(by, at)
    return access.look_up_many(ids, purpose="own", seen=seen, by=by, at=at, action=action)


def case(by: Seat, citizen_id: int, at: datetime, *, action: str = "read") -> Use:
    """A citizen's consents and log for staff."""
    return access.look_up(citizen_id, purpose="case", seen=CASE, by=by, at=at, action=action)


def own_facts(by: Seat, at: datetime, *, action: str = "read") -> Use:
    """What registers know of the citizen, and of nobody else."""
    return access.look_up(by.own_citizen_id, purpose="own", seen=FACTS, by=by, at=at, action=action)


def case_facts(by: Seat, citizen_id: int, at: datetime) -> Use:
    """What registers know of a citizen, and who in the same matter is family."""
    ids = access_queries.matter(by, citizen_id, at)
    return access.look_up_many(ids, purpose="case", seen=FACTS, by=by, at=at, action="read")
