"""Measurements and standings as they were reckoned; `told` turns them into what may be shown."""

from datetime import date
from functools import lru_cache

from django.db.models import Q, QuerySet

from sammenhaeng.compare.models import Kind, Measurement, Standing
from sammenhaeng.compare.rules import indicators as rules
from sammenhaeng.compare.rules.indicators import Indicator
from sammenhaeng.kernel.periods import Days
from sammenhaeng.kernel.refusal import Refused

from .people import deliveries, last_of, year

KEPT = 64  # measurements whose places a process remembers


def in_force(indicator: str, period: Days) -> QuerySet[Measurement]:
    return Measurement.objects.filter(
        indicator=indicator, first_on=period.first, last_on=last_of(period), superseded_at=None
    )


def years(indicator: str, *, is_public: bool) -> list[Measurement]:
    """Measurements that passed the gate, one a year, the newest year first.

    The public sees the latest published, until a later one is published in its place.
    """
    rows = Measurement.objects.filter(indicator=indicator).exclude(release_id=None)
    seen = rows.exclude(published_at=None) if is_public else rows.filter(superseded_at=None)
    return list(seen.order_by("-first_on", "-made_at").distinct("first_on"))


def newest(day: date | None = None, *, is_public: bool = False) -> list[Measurement]:
    """The newest of each indicator that may be seen, begun by a day when one is named.

    In the order in which the indicators are declared.
    """
    rows = Measurement.objects.exclude(release_id=None)
    seen = rows.exclude(published_at=None) if is_public else rows.filter(superseded_at=None)
    begun = seen.filter(first_on__lte=day) if day else seen
    last = begun.order_by("indicator", "-first_on", "-made_at").distinct("indicator")
    found = {one.indicator: one for one in last}
    return [found[code] for code in rules.indicators() if code in found]


def of_units(measurements: list[Measurement], unit_ids: list[int]) -> dict[int, list[Standing]]:
    """Measurement id -> the standings of some units, in one question."""
    found: dict[int, list[Standing]] = {one.pk: [] for one in measurements}
    if not found:
        return found
    rows = Standing.objects.filter(measurement__in=found, unit_id__in=unit_ids)
    for row in rows.select_related("unit__authority", "authority", "measurement"):
        found[row.measurement_id].append(row)
    return found


def measured(indicator: str, year: str, *, is_public: bool) -> Measurement:
    """The measurement of a year, the newest when none is named; else Refused("missing")."""
    known = years(rules.named(indicator).code, is_public=is_public)
    wanted = [one for one in known if not year or str(one.first_on.year) == year]
    if not wanted:
        raise Refused("missing", "Der er ingen tal for den periode endnu.")
    return wanted[0]


def is_current(room: str, number: int) -> bool:
    """Whether a year is reckoned from the deliveries that are in force for it now."""
    period, known = year(number), deliveries(room, year(number))
    rows = [in_force(one.code, period).first() for one in rules.of_room(room)]
    return not known or all(row is not None and row.deliveries == known for row in rows)


def found(indicator: str, period: Days) -> dict[int, tuple[float, float]]:
    """Unit id, or minus the authority's id -> q and O/E in a period, of those that were judged."""
    rows = Standing.objects.filter(
        measurement__in=in_force(indicator, period), q__isnull=False
    ).values_list("unit_id", "authority_id", "q", "observed", "expected")
    return {
        unit or -(authority or 0): (q or 0.0, observed / expected[-1])
        for unit, authority, q, observed, expected in rows
    }


def standing(measurement: Measurement, unit_id: int) -> Standing:
    """A unit's own, or Refused("missing") when nobody there was counted."""
    row = _named(measurement).filter(unit_id=unit_id).first()
    if row is None:
        raise Refused(
            "missing",
            "Der er ingen tal for enheden i den periode. Vælg en anden, eller få fraværet indlæst.",
        )
    return row


def standings(measurement: Measurement, unit_ids: list[int]) -> list[Standing]:
    return list(_named(measurement).filter(unit_id__in=unit_ids))


def of_kind(measurement: Measurement, kind: str) -> list[Standing]:
    return list(_named(measurement).filter(kind=kind))


def of_authority(measurement: Measurement, authority_id: int) -> list[Standing]:
    """The authority and every unit of it that had staff."""
    of = Q(unit__authority_id=authority_id) | Q(authority_id=authority_id)
    return list(_named(measurement).filter(of))


def _named(measurement: Measurement) -> QuerySet[Standing]:
    rows = Standing.objects.filter(measurement=measurement)
    return rows.select_related("unit__authority", "authority", "measurement")


@lru_cache(maxsize=KEPT)
def kinds(measurement_id: int) -> dict[str, Kind]:
    """What holds for each kind of unit; a measurement never changes."""
    return {one.kind: one for one in Kind.objects.filter(measurement_id=measurement_id)}


def indicator_of(measurement: Measurement) -> Indicator:
    return rules.named(measurement.indicator)
