"""Where the numbers of an indicator come from: one row per employee and unit, by room."""

from collections.abc import Callable, Mapping
from datetime import date

import numpy as np

from sammenhaeng.absence import queries as absence
from sammenhaeng.compare.rules.figures import People
from sammenhaeng.compare.rules.tree import Places, Tree, grown
from sammenhaeng.kernel.periods import Days
from sammenhaeng.organisation import queries as organisation
from sammenhaeng.organisation.models import Authority, Unit

FULL_TIME_WEEK = 2220  # minutes


def of_absence(period: Days) -> People:
    staff = absence.persons(period)
    days = (period.last - period.first).days + 1
    counted = {name: getattr(staff, name) for name in ("minutes", "short_minutes", "long_minutes")}
    over = np.asarray(staff.over_30, np.int64)
    return People(
        unit=staff.unit.astype(np.int64),
        full_time=staff.exposure_days / (FULL_TIME_WEEK * days),
        counts={**counted, "over_30": over, "not_over_30": 1 - over},
        factors={
            name: getattr(staff, name) for name in ("sex", "age_band", "education", "origin", "job")
        },
    )


DELIVERIES = {"absence": absence.deliveries}
SOURCES: Mapping[str, Callable[[Days], People]] = {"absence": of_absence}


def year(number: int) -> Days:
    return Days(date(number, 1, 1), date(number, 12, 31))


def tree(people: People) -> Tree:
    """Where everybody stands: every unit with staff and all above it, in two questions."""
    rows = Unit.objects.values_list("pk", "parent_id", "authority_id", "kind")
    units, parents, authorities, kinds = zip(*rows, strict=True)
    places = Places(
        np.array(units, np.int64),
        np.array([parent or 0 for parent in parents], np.int64),
        np.array(authorities, np.int64),
        np.array(kinds),
        dict(Authority.objects.values_list("pk", "kind")),
    )
    return grown(places, np.unique(people.unit))


def of(room: str, period: Days) -> People:
    return SOURCES[room](period)


def deliveries(room: str) -> list[str]:
    """Checksums of the deliveries in force that a room's numbers are made of."""
    return [one.checksum for one in DELIVERIES[room]()]


def populations() -> dict[int, int]:
    return organisation.populations()
