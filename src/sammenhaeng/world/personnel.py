"""Solby's HR, a sick employee, a target, a travelling team and a pool: the absence of the cast."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from sammenhaeng.absence.models import Employment, FollowUp, Pool, Target, Visit
from sammenhaeng.absence.operations import follow_ups, grants, targets, visits
from sammenhaeng.absence.rules.gain import constants
from sammenhaeng.absence.rules.targets import Aim
from sammenhaeng.access.models import Account, Seat
from sammenhaeng.citizens.operations import persons
from sammenhaeng.citizens.operations.persons import Identity
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.numbers import Cpr
from sammenhaeng.kernel.periods import Days
from sammenhaeng.organisation.models import Unit
from sammenhaeng.organisation.operations import units
from sammenhaeng.organisation.rules.units import Description
from sammenhaeng.world.solby import FOUNDED, Solby

HR = ("rikke", "Rikke Toft", "HR-konsulent")
EMPLOYEE = Identity("Sofie Dam", Cpr.parse("860293-2326"))  # one of the example deliveries
TEAM = Description("travelling_team", "Solbys rejsehold", "travelling_team")


@dataclass(frozen=True)
class Personnel:
    """What the story leaves behind."""

    hr: Seat
    team: Unit
    employment: Employment
    follow_up: FollowUp
    target: Target
    visit: Visit
    pool: Pool


@transaction.atomic
def settle(cast: Solby, *, at: datetime) -> Personnel:
    """Sofie works in the jobcentre under Karen and has been ill for ten days."""
    system, karen, today = cast.seats["system"], cast.seats["karen"], day_of(at)
    town_hall, jobcentre = cast.units["town_hall"], cast.units["jobcentre"]
    team = units.establish(
        town_hall.authority, TEAM, parent=town_hall, days=Days(FOUNDED), by=system, at=at
    )
    hr = _seat(HR, team)
    sofie = persons.register(EMPLOYEE, by=system, at=at)
    post = follow_ups.Post(jobcentre, karen, hr, date(2019, 8, 1))
    employment = follow_ups.employ(sofie.pk, post, by=system, at=at)
    sick_on = today - timedelta(days=10)
    follow_up = _follow(employment, sick_on, karen, at)
    aim = Aim(1320, today.year - 1, 1250, today.year + 1)
    money = grants.Money(
        "Mindre sygefravær", constants().hardest_hit, 1200, "Regeringens reformudspil, kapitel 4"
    )
    return Personnel(
        hr, team, employment, follow_up,
        targets.aim(jobcentre, aim, by=karen, at=at),
        visits.request(jobcentre, team, "Hjælp til at tale om fravær i teamet", by=karen, at=at),
        grants.open_pool(team, money, by=hr, at=at),
    )  # fmt: skip


def _seat(who: tuple[str, str, str], unit: Unit) -> Seat:
    subject, name, title = who
    account = Account.objects.create(subject=subject, name=name)
    return Seat.objects.create(account=account, role="hr", unit=unit, title=title, first_on=FOUNDED)


def _follow(employment: Employment, sick_on: date, karen: Seat, at: datetime) -> FollowUp:
    follow_up = follow_ups.begin(employment, first_sick_on=sick_on, by=karen, at=at)
    called = follow_ups.Held(
        "call", sick_on, "Vi talte kort sammen. Vi aftalte, at jeg ringer igen om fire dage."
    )
    follow_ups.hold(follow_up, called, by=karen, at=at)
    return follow_up
