"""Minutes and spells per unit and year of a small set: equal to the integer on both engines."""

from pathlib import Path

import ibis
import numpy as np

from sammenhaeng.kernel.deliveries import Column, Schema
from sammenhaeng.lake import engine, spark, storage, writing
from sammenhaeng.lake.content import Content

SCHEMA = Schema(
    "check.spells", 1, "Fravær",
    (
        Column("employee", "Medarbejder", "person"), Column("unit", "Enhed", "unit"),
        Column("first_on", "Første dag", "date"),
        Column("hours", "Timer", "hours", required=False),
        Column("cause", "Årsag", "code", codes=("1100", "1200", "1300", "1400")),
    ),
)  # fmt: skip
ROWS, PERSONS, UNITS, DAYS, FIRST_DAY, SEED = 50_000, 4_000, 120, 1461, 18_993, 2026


def check(backend, folder: Path) -> list[str]:
    """What the two engines do not agree about."""
    store = storage.Store(str(folder / "lake"))
    names = [written(store, seed) for seed in (SEED, SEED + 1)]
    here = asked(engine.table(SCHEMA, store, names))
    there = asked(spark.table(backend, SCHEMA, [store.path(name) for name in names]))
    if not here or sum(row["spells"] for row in here) != 2 * ROWS:
        return ["DuckDB does not count every row"]
    return [f"{ours} on DuckDB, {theirs} on Spark"
            for ours, theirs in zip(here, there, strict=False) if ours != theirs] + (
        [] if len(here) == len(there) else [f"{len(here)} and {len(there)} groups"]
    )  # fmt: skip


def asked(spells: ibis.Table) -> list[dict[str, object]]:
    """The question, the same for every engine."""
    per_year = spells.group_by(
        spells.unit, spells.cause, year=spells.first_on.year().cast("int32")
    ).agg(
        minutes=spells.minutes.sum(),
        spells=spells.count(),
        persons=spells.employee.nunique(),
    )
    return per_year.order_by("unit", "cause", "year").to_pyarrow().to_pylist()


def written(store: storage.Store, seed: int) -> str:
    """Some drawn spells in a file of the lake."""
    draw = np.random.default_rng(seed)
    content = Content(SCHEMA, rows=np.arange(ROWS, dtype=np.int32))
    content.distinct = {
        "employee": draw.integers(-(2**63), 2**63 - 1, PERSONS),
        "unit": np.arange(1, UNITS + 1, dtype=np.int32),
    }
    sizes = {"employee": PERSONS, "unit": UNITS, "hours": 60 * 37, "cause": 4, "first_on": DAYS}
    content.values = {
        name: draw.integers(0, size, ROWS, dtype=np.int32) for name, size in sizes.items()
    }
    content.values["first_on"] += FIRST_DAY
    with store.draft(lambda one: writing.write(one, content, content.rows, {})) as draft:
        return store.keep(draft, SCHEMA.kind)
