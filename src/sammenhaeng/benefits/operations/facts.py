"""The facts of a case: gathered from registers first, and laid down by a caseworker."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sammenhaeng.access.models import Seat
from sammenhaeng.access.operations import Use
from sammenhaeng.audit import operations as audit
from sammenhaeng.benefits import acts
from sammenhaeng.benefits.models import Application, Decision, Evidence
from sammenhaeng.benefits.queries import applications as queries
from sammenhaeng.benefits.rules import cases, laws
from sammenhaeng.benefits.rules import evidence as rules
from sammenhaeng.benefits.rules.evidence import Told
from sammenhaeng.benefits.rules.facts import Fault
from sammenhaeng.benefits.rules.questions import questions
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.refusal import Refused

from . import decisions, shelf


@dataclass(frozen=True)
class Finding:
    """What a caseworker lays down: the fact, its value, and how it is known."""

    name: str
    person: int
    value: str
    note: str


@transaction.atomic
def gather(application: Application, use: Use, *, by: Seat, at: datetime) -> list[Evidence]:
    """Take in what registers know of the applicant; the citizen is only asked for the rest."""
    application = shelf.locked(application)
    require(by, acts.GATHER, unit_id=application.unit_id, citizen_id=application.citizen_id)
    shelf.refuse_ended(application)
    told = queries.registers_say(use, questions(application.law))
    kept = shelf.keep(application, told, by=by, at=at)
    audit.record("benefit.gathered", application, by=by, at=at, facts=len(kept))
    return kept


@transaction.atomic
def establish(application: Application, finding: Finding, *, by: Seat, at: datetime) -> Evidence:
    """A caseworker lays a fact down, with how it is known; it counts first, the draft is new."""
    application = shelf.locked(application)
    require(by, acts.ESTABLISH, unit_id=application.unit_id, citizen_id=application.citizen_id)
    if application.state != cases.WAITING:
        raise Refused("state", "Sagen venter ikke på en sagsbehandler. Genindlæs siden.")
    if not finding.note.strip():
        raise Refused("invalid", "Skriv, hvor du har oplysningen fra.")
    told = Told(finding.name, finding.person, finding.value.strip(), rules.CASEWORKER, day_of(at))
    refuse_unusable(application, [told])
    (kept,) = shelf.keep(application, [told], by=by, at=at, note=finding.note.strip())
    audit.record("benefit.established", kept, by=by, at=at, what=finding.name)
    decisions.redraft(application, by=by, at=at)
    return kept


@transaction.atomic
def gather_again(application: Application, use: Use, *, by: Seat, at: datetime) -> Decision:
    """A caseworker asks the registers again, and the draft is calculated from what they say."""
    gather(application, use, by=by, at=at)
    return decisions.redraft(application, by=by, at=at)


def refuse_unusable(application: Application, told: Iterable[Told]) -> None:
    """Refused("invalid") when a fact is unasked for or told twice, or the law cannot use it."""
    law = laws.law(application.law)
    known = dict.fromkeys(rules.keys(law, shelf.persons_of(application)), 0)
    for one in told:
        if one.key not in known:
            raise Refused("invalid", "Loven spørger ikke om “{name}”.", name=one.name)
        known[one.key] += 1
        if known[one.key] > 1:
            raise Refused(
                "invalid", "“{label}” er oplyst to gange.", label=law.inputs[one.name].label
            )
        try:
            rules.value_of(law.inputs[one.name], one.value)
        except Fault as fault:
            raise Refused("invalid", "{label}: {why}", label=law.inputs[one.name].label,
                          why=fault.sentence) from None  # fmt: skip
