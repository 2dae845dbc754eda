"""A leader proposes an own group of places to be compared with, and withdraws it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.compare import acts
from sammenhaeng.compare.models import OwnGroup
from sammenhaeng.compare.rules import group as rules
from sammenhaeng.compare.rules.comment import holds_cpr
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Unit


@dataclass(frozen=True)
class Proposal:
    """Which places, and why they are fairer to be compared with."""

    places: Collection[int]
    reason: str


@transaction.atomic
def propose(unit: Unit, wanted: Proposal, *, by: Seat, at: datetime) -> OwnGroup:
    """In place of what was proposed before; the peers that we choose stay as they are."""
    Unit.objects.select_for_update().get(pk=unit.pk)  # one proposal at a time
    require(by, acts.PROPOSE_PEERS, unit_id=unit.pk)
    places = _places(unit, wanted.places)
    reason = wanted.reason.strip()
    if not reason or len(reason) > rules.LONGEST or holds_cpr(reason):
        raise Refused("invalid", "Skriv, hvorfor netop de steder, uden at nævne nogen person.")
    for former in OwnGroup.objects.filter(unit=unit, withdrawn_at__isnull=True):
        _withdraw(former, by, at)
    group = OwnGroup.objects.create(
        unit=unit, places=places, reason=reason, proposed_at=at, proposed_by=by
    )
    audit.record("own_group.proposed", group, by=by, at=at, unit=unit.pk)
    return group


@transaction.atomic
def withdraw(group: OwnGroup, *, by: Seat, at: datetime) -> OwnGroup:
    group = OwnGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    require(by, acts.PROPOSE_PEERS, unit_id=group.unit_id)
    if group.withdrawn_at is not None:
        raise Refused("state", "Forslaget er allerede taget tilbage.")
    _withdraw(group, by, at)
    audit.record("own_group.withdrawn", group, by=by, at=at, unit=group.unit_id)
    return group


def _places(unit: Unit, wanted: Collection[int]) -> list[int]:
    """Other places of the same kind, each once."""
    known = Unit.objects.filter(pk__in=wanted, kind=unit.kind).exclude(pk=unit.pk)
    found = sorted(known.values_list("pk", flat=True))
    if len(found) != len(set(wanted)) or not rules.LEAST <= len(found) <= rules.MOST:
        raise Refused(
            "invalid", "Vælg {least} til {most} andre steder af samme slags.",
            least=rules.LEAST, most=rules.MOST,
        )  # fmt: skip
    return found


def _withdraw(group: OwnGroup, by: Seat, at: datetime) -> None:
    group.withdrawn_at, group.withdrawn_by = at, by
    group.save(update_fields=["withdrawn_at", "withdrawn_by"])
