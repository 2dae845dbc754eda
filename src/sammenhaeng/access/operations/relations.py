"""Beginning and ending why someone has to do with a citizen."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sammenhaeng.access import acts
from sammenhaeng.access.models import Relation, Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.kernel.acts import require
from sammenhaeng.organisation.models import Unit


@dataclass(frozen=True)
class Tie:
    """Why someone has to do with a citizen: the kind, its legal basis, and the row that says so."""

    citizen_id: int
    kind: str
    basis: str
    source: str
    until: datetime | None = None  # when it is known to end


@transaction.atomic
def relate(tie: Tie, *, to: Seat | Unit, by: Seat, at: datetime) -> Relation:
    """Let a seat, or every seat of a unit, have to do with a citizen from now on."""
    require(by, acts.RELATE)
    relation = Relation.objects.create(
        citizen_id=tie.citizen_id,
        kind=tie.kind,
        basis=tie.basis,
        source=tie.source,
        seat=to if isinstance(to, Seat) else None,
        unit=to if isinstance(to, Unit) else None,
        started_at=at,
        until=tie.until,
    )
    audit.record("relation.started", relation, by=by, at=at, kind=tie.kind)
    return relation


@transaction.atomic
def part(source: str, *, by: Seat, at: datetime) -> int:
    """End every open relation that a row had opened; gives how many."""
    require(by, acts.RELATE)
    ended = list(Relation.objects.select_for_update().open().filter(source=source).order_by("pk"))
    for relation in ended:
        relation.ended_at = at
        relation.save(update_fields=["ended_at"])
        audit.record("relation.ended", relation, by=by, at=at, kind=relation.kind)
    return len(ended)
