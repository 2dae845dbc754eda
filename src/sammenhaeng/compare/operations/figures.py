"""Reckoning the figures of a year, passing them through the gate, and publishing them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from django.db import transaction

from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.compare import acts
from sammenhaeng.compare.models import Measurement
from sammenhaeng.compare.queries import figures as queries
from sammenhaeng.compare.queries import people as sources
from sammenhaeng.compare.rules import figures as rules
from sammenhaeng.compare.rules import held as tops
from sammenhaeng.compare.rules import likeness, shown, tables
from sammenhaeng.compare.rules.indicators import Indicator, of_room
from sammenhaeng.compare.rules.tree import Tree
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.periods import Days
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.releases import operations as releases
from sammenhaeng.releases import queries as released
from sammenhaeng.releases.models import Release
from sammenhaeng.statistics import multiplicity
from sammenhaeng.statistics.disclosure import Published

from . import standings


@dataclass(frozen=True, eq=False)
class Reckoning:
    """A room's staff of a year on the tree of units, and from which deliveries."""

    period: Days
    people: rules.People
    tree: Tree
    deliveries: tuple[str, ...]
    done: dict[str, rules.Figures] = field(default_factory=dict)  # what is reckoned so far

    def figures(self, one: Indicator) -> rules.Figures:
        known = self.done.get(one.like)
        self.done[one.code] = (
            rules.alike(known, one, self.people) if known
            else rules.figures(one, self.people, self.tree)
        )  # fmt: skip
        return self.done[one.code]


@dataclass(frozen=True, eq=False)
class Through:
    """A table that came to the gate: as everybody may see it, or why nobody may."""

    release: Release
    why: str
    seen: Published | None

    def may_be_shown(self, one: Indicator) -> shown.Mask:
        if self.seen is None:
            return np.zeros(len(self.release.units), bool)
        return shown.may_be_shown(one, self.seen)


@transaction.atomic
def reckon(room: str, year: int, *, by: Seat, at: datetime) -> list[Measurement]:
    """Reckon every indicator of a room for a year; what was reckoned before is superseded."""
    require(by, acts.RECKON)
    period = sources.year(year)
    people = sources.of(room, period)
    if not len(people.unit):
        raise Refused("missing", "Der er ingen tal for {year}. Indlæs leverancen først.", year=year)
    known = tuple(sources.deliveries(room, period))
    given = Reckoning(period, people, sources.tree(people), known)
    gone_through = {one.code: _release(one, given, by, at) for one in tables.of(room)}
    return [_measure(one, given, gone_through[one.table], by=by, at=at) for one in of_room(room)]


def _release(table: Indicator, given: Reckoning, by: Seat, at: datetime) -> Through:
    """The table of an indicator, through the gate together with everything released before."""
    year = str(given.period.first.year)
    draft = releases.Draft(
        table.code, table.name, table.version, given.deliveries,
        supersedes=released.standing(table.code, year),
    )  # fmt: skip
    told = tables.table(table, given.people, given.tree, year)
    release = releases.publish(draft, told, by=by, at=at)
    why = " ".join(released.breaches(release))
    return Through(release, why, None if why else released.as_published(release))


def _held(one: Indicator, given: Reckoning, by: Seat, at: datetime) -> int | None:
    """The release of what the few with most have; None where it may not be told."""
    year = str(given.period.first.year)
    found = tops.held(one, given.people, given.tree, year) if one.held else None
    if found is None:
        return None
    code = found.table.subject
    draft = releases.Draft(
        code, one.name, one.version, given.deliveries, supersedes=released.standing(code, year)
    )
    share = releases.Derived(tops.SHARE, tops.MOST, found.shares)
    release = releases.publish(draft, found.table, [share], by=by, at=at)
    return None if released.breaches(release) else release.pk


def _measure(
    one: Indicator, given: Reckoning, through: Through, *, by: Seat, at: datetime
) -> Measurement:
    done = given.figures(one)
    alike = likeness.likeness(given.people, given.tree, done, sources.populations())
    queries.in_force(one.code, given.period).update(superseded_at=at)
    measurement = Measurement.objects.create(
        indicator=one.code, version=one.version, first_on=given.period.first,
        last_on=sources.last_of(given.period), deliveries=list(given.deliveries),
        added=list(done.added), likeness=list(alike.names), weights=alike.weights.tolist(),
        release_id=None if through.why else through.release.pk, refused_because=through.why,
        held_release_id=_held(one, given, by, at),
        made_at=at, made_by=by,
    )  # fmt: skip
    told = shown.by_kind(one, done, through.may_be_shown(one))
    standings.write(measurement, done, alike, _alerts(one, given.period, done), told)
    if one.monthly:
        monthly = sources.monthly(one.room, given.period, given.tree)
        standings.write_course(measurement, monthly, done.keys)
    audit.record("figures.reckoned", measurement, by=by, at=at, indicator=one.code)
    return measurement


def _alerts(one: Indicator, period: Days, done: rules.Figures) -> np.ndarray:
    """Found high or low in this year and the one before."""
    before = queries.found(one.code, sources.year(period.first.year - 1))
    q, ratio = np.full((2, len(done.keys)), np.nan), np.full((2, len(done.keys)), np.nan)
    q[1], ratio[1] = done.q, done.ratio
    for place, key in enumerate(done.keys.tolist()):
        if key in before:
            q[0, place], ratio[0, place] = before[key]
    return multiplicity.alerts(q, ratio)


@transaction.atomic
def publish(measurements: Iterable[Measurement], *, by: Seat, at: datetime) -> None:
    """Let the public see what has passed the gate."""
    require(by, acts.PUBLISH)
    for measurement in measurements:
        if measurement.release_id is None:
            raise Refused("state", "Tallene kan ikke offentliggøres: {why}",
                          why=measurement.refused_because)  # fmt: skip
        measurement.published_at, measurement.published_by = at, by
        measurement.save(update_fields=["published_at", "published_by"])
        audit.record("figures.published", measurement, by=by, at=at,
                     indicator=measurement.indicator)  # fmt: skip
