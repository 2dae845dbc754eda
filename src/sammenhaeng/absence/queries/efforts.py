"""Pools, applications and visits: what a unit has asked for, and what a team has before it."""

from django.db.models import Q

from sammenhaeng.absence.models import Application, Effect, Pool, Visit
from sammenhaeng.access.models import Seat


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
    return {one.visit_id: one for one in found}
