"""A unit's absence month by month, by cause and by length: minutes that add up to the year's."""

from dataclasses import replace
from datetime import date, timedelta

import ibis
from ibis import _

from sammenhaeng.absence.rules import causes
from sammenhaeng.absence.rules.measures import MEDIUM_FROM
from sammenhaeng.kernel.periods import Days

from . import contracts, reckoning
from .world import Edge, Reckoning


def months_of(period: Days) -> dict[int, Days]:
    """The months of a period by number (year * 12 + month - 1), the first and last cut to it."""
    assert period.last
    told = {}
    first = period.first
    while first <= period.last:
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        told[first.year * 12 + first.month - 1] = Days(
            first, min(after - timedelta(days=1), period.last)
        )
        first = after
    return told


def by_month(given: Reckoning) -> ibis.Table:
    """unit, month, days, minutes, exposure: each month of the period with exposure in the unit."""
    steps = contracts.steps(given)
    months = months_of(given.period)
    edges = {f"m{number}": given.edge(days.last) for number, days in months.items() if days.last}
    spells = reckoning.merged(given, reckoning.pieces(given, steps))
    several = reckoning.of_several(given, spells, edges)
    several = several.group_by("unit").agg(**{name: _[name].sum() for name in edges})
    rows = [_alone(given, spells.alone), *_each(several, months), *_exposures(given, steps, months)]
    told = ibis.union(*rows).group_by(["unit", "month", "days"])
    told = told.agg(minutes=_.minutes.sum().cast("int64"), exposure=_.exposure.sum().cast("int64"))
    return told.filter(_.exposure > 0)


def _alone(given: Reckoning, spells: ibis.Table) -> ibis.Table:
    """Spells of one piece, once for each month they touch."""
    days = given.calendar.filter(
        given.calendar["on"] >= given.period.first, given.calendar["on"] <= given.period.last
    )
    days = days.mutate(month=(days["on"].year() * 12 + days["on"].month() - 1).cast("int64"))
    months = days.group_by("month").agg(
        days=_.count(), to_day=_.day.max(), to_worked=_.worked.max(),
        from_day=_.day.min() - 1, from_worked=_.before.min(),
    )  # fmt: skip
    pairs = spells.join(
        months, [spells["first"] <= months.to_day, spells["last"] > months.from_day]
    )
    until = reckoning.amount(pairs, Edge(pairs.to_day, pairs.to_worked))
    since = reckoning.amount(pairs, Edge(pairs.from_day, pairs.from_worked))
    pairs = pairs.select("unit", "month", days=pairs.days.cast("int64"), minutes=until - since)
    told = pairs.group_by(["unit", "month", "days"]).agg(minutes=_.minutes.sum().cast("int64"))
    return told.mutate(exposure=ibis.literal(0, "int64"))


def _exposures(given: Reckoning, steps: ibis.Table, months: dict[int, Days]) -> list[ibis.Table]:
    held = steps.group_by("unit").agg(
        **{f"e{number}": _held(given, steps, days).sum() for number, days in months.items()}
    )
    zero = ibis.literal(0, "int64")
    return [
        _row(held, number, days, minutes=zero, exposure=held[f"e{number}"].cast("int64"))
        for number, days in months.items()
    ]


def _row(rows: ibis.Table, number: int, days: Days, **told: ibis.Value) -> ibis.Table:
    month, length = ibis.literal(number, "int64"), ibis.literal(len(days), "int64")
    return rows.select("unit", month=month, days=length, **told)


def _held(given: Reckoning, steps: ibis.Table, days: Days) -> ibis.Value:
    assert days.last
    first = ibis.greatest(steps["first"], given.edge(days.first).day)
    last = ibis.least(steps["last"], given.edge(days.last).day)
    return steps.week * ibis.greatest(last - first + 1, 0)


def _each(whole: ibis.Table, months: dict[int, Days]) -> list[ibis.Table]:
    """One table per month: what was counted up to its end less what was up to the one before."""
    told, zero = [], ibis.literal(0, "int64")
    before = zero
    for number, days in months.items():
        now = whole[f"m{number}"]
        minutes = (now - before).cast("int64")
        told.append(_row(whole, number, days, minutes=minutes, exposure=zero))
        before = now
    return told


def by_cause(given: Reckoning) -> ibis.Table:
    """unit, cause, minutes; own sickness and work injury add up to the unit's sickness absence."""
    edges, told = {"all": given.last}, []
    for group in causes.groups():
        own = replace(given, causes=group)
        rows = _minutes(own, edges)
        injury = rows.group_by("unit").agg(all=_["all"].sum(), injury=_["all_injury"].sum())
        first = min(group)
        told.append(_of(injury, first, injury["all"] - injury.injury))
        if causes.INJURY in group:
            told.append(_of(injury, causes.INJURY, injury.injury))
    return ibis.union(*told).filter(_.minutes > 0)


def _of(rows: ibis.Table, cause: int, minutes: ibis.Value) -> ibis.Table:
    return rows.select("unit", cause=ibis.literal(cause, "int64"), minutes=minutes.cast("int64"))


def _minutes(given: Reckoning, edges: dict[str, Edge]) -> ibis.Table:
    spells = reckoning.merged(given, reckoning.pieces(given, contracts.steps(given)))
    return reckoning.minutes(given, spells, edges)


def by_length(given: Reckoning) -> ibis.Table:
    """unit and its ended merged spells: short_, medium_ and long_spells, and all their days."""
    spells = reckoning.merged(given, reckoning.pieces(given, contracts.steps(given)))
    ends = ["unit", "begins", "reaches", "ends"]
    every = spells.alone.select(ends).union(spells.others.select(ends))
    every = every.filter(_.ends >= given.first.day, _.ends <= given.last.day)
    every = every.mutate(length=every.reaches - every.begins + 1)
    return every.group_by("unit").agg(
        short_spells=(_.length < MEDIUM_FROM).sum(),
        medium_spells=_.length.between(MEDIUM_FROM, reckoning.LONG_AFTER).sum(),
        long_spells=(_.length > reckoning.LONG_AFTER).sum(),
        calendar_days=_.length.sum(),
    )
