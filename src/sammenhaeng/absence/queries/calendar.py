"""The small table that every date is looked up in: its number, the working days so far."""

from functools import cache

import ibis
import pyarrow as pa

from sammenhaeng.absence.rules import measures
from sammenhaeng.kernel.periods import Days


@cache
def arrow(period: Days) -> pa.Table:
    """on date32; int64: day (its number), before and worked (working days before, and up to it)."""
    known = measures.calendar(period)
    return pa.table(
        {
            "on": pa.array(known.days, pa.date32()),
            "day": pa.array(range(1, len(known.days) + 1), pa.int64()),
            "before": pa.array((0, *known.worked[:-1]), pa.int64()),
            "worked": pa.array(known.worked, pa.int64()),
        }
    )


def table(period: Days) -> ibis.Table:
    return ibis.memtable(arrow(period))
