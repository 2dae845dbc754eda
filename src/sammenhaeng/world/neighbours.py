"""Solby's other citizens with plans, drawn from a seed: enough that a count exposes nobody."""

import random
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Seat
from sammenhaeng.access.operations import seats
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

MANY, STAFF, SEED = 60, 3, 2026
FIRST_HOUSEHOLD, ALONE = 1000, 0.8  # of five citizens one lives with the one before
TEAMS = {"jobcentre": "Ungeteamet", "family": "Familieteam Nord"}  # nobody of the cast sits there
COURSES = {  # the plans a citizen has at the same time: of how many in a hundred
    ("MIN_PLAN",): 46,
    ("MIN_PLAN", "SEL141"): 34,
    ("MIN_PLAN", "SEL141", "KUI_UDD"): 20,
}
PLACES = {"MIN_PLAN": "jobcentre", "KUI_UDD": "jobcentre", "SEL141": "family"}


@dataclass(frozen=True)
class Team:
    """A unit and who answers for its plans."""

    unit: Unit
    seats: list[Seat]


@transaction.atomic
def settle(cast: Solby, *, at: datetime) -> None:
    """Two teams beside the cast's own, and their citizens with plans under single laws."""
    by, draw = cast.seats["system"], random.Random(SEED)
    teams = {key: _team(cast.units[key], name, draw, by, at) for key, name in TEAMS.items()}
    household = FIRST_HOUSEHOLD
    for _ in range(MANY):
        identity = Identity(_name(draw), born_on=date(draw.randint(2002, 2006), 3, 1))
        citizen_id = persons.register(identity, by=by, at=at).pk
        access.look_up(citizen_id, purpose="registration", seen=["identity"], by=by, at=at)
        household += draw.random() < ALONE
        persons.join_household(citizen_id, household, source="CPR", by=by, at=at)
        for kind in draw.choices(list(COURSES), list(COURSES.values()))[0]:
            team = teams[PLACES[kind]]
            parts = dict.fromkeys(plan_types()[kind].mandatory, "Skrevet sammen med borgeren.")
            responsible = draw.choice(team.seats)
            beginning = statutory.Beginning(kind, team.unit, parts, responsible)
            statutory.start(citizen_id, beginning, by=by, at=at)


def _name(draw: random.Random) -> str:
    return f"{draw.choice(FIRST_NAMES.split())} {draw.choice(LAST_NAMES.split())}"


def _team(above: Unit, name: str, draw: random.Random, by: Seat, at: datetime) -> Team:
    description = Description("department", name, name.split()[0].lower())
    unit = units.establish(
        above.authority, description, parent=above, days=Days(FOUNDED), by=by, at=at
    )
    post = seats.Post("caseworker", unit, FOUNDED, title="sagsbehandler")
    accounts = [
        seats.register("solby", f"{unit.code}-{n}", _name(draw), by=by, at=at) for n in range(STAFF)
    ]
    return Team(unit, [seats.seat(account, post, by=by, at=at) for account in accounts])
