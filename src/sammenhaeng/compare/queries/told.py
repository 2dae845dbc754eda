"""Standings as they may be shown: every number through the release that passed the gate."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from django.utils.translation import get_language, gettext

from sammenhaeng.compare.models import Measurement, Standing
from sammenhaeng.compare.rules.indicators import Indicator, named
from sammenhaeng.design.charts import ground as grounds
from sammenhaeng.design.charts.chart import Measure
from sammenhaeng.design.charts.chart import told as as_text
from sammenhaeng.design.charts.ground import Ground, Limits, Place
from sammenhaeng.design.words import number
from sammenhaeng.releases import queries as releases
from sammenhaeng.statistics import funnel, shrinkage
from sammenhaeng.statistics.claims import Claim
from sammenhaeng.statistics.disclosure import FEWEST, Disclosed, beside

from . import figures as queries

CLAIMS: dict[Claim, grounds.Claim] = {
    Claim.AS_EXPECTED: "as_expected", Claim.HIGHER: "higher", Claim.LOWER: "lower",
    Claim.CLEARLY_HIGHER: "clearly_higher", Claim.CLEARLY_LOWER: "clearly_lower",
}  # fmt: skip
GRID = 60  # sizes at which the limits are drawn
KEPT = 64  # funnels a process remembers


@dataclass(frozen=True)
class Figure:
    """One place's figure of an indicator in a year. Rates are in the indicator's unit.

    `adjusted` is what the place would have, were its staff like that of the kind; `lower` and
    `upper` are its 95 % interval. `expected` is what a place with such staff usually has, and
    `usual` the limits that 95 of 100 such places keep within. All are hidden together.
    """

    key: int
    label: str
    kind: str
    full_time: Disclosed[float]
    rate: Disclosed[float]
    adjusted: Disclosed[float]
    lower: Disclosed[float]
    upper: Disclosed[float]
    expected: Disclosed[float]
    usual: tuple[Disclosed[float], Disclosed[float]]
    steps: tuple[Disclosed[float], ...]  # expected, one more factor allowed for at a time
    claim: str  # "" where nothing may be said
    use: shrinkage.Use | None
    alert: int
    row: Standing

    @property
    def is_shown(self) -> bool:
        return not self.rate.is_hidden


def figures(measurement: Measurement, rows: Sequence[Standing]) -> list[Figure]:
    """The figures of some rows of a measurement."""
    one = named(measurement.indicator)
    judged = zip(rows, _usual(measurement.pk, rows), strict=True)
    return [_figure(one, cell(measurement, key_of(row)), row, usual) for row, usual in judged]


def cell(measurement: Measurement, key: int) -> Disclosed[float]:
    """Whether a place's numerator may be told: its own cell, or cells that tell it together."""
    told = [
        [releases.kept(measurement.release_id, column)[key] for column in way]
        for way in named(measurement.indicator).ways
    ]
    shown = [way for way in told if not any(one.is_hidden for one in way)]
    return shown[0][0] if shown else next(one for one in told[0] if one.is_hidden)


def figure(measurement: Measurement, unit_id: int) -> Figure:
    return figures(measurement, [queries.standing(measurement, unit_id)])[0]


def key_of(row: Standing) -> int:
    """Where the row stands in the release: a unit, an authority, or the country."""
    return row.unit_id or -(row.authority_id or 0)


def label_of(row: Standing) -> str:
    if row.unit is not None:
        return f"{row.unit.name}, {row.unit.authority.name}"
    return row.authority.name if row.authority else gettext("Hele landet")


def _figure(one: Indicator, own: Disclosed, row: Standing, usual: tuple[float, float]) -> Figure:
    known = shown_of(row.measurement_id, row.kind)
    steps = [step * factor for step, factor in zip(row.expected, known.factors, strict=True)]
    hoped, drawn = steps[-1], known.mean / known.factors[-1]
    scale = one.times * hoped / row.exposure  # from O/E to a rate of the place's own staff
    low, high = usual
    ratio = row.observed / hoped

    def told(number: float) -> Disclosed[float]:
        return beside(own, number)

    return Figure(
        key=key_of(row), label=label_of(row), kind=row.kind, full_time=told(row.full_time),
        rate=told(ratio * scale), adjusted=told(ratio * known.mean),
        lower=told((row.lower or 0) * drawn), upper=told((row.upper or 0) * drawn),
        expected=told(scale), usual=(told(low * scale), told(high * scale)),
        steps=tuple(told(step / row.exposure * one.times) for step in steps),
        claim="" if own.is_hidden else row.claim,
        use=None if row.reliability is None else shrinkage.ladder([row.reliability])[0],
        alert=row.alert, row=row,
    )  # fmt: skip


def _usual(measurement_id: int, rows: Sequence[Standing]) -> list[tuple[float, float]]:
    """The 95 % limits of O/E for places of these sizes, those of a kind at once."""
    shared, told = queries.kinds(measurement_id), np.empty((len(rows), 2))
    kinds = np.array([row.kind for row in rows])
    hoped = np.array([row.expected[-1] for row in rows])
    variance = np.array([row.variance for row in rows])
    for kind in set(kinds.tolist()):
        own = kinds == kind
        tau2 = shared[kind].tau2 if kind in shared else 0.0  # none where all are too small
        scaled = hoped[own] * shown_of(measurement_id, kind).factors[-1]
        ends = funnel.limits(scaled, variance=variance[own], tau2=tau2)
        told[own] = np.column_stack([ends.lower_95, ends.upper_95])
    return [(low, high) for low, high in told.tolist()]


@dataclass(frozen=True)
class Shown:
    """What the places of a kind that are shown have together, so that it tells of no other.

    `factors` bring each step of expected from what all observed to what those shown observed.
    """

    mean: float
    factors: tuple[float, ...]


@lru_cache(maxsize=KEPT)
def shown_of(measurement_id: int, kind: str) -> Shown:
    measurement = Measurement.objects.get(pk=measurement_id)
    one = named(measurement.indicator)
    steps = len(measurement.added) + 1
    observed, exposure, expected = 0.0, 0.0, np.zeros(steps)
    for row in Standing.objects.filter(measurement=measurement, kind=kind):
        if not cell(measurement, key_of(row)).is_hidden:
            observed += row.observed
            exposure += row.exposure
            expected += row.expected
    if not observed:
        return Shown(0.0, (1.0,) * steps)
    return Shown(observed / exposure * one.times, tuple((observed / expected).tolist()))


def mean_of(measurement_id: int, kind: str) -> float:
    """The mean of a kind: of the places that are shown."""
    return shown_of(measurement_id, kind).mean


def measure_of(one: Indicator) -> Measure:
    """The axis of an indicator."""
    if get_language() == "en":
        return Measure(one.name_en, one.unit_en, 1)
    return Measure(one.name, one.unit, 1)


@lru_cache(maxsize=KEPT)
def ground(measurement_id: int, kind: str, language: str) -> Ground | None:
    """The funnel of all places of a kind, made once: a measurement never changes.

    None where fewer than five may be set against each other.
    """
    measurement = Measurement.objects.get(pk=measurement_id)
    known = [f for f in figures(measurement, queries.of_kind(measurement, kind)) if f.claim]
    if len(known) < FEWEST:
        return None
    one, shared = named(measurement.indicator), queries.kinds(measurement_id)[kind]
    mean = mean_of(measurement_id, kind)
    largest = max(f.full_time.value for f in known)
    sizes = np.geomspace(max(largest / 400, 1.0), largest * 1.05, GRID)
    each = sum(f.row.exposure for f in known) / sum(f.row.full_time for f in known)
    hoped = sizes * each * mean / one.times
    ends = funnel.limits(hoped, variance=shared.chance * hoped, tau2=shared.tau2)
    sides = (ends.lower_95, ends.upper_95, ends.lower_998, ends.upper_998)
    return Ground(
        places=tuple(_place(f) for f in known),
        mean=beside(known[0].rate, mean),
        limits=Limits(tuple(sizes.tolist()), *(tuple((end * mean).tolist()) for end in sides)),
        size=Measure(gettext("Fuldtidsansatte på stedet"), gettext("fuldtidsansatte")),
        value=measure_of(one),
    )


def _place(one: Figure) -> Place:
    return Place(str(one.key), one.label, one.full_time, one.adjusted, CLAIMS[Claim(one.claim)])


def shown(cell: Disclosed[float]) -> str:
    """With one decimal, or the dash of a hidden number."""
    return as_text(cell, 1)


def days(value: float) -> str:
    """A number of days in words."""
    return gettext("{count} dage").format(count=number(value, 1))
