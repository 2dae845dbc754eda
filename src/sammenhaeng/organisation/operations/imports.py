"""Imports: a file of units, all or nothing, and the record of what every import did."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from sammenhaeng.audit import operations as audit
from sammenhaeng.kernel.acts import Place, require
from sammenhaeng.kernel.periods import Days
from sammenhaeng.organisation import acts
from sammenhaeng.organisation.models import Authority, Import, ImportFault, Unit
from sammenhaeng.organisation.rules import units as rules
from sammenhaeng.organisation.rules.sheets import Fault, Sheet, short
from sammenhaeng.organisation.rules.units import Description, Node, Row

from .authorities import locked
from .units import next_ids

TOLD = ["parent_id", "ancestor_ids", "first_on", "last_on", *Description.__dataclass_fields__]
AT_ONCE = 1000
SAVED = {  # column -> the type of the list that brings it; a chain comes as text
    "id": "bigint", "authority_id": "bigint", "parent_id": "bigint", "ancestor_ids": "text",
    "first_on": "date", "last_on": "date",
    **dict.fromkeys(Description.__dataclass_fields__, "text"),
}  # fmt: skip
SAVE = (
    f"insert into organisation_unit ({', '.join(SAVED)}) "
    f"select {', '.join(SAVED).replace('ancestor_ids', 'ancestor_ids::bigint[]')} "
    f"from unnest({', '.join(f'%s::{kind}[]' for kind in SAVED.values())}) "
    f"as told ({', '.join(SAVED)}) on conflict (id) do update set "
    + ", ".join(f"{name} = excluded.{name}" for name in SAVED if name != "id")
)
Ids = Mapping[tuple[int, str], int]


@dataclass(frozen=True)
class Outcome:
    """What an import did: rows new, changed and as they were, or what was wrong with the file."""

    new: int = 0
    changed: int = 0
    same: int = 0
    faults: Sequence[Fault] = ()
    authority_ids: Collection[int] = ()


@transaction.atomic
def import_units(sheet: Sheet, *, by: acts.Actor, at: datetime) -> Import:
    """Bring in a file of units: every row, or, when anything is wrong, none and a report."""
    require(by, acts.IMPORT)
    rows, faults = rules.rows(sheet)
    owners, wrong = _owners(rows, by)
    locked(sorted({one.pk for one in owners.values()}))
    said = {(cells["authority"], cells["code"]) for _, cells in sheet.rows}
    outcome = _merge(rows, owners, said, [*faults, *wrong])
    return note("units", sheet, outcome, by=by, at=at)


def import_files(sheets: Iterable[Sheet], *, by: acts.Actor, at: datetime) -> list[Import]:
    """Bring in several files of units: all of them or none; gives the refused, or all."""
    with transaction.atomic():
        pairs = [(sheet, import_units(sheet, by=by, at=at)) for sheet in sheets]
        refused = [(sheet, _refusal(one)) for sheet, one in pairs if one.rows_refused]
        if not refused:
            return [one for _, one in pairs]
        transaction.set_rollback(True)
    return [note("units", sheet, outcome, by=by, at=at) for sheet, outcome in refused]


def _refusal(of: Import) -> Outcome:
    """What was wrong with a file, kept past the rollback of the others."""
    rows = ImportFault.objects.filter(of=of).values_list("row", "column", "reason", "found")
    return Outcome(faults=[Fault(*row) for row in rows], authority_ids=of.authority_ids)


@transaction.atomic
def note(kind: str, sheet: Sheet, outcome: Outcome, *, by: acts.Actor, at: datetime) -> Import:
    """Write down what came in and how it went; the file itself is not kept."""
    require(by, acts.IMPORT)
    noted = Import.objects.create(
        kind=kind,
        file_name=short(sheet.name),
        checksum=sheet.checksum,
        authority_ids=sorted(outcome.authority_ids),
        seat_id=by.pk,
        who=by.name,
        at=at,
        rows_new=outcome.new,
        rows_changed=outcome.changed,
        rows_same=outcome.same,
        rows_refused=len({fault.row for fault in outcome.faults}),
    )
    ImportFault.objects.bulk_create(
        [ImportFault(of=noted, **asdict(fault)) for fault in sorted(outcome.faults, key=_place)],
        batch_size=AT_ONCE,
    )
    act = "import.refused" if outcome.faults else "import.done"
    counts = {"new": outcome.new, "changed": outcome.changed, "faults": len(outcome.faults)}
    audit.record(act, noted, by=by, at=at, kind=kind, **counts)
    return noted


def _place(fault: Fault) -> tuple[int, str]:
    return fault.row, fault.column


def _owners(rows: Sequence[Row], by: acts.Actor) -> tuple[dict[str, Authority], list[Fault]]:
    """The authority of each key in the file, and the rows whose authority is not to be touched."""
    keys = {row.authority for row in rows}
    found: dict[str, list[Authority]] = {}
    valid = Authority.objects.filter(last_on__isnull=True)
    for one in valid.filter(Q(code__in=keys) | Q(cvr__in=keys)):
        for key in {one.code, one.cvr} & keys:
            found.setdefault(key, []).append(one)
    owners = {key: ones[0] for key, ones in found.items() if len(ones) == 1}
    foreign = {
        key for key, one in owners.items() if not by.may(acts.IMPORT, Place(authority_id=one.pk))
    }
    faults = []
    for row in rows:
        if row.authority in foreign:
            reason = "authority_other"
        elif row.authority not in owners:
            reason = "authority_twice" if row.authority in found else "authority_unknown"
        else:
            continue
        faults.append(Fault(row.number, "authority", reason, short(row.authority)))
    return {key: one for key, one in owners.items() if key not in foreign}, faults


def _merge(
    rows: Sequence[Row],
    owners: Mapping[str, Authority],
    said: Collection[tuple[str, str]],
    faults: Sequence[Fault],
) -> Outcome:
    """Lay the rows over the units there are; write them when nothing at all is wrong."""
    authority_ids = {one.pk for one in owners.values()}
    mine = [row for row in rows if row.authority in owners]
    there = list(Unit.objects.filter(authority_id__in=authority_ids))
    ids = _ids(mine, owners, there)
    nodes = {one.pk: Node(one.parent_id, one.days, one.name) for one in there}
    for row in mine:
        owner = owners[row.authority].pk
        nodes[ids[owner, row.code]] = Node(
            ids.get((owner, row.parent)), row.days, row.description.name, row.number
        )
    keys = [(row.number, ids[owners[row.authority].pk, row.code]) for row in mine]
    all_faults = [
        *faults,
        *(Fault(row, "code", "twice", str(first)) for row, first in rules.twice(keys).items()),
        *(one for row in mine for one in _astray(row, owners[row.authority], ids, said)),
        *rules.tree_faults(nodes),
    ]
    if all_faults:
        return Outcome(faults=all_faults, authority_ids=authority_ids)
    chain, _ = rules.chains(nodes)
    told = {pk: row for (_, pk), row in zip(keys, mine, strict=True)}
    return replace(_write(told, there, nodes, chain, owners), authority_ids=authority_ids)


def _ids(rows: Sequence[Row], owners: Mapping[str, Authority], there: Sequence[Unit]) -> Ids:
    """The id of every unit, there or still to be made, by authority and code."""
    ids = {(one.authority_id, one.code): one.pk for one in there if one.code}
    keys = dict.fromkeys((owners[row.authority].pk, row.code) for row in rows)
    unheard = [key for key in keys if key not in ids]
    return {**ids, **dict(zip(unheard, next_ids(len(unheard)), strict=True))}


def _astray(
    row: Row, owner: Authority, ids: Ids, said: Collection[tuple[str, str]]
) -> Iterable[Fault]:
    """A row under a unit nobody knows, or outside the days of its authority."""
    if row.parent and (owner.pk, row.parent) not in ids and (row.authority, row.parent) not in said:
        yield Fault(row.number, "parent", "parent_unknown", short(row.parent))
    if not owner.days.encloses(row.days):
        yield Fault(row.number, "first_on", "outside_authority")


def _write(
    told: Mapping[int, Row],
    there: Sequence[Unit],
    nodes: Mapping[int, Node],
    chain: Mapping[int, list[int]],
    owners: Mapping[str, Authority],
) -> Outcome:
    """Write new and changed units in bulk, and the chains of those that moved with them."""
    is_old = {one.pk for one in there}
    new = [
        _as_told(Unit(pk=pk, authority=owners[row.authority]), row, nodes, chain)
        for pk, row in told.items()
        if pk not in is_old
    ]
    moved, changed = [], 0
    for unit in there:
        before = [getattr(unit, name) for name in TOLD]
        if unit.pk in told:
            _as_told(unit, told[unit.pk], nodes, chain)
        unit.ancestor_ids = chain[unit.pk]
        if before != [getattr(unit, name) for name in TOLD]:
            moved.append(unit)
            changed += unit.pk in told
    _save([*new, *moved])
    return Outcome(len(new), changed, len(told) - len(new) - changed)


def _as_told(
    unit: Unit, row: Row, nodes: Mapping[int, Node], chain: Mapping[int, list[int]]
) -> Unit:
    days: Days = row.days
    unit.parent_id, unit.ancestor_ids = nodes[unit.pk].parent_id, chain[unit.pk]
    unit.first_on, unit.last_on = days.first, days.last
    for name, value in vars(row.description).items():
        if name not in row.silent:
            setattr(unit, name, value)
    return unit


def _save(units: Sequence[Unit]) -> None:
    """Insert or update all in one statement, ten times as fast as bulk_create and bulk_update."""
    columns = [[getattr(unit, name) for unit in units] for name in SAVED]
    chains = list(SAVED).index("ancestor_ids")
    columns[chains] = [f"{{{','.join(map(str, chain))}}}" for chain in columns[chains]]
    with connection.cursor() as cursor:
        cursor.execute(SAVE, columns)
