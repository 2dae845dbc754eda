"""Consents, who has used the citizen's data, facts, and looking up with a reason."""

from typing import Literal

from django.utils.timezone import localdate, now
from ninja import Router, Status

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.access.policy import citizens_door, staff_door
from sammenhaeng.citizens.operations import consents as verbs
from sammenhaeng.citizens.operations import facts as fact_verbs
from sammenhaeng.citizens.operations import opening
from sammenhaeng.citizens.operations import persons as person_verbs
from sammenhaeng.citizens.queries import consents as queries
from sammenhaeng.citizens.queries import facts, log, persons
from sammenhaeng.design.api import Code, Id, Made, Page, reads, text, writes
from sammenhaeng.kernel.refusal import Refused

from . import schemas
from .schemas import (
    CaseConsents,
    CaseFacts,
    ConsentTold,
    FactTold,
    Found,
    Log,
    Objection,
    OpenUntil,
)

router = Router(tags=["borgere"])
Period = Literal["30", "365", "alle"]


@router.get("/me/log", response=reads(Log), auth=citizens_door)
def my_log(request, period: Period = "30", authority: text(200, least=0) = "", page: Page = 1):  # type: ignore[valid-type]
    """Who has used my data, when, why and on what basis."""
    at = now()
    use = opening.own(request.seat, ["use", "identity"], at)
    return _log(use, at - log.PERIODS[period], authority, page)


def _log(use, since, authority, page) -> Log:
    found = log.page(log.lines(use, since, authority), str(page))
    return Log.at(found, summary=log.summary(use, since), lines=list(found.object_list))


@router.get("/me/consents", response=reads(list[ConsentTold]), auth=citizens_door)
def my_consents(request):
    """What I was asked to share, and what I said."""
    use = opening.own(request.seat, ["consent", "identity"], now())
    return [ConsentTold.of(one) for one in queries.consents(use)]


@router.post("/me/consents/{consent_id}/answer", response=writes(), auth=citizens_door)
def answer_consent(request, consent_id: Id, told: schemas.ConsentAnswer):
    """Say yes or no to what was asked."""
    at = now()
    use = opening.own(request.seat, ["consent"], at, action="change")
    consent = queries.consent(use, consent_id)
    verb = verbs.give if told.answer == "yes" else verbs.decline
    verb(consent, by=request.seat, at=at)
    return Status(204, None)


@router.post("/me/consents/{consent_id}/withdrawal", response=writes(), auth=citizens_door)
def withdraw_consent(request, consent_id: Id):
    """Take a yes back; what rested on it ends at once."""
    at = now()
    use = opening.own(request.seat, ["consent"], at, action="change")
    verbs.withdraw(queries.consent(use, consent_id), by=request.seat, at=at)
    return Status(204, None)


@router.post("/me/consents/{consent_id}/renewal", response=writes(Made, 201), auth=citizens_door)
def renew_consent(request, consent_id: Id):
    """Say yes again before the yes runs out; the older one is taken over without a gap."""
    at = now()
    use = opening.own(request.seat, ["consent"], at, action="change")
    renewed = verbs.renew(queries.consent(use, consent_id), by=request.seat, at=at)
    return Status(201, Made(id=renewed.pk))


@router.get("/me/facts", response=reads(list[FactTold]), auth=citizens_door)
def my_facts(request):
    """What registers know of me, each with its source and day."""
    use = opening.own_facts(request.seat, now())
    return [FactTold.of(row) for row in facts.told(use, use.citizen_id)]


@router.post("/me/facts/{fact_id}/objection", response=writes(), auth=citizens_door)
def object_to_fact(request, fact_id: Id, told: Objection):
    """Say that a fact is wrong; the units with a case are told, and mend it at its source."""
    at = now()
    use = opening.own_facts(request.seat, at, action="change")
    fact_verbs.contest(facts.fact(use, fact_id), told.why, by=request.seat, at=at)
    return Status(204, None)


@router.get("/cases/{code}/facts", response=reads(CaseFacts), auth=staff_door)
def case_facts(request, code: Code):
    """What registers know of a citizen, and the family as far as the seat may see it."""
    at, citizen_id = now(), persons.id_of(code)
    use = opening.case_facts(request.seat, citizen_id, at)
    return CaseFacts(
        facts=[FactTold.of(row) for row in facts.told(use, citizen_id)],
        family=persons.relatives(use, citizen_id, localdate(at)),
    )


@router.post("/citizens/searches", response=writes(list[Found], 200), auth=staff_door)
def find(request, told: schemas.Search):
    """Find citizens by CPR number or name; every hit is written in the citizen's log."""
    hits = person_verbs.find(told.text, by=request.seat, at=now())
    return Status(200, [Found.of(hit) for hit in hits])


@router.post("/cases/{code}/reasons", response=writes(OpenUntil, 201), auth=staff_door)
def open_with_reason(request, code: Code, told: schemas.WithReason):
    """Open a citizen who is not one's own for two hours, with a reason."""
    citizen_id = persons.id_of(code)
    relation = access.open_with_reason(
        citizen_id, code=told.code, text=told.text, by=request.seat, at=now()
    )
    return Status(201, OpenUntil.of(relation))


@router.get("/cases/{code}/consents", response=reads(CaseConsents), auth=staff_door)
def consents(request, code: Code):
    """What the citizen was asked and said."""
    use = opening.case(request.seat, persons.id_of(code), now())
    return CaseConsents(
        code=code,
        name=persons.person(use).name,
        consents=[ConsentTold.of(one) for one in queries.consents(use)],
        witnesses=schemas.witnesses(_witnesses(request.seat)),
    )


def _witnesses(seat):
    found = access_queries.caseworkers([seat.unit_id], localdate())
    return found.exclude(account=seat.account)


@router.post("/cases/{code}/consents", response=writes(Made, 201), auth=staff_door)
def ask_consent(request, code: Code, told: schemas.ConsentAsk):
    """Ask the citizen; nothing opens until they say yes."""
    at, seat = now(), request.seat
    use = opening.case(seat, persons.id_of(code), at, action="change")
    wanted = verbs.Request.for_own_unit(
        seat, told.purpose, told.explanation, valid_until=told.valid_until
    )
    return Status(201, Made(id=verbs.ask(use.citizen_id, wanted, by=seat, at=at).pk))


@router.post("/cases/{code}/consents/{consent_id}/oral", response=writes(), auth=staff_door)
def give_orally(request, code: Code, consent_id: Id, told: schemas.Witness):
    """Write down a spoken yes that a colleague in the unit heard too."""
    at, seat = now(), request.seat
    use = opening.case(seat, persons.id_of(code), at, action="change")
    witness = _witnesses(seat).filter(pk=told.seat).first()
    if witness is None:
        raise Refused("invalid", "Vidnet skal være en anden medarbejder end dig.")
    consent = queries.consent(use, consent_id)
    verbs.give_orally(consent, witness=witness, by=seat, at=at)
    return Status(204, None)


@router.get("/cases/{code}/log", response=reads(Log), auth=staff_door)
def case_log(request, code: Code, page: Page = 1):
    """Who has used the citizen's data the last 90 days."""
    at = now()
    use = opening.case(request.seat, persons.id_of(code), at)
    return _log(use, at - log.SHOWN_TO_STAFF, "", page)
