"""The API of the rule simulator."""

from django.utils.timezone import localdate, now
from ninja import Router, Status

from sammenhaeng.access.policy import rules_office_door
from sammenhaeng.benefits.operations import scenarios
from sammenhaeng.benefits.queries import proposals
from sammenhaeng.benefits.queries.trial import tried
from sammenhaeng.benefits.rules.mistakes import Unanswerable
from sammenhaeng.benefits.rules.proposals import Unusable
from sammenhaeng.benefits.schemas import simulator as shapes
from sammenhaeng.design.api import Day, Made, reads, writes
from sammenhaeng.kernel.refusal import Refused

from .calculating import Benefit, told_plainly

router = Router(auth=rules_office_door, tags=["regelsimulator"])
TRIED = {200: shapes.TrialTold, **{k: v for k, v in writes().items() if k >= 400}}


@router.get("/benefits/{law}/changeable", response=reads(shapes.OpenTold))
def changeable(request, law: Benefit, on: Day | None = None):
    """The values and rules of a law that may be changed, as they are written on the day."""
    proposals.law(law)
    day = on or proposals.day_in_force(law, localdate())
    with told_plainly():
        return shapes.OpenTold.of(proposals.changeable(law, day), day)


@router.post("/benefits/{law}/simulations", response=TRIED)
def simulate(request, law: Benefit, told: shapes.Change):
    """Try a change on the synthetic population; hidden numbers are null, nothing is stored."""
    wanted = proposals.law(law)
    if told.output and told.output not in wanted.outputs:
        raise Refused("invalid", "Loven har intet beløb, der hedder “{name}”.", name=told.output)
    try:
        return Status(200, shapes.TrialTold.of(tried(told.asked(law))))
    except Unusable as wrong:
        errors = [{"where": told.where(one.name), "what": one.sentence} for one in wrong.fields]
        first = {"column": wrong.fields[0].name, "why": wrong.fields[0].sentence}
        raise Refused("invalid", "{column}: {why}", **first, errors=errors) from None
    except Unanswerable as wrong:
        raise Refused("invalid", "{why}", why=str(wrong)) from None


@router.get("/benefits/{law}/scenarios", response=reads(list[shapes.ScenarioTold]))
def kept(request, law: Benefit):
    """The last changes that were kept for a law, the newest first."""
    proposals.law(law)
    return [shapes.ScenarioTold.of(one) for one in proposals.scenarios(law)]


@router.post("/benefits/{law}/scenarios", response=writes(Made, 201))
def keep(request, law: Benefit, told: shapes.NamedChange):
    """Keep a change under a title; it must change the rules."""
    proposals.law(law)
    made = scenarios.keep(told.asked(law), told.title, by=request.seat, at=now())
    return Status(201, Made(id=made.pk))
