"""Many households at once: rows of cells or Arrow, in and out in the same order."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from sammenhaeng.benefits.rules import batch
from sammenhaeng.benefits.rules.columns import Column
from sammenhaeng.benefits.rules.facts import PERSONS, Fault, Household, household
from sammenhaeng.benefits.rules.law import Law
from sammenhaeng.benefits.rules.version import version

ARROW = "application/vnd.apache.arrow.stream"
SENTENCE = "fault"  # the column of an Arrow answer that says why a row has no result


@dataclass(frozen=True)
class Calculated:
    """Results and faults of a batch; results are None at the rows that have a fault."""

    rules: str
    rows: list[dict[str, object] | None]
    faults: list[tuple[int, Fault]]


def calculated(
    law: Law, rows: Sequence[Mapping[str, object]], on: date, known: date | None
) -> Calculated:
    """Every row's results. Raises Unanswerable when the law has nothing for the day."""
    rules = version(law, on, known)
    faults: list[tuple[int, Fault]] = []
    good: dict[int, Household] = {}
    for place, row in enumerate(rows):
        try:
            good[place] = household(law, row)
        except Fault as fault:
            faults.append((place, fault))
    found: list[dict[str, object] | None] = [None] * len(rows)
    results = _results(law, list(good.values()), on, known)
    for place, result in zip(good, results, strict=True):
        name = next((law.outputs[key] for key, value in result.items() if _lacks(value)), None)
        if name is None:
            found[place] = result
        else:
            faults.append((place, Fault("", rules.not_known(name))))
    return Calculated(rules.digest, found, sorted(faults, key=lambda one: one[0]))


def _lacks(value: object) -> bool:
    """Whether a result, or one of its persons', is not known: not a number."""
    return any(one != one for one in (value if isinstance(value, list) else [value]))


def _results(
    law: Law, households: list[Household], on: date, known: date | None
) -> list[dict[str, object]]:
    if not households:
        return []
    columns = batch.gather(law, households)
    found = batch.calculate(law, columns, on, known)
    told: list[dict[str, object]] = [{} for _ in households]
    for column, name in law.outputs.items():
        each = _by_household(found[name], columns.offsets, law.formulas[name].is_person)
        for row, value in zip(told, each, strict=True):
            row[column] = value
    return told


def _by_household(values: Column, offsets: Column | None, is_person: bool) -> list[object]:
    if not is_person or offsets is None:
        return values.astype(float).tolist()
    return [one.astype(float).tolist() for one in np.split(values, offsets[1:-1])]


def from_arrow(body: bytes) -> list[dict[str, object]]:
    """The rows of an Arrow IPC stream; `persons` may be a list of structs. Raises Fault."""
    try:
        table = pa.ipc.open_stream(pa.BufferReader(body)).read_all()
    except (pa.ArrowInvalid, OSError):
        raise Fault(PERSONS, "Indholdet er ikke en Arrow IPC-strøm.") from None
    return table.to_pylist()


def to_arrow(law: Law, found: Calculated) -> bytes:
    """One column for each result and `fault`, one row for each row asked."""
    columns: dict[str, pa.Array] = {}
    for column, name in law.outputs.items():
        number = pa.list_(pa.float64()) if law.formulas[name].is_person else pa.float64()
        columns[column] = pa.array([row and row[column] for row in found.rows], number)
    sentences = dict(found.faults)
    told = [str(sentences[i]) if i in sentences else None for i in range(len(found.rows))]
    columns[SENTENCE] = pa.array(told, pa.string())
    table = pa.table(columns).replace_schema_metadata({"rules": found.rules})
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema) as stream:
        stream.write_table(table)
    return out.getvalue()
