"""Employments of everybody: contracts cut where they change, those in force together added up."""

import ibis
from ibis import _

from sammenhaeng.absence.rules import measures

from .world import WHO, Reckoning, dated, numbered


def steps(given: Reckoning) -> ibis.Table:
    """One row per stretch of days under the same contracts of an employee in a unit.

    first, last: its days; before, worked: working days before and up to its end; week: contract
    minutes; hired, left: days of the whole employment, which is contracts without a gap.
    """
    rows = _delivered(given)
    alone = rows.group_by(WHO).agg(
        contracts=_.count(), first=_["first"].min(), last=_["last"].max(), week=_.week.sum()
    )
    several = alone.filter(_.contracts > 1).select(WHO)
    single = alone.filter(_.contracts == 1).select(
        *WHO, "first", "last", "week", hired=_["first"], left=_["last"]
    )
    told = single.union(_employments(_cut(rows.semi_join(several, WHO))))
    return numbered(numbered(told, given, "first", before=_.before), given, "last", worked=_.worked)


def _delivered(given: Reckoning) -> ibis.Table:
    days = measures.calendar(given.period).days
    rows = given.employments.filter(
        _.first_on <= days[-1], _.last_on.isnull() | (_.last_on >= days[0])
    )
    rows = dated(rows, given, ibis.greatest(rows.first_on, ibis.literal(days[0])), first=_.day)
    ends = ibis.least(rows.last_on.fill_null(days[-1]), ibis.literal(days[-1]))
    rows = dated(rows, given, ends, last=_.day)
    return rows.select(*WHO, "first", "last", week=_.minutes.cast("int64"))


def _cut(rows: ibis.Table) -> ibis.Table:
    """Sweep the days on which a contract begins or has ended; between them the week is a sum."""
    begun = rows.select(*WHO, "week", day=_["first"], more=ibis.literal(1, "int64"))
    ended = rows.select(*WHO, week=-_.week, day=_["last"] + 1, more=ibis.literal(-1, "int64"))
    events = begun.union(ended.select(begun.columns)).group_by([*WHO, "day"])
    events = events.agg(week=_.week.sum(), more=_.more.sum())
    so_far = ibis.window(group_by=WHO, order_by="day", preceding=None, following=0)
    ahead = ibis.window(group_by=WHO, order_by="day")
    return events.mutate(
        week=_.week.sum().over(so_far).cast("int64"),
        running=_.more.sum().over(so_far).cast("int64"),
        last=_.day.lead().over(ahead) - 1,
    )


def _employments(cut: ibis.Table) -> ibis.Table:
    """Number the employments: a new one begins after a day without any contract."""
    ahead = ibis.window(group_by=WHO, order_by="day")
    so_far = ibis.window(group_by=WHO, order_by="day", preceding=None, following=0)
    cut = cut.mutate(is_new=(_.running.lag().over(ahead).fill_null(0) == 0).cast("int64"))
    cut = cut.mutate(employment=_.is_new.sum().over(so_far)).filter(_.running > 0)
    whole = ibis.window(group_by=[*WHO, "employment"])
    cut = cut.mutate(hired=_.day.min().over(whole), left=_["last"].max().over(whole))
    return cut.select(*WHO, "last", "week", "hired", "left", first=_.day).select(
        *WHO, "first", "last", "week", "hired", "left"
    )
