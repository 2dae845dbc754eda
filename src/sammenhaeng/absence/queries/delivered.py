"""The reckoning of a period over the deliveries in force, now or as they were at an instant."""

from datetime import datetime

import pyarrow as pa
from ibis import Table

from sammenhaeng.absence.rules.deliveries import EMPLOYMENTS, SPELLS
from sammenhaeng.kernel.periods import Days
from sammenhaeng.lake import queries as lake
from sammenhaeng.lake.models import Delivery

from . import calendar
from .staff import Staff
from .staff import persons as persons_of
from .world import Reckoning


def reckoning(period: Days, known_at: datetime | None = None) -> Reckoning:
    """From the deliveries that tell of the period: of other days a delivery has fragments only."""
    spells, employments = (lake.table(one, known_at, period) for one in (SPELLS, EMPLOYMENTS))
    return Reckoning(period, spells, employments, calendar.table(period))


def persons(period: Days, known_at: datetime | None = None) -> Staff:
    """Everybody's year; nobody when nothing was delivered."""
    return persons_of(reckoning(period, known_at), fetched)


def fetched(expression: Table) -> pa.Table:
    return lake.connection().to_pyarrow(expression)


def deliveries(known_at: datetime | None = None) -> list[Delivery]:
    """What the numbers are made of."""
    return [one for schema in (EMPLOYMENTS, SPELLS) for one in lake.deliveries(schema, known_at)]
