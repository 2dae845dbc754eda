"""Standings as they may be shown: every number through the release that passed the gate."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import get_language, gettext

from sammenhaeng.compare.models import Kind, Measurement, Standing
from sammenhaeng.compare.rules.indicators import Indicator, named
from sammenhaeng.design.charts import ground as grounds
from sammenhaeng.design.charts.chart import Measure
from sammenhaeng.design.charts.chart import told as as_text
from sammenhaeng.design.charts.crowd import Crowd
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
    known = known_of(rows)
    return [figure_of(row, known) for row in rows]


def of_several(rows: Mapping[int, Sequence[Standing]]) -> dict[int, list[Figure]]:
    """The figures of the rows of several measurements, by its id."""
    known = known_of([row for some in rows.values() for row in some])
    return {pk: [figure_of(row, known) for row in some] for pk, some in rows.items()}


@dataclass(frozen=True)
class Known:
    """What the ledger shows of some rows, and what holds for their kinds."""

    cells: Mapping[tuple[int, int], Mapping[str, Disclosed[float]]]
    kinds: Mapping[tuple[int, str], Kind]

    def cell(self, measurement: Measurement, key: int) -> Disclosed[float]:
        """Whether a place's numerator may be told: its own cell, or cells that tell it together."""
        columns = self.cells[measurement.release_id or 0, key]
        told = [[columns[one] for one in way] for way in named(measurement.indicator).ways]
        shown = [way for way in told if not any(one.is_hidden for one in way)]
        return shown[0][0] if shown else next(one for one in told[0] if one.is_hidden)


def known_of(rows: Sequence[Standing]) -> Known:
    """Two questions, however many the rows are."""
    keys: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        keys[row.measurement.release_id or 0].add(key_of(row))
    kinds = queries.kinds({row.measurement_id for row in rows}, {row.kind for row in rows})
    return Known(releases.cells(keys), kinds)


def figure(measurement: Measurement, unit_id: int) -> Figure:
    return figures(measurement, [queries.standing(measurement, unit_id)])[0]


def key_of(row: Standing) -> int:
    """Where the row stands in the release: a unit, an authority, or the country."""
    return row.unit_id or -(row.authority_id or 0)


def label_of(row: Standing) -> str:
    if row.unit is not None:
        return f"{row.unit.name}, {row.unit.authority.name}"
    return row.authority.name if row.authority else gettext("Hele landet")


def figure_of(row: Standing, known: Known) -> Figure:
    one, own = named(row.measurement.indicator), known.cell(row.measurement, key_of(row))
    kind = known.kinds[row.measurement_id, row.kind]
    steps = [step * factor for step, factor in zip(row.expected, kind.factors, strict=True)]
    hoped, drawn = steps[-1], kind.shown_mean / kind.factors[-1]
    scale = one.times * hoped / row.exposure  # from O/E to a rate of the place's own staff
    ratio = row.observed / hoped

    def told(number: float) -> Disclosed[float]:
        return beside(own, number)

    return Figure(
        key=key_of(row), label=label_of(row), kind=row.kind, full_time=told(row.full_time),
        rate=told(ratio * scale), adjusted=told(ratio * kind.shown_mean),
        lower=told((row.lower or 0) * drawn), upper=told((row.upper or 0) * drawn),
        expected=told(scale),
        usual=(told((row.usual_lower or 0) * scale), told((row.usual_upper or 0) * scale)),
        steps=tuple(told(step / row.exposure * one.times) for step in steps),
        claim="" if own.is_hidden else row.claim,
        use=None if row.reliability is None else shrinkage.ladder([row.reliability])[0],
        alert=row.alert, row=row,
    )  # fmt: skip


def measure_of(one: Indicator) -> Measure:
    """The axis of an indicator."""
    if get_language() == "en":
        return Measure(one.name_en, one.unit_en, 1)
    return Measure(one.name, one.unit, 1)


def ground(measurement: Measurement, kind: str, listed: Sequence[Figure] = ()) -> Ground | None:
    """The funnel of all places of a kind, of which those listed have a row when they are many.

    None where fewer than five may be set against each other.
    """
    crowd = queries.crowd(measurement.pk, kind)
    if crowd is None:
        return whole(measurement, kind)
    return ground_of(measurement, queries.kind(measurement, kind), listed, crowd)


def whole(measurement: Measurement, kind: str) -> Ground | None:
    """The same with a row for every place, however many: for files."""
    every = figures(measurement, queries.of_kind(measurement, kind))
    return ground_of(measurement, queries.kind(measurement, kind), every)


def mean_of(measurement: Measurement, kind: str) -> float:
    """The mean of a kind: of the places that are shown."""
    return queries.kinds([measurement.pk], [kind])[measurement.pk, kind].shown_mean


def ground_of(
    measurement: Measurement, shared: Kind | None, listed: Sequence[Figure],
    crowd: Crowd | None = None,
) -> Ground | None:  # fmt: skip
    """The funnel of some places of a kind, in front of its crowd where there is one."""
    if shared is None or shared.judged < FEWEST:
        return None
    one, mean = named(measurement.indicator), shared.shown_mean
    sizes = np.geomspace(max(shared.largest / 400, 1.0), shared.largest * 1.05, GRID)
    hoped = sizes * shared.each * mean / one.times
    ends = funnel.limits(hoped, variance=shared.chance * hoped, tau2=shared.tau2)
    sides = (ends.lower_95, ends.upper_95, ends.lower_998, ends.upper_998)
    return Ground(
        places=tuple(_place(f) for f in listed if f.claim and f.kind == shared.kind),
        mean=beside(_witness(measurement, shared, listed), mean),
        limits=Limits(tuple(sizes.tolist()), *(tuple((end * mean).tolist()) for end in sides)),
        size=Measure(gettext("Fuldtidsansatte på stedet"), gettext("fuldtidsansatte")),
        value=measure_of(one),
        crowd=crowd,
    )


def _witness(
    measurement: Measurement, shared: Kind, listed: Sequence[Figure]
) -> Disclosed[float]:  # fmt: skip
    """A number that is shown: what all those shown have together may be told where it may."""
    for one in listed:
        if one.is_shown and one.kind == shared.kind:
            return one.rate
    release = measurement.release_id or 0
    found = Known(releases.cells({release: [shared.witness]}), {})
    return found.cell(measurement, shared.witness)


def _place(one: Figure) -> Place:
    return Place(str(one.key), one.label, one.full_time, one.adjusted, CLAIMS[Claim(one.claim)])


def shown(cell: Disclosed[float]) -> str:
    """With one decimal, or the dash of a hidden number."""
    return as_text(cell, 1)


def days(value: float) -> str:
    """A number of days in words."""
    return gettext("{count} dage").format(count=number(value, 1))
