"""What others have published, whom a place is compared with, gains, findings and effects."""

from fractions import Fraction
from typing import Annotated

from django.utils.timezone import localdate, now
from ninja import Query, Router, Status

from sammenhaeng.absence.queries import efforts
from sammenhaeng.access.policy import door, leaders_door
from sammenhaeng.compare.operations import effects as verbs
from sammenhaeng.compare.queries import alike, findings, gain, places
from sammenhaeng.compare.queries import dialogue as chains
from sammenhaeng.compare.queries import effects as effect_queries
from sammenhaeng.compare.queries import published as publications
from sammenhaeng.compare.schemas import results as shapes
from sammenhaeng.design.api import Id, reads, writes

from .figures import Code, Year, wanted

open_to_all = Router(auth=None, tags=["sammenligning"])
leaders = Router(auth=leaders_door, tags=["tal"])
teams = Router(auth=door("hr"), tags=["fravær"])
Days = Annotated[float, Query(ge=0, le=50, description="Days less per full-time employee a year.")]
FullTime = Annotated[float, Query(ge=1, le=1_000_000, description="Full-time employees.")]


@open_to_all.get("/published", response=reads(list[shapes.PublishedTold]))
def published(request):
    """Figures of absence that others have published, each with its source; nothing filled in."""
    return [shapes.PublishedTold.of(one) for one in publications.told()]


@leaders.get("/figures/peers", response=reads(shapes.GroupTold))
def peers(
    request, indicator: Code = "absence", year: Year | None = None, unit: Id | None = None
):  # fmt: skip
    """Who a unit of the leader's chain is compared with, and why."""
    seat = request.seat
    of = chains.unit_of(seat, unit or seat.own_unit.pk, localdate())
    return shapes.GroupTold.of(alike.group(places.place(of, wanted(indicator, year))))


@leaders.get("/figures/gain", response=reads(shapes.GainTold))
def gained(request, full_time: FullTime, days: Days = 1):
    """What fewer days of absence are worth, by the reform's own constants."""
    return shapes.GainTold.of(gain.worth(gain.Asked(Fraction(days), Fraction(full_time))))


@leaders.get("/figures/findings", response=reads(list[shapes.FindingTold]))
def found(request):
    """At most three claims about the places of the leader's chain, the clearest first."""
    units = chains.chain(request.seat, localdate())
    return [shapes.FindingTold.of(one) for one in findings.findings(units)]


@teams.get("/absence/visits/{visit_id}/effect", response=reads(shapes.PlaceChangeTold))
def effect(request, visit_id: Id):
    """What a visit did, beside places like the one that was visited."""
    return shapes.PlaceChangeTold.of(effect_queries.change(efforts.visit(request.seat, visit_id)))


@teams.post("/absence/visits/{visit_id}/effect", response=writes())
def measure(request, visit_id: Id):
    """Keep the measured effect, once."""
    verbs.measure(efforts.visit(request.seat, visit_id), by=request.seat, at=now())
    return Status(204, None)
