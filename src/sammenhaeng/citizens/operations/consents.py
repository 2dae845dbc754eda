"""Consents: asked, given or declined, withdrawn, expired; a yes opens, its end closes."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.citizens import acts, rules
from sammenhaeng.citizens.models import Consent, Kinship, Person
from sammenhaeng.citizens.news import (
    ConsentAnswered,
    ConsentAsked,
    ConsentEnded,
    ConsentReplaced,
    ConsentRunsOut,
)
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.calendar import day_of, midnight_after
from sammenhaeng.kernel.news import announce
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import next_state
from sammenhaeng.organisation.models import Unit


@dataclass(frozen=True)
class Request:
    """What a citizen is asked to share: for what, with whom, which categories, until when."""

    purpose: str
    basis: str
    receiver: Unit
    categories: tuple[str, ...]
    valid_until: date
    explanation: str
    sources: tuple[int, ...] = ()

    @classmethod
    def for_own_unit(
        cls, by: Seat, purpose: str, explanation: str, *, valid_until: date
    ) -> "Request":
        """What staff usually ask for: that their own unit may see plan, meetings and contacts."""
        shared = ("plan", "appointments", "contacts")
        return cls(purpose, rules.BASES[purpose], by.own_unit, shared, valid_until, explanation)


def _source(consent: Consent) -> str:
    return f"citizens.consent/{consent.pk}"


def _locked(consent: Consent) -> Consent:
    locked = Consent.objects.select_for_update(of=("self",))
    return locked.select_related("receiver").get(pk=consent.pk)


@transaction.atomic
def ask(citizen_id: int, request: Request, *, by: Seat, at: datetime) -> Consent:
    """Ask the citizen; nothing opens until they say yes."""
    require(by, acts.ASK_CONSENT, citizen_id=citizen_id)
    if request.valid_until <= day_of(at):
        raise Refused("invalid", "Et samtykke skal gælde til en dag efter i dag.")
    if not request.explanation.strip():
        raise Refused("invalid", "Forklar med få ord, hvad borgeren siger ja til.")
    consent = Consent.objects.create(
        citizen_id=citizen_id,
        basis=request.basis,
        purpose=request.purpose,
        explanation=request.explanation.strip(),
        categories=sorted(request.categories),
        receiver=request.receiver,
        sources=list(request.sources),
        asked_by=by,
        asked_at=at,
        valid_until=request.valid_until,
    )
    audit.record("consent.asked", consent, by=by, at=at, purpose=request.purpose)
    announce(ConsentAsked(consent.pk, citizen_id, by, at))
    return consent


@transaction.atomic
def give(consent: Consent, *, by: Seat, at: datetime) -> Consent:
    """The citizen, or who has custody, says yes online."""
    consent = _locked(consent)
    require(by, acts.ANSWER_CONSENT, citizen_id=consent.citizen_id)
    _is_old_enough(consent, by, at)
    consent.given_by = by.citizen_id
    return _answer(consent, "give", "digital", by, at)


def _is_old_enough(consent: Consent, by: Seat, at: datetime) -> None:
    born_on = Person.objects.values_list("born_on", flat=True).get(pk=consent.citizen_id)
    custody = Kinship.objects.filter(
        citizen_id=consent.citizen_id, relative_id=by.own_citizen_id, kind="custody"
    )
    is_self = by.citizen_id == consent.citizen_id
    if not is_self and not custody.exists():
        return
    if not rules.may_answer(born_on, day_of(at), has_custody=not is_self):
        raise Refused(
            "forbidden",
            "Til og med 14 år svarer den, der har forældremyndigheden. Fra 15 år svarer den unge.",
        )


@transaction.atomic
def give_orally(consent: Consent, *, witness: Seat, by: Seat, at: datetime) -> Consent:
    """Staff write down a spoken yes; another member of staff heard it."""
    consent = _locked(consent)
    require(by, acts.WITNESS_CONSENT, citizen_id=consent.citizen_id)
    if witness.account_id == by.account_id or witness.is_citizen:
        raise Refused("invalid", "Vidnet skal være en anden medarbejder end dig.")
    consent.given_by, consent.witness = consent.citizen_id, witness
    return _answer(consent, "give", "oral", by, at)


@transaction.atomic
def decline(consent: Consent, *, by: Seat, at: datetime) -> Consent:
    """The citizen says no; nothing opens."""
    consent = _locked(consent)
    require(by, acts.ANSWER_CONSENT, citizen_id=consent.citizen_id)
    return _answer(consent, "decline", "", by, at)


def _answer(consent: Consent, event: str, form: str, by: Seat, at: datetime) -> Consent:
    if event == "give" and consent.valid_until < day_of(at):
        raise Refused("late", "Spørgsmålet er udløbet. Bed om at blive spurgt igen.")
    consent.state = next_state(rules.CONSENT, consent.state, event)
    consent.form, consent.answered_at = form, at
    consent.save()
    if consent.state == rules.GIVEN:
        _open(consent, by, at)
    audit.record(f"consent.{consent.state}", consent, by=by, at=at, form=form)
    announce(ConsentAnswered(consent.pk, consent.citizen_id, consent.state, by, at))
    return consent


def _open(consent: Consent, by: Seat, at: datetime) -> None:
    """Let the receiver in; an older yes to the same is taken over, without a gap."""
    ends_at = midnight_after(consent.valid_until)
    tie = access.Tie(consent.citizen_id, "consent", consent.basis, _source(consent), ends_at)
    access.relate(tie, to=consent.receiver, by=by, at=at)
    same = Consent.objects.select_for_update().filter(
        citizen_id=consent.citizen_id, purpose=consent.purpose, receiver=consent.receiver,
        state=rules.GIVEN,
    )  # fmt: skip
    for old in same.exclude(pk=consent.pk).order_by("pk"):
        old.state, old.ended_at = next_state(rules.CONSENT, old.state, "supersede"), at
        old.save(update_fields=["state", "ended_at"])
        access.part(_source(old), by=by, at=at)
        audit.record("consent.superseded", old, by=by, at=at, by_consent=consent.pk)
        announce(ConsentReplaced(old.pk, consent.pk, consent.citizen_id, by, at))


@transaction.atomic
def renew(consent: Consent, *, by: Seat, at: datetime) -> Consent:
    """The citizen says yes to the same for another year, before the old yes runs out."""
    consent = _locked(consent)
    require(by, acts.ANSWER_CONSENT, citizen_id=consent.citizen_id)
    if consent.state != rules.GIVEN:
        raise Refused("state", "Kun et samtykke, der gælder, kan fornys.")
    renewed = Consent.objects.create(
        citizen_id=consent.citizen_id, basis=consent.basis, purpose=consent.purpose,
        explanation=consent.explanation, categories=consent.categories,
        receiver=consent.receiver, sources=consent.sources, asked_by=consent.asked_by,
        asked_at=at, valid_until=rules.renewed_until(consent.valid_until, day_of(at)),
        given_by=by.citizen_id,
    )  # fmt: skip
    return _answer(renewed, "give", "digital", by, at)


@transaction.atomic
def withdraw(consent: Consent, *, by: Seat, at: datetime) -> Consent:
    """The citizen takes the yes back, online or by telling staff; what rested on it ends now."""
    consent = _locked(consent)
    require(by, acts.WITHDRAW_CONSENT, citizen_id=consent.citizen_id)
    consent = _end(consent, "withdraw", by, at)
    audit.record("consent.withdrawn", consent, by=by, at=at)
    return consent


@transaction.atomic
def expire(consent: Consent, *, by: Seat, at: datetime) -> Consent:
    """The last day has passed."""
    consent = _locked(consent)
    require(by, acts.EXPIRE_CONSENT)
    if consent.valid_until >= day_of(at):
        raise Refused("state", "Samtykket gælder endnu.")
    consent = _end(consent, "expire", by, at)
    audit.record("consent.expired", consent, by=by, at=at)
    return consent


@transaction.atomic
def warn(consent: Consent, *, by: Seat, at: datetime) -> Consent:
    """Say once that the yes runs out, to the citizen and to who asked for it."""
    consent = _locked(consent)
    require(by, acts.EXPIRE_CONSENT)
    consent.warned_at = at
    consent.save(update_fields=["warned_at"])
    audit.record("consent.warned", consent, by=by, at=at)
    news = ConsentRunsOut(
        consent.pk, consent.citizen_id, consent.valid_until, consent.asked_by, by, at
    )
    announce(news)
    return consent


def _end(consent: Consent, event: str, by: Seat, at: datetime) -> Consent:
    consent.state = next_state(rules.CONSENT, consent.state, event)
    consent.ended_at = at
    consent.save(update_fields=["state", "ended_at"])
    access.part(_source(consent), by=by, at=at)
    announce(ConsentEnded(consent.pk, consent.citizen_id, consent.state, by, at))
    return consent
