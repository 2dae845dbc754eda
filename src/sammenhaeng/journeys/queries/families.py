"""Someone else's family plan, as the member it is also about may know it."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from sammenhaeng.access.models import Seat
from sammenhaeng.access.operations import Use
from sammenhaeng.citizens.queries import persons
from sammenhaeng.journeys.rules import plans as rules

from .plans import GoalView, lines

TOLD = frozenset(rules.OPEN) - {rules.DRAFT}


@dataclass(frozen=True)
class Part:
    """What a family plan says about one member: nothing of the others, not even how much."""

    state: str
    coordinator: Seat
    is_open: bool  # below the age of a party who has custody answers, and is told
    goals: list[GoalView]


def parts(use: Use, citizen_id: int, today: date) -> list[Part]:
    """The citizen's part in each open family plan that is another's, once it is proposed."""
    use.covers("plan")
    told = [one for one in _memberships(citizen_id) if one[1] in TOLD]
    if not told:
        return []
    is_open = persons.speaks_for_self(persons.person(use, citizen_id), today)
    seats = Seat.objects.select_related("account", "unit__authority").in_bulk(
        [coordinator_id for _, _, coordinator_id in told]
    )
    return [
        Part(state, seats[coordinator_id], is_open, lines(use, plan_id) if is_open else [])
        for plan_id, state, coordinator_id in told
    ]


def _memberships(citizen_id: int) -> list[tuple[int, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select plan_id, state, coordinator_id from journeys_memberships() "
            "where citizen_id = %s",
            [citizen_id],
        )
        return cursor.fetchall()
