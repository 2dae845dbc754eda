"""Absence of everybody at once: the arithmetic of rules.reckoning as expressions over tables.

Every number is a whole minute or a whole day; every division is a floor of integers. The same
expressions run on DuckDB and on Spark and give the same integers.
"""

from dataclasses import dataclass

import ibis
from ibis import _

from sammenhaeng.absence.rules import measures
from sammenhaeng.absence.rules.causes import INJURY
from sammenhaeng.absence.rules.measures import (
    DAYS_WORK,
    LONG_AFTER,
    MEDIUM_FROM,
    SEEN_BEFORE,
    WORKDAYS,
)
from sammenhaeng.kernel.calendar import is_working_day

from .world import WHO, Edge, Reckoning, dated, numbered

EMPLOYED = [*WHO, "hired"]
SPELL = [*EMPLOYED, "spell"]
SIZES = ["is_medium", "is_long"]


def pieces(given: Reckoning, contracts: ibis.Table) -> ibis.Table:
    """Spells that matter to the period, cut where the contract changes and where it ends.

    Up to a day a piece counts `parts * (x - start) // whole` minutes, where x is the number of
    the day (`by_day`) or the working days up to it.
    """
    rows = _delivered(given)
    rows = rows.join(
        contracts,
        [
            rows.employee == contracts.employee,
            rows.unit == contracts.unit,
            rows.begun >= contracts.hired,
            rows.begun <= contracts["last"],
            rows.ended >= contracts["first"],
        ],
    ).drop("employee_right", "unit_right")
    is_given = rows.minutes.notnull() & ~rows.is_open
    worked = rows.ended_worked - rows.begun_before
    by_day = is_given & (worked == 0)
    from_before = ibis.greatest(rows.begun_before, rows.before)
    return rows.select(
        *EMPLOYED, "is_injury", "week",
        first=ibis.greatest(rows.begun, rows["first"]),
        last=ibis.least(rows.ended, rows["last"]),
        last_worked=ibis.least(rows.ended_worked, rows.worked),
        ends=ibis.least(ibis.ifelse(rows.is_open, rows.left, rows.ended), rows.left),
        by_day=by_day,
        parts=ibis.ifelse(is_given, rows.minutes, rows.week),
        whole=ibis.ifelse(
            is_given, ibis.ifelse(by_day, rows.ended - rows.begun + 1, worked), WORKDAYS
        ).cast("int64"),
        start=ibis.ifelse(
            is_given, ibis.ifelse(by_day, rows.begun - 1, rows.begun_before), from_before
        ),
        first_before=from_before,
    )  # fmt: skip


def _delivered(given: Reckoning) -> ibis.Table:
    """The spells near the period, with the days they begin and end as far as is known."""
    days, period = measures.calendar(given.period).days, given.period
    assert period.last
    spells = given.spells.filter(
        _.cause.isin([str(cause) for cause in sorted(given.causes)]),
        _.first_on <= period.last + SEEN_BEFORE,
        _.last_on.isnull() | (_.last_on >= period.first - SEEN_BEFORE),
    )
    begins = ibis.greatest(spells.first_on, ibis.literal(days[0]))
    rows = dated(spells, given, begins, begun=_.day, begun_before=_.before)
    known = ibis.greatest(rows.first_on, ibis.literal(period.last))
    ends = ibis.least(rows.last_on.fill_null(known), ibis.literal(days[-1]))
    return dated(rows, given, ends, ended=_.day, ended_worked=_.worked).select(
        *WHO, "begun", "begun_before", "ended", "ended_worked",
        is_open=_.last_on.isnull(), minutes=_.minutes.cast("int64"),
        is_injury=_.cause == str(INJURY),
    )  # fmt: skip


@dataclass(frozen=True)
class Merged:
    """Merged spells: those of one piece, the pieces of the others, and the others themselves.

    `begins` and `reaches` are the whole spell's days, `ends` when it is over.
    """

    alone: ibis.Table
    parts: ibis.Table
    others: ibis.Table


def merged(given: Reckoning, cut: ibis.Table) -> Merged:
    """Put overlapping and abutting pieces together; most spells are one piece and stay as it is."""
    by_first = ibis.window(group_by=EMPLOYED, order_by="first")
    before = ibis.window(group_by=EMPLOYED, order_by="first", preceding=(None, 1))
    rows = cut.mutate(reached=_["last"].max().over(before), next=_["first"].lead().over(by_first))
    opens = rows["first"] > rows.reached.fill_null(-1) + 1
    closes = rows.next.isnull() | (
        rows.next > ibis.greatest(rows["last"], rows.reached.fill_null(-1)) + 1
    )
    rows = rows.mutate(
        opens=opens, is_alone=opens & closes, begins=rows["first"], reaches=rows["last"]
    )
    parts, others = _put_together(rows.filter(~_.is_alone))
    alone = _sized(rows.filter(_.is_alone))
    return Merged(_inside(given, alone), _inside(given, parts), others)


def _put_together(rows: ibis.Table) -> tuple[ibis.Table, ibis.Table]:
    opening_first = ["first", ibis.desc("opens")]  # of pieces from the same day, one opens
    so_far = ibis.window(group_by=EMPLOYED, order_by=opening_first, preceding=(None, 0))
    rows = rows.mutate(spell=_.opens.cast("int64").sum().over(so_far))
    spells = rows.group_by(SPELL).agg(
        begins=_["first"].min(), reaches=_["last"].max(), ends=_.ends.max()
    )
    spells = _sized(spells)
    lengths = spells.select(*SPELL, *SIZES)
    return rows.join(lengths, SPELL).select(*rows.columns, *SIZES), spells


def _sized(spells: ibis.Table) -> ibis.Table:
    """Whether the whole spell is medium or long."""
    days = spells.reaches - spells.begins + 1
    return spells.mutate(is_medium=days.between(MEDIUM_FROM, LONG_AFTER), is_long=days > LONG_AFTER)


def minutes(given: Reckoning, spells: Merged, edges: dict[str, Edge]) -> ibis.Table:
    """Minutes from the period's first day up to each named edge.

    employee, unit, is_medium, is_long, and for each edge `<name>` and `<name>_injury`.
    """
    alone = spells.alone.select(*WHO, *SIZES, **of_one(spells.alone, edges))
    return alone.union(of_several(given, spells, edges))


def _inside(given: Reckoning, rows: ibis.Table) -> ibis.Table:
    """The pieces' days inside the period; outside it `first` is after `last`."""
    return rows.mutate(
        first=ibis.greatest(rows["first"], given.first.day),
        first_before=ibis.greatest(rows.first_before, _before(given)),
        last=ibis.least(rows["last"], given.last.day),
        last_worked=ibis.least(rows.last_worked, given.last.worked),
    )


def _before(given: Reckoning) -> int:
    """Working days before the period."""
    assert given.period.last
    return given.first.worked - int(is_working_day(given.period.first))


def amount(rows: ibis.Table, to: Edge) -> ibis.Value:
    """What one piece counts from `first` up to an edge, never more than its days can hold."""
    day, worked = ibis.least(rows["last"], to.day), ibis.least(rows.last_worked, to.worked)
    until = ibis.ifelse(rows.by_day, day, worked)
    since = ibis.ifelse(rows.by_day, rows["first"] - 1, rows.first_before)
    share = rows.parts * (until - rows.start) // rows.whole
    share = share - rows.parts * (since - rows.start) // rows.whole
    most = ibis.greatest(DAYS_WORK, (rows.week + WORKDAYS - 1) // WORKDAYS)
    capped = ibis.least(share, most * (day - rows["first"] + 1))
    return ibis.ifelse(rows["first"] <= day, capped, 0).cast("int64")


def of_one(rows: ibis.Table, edges: dict[str, Edge]) -> dict[str, ibis.Value]:
    told = {}
    for name, to in edges.items():
        told[name] = amount(rows, to)
        told[f"{name}_injury"] = ibis.ifelse(rows.is_injury, told[name], 0).cast("int64")
    return told


def of_several(given: Reckoning, spells: Merged, edges: dict[str, Edge]) -> ibis.Table:
    """Overlapping spells: never more than the possible time, or than the one that counts most."""
    rows = _stretches(given, spells.parts.filter(_["first"] <= _["last"]))
    amounts = {f"{name}_each": amount(rows, to) for name, to in edges.items()}
    each = rows.mutate(**amounts)
    sums = {}
    for name in edges:
        one = each[f"{name}_each"]
        sums[f"{name}_sum"], sums[f"{name}_max"] = one.sum(), one.max()
        sums[f"{name}_own"] = ibis.ifelse(each.is_injury, 0, one).sum()
    keys = [*EMPLOYED, *SIZES, "week", "first", "first_before", "last", "last_worked"]
    total = each.group_by(keys).agg(**sums)
    told = {}
    for name, to in edges.items():
        days = ibis.greatest(ibis.least(total.last_worked, to.worked) - total.first_before, 0)
        possible = ibis.greatest(total.week * days // WORKDAYS, total[f"{name}_max"])
        told[name] = ibis.least(total[f"{name}_sum"], possible).cast("int64")
        own = ibis.least(total[f"{name}_own"], told[name])
        told[f"{name}_injury"] = (told[name] - own).cast("int64")
    return total.select(*WHO, *SIZES, **told)


def _stretches(given: Reckoning, rows: ibis.Table) -> ibis.Table:
    """Each piece once for every stretch of days over which the same pieces run."""
    begun = rows.select(*EMPLOYED, day=_["first"])
    ended = rows.select(*EMPLOYED, day=_["last"] + 1)
    ahead = ibis.window(group_by=EMPLOYED, order_by="day")
    days = begun.union(ended, distinct=True).mutate(until=_.day.lead().over(ahead) - 1)
    days = days.filter(_.until.notnull()).select(*EMPLOYED, from_day="day", until="until")
    days = numbered(days, given, "from_day", from_before=_.before)
    days = numbered(days, given, "until", until_worked=_.worked)
    pairs = rows.join(
        days,
        [
            *(rows[key] == days[key] for key in EMPLOYED),
            rows["first"] <= days.from_day,
            rows["last"] >= days.until,
        ],
    )
    return pairs.drop("first", "first_before", "last", "last_worked").rename(
        first="from_day", first_before="from_before", last="until", last_worked="until_worked"
    )
