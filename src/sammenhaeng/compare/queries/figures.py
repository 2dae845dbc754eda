"""Measurements and standings as they were reckoned; `told` turns them into what may be shown."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import date
from functools import lru_cache, reduce
from operator import or_

from django.db.models import Q, QuerySet

from sammenhaeng.compare.models import Crowd, Kind, Measurement, Standing
from sammenhaeng.compare.rules import indicators as rules
from sammenhaeng.compare.rules.indicators import Indicator
from sammenhaeng.design.charts import crowd as drawn
from sammenhaeng.kernel.periods import Days
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Unit

from .people import deliveries, last_of, year

KEPT = 64  # crowds that a process remembers


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


def in_view() -> list[Measurement]:
    """What leaders see of every indicator and year, the newest year of each first."""
    rows = Measurement.objects.exclude(release_id=None).filter(superseded_at=None)
    return list(rows.order_by("indicator", "-first_on"))


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
    return of_year(years(rules.named(indicator).code, is_public=is_public), indicator, year)


def of_year(known: Collection[Measurement], indicator: str, year: str) -> Measurement:
    """The same among measurements that are at hand, the newest first."""
    code = rules.named(indicator).code
    wanted = [
        one for one in known
        if one.indicator == code and year in ("", str(one.first_on.year))
    ]  # fmt: skip
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
        raise missing()
    return row


def missing() -> Refused:
    """Nobody in a unit was counted."""
    return Refused(
        "missing",
        "Der er ingen tal for enheden i den periode. Vælg en anden, eller få fraværet indlæst.",
    )


def standings(measurement: Measurement, unit_ids: list[int]) -> list[Standing]:
    return list(_named(measurement).filter(unit_id__in=unit_ids))


def rows_of(wanted: Mapping[Measurement, Collection[int]]) -> list[Standing]:
    """The standings of the units wanted of each measurement: what they share is asked for once."""
    any_of = (Q(measurement=one, unit_id__in=units) for one, units in wanted.items())
    rows = list(Standing.objects.filter(reduce(or_, any_of, Q(pk__in=[]))))
    measurements = {one.pk: one for one in wanted}
    units = Unit.objects.select_related("authority").in_bulk([row.unit_id for row in rows])
    for row in rows:
        row.measurement, row.unit = measurements[row.measurement_id], units[row.unit_id or 0]
    return rows


def of_kind(measurement: Measurement, kind: str) -> list[Standing]:
    return list(_named(measurement).filter(kind=kind))


def of_authority(measurement: Measurement, authority_id: int, kind: str) -> list[Standing]:
    """The authority and the units of it that had staff, of a kind."""
    of = Q(unit__authority_id=authority_id) | Q(authority_id=authority_id)
    return list(_named(measurement).filter(of, kind=kind))


def _named(measurement: Measurement) -> QuerySet[Standing]:
    rows = Standing.objects.filter(measurement=measurement)
    return rows.select_related("unit__authority", "authority", "measurement")


def kinds(measurements: Collection[int], named: Collection[str]) -> dict[tuple[int, str], Kind]:
    """What holds for some kinds of places in some measurements."""
    rows = Kind.objects.filter(measurement__in=measurements, kind__in=named)
    return {(one.measurement_id, one.kind): one for one in rows}


def kind(measurement: Measurement, code: str) -> Kind | None:
    """The same of one; None where nobody of the kind was counted."""
    return kinds([measurement.pk], [code]).get((measurement.pk, code))


@lru_cache(maxsize=KEPT)
def crowd(measurement_id: int, kind: str) -> drawn.Crowd | None:
    """A kind's crowd; None where its places are few. A measurement never changes."""
    row = Crowd.objects.filter(measurement=measurement_id, kind=kind).first()
    if row is None:
        return None
    return drawn.Crowd(**{one.name: getattr(row, one.name) for one in fields(drawn.Crowd)})


def indicator_of(measurement: Measurement) -> Indicator:
    return rules.named(measurement.indicator)
