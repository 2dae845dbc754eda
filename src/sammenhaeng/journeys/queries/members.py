"""Whom a plan is about, as one reader may know."""

from sammenhaeng.access.operations import Use
from sammenhaeng.citizens.models import Person
from sammenhaeng.citizens.queries import persons
from sammenhaeng.journeys.models import Plan, PlanMember
from sammenhaeng.kernel.prepared import prepared


def members(use: Use, plan: Plan) -> list[Person]:
    """The persons of a family plan whom the Use opens, the citizen first; else nobody."""
    use.covers("plan")
    if plan.scope == "citizen":
        return []
    people = persons.persons(use)
    found = [people[pk] for pk in _members(plan.pk) if pk in people]
    return sorted(found, key=lambda one: (one.pk != plan.citizen_id, one.pk))


@prepared
def _members(plan_id: int):
    return PlanMember.objects.filter(plan=plan_id).values_list("citizen_id", flat=True)
