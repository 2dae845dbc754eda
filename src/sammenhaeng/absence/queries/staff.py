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
    rows = reckoning.merged(given, reckoning.pieces(given, steps))
    told = _absence(given, rows)
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


def _absence(given: Reckoning, rows: ibis.Table) -> ibis.Table:
    zero = ibis.literal(0, "int64")
    amounts = reckoning.minutes(given, rows, {"all": given.last})
    amounts = amounts.select(*WHO, "is_long", "all", "all_injury", spells=zero, days=zero)
    whole = rows.filter(_.opens)
    first = ibis.greatest(whole.begins, given.first.day)
    last = ibis.least(whole.reaches, given.last.day)
    ended = (whole.ends >= given.first.day) & (whole.ends <= given.last.day)
    whole = whole.select(
        *WHO, "is_long", all=zero, all_injury=zero, spells=ended.cast("int64"),
        days=ibis.greatest(last - first + 1, 0).cast("int64"),
    )  # fmt: skip
    both = amounts.union(whole)
    return both.group_by(WHO).agg(
        minutes=both["all"].sum(),
        short_minutes=ibis.ifelse(both.is_long, 0, both["all"]).sum(),
        long_minutes=ibis.ifelse(both.is_long, both["all"], 0).sum(),
        injury_minutes=both.all_injury.sum(),
        spells=both.spells.sum(),
        days=both.days.sum(),
    )
