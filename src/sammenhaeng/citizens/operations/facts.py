"""Facts: what a register says of a citizen, when it said so, and when the citizen disagrees."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.citizens import acts
from sammenhaeng.citizens.models import Fact
from sammenhaeng.citizens.news import FactContested
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.news import announce
from sammenhaeng.kernel.refusal import Refused


@dataclass(frozen=True)
class Statement:
    """What a register answered: the fact's path, its value, and until when it may be trusted."""

    path: str
    value: str
    register: str
    fresh_until: datetime | None = None


@transaction.atomic
def state_fact(citizen_id: int, told: Statement, *, by: Seat, at: datetime) -> Fact:
    """Keep what a register says; an unchanged value is only fetched again, and stays contested."""
    require(by, acts.CORRECT, citizen_id=citizen_id)
    current = Fact.objects.select_for_update().filter(
        citizen_id=citizen_id, path=told.path, register=told.register, superseded_at__isnull=True
    )
    former = current.first()
    if former and former.value == told.value:
        former.fetched_at, former.fresh_until = at, told.fresh_until
        former.save(update_fields=["fetched_at", "fresh_until"])
        return former
    current.update(superseded_at=at)
    fact = Fact.objects.create(
        citizen_id=citizen_id, path=told.path, value=told.value, register=told.register,
        fetched_at=at, fresh_until=told.fresh_until,
    )  # fmt: skip
    audit.record("fact.stated", fact, by=by, at=at, path=told.path, register=told.register)
    return fact


@transaction.atomic
def contest(fact: Fact, why: str, *, by: Seat, at: datetime) -> Fact:
    """The citizen says that the register is wrong; those with the case are told."""
    fact = Fact.objects.select_for_update().get(pk=fact.pk)
    require(by, acts.CONTEST_FACT, citizen_id=fact.citizen_id)
    if fact.superseded_at is not None:
        raise Refused("state", "Oplysningen er allerede rettet. Genindlæs siden.")
    if not why.strip():
        raise Refused("invalid", "Skriv, hvad der er forkert.")
    fact.contested_at, fact.contested_why = at, why.strip()
    fact.save(update_fields=["contested_at", "contested_why"])
    audit.record("fact.contested", fact, by=by, at=at, path=fact.path)
    announce(FactContested(fact.pk, fact.citizen_id, by, at))
    return fact
