"""Who sits where: accounts, seats and stand-ins."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from sammenhaeng.access import acts, rules
from sammenhaeng.access.models import Account, Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Unit


@dataclass(frozen=True)
class Post:
    """What a seat is: a role in a unit for a period, and how its holder is reached."""

    role: str
    unit: Unit
    first_on: date
    last_on: date | None = None
    title: str = ""
    phone: str = ""


@transaction.atomic
def register(issuer: str, subject: str, name: str, *, by: Seat, at: datetime) -> Account:
    """Let someone be known by what the log-in service calls them; they still need a seat."""
    require(by, acts.SEAT, unit_id=by.unit_id)
    if not (issuer.strip() and subject.strip() and name.strip()):
        raise Refused("invalid", "Skriv navn, log-in-tjeneste og bruger-id.")
    account, is_new = Account.objects.get_or_create(
        issuer=issuer.strip(), subject=subject.strip(), defaults={"name": name.strip()}
    )
    if not is_new:
        raise Refused("invalid", "Der er allerede en bruger med det bruger-id.")
    audit.record("account.registered", account, by=by, at=at)
    return account


@transaction.atomic
def seat(account: Account, post: Post, *, by: Seat, at: datetime) -> Seat:
    """Give an account a role in a unit for a period."""
    Account.objects.select_for_update().get(pk=account.pk)  # two writers cannot give it twice
    require(by, acts.SEAT, unit_id=post.unit.pk)
    if post.role not in rules.given_in(post.unit.authority.kind):
        raise Refused("invalid", "Vælg en rolle fra listen.")
    if account.pk == by.account_id:
        raise Refused("forbidden", "Ingen giver sig selv en plads. En anden administrator skal.")
    if post.last_on and post.last_on < post.first_on:
        raise Refused("invalid", "Pladsen kan ikke slutte, før den begynder.")
    if _is_taken(account, post):
        raise Refused("invalid", "Brugeren har allerede den rolle i enheden i perioden.")
    taken = Seat.objects.create(
        account=account, role=post.role, unit=post.unit, first_on=post.first_on,
        last_on=post.last_on, title=post.title, phone=post.phone,
    )  # fmt: skip
    audit.record("seat.taken", taken, by=by, at=at, role=post.role, unit=post.unit.pk)
    return taken


def _is_taken(account: Account, post: Post) -> bool:
    held = Seat.objects.filter(account=account, role=post.role, unit=post.unit)
    if post.last_on:
        held = held.filter(first_on__lte=post.last_on)
    return held.filter(Q(last_on__isnull=True) | Q(last_on__gte=post.first_on)).exists()


@transaction.atomic
def unseat(taken: Seat, *, last_on: date, by: Seat, at: datetime) -> Seat:
    """End a seat with a last day."""
    taken = Seat.objects.select_for_update().get(pk=taken.pk)
    require(by, acts.SEAT, unit_id=taken.unit_id)
    if last_on < taken.first_on:
        raise Refused("invalid", "Pladsen kan ikke slutte, før den begynder.")
    taken.last_on = last_on
    taken.save(update_fields=["last_on"])
    audit.record("seat.ended", taken, by=by, at=at, last_on=last_on)
    return taken


@transaction.atomic
def name_stand_in(
    taken: Seat, stand_in: Seat, *, first_on: date, last_on: date, by: Seat, at: datetime
) -> Seat:
    """Let a seat of the same authority hold this one's relations for a period, as itself."""
    taken = _locked(taken)
    require(by, acts.SEAT, unit_id=taken.unit_id)
    if not rules.may_stand_in(first_on, last_on):
        raise Refused("invalid", "En stedfortræder er der i en periode på højst et år.")
    if stand_in.pk == taken.pk or stand_in.account_id == by.account_id:
        raise Refused("invalid", "Vælg en anden: hverken pladsen selv eller dig.")
    assert taken.unit
    if stand_in.unit is None or stand_in.unit.authority_id != taken.own_unit.authority_id:
        raise Refused("invalid", "En stedfortræder skal være i samme myndighed.")
    if stand_in.role != taken.role:
        raise Refused("invalid", "En stedfortræder skal have samme rolle.")
    taken.stand_in, taken.stand_in_first_on, taken.stand_in_last_on = stand_in, first_on, last_on
    taken.save(update_fields=STAND_IN)
    audit.record(
        "seat.stand_in", taken, by=by, at=at, stand_in=stand_in.pk, first_on=first_on,
        last_on=last_on,
    )  # fmt: skip
    return taken


@transaction.atomic
def end_stand_in(taken: Seat, *, by: Seat, at: datetime) -> Seat:
    """Nobody stands in any more, from now."""
    taken = _locked(taken)
    require(by, acts.SEAT, unit_id=taken.unit_id)
    if taken.stand_in_id is None:
        raise Refused("state", "Pladsen har ingen stedfortræder.")
    taken.stand_in = taken.stand_in_first_on = taken.stand_in_last_on = None
    taken.save(update_fields=STAND_IN)
    audit.record("seat.stand_in_ended", taken, by=by, at=at)
    return taken


STAND_IN = ["stand_in", "stand_in_first_on", "stand_in_last_on"]


def _locked(taken: Seat) -> Seat:
    return Seat.objects.select_for_update(of=("self",)).select_related("unit").get(pk=taken.pk)


@transaction.atomic
def found(unit: Unit, *, at: datetime) -> Seat:
    """The first seat of all: the platform's own, which machines act through. Made once."""
    account, _ = Account.objects.get_or_create(
        issuer="platform", subject="system", defaults={"name": "Sammenhæng"}
    )
    system, is_new = Seat.objects.get_or_create(
        account=account, role="system", unit=unit, defaults={"first_on": day_of(at)}
    )
    if is_new:
        audit.record("unit.founded", unit, by=system, at=at)
        audit.record("seat.founded", system, by=system, at=at)
    return system


@transaction.atomic
def seat_citizen(citizen_id: int, account: Account, *, by: Seat, at: datetime) -> Seat:
    """Give a citizen the seat they act through themselves."""
    require(by, acts.SEAT)
    own = Seat.objects.create(
        account=account, role=rules.CITIZEN, citizen_id=citizen_id, first_on=day_of(at)
    )
    audit.record("seat.taken", own, by=by, at=at, role=rules.CITIZEN)
    return own
