"""Publishing through the gate, and withdrawing; both are written down, also a no."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

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
    table = ReleasedCell._meta.db_table
    columns = 'release_id, unit_id, "column", value, is_hidden, reason'
    with connection.cursor() as cursor, cursor.copy(f"copy {table} ({columns}) from stdin") as copy:
        for row in _rows(found, derived):
            copy.write_row((release.pk, *row))


def _rows(found: Passed, derived: Sequence[Derived]) -> Iterator[tuple]:
    told = found.published
    values = [told.values]
    reasons = [told.reasons]
    for one in derived:
        values.append(found.hiding(one.column, one.values)[:, None])
        reasons.append(told.reasons[:, [told.columns.index(one.column)]])
    names = (*told.columns, *(one.name for one in derived))
    numbers, whys = np.concatenate(values, axis=1).tolist(), np.concatenate(reasons, axis=1)
    for unit, row, why in zip(told.hierarchy.units.tolist(), numbers, whys.tolist(), strict=True):
        for name, value, reason in zip(names, row, why, strict=True):
            if reason or value == value:  # not a number: there is none, and nothing to hide
                yield unit, name, None if reason else value, reason > 0, reason
