"""Where the numbers of an indicator come from: one row per employee and unit, by room."""

from collections.abc import Callable, Mapping
from datetime import date

import numpy as np

from sammenhaeng.absence import queries as absence
from sammenhaeng.compare.rules.course import Monthly, summed
from sammenhaeng.compare.rules.figures import People
from sammenhaeng.compare.rules.tree import Places, Tree, grown
from sammenhaeng.kernel.periods import Days
from sammenhaeng.organisation import queries as organisation
from sammenhaeng.organisation.models import Authority, Unit

FULL_TIME_WEEK = 2220  # minutes


def of_absence(period: Days) -> People:
    """Everybody's year; without the authorities whose absence was not delivered."""
    staff = absence.persons(period)
    return counted(staff, _reported(staff), period)


def counted(staff: absence.Staff, rows: np.ndarray, period: Days) -> People:
    """Some rows of everybody's year as they are compared."""
    days = (last_of(period) - period.first).days + 1
    minutes = {
        name: getattr(staff, name)[rows]
        for name in ("minutes", "short_minutes", "medium_minutes", "long_minutes")
    }
    minutes["week_minutes"] = minutes["short_minutes"] - minutes["medium_minutes"]
    over = staff.over_30[rows].astype(np.int64)
    return People(
        unit=staff.unit[rows].astype(np.int64),
        full_time=staff.exposure_days[rows] / (FULL_TIME_WEEK * days),
        counts={**minutes, "over_30": over, "not_over_30": 1 - over},
        factors={
            name: getattr(staff, name)[rows]
            for name in ("sex", "age_band", "education", "origin", "job")
        },
        possible=float(absence.possible_days(period)),
    )


def _reported(staff: absence.Staff) -> np.ndarray:
    """Rows of authorities that told of any absence: none at all means that nobody told."""
    owner = dict(Unit.objects.values_list("pk", "authority_id"))
    units, place = np.unique(staff.unit, return_inverse=True)
    of = np.array([owner[int(unit)] for unit in units], np.int64)[place]
    return np.bincount(of, staff.minutes)[of] > 0


def months_of_absence(period: Days, tree: Tree) -> Monthly:
    """Everybody's months, summed over the tree of a year."""
    told = absence.monthly(period)
    month = told.month - 12 * period.first.year
    return summed(tree, told.unit, month, told.minutes, told.exposure)


DELIVERIES = {"absence": absence.deliveries}
KINDS = {"absence": absence.KINDS}
SOURCES: Mapping[str, Callable[[Days], People]] = {"absence": of_absence}
MONTHS: Mapping[str, Callable[[Days, Tree], Monthly]] = {"absence": months_of_absence}


def year(number: int) -> Days:
    return Days(date(number, 1, 1), date(number, 12, 31))


def last_of(period: Days) -> date:
    """The last day of a period that has one."""
    assert period.last
    return period.last


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


def monthly(room: str, period: Days, tree: Tree) -> Monthly:
    return MONTHS[room](period, tree)


def deliveries(room: str, period: Days) -> list[str]:
    """Checksums of the deliveries in force that a room's numbers of a period are made of.

    None as long as one of the kinds is missing.
    """
    found = [
        one for one in DELIVERIES[room]()
        if one.first_on <= last_of(period) and period.first <= one.last_on
    ]  # fmt: skip
    is_whole = KINDS[room] <= {one.kind for one in found}
    return sorted(one.checksum for one in found) if is_whole else []


def room_of(kind: str) -> str:
    """Whose numbers a kind of delivery is for, or nobody's."""
    room = kind.partition(".")[0]
    return room if room in SOURCES else ""


def years_of(days: Days) -> range:
    return range(days.first.year, last_of(days).year + 1)


def populations() -> dict[int, int]:
    return organisation.populations()
