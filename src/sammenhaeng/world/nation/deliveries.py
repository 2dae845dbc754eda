"""The nation's two deliveries as authorities would hand them in, as Parquet or as Danish CSV."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import csv

from .records import NONE, OPEN, Employments, Ints, Nation, Spells
from .shape import EDUCATIONS, JOBS, ORIGINS

ROWS = 1_000_000  # written at a time
HOURS = pa.decimal128(9, 2)
EMPLOYMENTS = pa.schema([
    ("employee", pa.string()), ("unit", pa.string()), ("first_on", pa.date32()),
    ("last_on", pa.date32()), ("hours", HOURS), ("sex", pa.string()), ("birth_year", pa.int32()),
    ("education", pa.string()), ("origin", pa.string()), ("job", pa.string()),
])  # fmt: skip
SPELLS = pa.schema([
    ("employee", pa.string()), ("unit", pa.string()), ("first_on", pa.date32()),
    ("last_on", pa.date32()), ("hours", HOURS), ("cause", pa.string()),
])  # fmt: skip
Part = Callable[[slice], pa.RecordBatch]


def write(nation: Nation, folder: Path) -> tuple[Path, Path]:
    """employments.parquet and spells.parquet in that folder, as delivered: nothing is cleaned."""
    folder.mkdir(parents=True, exist_ok=True)
    told = _deliveries(nation)
    for name, (schema, many, part) in told.items():
        plain = [column.name for column in schema if column.name not in {"employee", "hours"}]
        with pq.ParquetWriter(
            folder / f"{name}.parquet", schema, compression="zstd", use_dictionary=plain
        ) as file:
            for rows in _rows(many):
                file.write_batch(part(rows))
    return folder / "employments.parquet", folder / "spells.parquet"


def write_csv(nation: Nation, folder: Path) -> tuple[Path, Path]:
    """The same as semicolon-separated text with a decimal comma."""
    folder.mkdir(parents=True, exist_ok=True)
    options = csv.WriteOptions(delimiter=";", quoting_style="none", quoting_header="none")
    for name, (schema, many, part) in _deliveries(nation).items():
        at = schema.get_field_index("hours")
        schema = schema.set(at, pa.field("hours", pa.string()))
        with csv.CSVWriter(folder / f"{name}.csv", schema, write_options=options) as file:
            for rows in _rows(many):
                batch = part(rows)
                hours = pc.replace_substring(batch["hours"].cast(pa.string()), ".", ",")
                file.write_batch(batch.set_column(at, schema.field(at), hours))
    return folder / "employments.csv", folder / "spells.csv"


def _rows(many: int) -> Iterator[slice]:
    return (slice(start, min(start + ROWS, many)) for start in range(0, many, ROWS))


def _deliveries(nation: Nation) -> dict[str, tuple[pa.Schema, int, Part]]:
    codes = np.array(nation.authorities.code)[nation.units.authority]
    units = pa.array([f"{a}/{unit}" for a, unit in zip(codes, nation.units.code, strict=True)])
    numbers = pc.utf8_lpad(pa.array(nation.people.number).cast(pa.string()), 10, "0")
    held, absent = nation.employments, nation.spells
    return {
        "employments": (
            EMPLOYMENTS, len(held.person), lambda rows: _held(nation, numbers, units, rows),
        ),
        "spells": (
            SPELLS, len(absent.first), lambda rows: _absent(held, absent, (numbers, units), rows),
        ),
    }  # fmt: skip


def _held(nation: Nation, numbers: pa.Array, units: pa.Array, rows: slice) -> pa.RecordBatch:
    held, people = nation.employments, nation.people
    who = held.person[rows]
    year = people.born[who].astype("datetime64[D]").astype("datetime64[Y]").astype(np.int32) + 1970
    return pa.record_batch(
        [
            numbers.take(pa.array(who)), units.take(pa.array(held.unit[rows])),
            days(held.first[rows]), days(held.last[rows]), hours(held.minutes[rows]),
            pa.array(["m", "k"]).take(pa.array(people.sex[who])), pa.array(year),
            pa.array(list(map(str, EDUCATIONS))).take(pa.array(people.education[who])),
            pa.array(ORIGINS).take(pa.array(people.origin[who])),
            pa.array(JOBS).take(pa.array(held.job[rows])),
        ],
        schema=EMPLOYMENTS,
    )  # fmt: skip


def _absent(
    held: Employments, spells: Spells, names: tuple[pa.Array, pa.Array], rows: slice
) -> pa.RecordBatch:
    numbers, units = names
    which = spells.employment[rows]
    return pa.record_batch(
        [
            numbers.take(pa.array(held.person[which])), units.take(pa.array(held.unit[which])),
            days(spells.first[rows]), days(spells.last[rows]), hours(spells.minutes[rows]),
            pa.array(spells.cause[rows]).cast(pa.string()),
        ],
        schema=SPELLS,
    )  # fmt: skip


def days(numbers: Ints) -> pa.Array:
    """Dates; a day not come yet is left out."""
    return pa.array(numbers, mask=numbers == OPEN).cast(pa.date32())


def hours(minutes: Ints) -> pa.Array:
    """Hours with two decimals; exact, because minutes are told in steps of six."""
    hundredths = pa.array(minutes.astype(np.int64) * 5 // 3, mask=minutes == NONE)
    whole = hundredths.cast(pa.decimal128(19, 0)).cast(pa.decimal128(21, 2))
    return pc.multiply(whole, pa.scalar("0.01").cast(pa.decimal128(3, 2))).cast(HOURS)
