"""Publishing through the gate, and withdrawing; both are written down, also a no."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa
from django.db import connection, transaction
from numpy.typing import NDArray
from pyarrow import csv

from sammenhaeng.audit import operations as audit
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import next_state
from sammenhaeng.statistics.disclosure import Failed, Fault, Passed, Table
from sammenhaeng.statistics.disclosure import release as through_the_gate

from . import acts, queries, rules
from .models import Breach, Release, ReleasedCell, Withdrawal

NAMESPACE = 4713  # of the locks that let one table of a subject through at a time


@dataclass(frozen=True)
class Draft:
    """What a table is called and comes from; `checksums` are of the deliveries that made it."""

    code: str
    title: str
    version: str
    checksums: tuple[str, ...] = ()
    supersedes: Release | None = None


@dataclass(frozen=True, eq=False)
class Derived:
    """A number made of a table's cells, shown where `column` is: a rate, an adjusted ratio.

    values: one for each unit of the table's hierarchy, (n,).
    """

    name: str
    column: str
    values: NDArray[np.float64]


@transaction.atomic
def publish(
    draft: Draft, table: Table, derived: Sequence[Derived] = (), *, by: acts.Actor, at: datetime
) -> Release:
    """Let a table out with what may be told of it; when too much would be told, nothing.

    Look at the release's `outcome`: a refused one is kept with its breaches and has no cells.
    """
    require(by, acts.PUBLISH)
    _one_at_a_time(table.subject)
    ledger = queries.ledger_for(table.subject, table.periods)
    found = through_the_gate(table, ledger=ledger)
    outcome = rules.PUBLISHED if isinstance(found, Passed) else rules.REFUSED
    release = _written(draft, table, outcome, by=by, at=at)
    if isinstance(found, Failed):
        Breach.objects.bulk_create(_breach(release, fault) for fault in found.faults)
        broken = sorted(fault.rule for fault in found.faults)
        audit.record("release.refused", release, by=by, at=at, rules=broken)
    else:
        _copy(release, found, derived)
        audit.record("release.published", release, by=by, at=at, version=draft.version)
    return release


@transaction.atomic
def withdraw(release: Release, *, reason: str, by: acts.Actor, at: datetime) -> Withdrawal:
    """Show a release no more. The ledger keeps it: what was seen is not unseen."""
    require(by, acts.WITHDRAW)
    _one_at_a_time(release.subject)
    next_state(rules.TRANSITIONS, queries.state(release), "withdraw")
    if not reason.strip():
        raise Refused("invalid", "Skriv, hvorfor tallene trækkes tilbage.")
    done = Withdrawal.objects.create(release=release, reason=reason, seat_id=by.pk, at=at)
    audit.record("release.withdrawn", release, by=by, at=at)
    return done


def _one_at_a_time(subject: str) -> None:
    """Two tables of a subject may not pass the gate without knowing of each other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s::int, hashtext(%s))", [NAMESPACE, subject])


def _written(
    draft: Draft, table: Table, outcome: str, *, by: acts.Actor, at: datetime
) -> Release:  # fmt: skip
    if draft.supersedes and queries.state(draft.supersedes) == rules.REFUSED:
        raise Refused("state", "Kun tal, der er offentliggjort, kan rettes.")
    return Release.objects.create(
        code=draft.code,
        subject=table.subject,
        title=draft.title,
        version=draft.version,
        periods=sorted(table.periods),
        checksums=list(draft.checksums),
        columns=list(table.names),
        units=table.hierarchy.units.tolist(),
        parents=table.hierarchy.parents.tolist(),
        outcome=outcome,
        seat_id=by.pk,
        at=at,
        supersedes=draft.supersedes,
    )


def _breach(release: Release, fault: Fault) -> Breach:
    """Without the interval found: it would tell what the gate did not."""
    return Breach(
        release=release, rule=fault.rule, cells=fault.cells, unit_id=fault.unit,
        column=fault.column,
    )  # fmt: skip


def _copy(release: Release, found: Passed, derived: Sequence[Derived]) -> None:
    """Every cell in one stream: a nation of units takes a moment."""
    columns = _columns(found, derived)
    columns["release_id"] = pa.repeat(release.pk, len(columns["reason"]))
    out = io.BytesIO()
    csv.write_csv(pa.table(columns), out, csv.WriteOptions(include_header=False))
    table, names = ReleasedCell._meta.db_table, ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        with cursor.copy(f"copy {table} ({names}) from stdin (format csv)") as copy:
            copy.write(out.getbuffer())


def _columns(found: Passed, derived: Sequence[Derived]) -> dict[str, pa.Array]:
    """The cells row by row; what is not a number and not hidden is not there."""
    told = found.published
    values = [told.values]
    reasons = [told.reasons]
    for one in derived:
        values.append(found.hiding(one.column, one.values)[:, None])
        reasons.append(told.reasons[:, [told.columns.index(one.column)]])
    names = (*told.columns, *(one.name for one in derived))
    value, why = np.concatenate(values, axis=1), np.concatenate(reasons, axis=1)
    row, column = np.nonzero((why > 0) | ~np.isnan(value))
    reason = why[row, column]
    return {
        "unit_id": pa.array(told.hierarchy.units[row]),
        "column": pa.array(names).take(pa.array(column)),
        "value": pa.array(value[row, column], mask=reason > 0),
        "is_hidden": pa.array(reason > 0),
        "reason": pa.array(reason),
    }
