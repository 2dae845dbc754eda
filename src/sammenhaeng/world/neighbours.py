"""Solby's other citizens with plans, drawn from a seed: enough that a count exposes nobody."""

import random
from datetime import date, datetime

from django.db import transaction

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Seat
from sammenhaeng.citizens.operations import persons
from sammenhaeng.citizens.operations.persons import Identity
from sammenhaeng.journeys.operations import statutory
from sammenhaeng.journeys.rules.plans import plan_types
from sammenhaeng.kernel.periods import Days
from sammenhaeng.organisation.models import Unit
from sammenhaeng.organisation.operations import units
from sammenhaeng.organisation.rules.units import Description
from sammenhaeng.world.denmark import FIRST_NAMES, LAST_NAMES
from sammenhaeng.world.solby import FOUNDED, Solby

MANY, SEED = 60, 2026
TEAMS = {"jobcentre": "Ungeteamet", "family": "Familieteam Nord"}  # nobody of the cast sits there
COURSES = {  # the plans a citizen has at the same time: of how many in a hundred
    ("MIN_PLAN",): 46,
    ("MIN_PLAN", "SEL141"): 34,
    ("MIN_PLAN", "SEL141", "KUI_UDD"): 20,
}
PLACES = {"MIN_PLAN": "jobcentre", "KUI_UDD": "jobcentre", "SEL141": "family"}


@transaction.atomic
def settle(cast: Solby, *, at: datetime) -> None:
    """Two teams beside the cast's own, and their citizens with plans under single laws."""
    by, draw = cast.seats["system"], random.Random(SEED)
    teams = {key: _team(cast.units[key], name, by, at) for key, name in TEAMS.items()}
    for _ in range(MANY):
        name = f"{draw.choice(FIRST_NAMES.split())} {draw.choice(LAST_NAMES.split())}"
        born = date(draw.randint(2002, 2006), draw.randint(1, 12), draw.randint(1, 28))
        person = persons.register(Identity(name, born_on=born), by=by, at=at)
        seen = ["identity"]
        access.look_up(person.pk, purpose="registration", seen=seen, by=by, at=at)
        for kind in draw.choices(list(COURSES), list(COURSES.values()))[0]:
            parts = dict.fromkeys(plan_types()[kind].mandatory, "Skrevet sammen med borgeren.")
            beginning = statutory.Beginning(kind, teams[PLACES[kind]], parts)
            statutory.start(person.pk, beginning, by=by, at=at)


def _team(above: Unit, name: str, by: Seat, at: datetime) -> Unit:
    description = Description("department", name, name.split()[0].lower())
    return units.establish(
        above.authority, description, parent=above, days=Days(FOUNDED), by=by, at=at
    )
