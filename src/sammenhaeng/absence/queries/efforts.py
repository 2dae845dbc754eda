"""Pools, applications and visits: what a unit has asked for, and what a team has before it."""

from datetime import date

from django.db.models import Q

from sammenhaeng.absence.models import Application, Effect, Pool, Visit
from sammenhaeng.absence.rules.efforts import VISIT, Candidate, Measure, points
from sammenhaeng.access.models import Seat
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Unit

__all__ = [
    "Measure", "applications", "applications_seen", "effects_of", "moves", "points_of", "pool",
    "pools", "teams", "units_below", "visit", "visits",
]  # fmt: skip
TEAM = "travelling_team"  # the kind of unit that can be asked to come


def pools():
    return Pool.objects.select_related("unit").order_by("-opened_at", "pk")


def applications(pool: Pool):
    """Those of a pool, the granted first and then in the order they came."""
    return Application.objects.filter(pool=pool).select_related("unit").order_by("pk")


def visits(by: Seat):
    """Visits of the seat's units and of the team it is in."""
    own = Q(unit__ancestor_ids__contains=[by.unit_id]) | Q(team=by.unit_id)
    return Visit.objects.filter(own).select_related("unit", "team").order_by("-requested_at", "pk")


def effects_of(by: Seat) -> dict[int, Effect]:
    """The measured effect of each visit, by the visit's id."""
    found = Effect.objects.filter(visit__in=visits(by))
    return {one.visit_id: one for one in found if one.visit_id is not None}


def units_below(by: Seat, today: date) -> list[Unit]:
    """The seat's unit and those below it."""
    below = Unit.objects.valid_on(today).filter(ancestor_ids__contains=[by.unit_id])
    return list(below.order_by("ancestor_ids"))


def teams(today: date) -> list[Unit]:
    """The travelling teams that can be asked to come."""
    return list(Unit.objects.valid_on(today).filter(kind=TEAM).order_by("name", "pk"))


def visit(by: Seat, number: int) -> Visit:
    found = visits(by).filter(pk=number).first()
    if found is None:
        raise Refused("missing", "Besøget findes ikke, eller det er ikke jeres.")
    return found


def moves(of: Visit) -> list[str]:
    """What may happen to a visit now."""
    return list(VISIT[of.state])


def points_of(pool: Pool, level: int, strain: int) -> int:
    """What the pool's rule gives a place with so much absence and strain."""
    return points(Candidate(0, level, strain, 0), pool.usual)


def pool(number: int) -> Pool:
    found = pools().filter(pk=number).first()
    if found is None:
        raise Refused("missing", "Puljen findes ikke.")
    return found


def applications_seen(of: Pool, by: Seat):
    """All of them for the unit that shares out, else only those of the seat's own units."""
    told = applications(of)
    if by.unit_id == of.unit_id and by.role != "leader":
        return told
    return told.filter(unit__ancestor_ids__contains=[by.unit_id])
