"""A case is decided: by the machine when nothing speaks against it, else by a caseworker."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.benefits import acts
from sammenhaeng.benefits.models import Application, Decision
from sammenhaeng.benefits.news import BenefitDecided
from sammenhaeng.benefits.rules import cases, laws
from sammenhaeng.benefits.rules import outcome as rules
from sammenhaeng.benefits.rules.evidence import Told
from sammenhaeng.benefits.rules.outcome import Outcome, Replayed
from sammenhaeng.inbox import operations as inbox
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.calendar import add_working_days
from sammenhaeng.kernel.news import announce
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import next_state

from . import shelf

KIND, THING = "benefit.decide", "benefits.application"
ANSWERED_WITHIN = 20  # working days that a caseworker is given; the house's own aim, no law
LARGEST = 1_000_000  # kroner: a granted amount above it is a slip of the pen


@transaction.atomic
def decide(application: Application, *, by: Seat, at: datetime) -> Decision:
    """The machine decides the case when nothing speaks against it, else hands it to a person."""
    application = shelf.locked(application)
    require(by, acts.DECIDE, unit_id=application.unit_id, citizen_id=application.citizen_id)
    found = shelf.outcome(application, at)
    if not found.is_automatic:
        application.state = next_state(cases.APPLICATION, application.state, "hand_over")
        return _hand_over(application, found, by, at)
    application.state = next_state(cases.APPLICATION, application.state, "grant")
    draft = shelf.draft(application, found, cases.AUTOMATIC, at)
    return _made(draft, draft.amounts, application, by, at)


@transaction.atomic
def redraft(application: Application, *, by: Seat, at: datetime) -> Decision:
    """Calculate a case again that a person has; the person still decides."""
    application = shelf.locked(application)
    require(by, acts.REDRAFT, unit_id=application.unit_id, citizen_id=application.citizen_id)
    application.state = next_state(cases.APPLICATION, application.state, "redraft")
    return _hand_over(application, shelf.outcome(application, at), by, at)


def _hand_over(application: Application, found: Outcome, by: Seat, at: datetime) -> Decision:
    draft = shelf.draft(application, found, cases.DRAFTED, at)
    application.reasons = cases.codes(found.doubts, application.reasons)
    application.save(update_fields=["state", "reasons"])
    due_on = add_working_days(application.received_on, ANSWERED_WITHIN)
    errand = inbox.Errand(KIND, THING, application.pk, application.citizen_id, due_on)
    inbox.ask(errand, of=application.unit, by=by, at=at)
    audit.record("benefit.drafted", draft, by=by, at=at, because=application.reasons)
    return draft


@dataclass(frozen=True)
class Verdict:
    """What a caseworker decides: the amount when it departs from the draft, and why."""

    draft_id: int  # the draft that was read
    kroner: int | None = None
    because: str = ""


@transaction.atomic
def settle(application: Application, verdict: Verdict, *, by: Seat, at: datetime) -> Decision:
    """Decide as a caseworker: as the draft says, or otherwise with a written reason."""
    application = shelf.locked(application)
    require(by, acts.SETTLE, unit_id=application.unit_id, citizen_id=application.citizen_id)
    application.state = next_state(cases.APPLICATION, application.state, "settle")
    draft = Decision.objects.select_for_update().get(application=application, state=cases.DRAFT)
    if draft.pk != verdict.draft_id:
        raise Refused("stale", "Udkastet er regnet om, siden du læste det. Genindlæs siden.")
    granted = _granted(draft, verdict)
    draft.because = verdict.because.strip() if granted != draft.amounts else ""
    return _made(draft, granted, application, by, at)


def _granted(draft: Decision, verdict: Verdict) -> dict[str, object]:
    column = next(iter(laws.law(draft.application.law).outputs))
    if verdict.kroner is None or verdict.kroner == cases.main_amount(draft.amounts, column):
        if not draft.amounts:
            raise Refused("invalid", "Sagen kan ikke regnes. Skriv beløbet, og hvorfor.")
        return draft.amounts
    if not 0 <= verdict.kroner <= LARGEST:
        raise Refused("invalid", "Skriv et beløb i hele kroner, fra 0 til 1.000.000.")
    if not verdict.because.strip():
        raise Refused("invalid", "Skriv, hvorfor beløbet afviger fra beregningen.")
    return cases.with_main(draft.amounts, column, verdict.kroner)


def _made(
    draft: Decision, granted: dict[str, object], application: Application, by: Seat, at: datetime
) -> Decision:
    draft.state = next_state(cases.DECISION, draft.state, "make")
    draft.granted, draft.decided_by, draft.decided_at = granted, by, at
    draft.save()
    application.ended_at = at
    application.save(update_fields=["state", "ended_at"])
    draft.application = application
    inbox.settle(KIND, THING, application.pk, by=by, at=at)
    audit.record("benefit.decided", draft, by=by, at=at, kind=application.law, level=draft.level)
    announce(BenefitDecided(draft.pk, draft.citizen_id, application.law, draft.level, by, at))
    return draft


@transaction.atomic
def replay(decision: Decision, *, by: Seat, at: datetime) -> Replayed:
    """Calculate a decision again from its own facts and days, and say whether it comes out so."""
    require(by, acts.REPLAY, citizen_id=decision.citizen_id)
    if decision.document is None:
        raise Refused("state", "Afgørelsen er truffet uden en beregning.")
    application = decision.application
    told, persons = [Told.of(one) for one in decision.facts], shelf.persons_of(application)
    found = rules.replayed(laws.law(application.law), decision.document, told, persons)
    audit.record("benefit.replayed", decision, by=by, at=at, same=found.has_same_answer)
    return found
