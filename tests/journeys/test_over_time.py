"""What holds at every instant: who may read after a withdrawal (P-6), and what was (P-8)."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sammenhaeng.access import operations as access
from sammenhaeng.citizens.operations import consents
from sammenhaeng.journeys.models import Plan
from sammenhaeng.journeys.operations import activities, goals, steps
from sammenhaeng.journeys.queries import versions
from sammenhaeng.kernel.refusal import Refused

ONE_DB = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=40)
RECEIVERS = ("lone", "jonas", "sanne")
SECONDS = st.integers(-90 * 86_400, 90 * 86_400) | st.integers(-2, 2)


def may_read(seat, citizen_id, at) -> bool:
    try:
        access.look_up(citizen_id, purpose="coordination", seen=["plan"], by=seat, at=at)
    except Refused:
        return False
    return True


@pytest.fixture
def withdrawn(running, consent):
    """Anne's plan ran for a day; then she took her consent back. Gives the instant."""
    at = running.at + timedelta(days=1)
    access.look_up(running.citizen_id, purpose="own", seen=["consent"], by=running.citizen, at=at)
    consents.withdraw(consent, by=running.citizen, at=at)
    return at


@ONE_DB
@given(who=st.sampled_from(RECEIVERS), seconds=SECONDS)
def test_who_came_by_the_consent_reads_exactly_while_it_held(
    running, withdrawn, solby, who, seconds
):
    then = withdrawn + timedelta(seconds=seconds)
    held = running.at <= then < withdrawn
    team = {one.pk for one in (solby.lone,)}  # responsible for an effort; the others never were
    assert may_read(solby.seats[who], running.citizen_id, then) == (
        held and solby.seats[who].pk in team
    )


@pytest.mark.usefixtures("withdrawn")
def test_what_was_replaced_is_in_force_from_that_instant(running):
    for source in (running.minplan, running.handleplan):
        source.refresh_from_db()
        assert source.state == "in_force"


def test_what_was_told_of_a_version_stays_so(running, solby):
    """P-8: whatever is changed afterwards, an earlier version is told to the citizen as it was."""
    at, told = running.at, {}

    def tell(number):
        use = access.look_up(
            running.citizen_id, purpose="own", seen=["plan"], by=running.citizen, at=at
        )
        view = versions.version(use, Plan.objects.get(pk=running.plan.pk), number)
        return repr((view.version.at, view.version.what, view.goals, view.activities))

    changes = (
        lambda: goals.add_goal(
            running.plan, goals.Aim("Søvn"), about=running.citizen_id, by=solby.mette, at=at
        ),
        lambda: activities.add_activity(
            running.goal,
            activities.Effort("Samtale", solby.jobcentre, date(2026, 12, 1)),
            by=solby.mette,
            at=at,
        ),
        lambda: steps.add_step(running.goal, "Ring", due_on=None, by=solby.mette, at=at),
        lambda: goals.cancel_goal(running.goal, by=solby.mette, at=at),
    )
    for change in changes:
        number = Plan.objects.get(pk=running.plan.pk).version
        told[number] = tell(number)
        at += timedelta(hours=1)
        use = access.look_up(
            running.citizen_id, purpose="coordination", seen=["plan"], by=solby.mette, at=at
        )
        assert use
        change()
    assert len(told) > 1
    assert {number: tell(number) for number in told} == told
