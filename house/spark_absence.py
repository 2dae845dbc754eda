"""The night on both engines: persons and months equal to the integer, then the figures."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import ibis
import numpy as np

from sammenhaeng.absence.queries import calendar, months, staff
from sammenhaeng.absence.queries.world import Reckoning
from sammenhaeng.absence.rules.deliveries import EMPLOYMENTS, SPELLS
from sammenhaeng.absence.rules.measures import year
from sammenhaeng.compare.queries import people
from sammenhaeng.compare.rules import figures, indicators, tree
from sammenhaeng.kernel.deliveries import Schema
from sammenhaeng.kernel.periods import Days
from sammenhaeng.lake import engine, spark, storage, validation, writing
from sammenhaeng.lake.content import Deliverer
from sammenhaeng.lake.ordering import ordered
from sammenhaeng.lake.reading import opened
from sammenhaeng.world import nation
from sammenhaeng.world.nation.records import NONE, SECTORS, Nation

SHARE, SEED, PERIOD = 0.002, 2026, year(2025)
QUARTER = Days(date(2025, 1, 1), date(2025, 3, 31))  # a year of months is a long question
NUMBERS = ("observed", "expected", "variance", "z", "q", "shrunk")


def check(backend, folder: Path) -> list[str]:
    """What the two engines do not agree about."""
    drawn = nation.draw(SHARE, seed=SEED)
    store = storage.Store(str(folder / "lake"))
    files = zip(nation.write(drawn, folder), (EMPLOYMENTS, SPELLS), strict=True)
    names = {schema: kept(store, file, schema, drawn) for file, schema in files}
    here = {one: engine.table(one, store, [names[one]]) for one in names}
    there = {one: spark.table(backend, one, [store.path(names[one])]) for one in names}
    ours = staff.persons(of(PERIOD, here), engine.connection().to_pyarrow)
    theirs = staff.persons(of(PERIOD, there), backend.to_pyarrow)
    by_month = (rows(engine.connection(), of(QUARTER, here)), rows(backend, of(QUARTER, there)))
    return [
        *([] if ours.minutes.sum() > 0 and by_month[0] else ["nobody is absent on DuckDB"]),
        *([] if by_month[0] == by_month[1] else ["the months differ"]),
        *_differing("persons", ours, theirs, [one.name for one in fields(staff.Staff)]),
        *_differing("figures", judged(ours, drawn), judged(theirs, drawn), NUMBERS),
    ]


def of(period: Days, tables: dict[Schema, ibis.Table]) -> Reckoning:
    return Reckoning(period, tables[SPELLS], tables[EMPLOYMENTS], calendar.table(period))


def kept(store: storage.Store, file: Path, schema: Schema, drawn: Nation) -> str:
    """A delivery as the lake takes it in; gives its name."""
    codes = [drawn.authorities.code[one] for one in drawn.units.authority]
    known = {f"{code}/{unit}": n for n, (code, unit) in
             enumerate(zip(codes, drawn.units.code, strict=True), 1)}  # fmt: skip
    of = Deliverer(1, lambda keys: {key: (known[key], "") for key in keys})
    done = validation.tried(opened(file), schema, {}, of)
    if done.faults:
        raise SystemExit(f"The drawn {schema.kind} are not taken in: {done.faults.counts}")
    order = ordered(done.content)
    with store.draft(lambda draft: writing.write(draft, done.content, order, {})) as draft:
        return store.keep(draft, schema.kind)


def rows(backend, given: Reckoning) -> list[dict[str, object]]:
    """Every unit's months, the same question for every engine."""
    wanted = months.by_month(given).order_by("unit", "month")
    return backend.to_pyarrow(wanted).to_pylist()


def judged(told: staff.Staff, drawn: Nation) -> figures.Figures:
    """The figures of every unit, authority and the country."""
    everybody = people.counted(told, np.ones(len(told.unit), bool), PERIOD)
    units, owners = drawn.units, drawn.authorities
    places = tree.Places(
        np.arange(1, len(units.code) + 1),
        np.where(units.parent == NONE, 0, units.parent + 1).astype(np.int64),
        units.authority.astype(np.int64) + 1,
        np.array(units.kind),
        {n: SECTORS[sector] for n, sector in enumerate(owners.sector.tolist(), 1)},
    )
    one = indicators.named("absence")
    return figures.figures(one, everybody, tree.grown(places, np.unique(everybody.unit)))


def _differing(what: str, ours: object, theirs: object, names: list[str] | tuple) -> list[str]:
    return [
        f"{what}: {name} differs" for name in names
        if not np.array_equal(getattr(ours, name), getattr(theirs, name), equal_nan=True)
    ]  # fmt: skip
