"""Measuring what a visit of the travelling team did, and telling it to the room of absence."""

from datetime import datetime

from django.db import transaction

from sammenhaeng.absence.models import Effect, Visit
from sammenhaeng.absence.operations import visits
from sammenhaeng.absence.queries.efforts import Measure
from sammenhaeng.access import queries as access
from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.compare import acts
from sammenhaeng.compare.queries import effects as queries
from sammenhaeng.kernel.acts import require

HUNDREDTHS = 100  # of a day: how absence keeps them


@transaction.atomic
def measure(visit: Visit, *, by: Seat, at: datetime) -> Effect:
    """The team has its own visit measured, once; the number is the platform's, not the team's."""
    require(by, acts.MEASURE, unit_id=visit.team_id)
    found = queries.change(visit)
    numbers = Measure(
        _kept(found.before), _kept(found.after), _kept(found.like_before), _kept(found.like_after),
        found.like_units,
    )  # fmt: skip
    effect = visits.record_effect(visit, numbers, by=access.machine(), at=at)
    audit.record("effect.measured", effect, by=by, at=at, visit=visit.pk)
    return effect


def _kept(days: float) -> int:
    return round(HUNDREDTHS * days)
