"""The rows of a measurement, written in one stream: a nation of units takes a second."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict

import numpy as np
import pyarrow as pa
from django.db import connection, models
from pyarrow import csv

from sammenhaeng.compare.models import Course, Crowd, Kind, Measurement, Standing
from sammenhaeng.compare.rules import shown as rules
from sammenhaeng.compare.rules.course import Monthly
from sammenhaeng.compare.rules.figures import JUDGED, Figures, Group
from sammenhaeng.compare.rules.likeness import Likeness
from sammenhaeng.compare.rules.shown import Shown
from sammenhaeng.compare.rules.tree import COUNTRY, OWN_STAFF
from sammenhaeng.design.charts import crowd

COUNTED = ("persons", "full_time", "exposure", "observed", "expected_error", "variance")
LISTED = 150  # units of a kind that its funnel shows one by one; of more a crowd is drawn


def write(
    measurement: Measurement, done: Figures, alike: Likeness, alerts: np.ndarray,
    shown: dict[str, Shown],
) -> None:  # fmt: skip
    """Store what holds for each kind, its crowd, and every unit's standing."""
    Kind.objects.bulk_create(
        Kind(measurement=measurement, kind=kind, **_kind(done, kind, of))
        for kind, of in shown.items()
    )
    Crowd.objects.bulk_create(_crowds(measurement, done, shown))
    rows = np.flatnonzero(done.keys < OWN_STAFF)
    usual = rules.usual(done, shown)
    columns = {
        "measurement_id": pa.array(np.full(len(rows), measurement.pk)),
        "unit_id": _ids(done.keys[rows], done.keys[rows] > COUNTRY),
        "authority_id": _ids(-done.keys[rows], done.keys[rows] < COUNTRY),
        "kind": done.groups[rows].astype(str),
        **{name: getattr(done, name)[rows] for name in COUNTED},
        "expected": _lists(done.expected[rows].tolist()),
        "usual_lower": _numbers(usual[rows, 0]),
        "usual_upper": _numbers(usual[rows, 1]),
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


def _kind(done: Figures, kind: str, of: Shown) -> dict:
    """A kind with none to compare has only what is shown of it."""
    told = asdict(done.of_group.get(kind, Group(of.mean)))
    rows = (done.groups == kind) & ~np.isnan(done.lower)
    hoped = done.expected[rows, -1].sum()
    told["chance"] = float(done.variance[rows].sum() / hoped) if hoped else 0.0
    return told | {
        "shown_mean": of.mean, "factors": of.factors.tolist(), "judged": of.judged.size,
        "largest": of.largest, "each": of.each, "witness": of.witness,
    }  # fmt: skip


def _crowds(measurement: Measurement, done: Figures, shown: dict[str, Shown]) -> Iterator[Crowd]:
    for kind, of in shown.items():
        if of.judged.size > LISTED:
            claims = np.array([crowd.CLAIMS.index(str(one)) for one in done.claim[of.judged]])
            sizes, values = done.full_time[of.judged], rules.adjusted(done, of)
            found = crowd.counted(sizes, values, claims, of.mean)
            yield Crowd(measurement=measurement, kind=kind, **asdict(found))


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
