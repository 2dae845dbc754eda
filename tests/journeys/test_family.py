"""A family plan: who may be chosen, whom its lines are about, and P-7: what is private stays so."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from sammenhaeng.access import operations as access
from sammenhaeng.citizens.models import Person
from sammenhaeng.journeys.models import Goal, Plan, PlanMember
from sammenhaeng.journeys.operations import goals, plans
from sammenhaeng.journeys.queries import plans as queries
from sammenhaeng.journeys.rules.plans import CONDITIONS
from sammenhaeng.kernel.refusal import Refused

SECRET = "Samtaler hos børnepsykologen"
TICKED = dict.fromkeys(("is_complex", "has_several", "needs_coordination", "has_asked"), "on")
CHOICE = "Hvem skal planen også være for?"


def works_with(solby, who: str, child: str, at) -> int:
    """A member of staff has a case about a child too."""
    citizen_id, system = solby.citizens[child], solby.seats["system"]
    access.look_up(
        citizen_id, purpose="registration", seen=["identity", "family"], by=system, at=at
    )
    tie = access.Tie(citizen_id, "case", "gdpr-6-1-e", f"citizens.person/{citizen_id}")
    access.relate(tie, to=solby.seats[who], by=system, at=at)
    return citizen_id


def open_by_system(solby, *names: str) -> dict[str, Person]:
    ids = {name: solby.citizens[name] for name in names}
    access.look_up_many(
        ids.values(), purpose="registration", seen=["identity"], by=solby.seats["system"], at=now()
    )
    return {name: Person.objects.get(pk=pk) for name, pk in ids.items()}


@pytest.fixture
def people(course, solby):
    return open_by_system(solby, "anne", "oliver", "ida", "bent")


@pytest.fixture
def start(people):
    return f"/sag/borgere/{people['anne'].code}/plan/begynd/"


def test_a_relative_the_seat_has_nothing_to_do_with_is_not_named(course, solby, as_, start):
    told = as_("mette").get(start).content.decode()
    assert CHOICE not in told
    assert "Oliver" not in told


def test_a_child_the_seat_works_with_is_offered_and_the_other_is_not(course, solby, as_, start):
    works_with(solby, "mette", "oliver", now())
    told = as_("mette").get(start).content.decode()
    assert CHOICE in told
    assert "Oliver Lund Petersen" in told
    assert "Ida" not in told


def test_choosing_a_child_makes_a_family_plan(course, solby, as_, start, people):
    oliver = works_with(solby, "mette", "oliver", now())
    mette = as_("mette")
    answer = mette.post(start, TICKED | {"others": [people["oliver"].code]})
    page = mette.get(answer.url).content.decode()
    assert Plan.objects.get().scope == "family"
    assert set(PlanMember.objects.values_list("citizen_id", flat=True)) == {
        course.citizen_id, oliver,
    }  # fmt: skip
    assert "Planen er for Anne Lund Petersen, Oliver Lund Petersen." in page


def test_choosing_nobody_makes_the_citizens_own_plan(course, solby, as_, start):
    works_with(solby, "mette", "oliver", now())
    as_("mette").post(start, TICKED)
    assert Plan.objects.get().scope == "citizen"


@pytest.mark.parametrize("who", ["ida", "bent"])
def test_a_code_that_was_not_offered_is_refused_beside_the_field(
    course, solby, as_, start, people, who
):
    works_with(solby, "mette", "oliver", now())
    answer = as_("mette").post(start, TICKED | {"others": [people[who].code]})
    told = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_others' in told
    assert "Vælg kun børn fra listen." in told
    assert people[who].name not in told


def test_only_children_the_citizen_answers_for_are_in_a_family_plan(course, solby):
    at, by = course.at, course.coordinator
    course.look(by)
    bent = works_with(solby, "mette", "bent", at)
    beginning = plans.Beginning(solby.jobcentre, frozenset(CONDITIONS), others=(bent,))
    with pytest.raises(Refused, match="børn, borgeren svarer for"):
        plans.start(course.citizen_id, beginning, by=by, at=at)


def test_from_fifteen_the_young_person_says_yes_themselves(course, solby, people):
    at, by = course.at, course.coordinator
    course.look(by)
    oliver = works_with(solby, "mette", "oliver", at)
    beginning = plans.Beginning(solby.jobcentre, frozenset(CONDITIONS), others=(oliver,))
    fifteen = people["oliver"].born_on.replace(year=people["oliver"].born_on.year + 15)
    later = at.replace(year=fifteen.year, month=fifteen.month, day=fifteen.day)
    with pytest.raises(Refused, match="børn, borgeren svarer for"):
        plans.start(course.citizen_id, beginning, by=by, at=later)
    before = later - timedelta(days=1)
    assert plans.start(course.citizen_id, beginning, by=by, at=before).scope == "family"


def test_a_member_the_seat_does_not_work_with_is_refused(course, solby, people):
    course.look(course.coordinator)
    beginning = plans.Beginning(
        solby.jobcentre, frozenset(CONDITIONS), others=(solby.citizens["oliver"],)
    )
    with pytest.raises(Refused, match="lave én samlet plan"):
        plans.start(course.citizen_id, beginning, by=course.coordinator, at=course.at)


@pytest.fixture
def family(running, solby):
    """Anne's plan made a family's: Oliver is in it, and so is everybody who works with it."""
    at, by = running.at, running.coordinator
    Plan.objects.filter(pk=running.plan.pk).update(scope="family")
    oliver = solby.citizens["oliver"]
    for seat in (by, solby.lone):
        works_with(solby, seat.account.subject, "oliver", at)
        kind = "coordinator" if seat == by else "team"
        tie = access.Tie(oliver, kind, "lov-707", f"journeys.plan/{running.plan.pk}/{kind}")
        access.relate(tie, to=seat if seat == by else seat.unit, by=by, at=at)
    PlanMember.objects.create(plan=running.plan, citizen_id=oliver)
    return running


def test_the_page_of_a_new_goal_asks_whom_it_is_about(family, solby, as_, people):
    mette, code = as_("mette"), people["anne"].code
    address = f"/sag/borgere/{code}/plan/maal/"
    told = mette.get(address).content.decode()
    assert "Hvem handler målet om?" in told
    sent = {"title": "Trives i skolen", "visibility": "sealed"}
    assert mette.post(address, sent).status_code == 422
    answer = mette.post(address, sent | {"about": people["oliver"].code})
    goal = Goal.objects.get(title="Trives i skolen")
    assert (answer.status_code, goal.citizen_id) == (302, solby.citizens["oliver"])
    assert goal.visibility == "sealed"
    assert "Om Oliver Lund Petersen" in mette.get(answer.url).content.decode()


def test_a_goal_in_one_persons_plan_is_not_asked_about(running, as_, people):
    told = as_("mette").get(f"/sag/borgere/{people['anne'].code}/plan/maal/").content.decode()
    assert "Hvem handler målet om?" not in told


def see(running, solby, who: str):
    seat = solby.seats[who]
    use = access.look_up_many(
        [running.citizen_id, solby.citizens["oliver"]],
        purpose="own" if who == "anne" else "coordination",
        seen=["plan"], by=seat, at=running.at,
    )  # fmt: skip
    return [one.goal.title for one in queries.view(use, running.plan).goals]


@pytest.mark.parametrize(
    ("visibility", "seen"),
    [
        ("team", {"anne", "mette", "lone"}),
        ("authority", {"mette", "lone"}),
        ("sealed", {"lone"}),
    ],
)
def test_who_sees_a_goal_about_the_child(family, solby, visibility, seen):
    aim = goals.Aim(SECRET, visibility=visibility)
    goals.add_goal(family.plan, aim, about=solby.citizens["oliver"], by=solby.lone, at=family.at)
    assert {w for w in ("anne", "mette", "lone") if SECRET in see(family, solby, w)} == seen
