"""Figures of units: open to everybody when published, and to leaders about their own places."""

from typing import Annotated

from django.utils.timezone import localdate, now
from ninja import Query, Router, Status

from sammenhaeng.access.policy import analysts_door, leaders_door
from sammenhaeng.compare.operations import figures as verbs
from sammenhaeng.compare.queries import comment, measurements, places, public
from sammenhaeng.compare.queries import dialogue as chains
from sammenhaeng.compare.schemas import figures as shapes
from sammenhaeng.design.api import Id, reads, writes

Code = Annotated[str, Query(max_length=40, description="An indicator's code.")]
Year = Annotated[int, Query(ge=2000, le=2100, description="A calendar year; else the newest.")]
open_to_all = Router(auth=None, tags=["sammenligning"])
leaders = Router(auth=leaders_door, tags=["tal"])
analysts = Router(auth=analysts_door, tags=["indikatorer"])


def wanted(indicator: str, year: int | None) -> places.Wanted:
    return places.Wanted(indicator, str(year) if year else "")


@open_to_all.get("/compare", response=reads(list[shapes.AreaTold]))
def areas(request):
    """Kinds of places with published figures."""
    return [shapes.AreaTold.of(one) for one in public.areas()]


@open_to_all.get("/compare/country", response=reads(shapes.CountryTold))
def country(request, indicator: Code = "absence", year: Year | None = None):
    """How a published figure differs over the 98 kommuner."""
    return shapes.CountryTold.of(public.country(wanted(indicator, year), ""))


@open_to_all.get("/compare/{kind}", response=reads(shapes.PlacesTold))
def area(request, kind: str, asked: Query[shapes.PlacesAsked]):
    """The places of a kind with their published figures; there is no order of rank."""
    search = public.Search(asked.name, asked.authority, str(asked.page))
    seen = public.area(kind, wanted(asked.indicator, asked.year), search, "")
    return shapes.PlacesTold.of(seen)


@open_to_all.get("/institutions/{unit_id}", response=reads(shapes.InstitutionTold))
def institution(request, unit_id: Id):
    """One place: what it is, and the newest published figure of each indicator."""
    return shapes.InstitutionTold.of(public.institution(unit_id, comment.published_of(unit_id)))


@leaders.get("/figures/own", response=reads(shapes.OwnFigures))
def own(
    request, indicator: Code = "absence", year: Year | None = None, unit: Id | None = None
):  # fmt: skip
    """The figure of a unit in the leader's chain, beside its peers."""
    seat = request.seat
    of = chains.unit_of(seat, unit or seat.own_unit.pk, localdate())
    return shapes.OwnFigures.of(places.place(of, wanted(indicator, year)))


@analysts.get("/measurements", response=reads(list[shapes.DeclaredTold]))
def declared(request):
    """Every indicator, what it was reckoned from, and whether the public sees it."""
    return [shapes.DeclaredTold.of(one) for one in measurements.declared()]


@analysts.post("/measurements/{measurement_id}/publication", response=writes())
def publish(request, measurement_id: Id):
    """Let the public see a measurement that passed the gate."""
    verbs.publish([measurements.measurement(measurement_id)], by=request.seat, at=now())
    return Status(204, None)
