"""Small worlds of one or two employees, drawn so that coincidences are common."""

from datetime import date, timedelta

import ibis
import pyarrow as pa
from hypothesis import strategies as st

from sammenhaeng.absence.queries import calendar
from sammenhaeng.absence.queries.world import Reckoning
from sammenhaeng.absence.rules.causes import SICKNESS
from sammenhaeng.absence.rules.reckoning import Contract, Spell
from sammenhaeng.kernel.periods import Days

EVE = date(2025, 1, 1)
PERIOD = Days(EVE, date(2025, 3, 31))

day = st.one_of(
    st.integers(-12, 12), st.integers(-45, 130), st.integers(80, 100), st.integers(-400, -300)
).map(lambda n: EVE + timedelta(days=n))
length = st.one_of(st.integers(0, 4), st.integers(0, 40), st.sampled_from([28, 29, 30, 31, 60]))
week = st.sampled_from([2220, 1920, 1110, 2221, 1200, 2400])


@st.composite
def contracts(draw) -> list[Contract]:
    """Some contracts, often one after the other without a gap."""
    told = []
    first = draw(st.one_of(st.just(date(2020, 1, 1)), day))
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
        last = first + timedelta(days=draw(st.sampled_from([0, 5, 30, 90, 400, 4000])))
        last = draw(st.sampled_from([last, last, None]))
        told.append(Contract(Days(first, last), draw(week)))
        if last is None:
            break
        first = last + timedelta(days=draw(st.sampled_from([1, 1, 1, 2, 10, -3])))
    return told


@st.composite
def spells(draw) -> list[Spell]:
    """Some spells, often overlapping or abutting the one before."""
    told: list[Spell] = []
    first = draw(day)
    for _ in range(draw(st.integers(0, 5))):
        last = first + timedelta(days=draw(length))
        cause = draw(st.sampled_from([1100, 1100, 1100, 1300, 1200, 1400]))
        minutes = draw(st.one_of(st.none(), st.integers(0, 3000), st.sampled_from([100, 222, 444])))
        is_open = draw(st.sampled_from([False] * 6 + [True]))
        told.append(Spell(first, None if is_open else last, cause, minutes))
        step = draw(st.sampled_from([1, 1, 0, -2, 2, 3, 7, 30]))
        first = draw(st.one_of(st.just(last + timedelta(days=step)), st.just(first), day))
    return told


def reckoning(
    people: list[tuple[list[Contract], list[Spell]]],
    period: Days = PERIOD,
    causes: frozenset[int] = SICKNESS,
) -> Reckoning:
    """The same world as tables; employee n is the n-th of `people`, all in unit 7."""
    jobs = [
        {"employee": n, "unit": 7, "first_on": c.days.first, "last_on": c.days.last,
         "minutes": c.week}
        for n, (held, _) in enumerate(people) for c in held
    ]  # fmt: skip
    absent = [
        {"employee": n, "unit": 7, "first_on": s.first, "last_on": s.last, "minutes": s.minutes,
         "cause": str(s.cause)}
        for n, (_, told) in enumerate(people) for s in told
    ]  # fmt: skip
    return Reckoning(
        period, table(absent, SPELLS), table(jobs, EMPLOYMENTS), calendar.table(period), causes
    )


EMPLOYMENTS = pa.schema(
    [
        ("employee", pa.int64()), ("unit", pa.int32()), ("first_on", pa.date32()),
        ("last_on", pa.date32()), ("minutes", pa.int32()),
    ]
)  # fmt: skip
SPELLS = EMPLOYMENTS.append(pa.field("cause", pa.string()))


def table(rows: list[dict], schema: pa.Schema) -> ibis.Table:
    return ibis.memtable(pa.Table.from_pylist(rows, schema))
