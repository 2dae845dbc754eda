"""How long one year of absence takes for the whole country: python -m bench.absence [EMPLOYEES].

820,000 employees in 20,000 units with 10 million spells over four years, drawn with numpy, kept as
Parquet in the order of unit, employee and first day. Prints seconds, processor seconds and memory.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sammenhaeng.absence.queries import calendar, months, staff
from sammenhaeng.absence.queries.world import Reckoning
from sammenhaeng.absence.rules import measures, mix
from sammenhaeng.absence.rules.causes import CAUSES

from .reduced.answering import peak

SEED, UNITS, SPELLS_EACH, YEAR = 3, 20_000, 12.2, 2024
FIRST, LAST = (np.datetime64(day).astype(int) for day in ("2021-12-01", "2025-12-31"))


def dates(days: np.ndarray, missing: np.ndarray | None = None) -> pa.Array:
    return pa.array(days.astype("int32"), pa.int32(), mask=missing).cast(pa.date32())


def codes(draw, words, count: int, shares=None) -> pa.Array:
    places = draw.choice(len(words), count, p=shares).astype("int8")
    return pa.DictionaryArray.from_arrays(pa.array(places), pa.array(list(words)))


def employments(draw, count: int) -> pa.Table:
    """Four of five were there before; some leave; a part work part-time."""
    early = np.datetime64("2015-01-01").astype(int)
    first = np.where(draw.random(count) < 0.8, early, draw.integers(FIRST, LAST - 60, count))
    stays, last = draw.random(count) > 0.15, first + draw.integers(60, 900, count)
    table = {
        "employee": draw.permutation(count).astype("int64") * 7919 + 10**12,
        "unit": draw.integers(1, UNITS + 1, count).astype("int32"),
        "first_on": dates(first),
        "last_on": dates(last, stays),
        "minutes": draw.choice([2220, 2220, 2220, 1920, 1800, 1110], count).astype("int32"),
        "birth_year": draw.integers(1955, 2005, count).astype("int32"),
    }
    table |= {name: codes(draw, words, count) for name, words in mix.codes().items()}
    return pa.table(table).sort_by([("unit", "ascending"), ("employee", "ascending")])


def spells(draw, held: pa.Table) -> pa.Table:
    """Mostly days, some months; six of ten with hours, a few still going on."""
    count = int(held.num_rows * SPELLS_EACH)
    whose = np.sort(draw.integers(0, held.num_rows, count))
    first = draw.integers(FIRST, LAST, count)
    order = np.lexsort((first, whose))
    first = first[order]
    long = np.where(draw.random(count) < 0.03, draw.integers(10, 120, count), 0)
    length = np.minimum(1 + draw.geometric(0.35, count) + long, 300)
    hours = (np.ceil(length * 5 / 7) * measures.DAYS_WORK).astype("int32")
    return pa.table(
        {
            "employee": held["employee"].take(whose),
            "unit": held["unit"].take(whose),
            "first_on": dates(first),
            "last_on": dates(first + length - 1, draw.random(count) < 0.002),
            "minutes": pa.array(hours, mask=draw.random(count) > 0.6),
            "cause": codes(draw, [str(one) for one in CAUSES], count, [0.86, 0.08, 0.03, 0.03]),
        }
    )


def measure(name: str, work: Callable[[], object]) -> None:
    before, started = os.times().user, time.perf_counter()
    work()
    spent, cpu = time.perf_counter() - started, os.times().user - before
    most = peak() / 2**20
    print(f"{name:<28}{spent:7.2f} s {cpu:7.2f} s of processor {most:7.0f} MB at most")


def main() -> None:
    draw, count = np.random.default_rng(SEED), int(sys.argv[1]) if sys.argv[1:] else 820_000
    with tempfile.TemporaryDirectory() as folder:
        held = employments(draw, count)
        pq.write_table(held, Path(folder) / "employments.parquet", compression="zstd")
        pq.write_table(spells(draw, held), Path(folder) / "spells.parquet", compression="zstd")
        del held
        engine = ibis.duckdb.connect()
        engine.raw_sql("set threads = 2")
        period = measures.year(YEAR)
        told, jobs = (
            engine.read_parquet(f"{folder}/{name}.parquet") for name in ("spells", "employments")
        )
        world = Reckoning(period, told, jobs, calendar.table(period))
        measure("everybody's year", lambda: staff.persons(world, engine.to_pyarrow))
        measure("everybody's year, again", lambda: staff.persons(world, engine.to_pyarrow))
        measure("units by month", lambda: engine.to_pyarrow(months.by_month(world)))
        measure("units by cause", lambda: engine.to_pyarrow(months.by_cause(world)))
        measure("units by length", lambda: engine.to_pyarrow(months.by_length(world)))


if __name__ == "__main__":
    main()
