"""A delivery of spells: read, tried row by row, hashed, ordered and written, as CSV and Parquet.

python -m bench.lake FILE ROWS delivers one file in a process of its own, so that its memory is its.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq

from . import goals, stage
from .reduced.answering import peak

PERSONS, UNITS, DAYS, SEED = 820_000, 20_000, 1461, 2026
LEAST_RATE, MOST_MEMORY = 500_000, 1.5e9  # rows a second, bytes
FORMATS = ("csv", "parquet")
PROBE = 2**28  # bytes copied to see how fast memory is


def measure(spells: int) -> list[str]:
    """Deliver the same spells in each format; gives what was too slow or too large."""
    faults = []
    for file in drawn(spells):
        command = [sys.executable, "-m", "bench.lake", str(file), str(spells)]
        told = subprocess.run(command, cwd=stage.ROOT, check=False, capture_output=True, text=True)
        print(told.stdout, end="")
        faults += goals.child(f"delivery as {file.suffix[1:]}", told)
    return faults


def drawn(spells: int) -> list[Path]:
    """The files, drawn from a seed; kept between runs."""
    files = [stage.VAR / f"spells-{spells}.{one}" for one in FORMATS]
    if not all(one.exists() for one in files):
        table = _spells(spells)
        options = arrow_csv.WriteOptions(delimiter=";", quoting_style="none")
        arrow_csv.write_csv(table, files[0], options)
        hours = pc.replace_substring(table["hours"], ",", ".").cast(pa.float64())
        pq.write_table(table.set_column(4, "hours", hours), files[1])
    return files


def _spells(spells: int) -> pa.Table:
    draw = np.random.default_rng(SEED)
    person, length = draw.integers(0, PERSONS, spells), draw.integers(0, 6, spells)
    first = np.datetime64("2022-01-01") + draw.integers(0, DAYS, spells)
    numbers = [f"{n % 28 + 1:02}{n // 28 % 12 + 1:02}{n // 336 % 100:02}{n // 33600:04}"
               for n in range(PERSONS)]  # fmt: skip
    return pa.table({
        "employee": _of(person, numbers),
        "unit": _of(person * UNITS // PERSONS, [f"0999/u{n}" for n in range(UNITS)]),
        "first_on": first,
        "last_on": first + length,
        "hours": _of(length, [f"{7.4 * (n + 1):.1f}".replace(".", ",") for n in range(6)]),
        "cause": _of(draw.integers(0, 4, spells), ["1100", "1200", "1300", "1400"]),
    })  # fmt: skip


def _of(places: np.ndarray, words: list[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(places.astype(np.int32), words).cast(pa.string())


def deliver(file: Path, spells: int) -> list[str]:
    """Deliver one file in a transaction that is undone; gives what was wrong."""
    from django.db import transaction  # noqa: PLC0415  settings come first

    from sammenhaeng.lake import operations  # noqa: PLC0415

    with transaction.atomic():
        seat, at = _seat_and_units()
        begun, worked = time.perf_counter(), sum(os.times()[:2])
        done = operations.deliver(file, _schema(), by=seat, at=at, source="bench", period=2025)
        seconds, worked = time.perf_counter() - begun, sum(os.times()[:2]) - worked
        told = (done.state, done.rows, done.size)
        transaction.set_rollback(True)
    memory = peak()
    rate = spells / seconds
    moved = file.stat().st_size * 2 + spells * 24 * 4 + told[2]
    print(
        f"delivery as {file.suffix[1:]:<8} {spells:,} rows in {seconds:.1f} s: {rate:,.0f} rows/s, "
        f"{worked:.1f} s of processor, {memory / 1e9:.2f} GB at most, {told[2] / 1e6:.0f} MB kept; "
        f"memory alone would take {moved / _bandwidth():.2f} s",
        flush=True,
    )
    name, is_wrong = f"delivery as {file.suffix[1:]}", told[:2] != ("in_force", spells)
    return [
        *[f"state {told[0]}, {told[1]} rows"] * is_wrong,
        *goals.at_least(name, rate, LEAST_RATE, "rows/s"),
        *goals.at_most(f"{name}: memory", memory / 1e9, MOST_MEMORY / 1e9, "GB"),
    ]


def _bandwidth() -> float:
    """Bytes a second that one core copies."""
    source = np.ones(PROBE, np.uint8)
    target = np.zeros_like(source)
    begun = time.perf_counter()
    np.copyto(target, source)
    return 2 * PROBE / (time.perf_counter() - begun)


def _seat_and_units():
    """Eva of Solby, whose authority has as many units as the nation, and the instant."""
    from django.utils.timezone import now  # noqa: PLC0415

    from sammenhaeng.access.models import Seat  # noqa: PLC0415
    from sammenhaeng.organisation.models import Unit  # noqa: PLC0415
    from sammenhaeng.organisation.operations.units import next_ids  # noqa: PLC0415

    seat = Seat.objects.with_place().get(account__name="Eva Storm", unit__authority__code="0999")
    units = [
        Unit(pk=pk, authority=seat.unit.authority, ancestor_ids=[pk], kind="department",
             code=f"u{n}", name=f"Enhed {n}", first_on=seat.unit.first_on)
        for n, pk in enumerate(next_ids(UNITS))
    ]  # fmt: skip
    Unit.objects.bulk_create(units, batch_size=1000)
    return seat, now()


def _schema():
    from sammenhaeng.kernel.deliveries import Column, Schema  # noqa: PLC0415

    return Schema("bench.spells", 1, "Fravær", (
        Column("employee", "Medarbejder", "person"), Column("unit", "Enhed", "unit"),
        Column("first_on", "Første dag", "date"),
        Column("last_on", "Sidste dag", "date", required=False),
        Column("hours", "Timer", "hours", required=False),
        Column("cause", "Årsag", "code", codes=("1100", "1200", "1300", "1400")),
    ))  # fmt: skip


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammenhaeng.config.settings")
    import django

    django.setup()
    goals.leave(deliver(Path(sys.argv[1]), int(sys.argv[2])))
