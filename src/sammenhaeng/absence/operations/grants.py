"""Money for the hardest hit workplaces: a pool, applications, and who gets."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from sammenhaeng.absence import acts
from sammenhaeng.absence.models import Application, Pool
from sammenhaeng.absence.rules import efforts as rules
from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.inbox import operations as inbox
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import next_state
from sammenhaeng.organisation.models import Unit

THING, KIND = "absence.pool", "absence.application"


@dataclass(frozen=True)
class Money:
    """A pool: its name, its kroner, the usual level of absence, and where the money is from."""

    name: str
    budget: int
    usual: int  # hundredths of a day per full-time employee
    source: str


@transaction.atomic
def open_pool(unit: Unit, money: Money, *, by: Seat, at: datetime) -> Pool:
    """Open a pool that workplaces may apply to."""
    require(by, acts.SHARE_OUT, unit_id=unit.pk)
    if money.budget <= 0 or not money.name.strip() or not money.source.strip():
        raise Refused("invalid", "Skriv puljens navn, beløb og kilde.")
    pool = Pool.objects.create(unit=unit, opened_at=at, **asdict(money))
    audit.record("pool.opened", pool, by=by, at=at)
    return pool


@dataclass(frozen=True)
class Wish:
    """What a workplace asks for: kroner and what for, with its absence and its strain."""

    level: int
    strain: int
    amount: int
    plan: str


@transaction.atomic
def apply(pool: Pool, unit: Unit, wish: Wish, *, by: Seat, at: datetime) -> Application:
    """Apply for a unit, as long as the pool is not shared out; once, or anew in its place."""
    pool = Pool.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pool.pk)
    require(by, acts.APPLY, unit_id=unit.pk)
    if pool.shared_out_at is not None:
        raise Refused("late", "Puljen er fordelt.")
    if not wish.plan.strip() or not 0 < wish.amount <= pool.budget:
        raise Refused("invalid", "Skriv, hvad pengene skal bruges til, og et beløb i puljen.")
    if not rules.LEAST_STRAIN <= wish.strain <= rules.MOST_STRAIN or wish.level < 0:
        raise Refused("invalid", "Belastningen er et tal fra 0 til 100.")
    application, _ = Application.objects.update_or_create(
        pool=pool, unit=unit, defaults=asdict(wish) | {"applied_by": by, "applied_at": at}
    )
    audit.record("application.made", application, by=by, at=at, pool=pool.pk)
    inbox.ask(inbox.Errand(KIND, THING, pool.pk), of=pool.unit, by=by, at=at)
    return application


@transaction.atomic
def share_out(pool: Pool, *, by: Seat, at: datetime) -> list[Application]:
    """Grant the applications that the rule chooses and decline the others, once for all."""
    pool = Pool.objects.select_for_update(of=("self",)).get(pk=pool.pk)
    require(by, acts.SHARE_OUT, unit_id=pool.unit_id)
    if pool.shared_out_at is not None:
        raise Refused("state", "Puljen er allerede fordelt.")
    asked = list(Application.objects.select_for_update().filter(pool=pool).order_by("pk"))
    candidates = [rules.Candidate(one.pk, one.level, one.strain, one.amount) for one in asked]
    granted = {one.number for one in rules.chosen(candidates, pool.usual, pool.budget)}
    for one in asked:
        event = "grant" if one.pk in granted else "decline"
        one.state, one.decided_at = next_state(rules.APPLICATION, one.state, event), at
        one.save(update_fields=["state", "decided_at"])
        audit.record("application.decided", one, by=by, at=at, state=one.state)
    pool.shared_out_at = at
    pool.save(update_fields=["shared_out_at"])
    inbox.settle(KIND, THING, pool.pk, by=by, at=at)
    audit.record("pool.shared_out", pool, by=by, at=at)
    return [one for one in asked if one.pk in granted]
