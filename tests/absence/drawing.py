"""Small worlds of one or two employees, drawn so that coincidences are common."""

from datetime import date, timedelta
from random import Random

import ibis
import pyarrow as pa

from sammenhaeng.absence.queries import calendar
from sammenhaeng.absence.queries.world import Reckoning
from sammenhaeng.absence.rules.causes import SICKNESS
from sammenhaeng.absence.rules.reckoning import Contract, Spell
from sammenhaeng.kernel.periods import Days

EVE = date(2025, 1, 1)
PERIOD = Days(EVE, date(2025, 3, 31))

WEEKS = [2220, 2220, 1920, 1110, 2221, 1200, 2400]


def world(seed: int, size: int = 150) -> list[tuple[list[Contract], list[Spell]]]:
    """`size` employees of one unit, each with some contracts and some spells."""
    dice = Random(seed)
    return [(_contracts(dice), _spells(dice)) for _ in range(size)]


def _day(dice: Random) -> date:
    least, most = dice.choice([(-12, 12), (-45, 130), (80, 100), (-400, -300)])
    return EVE + timedelta(days=dice.randint(least, most))


def _contracts(dice: Random) -> list[Contract]:
    """Often one after the other without a gap, sometimes together."""
    told = []
    first = dice.choice([date(2020, 1, 1), _day(dice)])
    for _ in range(dice.choice([1, 1, 1, 2, 3])):
        last = first + timedelta(days=dice.choice([0, 5, 30, 90, 400, 4000]))
        ends = dice.choice([last, last, None])
        told.append(Contract(Days(first, ends), dice.choice(WEEKS)))
        if ends is None:
            break
        first = last + timedelta(days=dice.choice([1, 1, 1, 2, 10, -3]))
    return told


def _spells(dice: Random) -> list[Spell]:
    """Often overlapping or abutting the one before, or over New Year."""
    told: list[Spell] = []
    first = _day(dice)
    for _ in range(dice.randint(0, 5)):
        length = dice.choice([dice.randint(0, 4), dice.randint(0, 40), dice.choice([29, 30, 60])])
        last = first + timedelta(days=length)
        cause = dice.choice([1100, 1100, 1100, 1300, 1200, 1400])
        minutes = dice.choice([None, dice.randint(0, 3000), dice.choice([100, 222, 444])])
        told.append(Spell(first, dice.choice([last] * 6 + [None]), cause, minutes))
        step = timedelta(days=dice.choice([1, 1, 0, -2, 2, 3, 7, 30]))
        first = dice.choice([last + step, last + step, first, _day(dice)])
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
