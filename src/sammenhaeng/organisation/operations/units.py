"""Units: established, described, moved and closed; the tree of each authority stays whole."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Q

from sammenhaeng.audit import operations as audit
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.periods import Days
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation import acts
from sammenhaeng.organisation.models import Authority, Position, Unit
from sammenhaeng.organisation.rules.units import (
    DEEPEST,
    KINDS,
    LONGEST_ABOUT,
    OWNERSHIPS,
    Description,
)

from .authorities import locked


@transaction.atomic
def establish(
    authority: Authority,
    description: Description,
    *,
    parent: Unit | None,
    days: Days,
    by: acts.Actor,
    at: datetime,
) -> Unit:
    """Open a unit of an authority, at its top or under another unit."""
    authority = locked([authority.pk])[0]
    require(by, acts.ARRANGE, authority_id=authority.pk)
    _check(authority, description)
    if not authority.days.encloses(days):
        raise Refused("invalid", "Enheden kan kun gælde på dage, hvor myndigheden gør.")
    above = _above(authority.pk, parent, days)
    (pk,) = next_ids(1)
    unit = Unit.objects.create(
        pk=pk,
        authority=authority,
        parent=parent,
        ancestor_ids=[*above, pk],
        first_on=days.first,
        last_on=days.last,
        **asdict(description),
    )
    audit.record("unit.established", unit, by=by, at=at)
    return unit


@transaction.atomic
def describe(unit: Unit, description: Description, *, by: acts.Actor, at: datetime) -> Unit:
    """Correct what is told about a unit."""
    unit, authority = _locked(unit)
    require(by, acts.ARRANGE, authority_id=authority.pk)
    _check(authority, description, unit.pk)
    for name, value in asdict(description).items():
        setattr(unit, name, value)
    unit.save(update_fields=list(asdict(description)))
    audit.record("unit.described", unit, by=by, at=at)
    return unit


@transaction.atomic
def move(unit: Unit, parent: Unit | None, *, by: acts.Actor, at: datetime) -> Unit:
    """Let a unit, and those below it, stand under another unit or at the top."""
    unit, authority = _locked(unit)
    require(by, acts.ARRANGE, authority_id=authority.pk)
    if parent and Unit.objects.filter(pk=parent.pk, ancestor_ids__contains=[unit.pk]).exists():
        raise Refused("invalid", "Enheden kan ikke ligge under sig selv. Vælg en anden enhed.")
    above = _above(authority.pk, parent, unit.days)
    below = list(Unit.objects.filter(ancestor_ids__contains=[unit.pk]).order_by("pk"))
    for one in below:
        one.ancestor_ids = [*above, *one.ancestor_ids[one.ancestor_ids.index(unit.pk) :]]
    if max(len(one.ancestor_ids) for one in below) > DEEPEST:
        raise Refused("invalid", "Enheder kan højst ligge 20 niveauer nede.")
    Unit.objects.bulk_update(below, ["ancestor_ids"], batch_size=1000)
    unit.parent, unit.ancestor_ids = parent, [*above, unit.pk]
    unit.save(update_fields=["parent", "ancestor_ids"])
    audit.record("unit.moved", unit, by=by, at=at, parent=parent.pk if parent else None)
    return unit


@transaction.atomic
def close(unit: Unit, *, last_on: date, by: acts.Actor, at: datetime) -> Unit:
    """End a unit on a day; the units below it and its posts must have ended by then."""
    unit, authority = _locked(unit)
    require(by, acts.ARRANGE, authority_id=authority.pk)
    if unit.last_on is not None:
        raise Refused("state", "Enheden er allerede nedlagt.")
    if last_on < unit.first_on:
        raise Refused("invalid", "Sidste dag ligger før første dag.")
    goes_on = Q(last_on__isnull=True) | Q(last_on__gt=last_on)
    if Unit.objects.filter(goes_on, parent=unit).exists():
        raise Refused("state", "Nedlæg eller flyt først de enheder, der ligger under.")
    if Position.objects.filter(goes_on, unit=unit).exists():
        raise Refused("state", "Afslut først stillingerne i enheden.")
    unit.last_on = last_on
    unit.save(update_fields=["last_on"])
    audit.record("unit.closed", unit, by=by, at=at, last_on=last_on)
    return unit


def next_ids(count: int) -> list[int]:
    """Ids of units not made yet, so that each can be written with its chain at once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence('organisation_unit', 'id')) "
            "from generate_series(1, %s)",
            [count],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _locked(unit: Unit) -> tuple[Unit, Authority]:
    authority = locked([unit.authority_id])[0]
    return Unit.objects.get(pk=unit.pk), authority


def _above(authority_id: int, parent: Unit | None, days: Days) -> Sequence[int]:
    """The chain a unit of these days would stand under; Refused when it may not."""
    if parent is None:
        return []
    parent = Unit.objects.get(pk=parent.pk)
    if parent.authority_id != authority_id:
        raise Refused("invalid", "En enhed kan kun ligge under en enhed i samme myndighed.")
    if not parent.days.encloses(days):
        raise Refused("invalid", "Enheden kan kun gælde på dage, hvor den overordnede gør.")
    if len(parent.ancestor_ids) >= DEEPEST:
        raise Refused("invalid", "Enheder kan højst ligge 20 niveauer nede.")
    return parent.ancestor_ids


def _check(authority: Authority, description: Description, own_id: int = 0) -> None:
    if not description.name.strip():
        raise Refused("invalid", "Skriv enhedens navn.")
    if description.kind not in KINDS:
        raise Refused("invalid", "Vælg en type af enhed fra listen.")
    if description.ownership and description.ownership not in OWNERSHIPS:
        raise Refused("invalid", "Vælg en ejerform fra listen.")
    if max(len(description.about), len(description.about_en)) > LONGEST_ABOUT:
        raise Refused("invalid", "Teksten om stedet er for lang. Kort den af.")
    others = Unit.objects.filter(authority=authority, code=description.code).exclude(pk=own_id)
    if description.code and others.exists():
        raise Refused("clash", "En anden enhed i myndigheden har allerede koden.")
