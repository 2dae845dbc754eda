"""Everybody's year: exposure, absence and staff mix, one row per employee and unit."""

from collections.abc import Callable
from dataclasses import dataclass, fields

import ibis
import numpy as np
import pyarrow as pa
from ibis import _

from sammenhaeng.absence.rules import mix
from sammenhaeng.kernel.periods import Days

from . import contracts, reckoning
from .world import WHO, Reckoning

YEARS, KINDS, JOBS = 4096, 16, 128  # room for a year and for codes in one whole number


@dataclass(frozen=True)
class Staff:
    """One row per employee and unit, in order of both; codes are places in rules.mix.

    exposure_days: contract minutes a week x days in force. minutes: own sickness and work injury
    inside the period; short and long by merged spells of up to and over 30 calendar days (DST);
    medium, 8 to 30 days, is a part of short and our own cut.
    spells: those that ended in the period. over_30: more than 30 calendar days in all (ISOLA).
    """

    unit: np.ndarray  # int32
    sex: np.ndarray  # int8, as the codes below
    age_band: np.ndarray
    education: np.ndarray
    origin: np.ndarray
    job: np.ndarray
    exposure_days: np.ndarray  # int64, as the minutes
    minutes: np.ndarray
    short_minutes: np.ndarray
    medium_minutes: np.ndarray
    long_minutes: np.ndarray
    spells: np.ndarray  # int32
    over_30: np.ndarray  # bool


WIDTHS = {"unit": "int32", "spells": "int32", "over_30": "bool"} | dict.fromkeys(
    ("sex", "age_band", "education", "origin", "job"), "int8"
)


def persons(given: Reckoning, fetch: Callable[[ibis.Table], pa.Table]) -> Staff:
    """Everybody with exposure in the period; `fetch` runs an expression on its engine."""
    rows = counted(given).left_join(mixes(given), WHO).order_by("unit", "employee")
    names = [field.name for field in fields(Staff)]
    told = fetch(rows.select(names))
    return Staff(**{name: _array(told[name], WIDTHS.get(name, "int64")) for name in names})


def _array(column: pa.ChunkedArray, width: str) -> np.ndarray:
    return column.to_numpy().astype(width, copy=False)


def mixes(given: Reckoning) -> ibis.Table:
    """The staff mix of the last contract that reaches into the period, as places in rules.mix.

    Packed into one number with the contract's first day on top, so that the greatest is the last
    and no engine has to choose between rows.
    """
    period = given.period
    assert period.last
    rows = given.employments.filter(
        _.first_on <= period.last, _.last_on.isnull() | (_.last_on >= period.first)
    )
    years = rows.first_on.year().cast("int64")  # Spark's own are 32 bits wide: too few for a pack
    day = (years * 12 + rows.first_on.month()) * 31 + rows.first_on.day()
    packed = day * YEARS + rows.birth_year.cast("int64")
    for name, codes in mix.codes().items():
        packed = packed * (JOBS if name == "job" else KINDS) + _place(rows[name], codes)
    best = rows.select(*WHO, packed=packed).group_by(WHO).agg(packed=_.packed.max())
    return _unpacked(best, period)


def _place(code: ibis.Value, codes: tuple[str, ...]) -> ibis.Value:
    text = code.cast("string")
    places = [(text == one, ibis.literal(place, "int64")) for place, one in enumerate(codes)]
    return ibis.cases(*places, else_=ibis.literal(len(codes) - 1, "int64"))


def _unpacked(rows: ibis.Table, period: Days) -> ibis.Table:
    told, rest = {}, rows.packed
    for name in reversed(mix.codes()):
        room = JOBS if name == "job" else KINDS
        told[name] = (rest % room).cast("int64")
        rest = (rest // room).cast("int64")
    assert period.last
    age = period.last.year - (rest % YEARS)
    bands = [(age >= least, ibis.literal(place, "int64"))
             for place, least in reversed(list(enumerate(mix.AGES_FROM)))]  # fmt: skip
    return rows.select(*WHO, age_band=ibis.cases(*bands, else_=ibis.literal(0, "int64")), **told)


def counted(given: Reckoning) -> ibis.Table:
    """One row per employee and unit with exposure in the period, in order of both.

    int64: exposure_days, minutes, short_minutes, medium_minutes, long_minutes, injury_minutes,
    spells, days (calendar days of absence); bool: over_30.
    """
    steps = contracts.steps(given)
    held = exposure(given, steps)
    told = _absence(given, reckoning.merged(given, reckoning.pieces(given, steps)))
    whole = held.left_join(told, WHO).drop("employee_right", "unit_right")
    names = [name for name in told.columns if name not in WHO]
    whole = whole.mutate(**{name: whole[name].fill_null(0).cast("int64") for name in names})
    return whole.mutate(over_30=whole.days > reckoning.LONG_AFTER)


def exposure(given: Reckoning, steps: ibis.Table) -> ibis.Table:
    """Contract minutes a week times the days in force inside the period."""
    first = ibis.greatest(steps["first"], given.first.day)
    last = ibis.least(steps["last"], given.last.day)
    days = ibis.greatest(last - first + 1, 0)
    told = steps.group_by(WHO).agg(exposure_days=(steps.week * days).sum().cast("int64"))
    return told.filter(_.exposure_days > 0)


def _absence(given: Reckoning, spells: reckoning.Merged) -> ibis.Table:
    """Sums per employee and unit, of rows that each add minutes, spells or days."""
    edges, zero = {"all": given.last}, ibis.literal(0, "int64")
    alone = spells.alone
    rows = [
        alone.select(
            *WHO, *reckoning.SIZES, **reckoning.of_one(alone, edges), **_counts(given, alone)
        ),
        spells.others.select(
            *WHO, *reckoning.SIZES, all=zero, all_injury=zero, **_counts(given, spells.others)
        ),
        reckoning.of_several(given, spells, edges).mutate(spells=zero, days=zero),
    ]  # fmt: skip
    every = ibis.union(*rows)
    return every.group_by(WHO).agg(
        minutes=every["all"].sum(),
        short_minutes=ibis.ifelse(every.is_long, 0, every["all"]).sum(),
        medium_minutes=ibis.ifelse(every.is_medium, every["all"], 0).sum(),
        long_minutes=ibis.ifelse(every.is_long, every["all"], 0).sum(),
        injury_minutes=every.all_injury.sum(),
        spells=every.spells.sum(),
        days=every.days.sum(),
    )


def _counts(given: Reckoning, spells: ibis.Table) -> dict[str, ibis.Value]:
    """Whether the merged spell ended in the period, and how many of its days lie there."""
    first = ibis.greatest(spells.begins, given.first.day)
    last = ibis.least(spells.reaches, given.last.day)
    ended = (spells.ends >= given.first.day) & (spells.ends <= given.last.day)
    return {
        "spells": ended.cast("int64"),
        "days": ibis.greatest(last - first + 1, 0).cast("int64"),
    }
