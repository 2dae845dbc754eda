"""A citizen asks for a benefit, alone or through a caseworker, and may take the wish back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.benefits import acts
from sammenhaeng.benefits.models import Application
from sammenhaeng.benefits.queries import applications as queries
from sammenhaeng.benefits.rules import cases, laws
from sammenhaeng.benefits.rules.evidence import Told
from sammenhaeng.benefits.rules.questions import Family
from sammenhaeng.inbox import operations as inbox
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import next_state
from sammenhaeng.organisation.models import Unit

from . import decisions, facts, shelf

SOURCE = "benefits.application/{}"
ALONE = Family()
ONCE = "benefit_application_for_a_benefit_is_open_once"
ALREADY = "Der er allerede en ansøgning om ydelsen, som ikke er afgjort."
RELATION, BASIS = "benefit", "gdpr-6-1-e"


@dataclass(frozen=True)
class Wish:
    """What is applied for: the benefit, from which day, for whom, and what the applicant says."""

    law: str
    on: date
    unit: Unit  # that decides
    family: Family = ALONE
    told: Collection[Told] = ()


@transaction.atomic
def apply(citizen_id: int, wish: Wish, *, by: Seat, at: datetime) -> Application:
    """Ask for a benefit; the unit that decides it gets to do with the citizen."""
    require(by, acts.APPLY, citizen_id=citizen_id)
    application = _asked_for(citizen_id, wish, cases.SELF, by, at)
    audit.record("benefit.applied", application, by=by, at=at, kind=wish.law)
    return application


def _asked_for(citizen_id: int, wish: Wish, channel: str, by: Seat, at: datetime) -> Application:
    if wish.law not in laws.names():
        raise Refused("missing", "Ydelsen findes ikke her.")
    if wish.on < laws.law(wish.law).statute_from:
        raise Refused("invalid", "Loven kan ikke regnes så langt tilbage. Ret dagen.")
    mine = Application.objects.filter(citizen_id=citizen_id, law=wish.law, state__in=cases.OPEN)
    if mine.exists():
        raise Refused("state", ALREADY)
    application = _opened(
        citizen_id=citizen_id, unit=wish.unit, law=wish.law, on=wish.on,
        adults=wish.family.adults, children=wish.family.children, channel=channel,
        applied_by=by, applied_at=at,
    )  # fmt: skip
    facts.refuse_unusable(application, wish.told)
    shelf.keep(application, wish.told, by=by, at=at)
    tie = access.Tie(citizen_id, RELATION, BASIS, SOURCE.format(application.pk))
    access.relate(tie, to=wish.unit, by=by, at=at)
    return application


def _opened(**row) -> Application:
    """A new row; of two who apply at once the database lets one."""
    try:
        with transaction.atomic():
            return Application.objects.create(**row)
    except IntegrityError as error:
        if ONCE not in str(error):
            raise
        raise Refused("state", ALREADY) from error


@transaction.atomic
def hand_in(citizen_id: int, wish: Wish, *, machine: Seat, by: Seat, at: datetime) -> Application:
    """Apply, let the machine take in what registers know, and let it decide when it may."""
    return _answered(apply(citizen_id, wish, by=by, at=at), machine, at)


@transaction.atomic
def take_in(
    citizen_id: int, wish: Wish, channel: str, *, machine: Seat, by: Seat, at: datetime
) -> Application:
    """Hand in for a citizen who has asked the deciding unit; `wish.on` is the day they did."""
    require(by, acts.TAKE_IN, unit_id=wish.unit.pk, citizen_id=citizen_id)
    queries.refuse_elsewhere(wish.unit, by)
    _refuse_unreceived(wish, channel, day_of(at))
    application = _asked_for(citizen_id, wish, channel, by, at)
    audit.record(
        "benefit.taken_in", application, by=by, at=at, kind=wish.law, channel=channel,
        received_on=wish.on,
    )  # fmt: skip
    return _answered(application, machine, at)


def _refuse_unreceived(wish: Wish, channel: str, today: date) -> None:
    if channel not in cases.CHANNELS:
        raise Refused("invalid", "Vælg, hvordan ansøgningen er modtaget.")
    if wish.on > today:
        raise Refused("invalid", "Ansøgningen kan ikke være modtaget efter i dag.")


def _answered(application: Application, machine: Seat, at: datetime) -> Application:
    use = access.look_up(
        application.citizen_id, purpose="benefit", seen=["facts", "benefits"], by=machine, at=at,
        action="change",
    )  # fmt: skip
    facts.gather(application, use, by=machine, at=at)
    return decisions.decide(application, by=machine, at=at).application


@transaction.atomic
def withdraw(application: Application, *, by: Seat, at: datetime) -> Application:
    """The citizen does not want the benefit after all; nobody has to do with them any more."""
    application = shelf.locked(application)
    require(by, acts.WITHDRAW, citizen_id=application.citizen_id)
    application.state = next_state(cases.APPLICATION, application.state, "withdraw")
    application.ended_at = at
    application.save(update_fields=["state", "ended_at"])
    inbox.settle(decisions.KIND, decisions.THING, application.pk, by=by, at=at)
    access.part(SOURCE.format(application.pk), by=by, at=at)
    audit.record("benefit.withdrawn", application, by=by, at=at)
    return application
