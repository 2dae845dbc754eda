"""A citizen's own applications and decisions."""

from django.utils.timezone import localdate, now
from ninja import Router, Status

from sammenhaeng.access import queries as access_queries
from sammenhaeng.access.policy import citizens_door
from sammenhaeng.benefits import schemas
from sammenhaeng.benefits.api.calculating import Benefit, law_of
from sammenhaeng.benefits.operations import applications as verbs
from sammenhaeng.benefits.operations import decisions, opening
from sammenhaeng.benefits.queries import applications as queries
from sammenhaeng.citizens.queries import persons
from sammenhaeng.design.api import Id, Made, reads, writes

router = Router(auth=citizens_door, tags=["borgere"])


@router.get("/me/benefits", response=reads(list[schemas.BenefitCase]))
def mine(request):
    """What I have applied for, and the decisions, the newest first."""
    use = opening.own(request.seat, now())
    return [schemas.BenefitCase.of(one) for one in queries.cases_of(use, use.citizen_id)]


@router.post("/me/benefits/{law}/applications", response=writes(Made, 201))
def apply(request, law: Benefit, told: schemas.WishTold):
    """Apply for a benefit; when nothing is missing and nothing disagrees, it is decided at once."""
    wanted, at, today = law_of(law), now(), localdate()
    use = opening.own(request.seat, at, action="change")
    office = queries.office(persons.person(use).kommune_code, today)
    wish = told.wish(wanted.name, today, office)
    made = verbs.hand_in(
        use.citizen_id, wish, machine=access_queries.machine(), by=request.seat, at=at
    )
    return Status(201, Made(id=made.pk))


@router.post("/me/benefits/{application_id}/withdrawal", response=writes())
def withdraw(request, application_id: Id):
    """Take an application back that is not decided yet."""
    at = now()
    case = _mine(request, application_id, at)
    verbs.withdraw(case.application, by=request.seat, at=at)
    return Status(204, None)


@router.post("/me/benefits/{application_id}/replay", response=writes(schemas.CaseReplayed, 200))
def replay(request, application_id: Id):
    """Calculate my decision again from its own facts and rules."""
    at = now()
    case = _mine(request, application_id, at)
    found = decisions.replay(queries.made(case), by=request.seat, at=at)
    return Status(200, schemas.CaseReplayed.of(found))


def _mine(request, application_id: int, at):
    use = opening.own(request.seat, at, action="change")
    return queries.chosen(queries.cases_of(use, use.citizen_id), application_id)
