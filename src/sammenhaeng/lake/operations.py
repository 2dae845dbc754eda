"""Deliveries are taken in whole or not at all, corrected by others, and withdrawn."""

import hashlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypedDict, Unpack

import numpy as np
from django.db import connection, transaction

from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.kernel.acts import Place, require
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.deliveries import FIRST, LAST, MISSING, Schema
from sammenhaeng.kernel.news import announce
from sammenhaeng.kernel.periods import Days
from sammenhaeng.kernel.refusal import Refused

from . import acts, queries, waiting
from .content import Content, Deliverer, Tried
from .faults import Tally, Unreadable, shown
from .models import Delivery, DeliveryCount, DeliveryFault
from .models import Mapping as Mapped
from .news import DeliveriesChanged
from .ordering import note_overlaps, ordered
from .reading import opened
from .storage import Draft, Store, store
from .validation import Progress, tried
from .writing import write

KEEPING = 41  # advisory lock: files are named (shared) or swept (alone)
ABANDONED_AFTER = timedelta(days=1)
LONGEST_SOURCE = 100


class Said(TypedDict, total=False):
    """What is told with a file, besides its rows."""

    source: str  # where it comes from: the system, or the supplier
    period: int | Days  # the year, or the days, it tells of; else the fewest years of all rows
    mapping: Mapping[str, str]  # our column -> the name of one in the file
    name: str  # the file's own name, when it is kept under another
    told: Progress  # hears how many more rows are read


@dataclass(frozen=True)
class _Bringing:
    """A file that somebody brings: what, from where, for which days."""

    file: Path
    schema: Schema
    said: Said
    by: Seat
    at: datetime

    @property
    def days(self) -> Days:
        period = self.said["period"]
        return Days(date(period, 1, 1), date(period, 12, 31)) if isinstance(period, int) else period

    @property
    def key(self) -> dict[str, object]:
        return {
            "authority_id": self.by.own_unit.authority_id,
            "kind": self.schema.kind,
            "source": self.said["source"],
            "first_on": self.days.first,
            "last_on": self.days.last,
        }


def deliver(
    file: Path, schema: Schema, *, by: Seat, at: datetime, **said: Unpack[Said]
) -> Delivery:
    """Take a file in: every row, or, when one is wrong, none and a report (`is_refused`)."""
    require(by, acts.DELIVER)
    bringing = _Bringing(file, schema, said, by, at)
    if not said["source"].strip() or len(said["source"]) > LONGEST_SOURCE:
        raise Refused("invalid", "Skriv, hvor filen kommer fra, med højst 100 tegn.")
    if "period" in said and bringing.days.last is None:
        raise Refused("invalid", "Skriv, hvilken periode filen dækker, med første og sidste dag.")
    with ThreadPoolExecutor(1) as summing:
        checksum = summing.submit(_checksum, file)
        done = _tried(bringing)
    said.setdefault("period", _years(done.content, at))
    if done.faults:
        return _refuse(bringing, done, checksum.result())
    return _keep(bringing, done, checksum.result())


def _years(content: Content, at: datetime) -> Days:
    """The fewest whole calendar years with a day of every row; this year when no row has a date.

    A spell, and a job more so, reaches beyond the years that a file tells of.
    """
    dates = [one.name for one in content.schema.columns if one.kind == "date"]
    has_spells = content.schema.has_spells
    begun = _days_in(content, [FIRST] if has_spells else dates)
    ended = _days_in(content, [LAST] if has_spells else dates)
    edges = [edge(days) for edge, days in ((np.max, begun), (np.min, ended)) if days.size]
    years = [int(edge.astype("datetime64[D]").item().year) for edge in edges] or [day_of(at).year]
    return Days(date(min(years), 1, 1), date(max(years), 12, 31))


def _days_in(content: Content, names: list[str]) -> np.ndarray:
    told = [content.values[name][content.rows] for name in names if name in content.values]
    days = np.concatenate([np.empty(0, np.int32), *told])
    return days[days != MISSING]


def _checksum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _tried(bringing: _Bringing) -> Tried:
    """The file against its schema; what cannot be read at all is a fault of the whole file."""
    said, schema = bringing.said, bringing.schema
    try:
        table = opened(bringing.file)
        source = queries.Source(bringing.by.own_unit.authority_id, said["source"])
        mapping = source.remembered(schema.kind, table.headers) | dict(said.get("mapping", {}))
        told = said.get("told", lambda _: None)
        return tried(table, schema, mapping, _deliverer(bringing.by), told)
    except Unreadable as unreadable:
        faults = Tally()
        faults.whole("", unreadable.reason)
        return Tried(Content(schema), faults)


def _deliverer(by: Seat) -> Deliverer:
    """The seat's authority, with the id of each unit that is told, and why some may not be used."""
    own = by.own_unit.authority_id

    def resolved(keys: list[str]) -> dict[str, tuple[int, str]]:
        found = queries.units(keys, own)
        mine = {
            owner: by.may(acts.DELIVER, Place(authority_id=owner))
            for owner in {owner for _, owner in found.values()}
        }
        told = {pk_key: (pk, "" if mine[owner] else "unit_other")
                for pk_key, (pk, owner) in found.items()}  # fmt: skip
        return {key: told.get(key, (MISSING, "unit_unknown")) for key in keys}

    return Deliverer(own, resolved)


@transaction.atomic
def _refuse(bringing: _Bringing, done: Tried, checksum: str) -> Delivery:
    """Write down that nothing was taken in, and why."""
    refused = _noted(bringing, checksum, is_refused=True, rows_refused=done.rows_refused)
    _report(refused, done)
    audit.record(
        "delivery.refused", refused, by=bringing.by, at=bringing.at, kind=refused.kind,
        faults=len(done.faults),
    )  # fmt: skip
    return refused


def _keep(bringing: _Bringing, done: Tried, checksum: str) -> Delivery:
    """Write the file, then name it and make it known in one transaction."""
    order = ordered(done.content)
    note_overlaps(done, order)
    about = _about(bringing, checksum)
    place = store()
    with place.draft(lambda draft: write(draft, done.content, order, about)) as draft:
        return _make_known(bringing, done, checksum, place, draft)


def _about(bringing: _Bringing, checksum: str) -> dict[str, str]:
    """What the file says of itself."""
    told = {
        "kind": bringing.schema.kind,
        "version": bringing.schema.version,
        "authority": bringing.by.own_unit.authority_id,
        "source": bringing.said["source"],
        "period": f"{bringing.days.first}/{bringing.days.last}",
        "file_checksum": checksum,
    }
    return {f"sammenhaeng.{name}": str(value) for name, value in told.items()}


@transaction.atomic
def _make_known(
    bringing: _Bringing, done: Tried, checksum: str, place: Store, draft: Draft
) -> Delivery:
    _lock("pg_advisory_xact_lock_shared(%s, 0)", KEEPING)
    _lock("pg_advisory_xact_lock(hashtextextended(%s, 0))", f"lake {bringing.key}")
    name = place.keep(draft, bringing.schema.kind)
    before = Delivery.objects.in_force().filter(**bringing.key).first()
    if before:
        before.superseded_at = bringing.at
        before.save()
    kept = _noted(
        bringing, checksum, supersedes=before, name=name, checksum=draft.checksum,
        size=draft.size, rows=len(done.content),
    )  # fmt: skip
    _report(kept, done)
    _remember(bringing)
    audit.record(
        "delivery.taken_in", kept, by=bringing.by, at=bringing.at, kind=kept.kind, rows=kept.rows,
        supersedes=before.pk if before else None,
    )  # fmt: skip
    announce(DeliveriesChanged(kept.kind, bringing.days))
    return kept


def _lock(which: str, of: int | str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"select {which}", [of])


def _noted(bringing: _Bringing, file_checksum: str, **told: object) -> Delivery:
    return Delivery.objects.create(
        **bringing.key,
        version=bringing.schema.version,
        file_name=shown(bringing.said.get("name", bringing.file.name)),
        file_checksum=file_checksum,
        seat_id=bringing.by.pk,
        who=bringing.by.name,
        at=bringing.at,
        **told,
    )


def _report(delivery: Delivery, done: Tried) -> None:
    """Keep how often each thing is wrong, and the first of it row by row."""
    for is_warning, tally in ((False, done.faults), (True, done.warnings)):
        DeliveryCount.objects.bulk_create(
            DeliveryCount(
                delivery=delivery, column=column, reason=reason, count=count, is_warning=is_warning
            )
            for (column, reason), count in tally.counts.items()
        )
        DeliveryFault.objects.bulk_create(
            DeliveryFault(delivery=delivery, is_warning=is_warning, **asdict(one))
            for one in tally.kept
        )


def _remember(bringing: _Bringing) -> None:
    """The next file of the source is understood as this one was."""
    for column, header in bringing.said.get("mapping", {}).items():
        Mapped.objects.update_or_create(
            authority_id=bringing.by.own_unit.authority_id,
            kind=bringing.schema.kind,
            source=bringing.said["source"],
            column=column,
            defaults={"header": header},
        )


@transaction.atomic
def withdraw(delivery: Delivery, *, by: Seat, at: datetime) -> Delivery:
    """Its rows count no more; the file stays, so that what was published can be recomputed."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    require(by, acts.WITHDRAW, authority_id=delivery.authority_id)
    if delivery.state != "in_force":
        raise Refused("state", "Leverancen gælder ikke længere. Se listen over leverancer.")
    delivery.withdrawn_at, delivery.withdrawn_by_id = at, by.pk
    delivery.save()
    audit.record("delivery.withdrawn", delivery, by=by, at=at, kind=delivery.kind)
    announce(DeliveriesChanged(delivery.kind, delivery.days))
    return delivery


@transaction.atomic
def sweep(*, by: Seat, at: datetime) -> list[str]:
    """Delete files that an import left behind when it was stopped; gives their names."""
    require(by, acts.SWEEP)
    _lock("pg_advisory_xact_lock(%s, 0)", KEEPING)
    waiting.clear(at - waiting.LONGEST_WAIT)
    place = store()
    named = set(Delivery.objects.exclude(name="").values_list("name", flat=True))
    strays = place.strays(named, before=at - ABANDONED_AFTER)
    for name in strays:
        place.delete(name)
    if strays:
        audit.record("lake.swept", by.own_unit, by=by, at=at, files=len(strays))
    return strays
