"""The young member of a parent's family plan: their own lines, and nothing of anybody else."""

from datetime import date

import pytest
from django.db import transaction
from django.utils.timezone import now

from sammenhaeng.access import operations as access
from sammenhaeng.citizens.models import Person
from sammenhaeng.journeys.models import Goal, Plan, PlanMember
from sammenhaeng.journeys.operations import activities, goals
from sammenhaeng.journeys.queries import families
from sammenhaeng.world import anne
from sammenhaeng.world import solby as world

ANNES, OLIVERS = "Ambulant misbrugsbehandling", "Trives i skolen"
EFFORT = "Samtaler hos børnepsykologen"
PLACES = ("/borger/", "/borger/plan/", "/api/me/home", "/api/me/plan")
SIXTEEN, FOURTEEN = date(2010, 1, 1), date(2012, 1, 1)
TODAY = date(2026, 11, 24)


@pytest.fixture
def family(running, solby):
    """Anne's plan made a family's, with a line about Oliver and private ones about Anne."""
    at, by, oliver = running.at, running.coordinator, solby.citizens["oliver"]
    Plan.objects.filter(pk=running.plan.pk).update(scope="family")
    system = solby.seats["system"]
    access.look_up(oliver, purpose="registration", seen=["identity"], by=system, at=at)
    for seat in (by, solby.lone):
        tie = access.Tie(oliver, "case", "gdpr-6-1-e", f"citizens.person/{oliver}")
        access.relate(tie, to=seat, by=system, at=at)
    PlanMember.objects.create(plan=running.plan, citizen_id=oliver)
    goals.add_goal(running.plan, goals.Aim(ANNES), about=running.citizen_id, by=by, at=at)
    goal = goals.add_goal(running.plan, goals.Aim(OLIVERS), about=oliver, by=by, at=at)
    effort = activities.Effort(EFFORT, solby.psychiatry, date(2026, 12, 1), next_step="Første tid")
    activities.add_activity(goal, effort, by=solby.lone, at=at)
    return running


@pytest.fixture
def oliver(family, as_):
    """Oliver in a browser."""
    return as_("oliver")


def is_born(solby, day: date) -> None:
    Person.objects.filter(pk=solby.citizens["oliver"]).update(born_on=day)


@pytest.mark.parametrize("place", PLACES)
def test_from_fifteen_their_own_lines_are_told_and_nobody_elses(oliver, family, solby, place):
    is_born(solby, SIXTEEN)
    told = oliver.get(place).content.decode()
    assert OLIVERS in told
    assert not [secret for secret in (ANNES, family.goal.title, "Anne") if secret in told]


@pytest.mark.parametrize("place", PLACES)
def test_before_fifteen_they_are_told_whom_to_ask(oliver, solby, place):
    is_born(solby, FOURTEEN)
    told = oliver.get(place).content.decode()
    assert "Mette Krog" in told
    assert OLIVERS not in told


def test_the_page_says_what_is_done_and_what_comes_next(oliver, solby):
    is_born(solby, SIXTEEN)
    told = oliver.get("/borger/plan/").content.decode()
    assert EFFORT in told
    assert "Spørg Mette Krog" in told
    assert "Første tid" in told


def test_the_birthday_opens_it(oliver, family, solby):
    pk = solby.citizens["oliver"]
    is_born(solby, date(2011, 11, 25))
    use = access.look_up(
        pk, purpose="own", seen=["identity", "plan"], by=solby.seats["oliver"], at=family.at
    )
    opens = [families.parts(use, pk, day)[0].is_open for day in (TODAY, date(2026, 11, 25))]
    assert opens == [False, True]


@pytest.mark.parametrize(
    ("state", "is_told"),
    [("draft", False), ("proposed", True), ("active", True), ("on_hold", True)],
)
def test_a_member_hears_of_the_plan_when_its_citizen_does(oliver, family, solby, state, is_told):
    is_born(solby, SIXTEEN)
    Plan.objects.filter(pk=family.plan.pk).update(state=state, resume_on=TODAY)
    assert (OLIVERS in oliver.get("/borger/").content.decode()) == is_told


def test_an_ended_plan_is_no_longer_told(oliver, family, solby):
    is_born(solby, SIXTEEN)
    Plan.objects.filter(pk=family.plan.pk).update(
        state="revoked", ended_at=family.at, end_reason="Samtykket er trukket tilbage"
    )
    assert OLIVERS not in oliver.get("/borger/").content.decode()


def test_whoever_is_in_nobodys_family_plan_sees_no_such_thing(running, as_):
    assert "families plan" not in as_("anne").get("/borger/").content.decode()


def test_the_database_tells_a_member_no_row_of_anybody_else(committed):
    at = now()
    plan, cast = anne.tell(at=at), world.cast()
    pk = cast.citizens["oliver"]
    with transaction.atomic():
        ids = [plan.citizen_id, pk]
        access.look_up_many(ids, purpose="import", seen=["plan"], by=cast.seats["system"], at=at)
        Plan.objects.filter(pk=plan.pk).update(scope="family")
        PlanMember.objects.create(plan=plan, citizen_id=pk)
        Goal.objects.filter(title="Oliver trives i skolen").update(citizen_id=pk)
    with transaction.atomic():
        assert families._memberships(pk) == []
        access.look_up(pk, purpose="own", seen=["plan"], by=cast.seats["oliver"], at=at)
        assert families._memberships(pk) == [(plan.pk, "active", plan.coordinator_id)]
        assert set(Goal.objects.values_list("citizen_id", flat=True)) == {pk}
        assert not Plan.objects.exists()
