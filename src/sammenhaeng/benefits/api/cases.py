"""Cases of benefits, for the unit that decides them."""

from django.utils.timezone import localdate, now
from ninja import Router, Status

from sammenhaeng.access import queries as access_queries
from sammenhaeng.access.policy import staff_door
from sammenhaeng.benefits import schemas
from sammenhaeng.benefits.api.calculating import Benefit, law_of
from sammenhaeng.benefits.operations import applications as verbs
from sammenhaeng.benefits.operations import decisions, opening
from sammenhaeng.benefits.operations import facts as fact_verbs
from sammenhaeng.benefits.operations.facts import Finding
from sammenhaeng.benefits.queries import applications as queries
from sammenhaeng.benefits.rules import evidence
from sammenhaeng.citizens.queries import persons
from sammenhaeng.design.api import Code, Id, Made, reads, writes

router = Router(auth=staff_door, tags=["sager"])


@router.get("/cases/{code}/benefits", response=reads(list[schemas.BenefitCase]))
def cases(request, code: Code):
    """The citizen's applications that the seat's unit decides, with what each source says."""
    use = opening.case(request.seat, persons.id_of(code), now())
    found = queries.cases_in(use, request.seat)
    return [schemas.BenefitCase.of(one, queries.sources(use, one)) for one in found]


@router.post("/cases/{code}/benefits/{law}/applications", response=writes(Made, 201))
def take_in(request, code: Code, law: Benefit, told: schemas.ApplicationTakenIn):
    """Apply for a citizen who has asked by phone, on paper or in person."""
    wanted, at, seat = law_of(law), now(), request.seat
    use = opening.case(seat, persons.id_of(code), at, action="change")
    office = queries.own_office(seat, persons.person(use).kommune_code, localdate(at))
    wish = told.wish(wanted.name, told.received_on, office, evidence.WRITTEN_DOWN)
    made = verbs.take_in(
        use.citizen_id, wish, told.channel, machine=access_queries.machine(), by=seat, at=at
    )
    return Status(201, Made(id=made.pk))


@router.post("/cases/{code}/benefits/{application_id}/facts", response=writes())
def establish(request, code: Code, application_id: Id, told: schemas.FactLaidDown):
    """Lay a fact down, with how it is known; the draft is calculated again."""
    at = now()
    _, case = _opened(request, code, application_id, at)
    finding = Finding(told.name, told.person, told.value, told.note)
    fact_verbs.establish(case.application, finding, by=request.seat, at=at)
    return Status(204, None)


@router.post("/cases/{code}/benefits/{application_id}/gathering", response=writes())
def gather_again(request, code: Code, application_id: Id):
    """Ask the registers again; the draft is calculated from what they say."""
    at = now()
    use, case = _opened(request, code, application_id, at)
    fact_verbs.gather_again(case.application, use, by=request.seat, at=at)
    return Status(204, None)


@router.post("/cases/{code}/benefits/{application_id}/decision", response=writes())
def settle(request, code: Code, application_id: Id, told: schemas.VerdictTold):
    """Decide as the draft says, or otherwise with a written reason."""
    at = now()
    _, case = _opened(request, code, application_id, at)
    decisions.settle(case.application, told.verdict(), by=request.seat, at=at)
    return Status(204, None)


@router.post(
    "/cases/{code}/benefits/{application_id}/replay", response=writes(schemas.CaseReplayed, 200)
)
def replay(request, code: Code, application_id: Id):
    """Calculate a decision again from its own facts and rules."""
    at = now()
    _, case = _opened(request, code, application_id, at)
    found = decisions.replay(queries.made(case), by=request.seat, at=at)
    return Status(200, schemas.CaseReplayed.of(found))


def _opened(request, code: str, application_id: int, at):
    use = opening.case(request.seat, persons.id_of(code), at, action="change")
    return use, queries.chosen(queries.cases_in(use, request.seat), application_id)
