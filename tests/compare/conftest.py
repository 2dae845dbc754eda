"""Three levels of leaders in Solby: the town hall, the job centre and a team under it."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from sammenhaeng.access.models import Seat
from sammenhaeng.access.operations import seats
from sammenhaeng.compare.operations import dialogue as verbs
from sammenhaeng.compare.operations.dialogue import Words
from sammenhaeng.compare.rules.dialogue import Period
from sammenhaeng.kernel.periods import Days
from sammenhaeng.organisation.models import Unit
from sammenhaeng.organisation.operations import positions, units
from sammenhaeng.organisation.operations.positions import Post
from sammenhaeng.organisation.rules.units import Description

OPEN = Days(date(2026, 1, 1))
PERIOD = Period(2026, 3)


@dataclass(frozen=True)
class Leaders:
    """Who leads where: `top` the town hall, `karen` the job centre, `low` the team under it."""

    top: Seat
    karen: Seat
    low: Seat
    school: Seat
    team: Unit


@pytest.fixture
def leaders(solby, at):
    team = units.establish(
        solby.jobcentre.authority, Description("team", "Team Unge", "unge"),
        parent=solby.jobcentre, days=OPEN, by=solby.eva, at=at,
    )  # fmt: skip

    def leader(name: str, unit: Unit) -> Seat:
        account = seats.register("solby", name, f"{name} Leder", by=solby.eva, at=at)
        post = seats.Post("leader", unit, date(2026, 1, 1), title="leder")
        return seats.seat(account, post, by=solby.eva, at=at)

    return Leaders(
        top=leader("Tove", solby.town_hall), karen=solby.karen, low=leader("Lis", team),
        school=leader("Skjold", solby.school), team=team,
    )  # fmt: skip


@pytest.fixture
def full(leaders):
    """Words that an agreement may be made of."""
    return Words("Fraværet steg i august.", "Tidlige samtaler", leaders.karen, date(2026, 12, 15))


@pytest.fixture
def drafted(leaders, solby, full, at):
    return verbs.draft(solby.jobcentre, PERIOD, full, by=leaders.karen, at=at)


@pytest.fixture
def shared(drafted, leaders, at):
    return verbs.share(drafted, seen=1, by=leaders.karen, at=at)


@pytest.fixture
def agreed(shared, leaders, at):
    return verbs.agree(shared, seen=2, by=leaders.top, at=at)


@pytest.fixture
def lead(solby, at):
    """Fill a leading post in a unit, reporting to another; the line is as of 1 January."""

    def fill(unit, above=None):
        post = positions.appoint(
            unit, Post(f"Leder af {unit.name}", "leder", leads=True), days=OPEN, by=solby.eva, at=at
        )
        if above:
            positions.report_to(post, above, days=OPEN, by=solby.eva, at=at)
        return post

    return fill


@pytest.fixture
def sitting():
    """A browser in a seat."""

    def of(seat: Seat) -> Client:
        browser = Client()
        session = browser.session
        session["account"], session["seat"] = seat.account_id, seat.pk
        session.save()
        browser.cookies["sammenhaeng"] = session.session_key
        return browser

    return of
