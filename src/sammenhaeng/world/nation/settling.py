"""Puts the nation's units, posts and lines into the organisation, in bulk as an import would.

They are written by the tables' owner; every constraint holds for them.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
from django.db import connections, models, transaction

from sammenhaeng.kernel.acts import require
from sammenhaeng.organisation import acts
from sammenhaeng.organisation.models import Authority, Position, ReportingLine, Unit
from sammenhaeng.organisation.operations import imports
from sammenhaeng.organisation.rules.sheets import Sheet
from sammenhaeng.world.denmark import FIRST_NAMES, LAST_NAMES

from .records import NONE, SECTORS, Authorities, Nation, Posts, Units
from .shape import jobs

FOUNDED = date(2007, 1, 1)
LEADS_TEAM = "teamleder"
UNIT = (
    "id, authority_id, parent_id, ancestor_ids, kind, code, name, first_on, name_en, phone, hours, "
    "address, ownership, about, about_en"
)
POST = "id, unit_id, holder, title, leads, first_on"
LINE = "id, position_id, leader_id, first_on"


@dataclass(frozen=True)
class Settled:
    """The ids that the nation's units and posts have in the organisation, in their order."""

    units: np.ndarray
    posts: np.ndarray


def settle(nation: Nation, *, by: acts.Actor, at: datetime) -> Settled:
    """Write units, posts and who reports to whom; kommuner and regions must be there already."""
    require(by, acts.ESTABLISH)
    with transaction.atomic(using="owner"):
        owners = _authorities(nation.authorities)
        units = _ids(Unit, len(nation.units.code))
        posts = _ids(Position, len(nation.posts.unit))
        lines = _ids(ReportingLine, int((nation.posts.leader != NONE).sum()))
        _copy(Unit, UNIT, _units(nation.units, owners, units))
        _copy(Position, POST, _posts(nation.posts, units, posts))
        _copy(ReportingLine, LINE, _lines(nation.posts.leader, posts, lines))
    with connections["owner"].cursor() as cursor:
        cursor.execute("analyze")
    digest = hashlib.sha256(nation.posts.leader.tobytes()).hexdigest()
    outcome = imports.Outcome(new=len(units), authority_ids=owners.values())
    imports.note("units", Sheet("nation", digest), outcome, by=by, at=at)
    return Settled(units, posts)


def _authorities(of: Authorities) -> dict[str, int]:
    """The id of every code; the invented agencies are made when they are not there."""
    there = Authority.objects.using("owner").filter(last_on__isnull=True, kind__in=SECTORS)
    known = set(there.filter(kind="state").values_list("code", flat=True))
    Authority.objects.using("owner").bulk_create(
        Authority(kind="state", code=code, name=name, first_on=FOUNDED)
        for sector, code, name in zip(of.sector, of.code, of.name, strict=True)
        if SECTORS[sector] == "state" and code not in known
    )
    ids = dict(there.values_list("code", "pk"))
    return {code: ids[code] for code in of.code}


def _units(of: Units, owners: dict[str, int], ids: np.ndarray) -> Iterable[tuple[Any, ...]]:
    owner = list(owners.values())
    chains: list[list[int]] = []
    for at, (pk, parent) in enumerate(zip(ids.tolist(), of.parent.tolist(), strict=True)):
        chains.append([*(chains[parent] if parent != NONE else []), pk])
        above = None if parent == NONE else int(ids[parent])
        yield (
            pk, owner[of.authority[at]], above, chains[at], of.kind[at], of.code[at], of.name[at],
            FOUNDED, "", "", "", "", "", "", "",
        )  # fmt: skip


def _posts(of: Posts, units: np.ndarray, ids: np.ndarray) -> Iterable[tuple[Any, ...]]:
    firsts, lasts = FIRST_NAMES.split(), LAST_NAMES.split()
    titles = [job.title for job in jobs()]
    heads = np.r_[True, np.diff(of.unit) != 0]
    rows = zip(
        ids.tolist(), units[of.unit].tolist(), of.job.tolist(), of.leads.tolist(), heads,
        strict=True,
    )  # fmt: skip
    for at, (pk, unit, job, leads, head) in enumerate(rows):
        holder = f"{firsts[at % len(firsts)]} {lasts[at // len(firsts) % len(lasts)]}"
        title = titles[job] if head or not leads else LEADS_TEAM
        yield pk, unit, holder, title, leads, FOUNDED


def _lines(leader: np.ndarray, posts: np.ndarray, ids: np.ndarray) -> Iterable[tuple[Any, ...]]:
    reports = np.flatnonzero(leader != NONE)
    below, above = posts[reports].tolist(), posts[leader[reports]].tolist()
    return ((*row, FOUNDED) for row in zip(ids.tolist(), below, above, strict=True))


def _ids(model: type[models.Model], many: int) -> np.ndarray:
    """Ids after the last one there is."""
    last = model._default_manager.using("owner").aggregate(last=models.Max("pk"))["last"] or 0
    return np.arange(last + 1, last + 1 + many)


def _copy(model: type[models.Model], columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    table = model._meta.db_table
    with connections["owner"].cursor() as cursor:
        with cursor.copy(f"copy {table} ({columns}) from stdin") as copy:
            for row in rows:
                copy.write_row(row)
        sequence = f"pg_get_serial_sequence('{table}', 'id')"
        cursor.execute(f"select setval({sequence}, max(id)) from {table}")
