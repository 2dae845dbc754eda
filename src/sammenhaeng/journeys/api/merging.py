"""Making one plan out of several: what is taken in, and the proof that all is covered."""

from typing import Annotated

from django.utils.timezone import now
from ninja import Path, Router, Status

from sammenhaeng.access.policy import staff_door
from sammenhaeng.citizens.queries.persons import id_of
from sammenhaeng.design.api import Code, Id, Made, reads, writes
from sammenhaeng.journeys.operations import opening, sources
from sammenhaeng.journeys.queries import coverage
from sammenhaeng.journeys.queries import plans as queries
from sammenhaeng.journeys.rules.plans import plan_types
from sammenhaeng.journeys.schemas.merging import Covered, CoverNew, SourceNew, TakenSource
from sammenhaeng.journeys.schemas.plans import SourceTold
from sammenhaeng.kernel.refusal import Refused

router = Router(auth=staff_door, tags=["saml planer"])
Key = Annotated[str, Path(pattern="^[a-z_]{1,40}$")]


@router.get("/cases/{code}/plan/sources", response=reads(list[TakenSource]))
def plan_sources(request, code: Code):
    """The plans under single laws that were taken in, and which line carries each content."""
    opened = opening.case(request.seat, id_of(code), now())
    plan, view = opened.the_plan, opened.the_view
    taken = [*view.replaced, *view.linked]
    parts = queries.parts(opened.use, [one.source_id for one in taken])
    covered = coverage.coverage_of(opened.use, plan)
    return [_taken(one, parts[one.source_id], covered[one.pk]) for one in taken]


def _taken(one, texts, covered) -> TakenSource:
    contents = []
    for key, what in plan_types()[one.source.kind].mandatory.items():
        line = covered.get(key)
        contents.append(
            Covered(
                key=key,
                what=what,
                text=texts.get(key, ""),
                goal_id=line.goal_id if line else None,
                activity_id=line.activity_id if line else None,
            )
        )
    return TakenSource(source=SourceTold.of(one), is_link=one.is_link, contents=contents)


@router.post("/cases/{code}/plan/sources", response=writes(Made, 201))
def take_in(request, code: Code, told: SourceNew):
    """Let the draft replace a plan under a single law, or only link to it."""
    at = now()
    opened = opening.case(request.seat, id_of(code), at, action="change")
    source = queries.statutory_plan(opened.use, told.plan_id)
    verb = sources.link if told.how == "link" else sources.replace
    return Status(201, Made(id=verb(opened.the_plan, source, by=request.seat, at=at).pk))


@router.put("/cases/{code}/plan/sources/{source_id}/contents/{key}", response=writes())
def cover(request, code: Code, source_id: Id, key: Key, told: CoverNew):
    """Say which line of the plan carries one content of a replaced plan."""
    at = now()
    opened = opening.case(request.seat, id_of(code), at, action="change")
    replacement = queries.replacement(opened.use, opened.the_plan, source_id)
    line = queries.lines_by_choice(opened.the_view).get(told.choice)
    if line is None:
        raise Refused("missing", "Indsatsen findes ikke i planen.")
    sources.cover(replacement, key, line, by=request.seat, at=at)
    return Status(204, None)
