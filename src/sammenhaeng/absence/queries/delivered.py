"""The reckoning of a period over the deliveries in force, now or as they were at an instant."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa
from ibis import Table

from sammenhaeng.absence.rules.deliveries import EMPLOYMENTS, SPELLS
from sammenhaeng.kernel.periods import Days
from sammenhaeng.lake import queries as lake
from sammenhaeng.lake.models import Delivery

from . import calendar, months
from .staff import Staff
from .staff import persons as persons_of
from .world import Reckoning

KINDS = frozenset({EMPLOYMENTS.kind, SPELLS.kind})  # without one of them nothing is told


def reckoning(period: Days, known_at: datetime | None = None) -> Reckoning:
    """From the deliveries that tell of the period: of other days a delivery has fragments only."""
    spells, employments = (lake.table(one, known_at, period) for one in (SPELLS, EMPLOYMENTS))
    return Reckoning(period, spells, employments, calendar.table(period))


def persons(period: Days, known_at: datetime | None = None) -> Staff:
    """Everybody's year; nobody when nothing was delivered."""
    return persons_of(reckoning(period, known_at), fetched)


@dataclass(frozen=True)
class Months:
    """One row per unit and month; the unit's own staff, not that of units below it.

    month: year * 12 + month - 1. exposure: contract minutes a week x days in force.
    """

    unit: np.ndarray  # int64, as all
    month: np.ndarray
    minutes: np.ndarray
    exposure: np.ndarray


def monthly(period: Days, known_at: datetime | None = None) -> Months:
    """Everybody's minutes of a period month by month."""
    rows = fetched(months.by_month(reckoning(period, known_at)))
    names = ("unit", "month", "minutes", "exposure")
    return Months(*(rows[name].to_numpy().astype("int64", copy=False) for name in names))


def fetched(expression: Table) -> pa.Table:
    return lake.connection().to_pyarrow(expression)


def deliveries(known_at: datetime | None = None) -> list[Delivery]:
    """What the numbers are made of."""
    return [one for schema in (EMPLOYMENTS, SPELLS) for one in lake.deliveries(schema, known_at)]
