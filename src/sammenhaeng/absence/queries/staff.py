"""Everybody's year: exposure, absence and staff mix, one row per employee and unit."""

import ibis
from ibis import _

from . import contracts, reckoning
from .world import WHO, Reckoning


def counted(given: Reckoning) -> ibis.Table:
    """One row per employee and unit with exposure in the period, in order of both.

    int64: exposure_days, minutes, short_minutes, long_minutes, injury_minutes, spells, days
    (calendar days of absence); bool: over_30.
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
            *WHO, "is_long", **reckoning.of_one(alone, edges), **_counts(given, alone)
        ),
        spells.others.select(
            *WHO, "is_long", all=zero, all_injury=zero, **_counts(given, spells.others)
        ),
        reckoning.of_several(given, spells, edges).mutate(spells=zero, days=zero),
    ]  # fmt: skip
    every = ibis.union(*rows)
    return every.group_by(WHO).agg(
        minutes=every["all"].sum(),
        short_minutes=ibis.ifelse(every.is_long, 0, every["all"]).sum(),
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
