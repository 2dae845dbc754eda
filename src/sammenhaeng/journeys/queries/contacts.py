"""Who helps the citizen: the coordinator, who stands in, and everybody else by what they do."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from sammenhaeng.access import queries as access
from sammenhaeng.access.models import Seat
from sammenhaeng.access.operations import Use
from sammenhaeng.journeys.models import Plan, StatutoryPlan
from sammenhaeng.journeys.queries.plans import PlanView
from sammenhaeng.journeys.rules import plans as rules
from sammenhaeng.kernel.prepared import prepared

MOST_CONTACTS = 3  # more than this, and one coordinator is proposed


@dataclass(frozen=True)
class Contact:
    """A member of staff the citizen may call, and what about."""

    seat: Seat
    about: tuple[str, ...]
    is_coordinator: bool = False


@dataclass(frozen=True)
class Contacts:
    """All contact persons of one citizen, the coordinator first."""

    people: list[Contact]

    @property
    def coordinator(self) -> Contact | None:
        return next((one for one in self.people if one.is_coordinator), None)

    @property
    def are_too_many(self) -> bool:
        return len(self.people) > MOST_CONTACTS

    @property
    def proposed(self) -> Seat | None:
        """Who could coordinate when nobody does: the one with most of the citizen's matters."""
        if self.coordinator or not self.people:
            return None
        return max(self.people, key=lambda one: len(one.about)).seat


def contacts(
    use: Use, plan: Plan | None, view: PlanView | None, statutory: Iterable[StatutoryPlan]
) -> Contacts:
    """Everybody with a part in the citizen's plans, those under single laws among them."""
    use.covers("contacts")
    about: dict[int, set[str]] = {}
    seats: dict[int, Seat] = {}
    for seat, what in [*_of_plan(view), *_of_statutory(statutory)]:
        seats[seat.pk] = seat
        about.setdefault(seat.pk, set()).add(what)
    people = []
    if plan is not None:
        lead = plan.coordinator
        people.append(Contact(lead, tuple(sorted(about.pop(lead.pk, ()))), is_coordinator=True))
    people += [Contact(seats[pk], tuple(sorted(what))) for pk, what in sorted(about.items())]
    return Contacts(people)


def _of_plan(view: PlanView | None) -> list[tuple[Seat, str]]:
    lines = view.activities if view else []
    return [(one.responsible, one.title) for one in lines if one.responsible]


def _of_statutory(plans: Iterable[StatutoryPlan]) -> list[tuple[Seat, str]]:
    return [
        (one.responsible, gettext(rules.plan_types()[one.kind].name))
        for one in plans
        if one.responsible and one.state == rules.IN_FORCE
    ]


def in_force(use: Use) -> list[StatutoryPlan]:
    """The plans under single laws that hold now, each with whom to ask about it."""
    use.covers("statutory_plan")
    return _in_force(use.citizen_ids)


@prepared
def _in_force(citizen_ids: Collection[int]):
    plans = StatutoryPlan.objects.filter(citizen_id__in=citizen_ids, state=rules.IN_FORCE)
    return plans.select_related("responsible__account", "responsible__unit__authority")


def successors(use: Use, plan: Plan, view: PlanView | None, today: date):
    """Who could coordinate instead: the caseworkers of the units in the plan."""
    units = {use.by.own_unit.pk} | (view.units if view else set())
    return access.caseworkers(units, today).exclude(pk=plan.coordinator_id)
