"""The rows of a measurement, written in one stream: a nation of units takes a second."""

import io
from collections.abc import Iterable

import numpy as np
import pyarrow as pa
from django.db import connection, models
from pyarrow import csv

from sammenhaeng.compare.models import Course, Kind, Measurement, Standing
from sammenhaeng.compare.rules.course import Monthly
from sammenhaeng.compare.rules.figures import JUDGED, Figures
from sammenhaeng.compare.rules.likeness import Likeness
from sammenhaeng.compare.rules.tree import COUNTRY, OWN_STAFF

COUNTED = ("persons", "full_time", "exposure", "observed", "expected_error", "variance")


def write(measurement: Measurement, done: Figures, alike: Likeness, alerts: np.ndarray) -> None:
    """Store what holds for each kind, and every unit's standing."""
    Kind.objects.bulk_create(
        Kind(measurement=measurement, kind=kind, chance=_chance(done, kind), **vars(group))
        for kind, group in done.of_group.items()
    )
    rows = np.flatnonzero(done.keys < OWN_STAFF)
    columns = {
        "measurement_id": pa.array(np.full(len(rows), measurement.pk)),
        "unit_id": _ids(done.keys[rows], done.keys[rows] > COUNTRY),
        "authority_id": _ids(-done.keys[rows], done.keys[rows] < COUNTRY),
        "kind": done.groups[rows].astype(str),
        **{name: getattr(done, name)[rows] for name in COUNTED},
        "expected": _lists(done.expected[rows].tolist()),
        **{name: _numbers(getattr(done, name)[rows]) for name in (*JUDGED, "q")},
        "claim": [str(one) for one in done.claim[rows]],
        "alert": alerts[rows],
        "likeness": _lists(alike.values[rows].tolist()),
        "peers": _lists(_near(done.keys, alike, row) for row in rows.tolist()),
    }
    _copy(Standing, columns)


def write_course(measurement: Measurement, course: Monthly, keys: np.ndarray) -> None:
    """Store every unit's months."""
    rows = np.flatnonzero((keys > COUNTRY) & (keys < OWN_STAFF))
    columns = {
        "measurement_id": pa.array(np.full(len(rows), measurement.pk)),
        "unit_id": pa.array(keys[rows]),
        "minutes": _lists(course.minutes[rows].tolist()),
        "exposure": _lists(course.exposure[rows].tolist()),
    }
    _copy(Course, columns)


def _chance(done: Figures, kind: str) -> float:
    rows = (done.groups == kind) & ~np.isnan(done.lower)
    return float(done.variance[rows].sum() / done.expected[rows, -1].sum())


def _ids(keys: np.ndarray, is_one: np.ndarray) -> pa.Array:
    return pa.array(keys, mask=~is_one)


def _numbers(values: np.ndarray) -> pa.Array:
    return pa.array(values, from_pandas=True)


def _lists(rows: Iterable[list]) -> list[str]:
    return [f"{{{','.join(map(str, row))}}}" for row in rows]


def _near(keys: np.ndarray, alike: Likeness, row: int) -> list[int]:
    peers = alike.near.peer[row]
    return keys[peers[peers >= 0]].tolist()


def _copy(model: type[models.Model], columns: dict) -> None:
    out = io.BytesIO()
    csv.write_csv(pa.table(columns), out, csv.WriteOptions(include_header=False))
    names = ", ".join(columns)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        with cursor.copy(f"copy {table} ({names}) from stdin (format csv)") as copy:
            copy.write(out.getbuffer())
