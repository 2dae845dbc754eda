import pytest
from django.db import transaction
from django.utils.timezone import now

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.access.models import UseLine
from sammenhaeng.audit import queries as audit
from sammenhaeng.citizens.models import Consent
from sammenhaeng.citizens.operations import consents
from sammenhaeng.inbox import operations as inbox
from sammenhaeng.journeys.models import Activity, Plan, StatutoryPlan
from sammenhaeng.journeys.operations import activities, plans
from sammenhaeng.kernel.refusal import Refused
from tests.sealing import seal_all

from .conftest import codes, race

SEEN = ["plan", "consent", "statutory_plan"]


def look(plan, by, purpose="own"):
    return access.look_up(
        plan.citizen_id, purpose=purpose, seen=SEEN, by=by, at=now(), action="change"
    )


def seen_plan(plan, by, purpose="own"):
    with transaction.atomic():
        look(plan, by, purpose)
        return Plan.objects.select_related("consent").get(pk=plan.pk)


def test_of_two_who_change_a_line_one_wins_and_the_other_sees_both(town, plan):
    with transaction.atomic():
        look(plan, town.lone, "coordination")
        line = Activity.objects.select_related("plan", "unit").get(title__startswith="Behandling")

    def writer(text):
        def write():
            look(plan, town.lone, "coordination")
            effort = activities.Effort(line.title, line.unit, line.starts_on, next_step=text)
            return activities.change_activity(
                line, effort, seen=line.version, by=town.lone, at=now()
            ).next_step

        return write

    results = race(writer("Medicin"), writer("Samtale"))
    (won,) = [one for one in results if isinstance(one, str)]
    (lost,) = [one for one in results if isinstance(one, Refused)]
    assert lost.code == "stale"
    assert lost.facts["theirs"]["next_step"] == won
    assert {won, lost.facts["mine"]["next_step"]} == {"Medicin", "Samtale"}


def test_of_two_answers_to_the_same_change_one_counts(town, plan):
    with transaction.atomic():
        look(plan, town.seats["anne"])
        waiting = Activity.objects.select_related("plan", "unit").get(state="proposed")

    def answer(verb):
        def write():
            look(plan, town.seats["anne"])
            return verb(waiting, by=town.seats["anne"], at=now())

        return write

    results = race(answer(activities.approve), answer(activities.decline))
    assert codes(results) == ["done", "state"]


@pytest.fixture
def proposal(town, plan):
    """Anne's plan as it was before she said yes: proposed, its sources in force."""
    with transaction.atomic():
        look(plan, town.seats["anne"])
        Plan.objects.filter(pk=plan.pk).update(state="proposed", consent=None, activated_at=None)
        StatutoryPlan.objects.filter(citizen_id=plan.citizen_id).update(state="in_force")
        return Consent.objects.select_related("receiver").get(state="given")


@pytest.mark.parametrize("again", range(3))
def test_a_yes_to_the_plan_against_a_withdrawn_consent(town, plan, proposal, again):
    """P-2: whoever comes first, no plan runs without the consent it rests on."""
    anne = town.seats["anne"]

    def activate():
        look(plan, anne)
        return plans.activate(plan, proposal, by=anne, at=now())

    def withdraw():
        look(plan, anne)
        return consents.withdraw(proposal, by=anne, at=now())

    results = race(activate, withdraw)
    assert codes(results) in (["done", "done"], ["done", "state"])
    stands = seen_plan(plan, anne)
    assert stands.state not in ("active", "on_hold")
    with transaction.atomic():
        look(plan, anne)
        assert set(StatutoryPlan.objects.values_list("state", flat=True)) == {"in_force"}


def test_a_consent_withdrawn_after_the_plan_was_read_does_not_let_it_begin(town, plan, proposal):
    """The race above, forced: the page had read the yes before it was taken back."""
    anne = town.seats["anne"]
    with transaction.atomic():
        look(plan, anne)
        consents.withdraw(Consent.objects.get(pk=proposal.pk), by=anne, at=now())
    with transaction.atomic():
        look(plan, anne)
        with pytest.raises(Refused, match="samtykke"):
            plans.activate(plan, proposal, by=anne, at=now())


def test_sealing_while_others_write_loses_and_breaks_nothing(town, plan):
    """L-2: every line is in a block or in the tail, and every block fits."""
    with transaction.atomic():
        look(plan, town.seats["anne"])
        before = UseLine.objects.filter(citizen_id=plan.citizen_id).count()

    def look_often():
        for _ in range(15):
            with transaction.atomic():
                look(plan, town.mette, "coordination")

    def seal_often():
        return sum(access.seal(by=access_queries.machine(), at=now()) for _ in range(10))

    assert codes(race(look_often, seal_often, look_often, look_often)) == ["done"] * 4
    seal_all()
    seals = access_queries.seals()
    assert (seals.broken, seals.unsealed) == ([], 0)
    with transaction.atomic():
        look(plan, town.seats["anne"])
        lines = UseLine.objects.filter(citizen_id=plan.citizen_id).count()
    assert lines == before + 45 + 1


def test_the_chain_of_acts_has_no_gap_and_no_fork_after_racing_writers(town, plan):
    def writer(place):  # each asks about its own things, so that they meet in the chain alone
        def write():
            for number in range(10 * place, 10 * place + 10):
                errand = inbox.Errand("comment.read", "journeys.plan", number, plan.citizen_id)
                inbox.ask(errand, of=town.mette, by=town.mette, at=now())

        return write

    before = audit.count()
    assert codes(race(*map(writer, range(6)))) == ["done"] * 6
    assert audit.count() == before + 60
    assert list(audit.faults()) == []
