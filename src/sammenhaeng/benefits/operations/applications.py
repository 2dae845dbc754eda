"""A citizen asks for a benefit, and may take the wish back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.benefits import acts
from sammenhaeng.benefits.models import Application
from sammenhaeng.benefits.rules import cases, laws
from sammenhaeng.benefits.rules.evidence import Told
from sammenhaeng.benefits.rules.questions import Family
from sammenhaeng.inbox import operations as inbox
from sammenhaeng.kernel.acts import require
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
    if wish.law not in laws.names():
        raise Refused("missing", "Ydelsen findes ikke her.")
    mine = Application.objects.filter(citizen_id=citizen_id, law=wish.law, state__in=cases.OPEN)
    if mine.exists():
        raise Refused("state", ALREADY)
    application = _opened(
        citizen_id=citizen_id, unit=wish.unit, law=wish.law, on=wish.on,
        adults=wish.family.adults, children=wish.family.children, applied_by=by, applied_at=at,
    )  # fmt: skip
    facts.refuse_unusable(application, wish.told)
    shelf.keep(application, wish.told, by=by, at=at)
    tie = access.Tie(citizen_id, RELATION, BASIS, SOURCE.format(application.pk))
    access.relate(tie, to=wish.unit, by=by, at=at)
    audit.record("benefit.applied", application, by=by, at=at, kind=wish.law)
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
    application = apply(citizen_id, wish, by=by, at=at)
    use = access.look_up(
        citizen_id, purpose="benefit", seen=["facts", "benefits"], by=machine, at=at,
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
