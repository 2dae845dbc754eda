"""Authorities: the platform's own first of all, then established, described and closed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from sammenhaeng.audit import operations as audit
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.numbers import parse_cvr
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation import acts
from sammenhaeng.organisation.models import KINDS_OF_AUTHORITY, Authority, Unit


@dataclass(frozen=True)
class Profile:
    """What is told about an authority besides its kind and when it exists."""

    name: str
    code: str = ""
    cvr: str = ""
    name_en: str = ""
    phone: str = ""
    address: str = ""


@transaction.atomic
def found(name: str, *, at: datetime) -> Unit:
    """The platform's own authority and unit, before there is anyone to act. Made once.

    Only before there are others; `access.operations.found`, which makes the first seat in the
    unit, writes both down.
    """
    known = Unit.objects.order_by("pk").first()
    if known and known.kind == "platform" and Authority.objects.count() == 1:
        return known
    if known:
        raise Refused("state", "Der er allerede myndigheder. Opret flere med en plads.")
    day = day_of(at)
    authority = Authority.objects.create(kind="private", name=name, first_on=day)
    unit = Unit(authority=authority, kind="platform", code="platform", name=name, first_on=day)
    unit.save()
    unit.ancestor_ids = [unit.pk]
    unit.save(update_fields=["ancestor_ids"])
    return unit


@transaction.atomic
def establish(
    kind: str, profile: Profile, *, first_on: date, by: acts.Actor, at: datetime
) -> Authority:
    """Write an authority down from the day it exists."""
    require(by, acts.ESTABLISH)
    if kind not in KINDS_OF_AUTHORITY:
        raise Refused("invalid", "Vælg en type af myndighed fra listen.")
    _check(profile)
    authority = Authority.objects.create(kind=kind, first_on=first_on, **asdict(profile))
    audit.record("authority.established", authority, by=by, at=at, kind=kind)
    return authority


@transaction.atomic
def describe(authority: Authority, profile: Profile, *, by: acts.Actor, at: datetime) -> Authority:
    """Correct what is told about an authority."""
    authority = locked([authority.pk])[0]
    require(by, acts.DESCRIBE, authority_id=authority.pk)
    _check(profile, authority.pk)
    for name, value in asdict(profile).items():
        setattr(authority, name, value)
    authority.save(update_fields=list(asdict(profile)))
    audit.record("authority.described", authority, by=by, at=at)
    return authority


@transaction.atomic
def close(authority: Authority, *, last_on: date, by: acts.Actor, at: datetime) -> Authority:
    """End an authority on a day; its units must have ended by then."""
    authority = locked([authority.pk])[0]
    require(by, acts.ESTABLISH, authority_id=authority.pk)
    if authority.last_on is not None:
        raise Refused("state", "Myndigheden er allerede nedlagt.")
    if last_on < authority.first_on:
        raise Refused("invalid", "Sidste dag ligger før første dag.")
    goes_on = Q(last_on__isnull=True) | Q(last_on__gt=last_on)
    if Unit.objects.filter(goes_on, authority=authority).exists():
        raise Refused("state", "Nedlæg først myndighedens enheder.")
    authority.last_on = last_on
    authority.save(update_fields=["last_on"])
    audit.record("authority.closed", authority, by=by, at=at, last_on=last_on)
    return authority


def locked(authority_ids: Sequence[int]) -> list[Authority]:
    """The authorities, locked in order: whoever changes a tree of units waits here."""
    rows = Authority.objects.select_for_update().filter(pk__in=authority_ids)
    return list(rows.order_by("pk"))


def _check(profile: Profile, own_id: int = 0) -> None:
    if not profile.name.strip():
        raise Refused("invalid", "Skriv myndighedens navn.")
    if profile.cvr:
        parse_cvr(profile.cvr)
        others = Authority.objects.filter(cvr=profile.cvr, last_on__isnull=True)
        if others.exclude(pk=own_id).exists():
            raise Refused("clash", "En anden myndighed har allerede CVR-nummeret.")
    if profile.code:
        others = Authority.objects.filter(code=profile.code, last_on__isnull=True)
        if others.exclude(pk=own_id).exists():
            raise Refused("clash", "En anden myndighed har allerede koden.")
