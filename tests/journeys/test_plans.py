from datetime import date

import pytest
from django.db import IntegrityError, transaction

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Relation
from sammenhaeng.audit.models import Entry
from sammenhaeng.citizens.models import Consent
from sammenhaeng.inbox.models import Task
from sammenhaeng.journeys.models import Plan, PlanVersion, StatutoryPart, StatutoryPlan
from sammenhaeng.journeys.operations import course as verbs
from sammenhaeng.journeys.operations import plans, sources, statutory
from sammenhaeng.journeys.rules.plans import CONDITIONS
from sammenhaeng.kernel.refusal import Refused

from .conftest import cover_all


def states(course):
    return set(
        StatutoryPlan.objects.filter(citizen_id=course.citizen_id).values_list("state", flat=True)
    )


def test_a_plan_needs_all_four_conditions(course, solby):
    course.look(course.coordinator)
    three = frozenset(CONDITIONS) - {"coordination"}

    beginning = plans.Beginning(solby.jobcentre, three)
    with pytest.raises(Refused, match="behov for at koordinere"):
        plans.start(course.citizen_id, beginning, by=course.coordinator, at=course.at)


def test_a_stranger_may_not_start_a_plan(course, solby):
    course.look(course.coordinator)
    beginning = plans.Beginning(solby.psychiatry, frozenset(CONDITIONS))

    with pytest.raises(Refused, match="ikke adgang til at lave én samlet plan"):
        plans.start(course.citizen_id, beginning, by=solby.lone, at=course.at)


def test_whoever_begins_the_plan_coordinates_it(draft):
    held = Relation.objects.open().filter(citizen_id=draft.citizen_id, kind="coordinator")

    assert draft.plan.coordinator == draft.coordinator
    assert [relation.seat for relation in held] == [draft.coordinator]


def test_a_draft_that_does_not_cover_what_it_replaces_is_not_sent(draft):
    with pytest.raises(Refused, match="Min Plan: Jobsøgning"):
        plans.propose(draft.plan, by=draft.coordinator, at=draft.at)


def test_a_covered_draft_asks_the_citizen(proposed):
    task = Task.objects.get(kind="plan.approve")

    assert (proposed.plan.state, task.for_citizen_id) == ("proposed", proposed.citizen_id)
    assert Entry.objects.filter(act="plan.proposed", thing_id=proposed.plan.pk).count() == 1


def test_replacing_the_same_plan_twice_changes_nothing(draft):
    before = PlanVersion.objects.filter(plan=draft.plan).count()
    sources.replace(draft.plan, draft.minplan, by=draft.coordinator, at=draft.at)

    assert PlanVersion.objects.filter(plan=draft.plan).count() == before


def test_a_plan_of_the_health_act_is_linked_never_merged(draft, solby):
    beginning = statutory.Beginning("GOP", solby.psychiatry, {"behov": "almen-basal"})
    system = solby.seats["system"]
    gop = statutory.start(draft.citizen_id, beginning, by=system, at=draft.at)

    with pytest.raises(Refused, match="kun knyttes"):
        sources.replace(draft.plan, gop, by=draft.coordinator, at=draft.at)
    assert sources.link(draft.plan, gop, by=draft.coordinator, at=draft.at).is_link


def test_only_the_citizen_makes_the_plan_hold(proposed, consent):
    with pytest.raises(Refused, match="godkende planen"):
        plans.activate(proposed.plan, consent, by=proposed.coordinator, at=proposed.at)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "asked", "answered_at": None},
        {"valid_until": date(2026, 11, 17)},
        {"purpose": "booking"},
        {"citizen_id": 4},  # Bent
    ],
)
def test_without_a_valid_consent_the_plan_does_not_hold(proposed, consent, solby, wrong):
    access.look_up(
        solby.citizens["bent"], purpose="own", seen=["consent"], by=solby.seats["bent"],
        at=proposed.at,
    )  # fmt: skip
    Consent.objects.filter(pk=consent.pk).update(**wrong)

    with pytest.raises(Refused, match="samtykke"):
        plans.activate(proposed.plan, consent, by=proposed.citizen, at=proposed.at)


def test_a_plan_in_force_rests_what_it_replaces(running):
    assert running.plan.state == "active"
    assert states(running) == {"replaced"}
    assert (running.goal.state, running.activity.state) == ("active", "not_started")


def test_the_team_may_see_a_plan_in_force(running, solby):
    use = access.look_up(
        running.citizen_id, purpose="coordination", seen=["plan"], by=solby.lone, at=running.at
    )
    assert use.relations[running.citizen_id] == "team"


def test_the_team_may_not_see_a_proposal(proposed, solby):
    with pytest.raises(Refused, match="ikke tilknyttet"):
        access.look_up(
            proposed.citizen_id,
            purpose="coordination",
            seen=["plan"],
            by=solby.lone,
            at=proposed.at,
        )


def test_withdrawal_puts_every_replaced_plan_back_in_force_unchanged(running):
    before = list(StatutoryPart.objects.order_by("pk").values_list("plan_id", "key", "text"))
    verbs.withdraw(running.plan, reason="Det blev for meget", by=running.citizen, at=running.at)

    assert states(running) == {"in_force"}
    assert (
        list(StatutoryPart.objects.order_by("pk").values_list("plan_id", "key", "text")) == before
    )
    assert Task.objects.filter(kind="plan.restored").count() == 2


def test_after_withdrawal_the_team_may_not_look(running, solby):
    verbs.withdraw(running.plan, reason="Det blev for meget", by=running.citizen, at=running.at)

    with pytest.raises(Refused, match="ikke tilknyttet"):
        access.look_up(
            running.citizen_id, purpose="coordination", seen=["plan"], by=solby.lone, at=running.at
        )


def test_a_withdrawn_plan_stays_withdrawn(running):
    plan = verbs.withdraw(running.plan, reason="For meget", by=running.citizen, at=running.at)

    with pytest.raises(Refused, match="withdraw i tilstanden revoked"):
        verbs.withdraw(plan, reason="Igen", by=running.citizen, at=running.at)


def test_withdrawal_needs_a_reason(running):
    with pytest.raises(Refused, match="begrundelse"):
        verbs.withdraw(running.plan, reason="  ", by=running.citizen, at=running.at)


def test_a_citizen_has_one_plan_in_force(running, solby):
    twin = Plan.objects.get(pk=running.plan.pk)
    twin.pk = None
    with (
        pytest.raises(IntegrityError, match="citizen_has_one_running_plan_per_scope"),
        transaction.atomic(),
    ):
        twin.save()


def test_the_coordination_is_handed_over_without_a_gap(running, solby):
    verbs.hand_over(running.plan, to=solby.jonas, by=running.coordinator, at=running.at)

    held = Relation.objects.open().filter(citizen_id=running.citizen_id, kind="coordinator")
    assert [relation.seat for relation in held] == [solby.jonas]
    with pytest.raises(Refused, match="koordinere planen"):
        verbs.hand_over(running.plan, to=solby.ali, by=running.coordinator, at=running.at)


def test_a_plan_with_open_goals_is_not_completed(running):
    with pytest.raises(Refused, match="Job på deltid"):
        verbs.complete(running.plan, summary="Godt gået", by=running.coordinator, at=running.at)


def test_a_plan_on_hold_says_until_when(running):
    with pytest.raises(Refused, match="dag efter i dag"):
        verbs.hold(
            running.plan, reason="Indlagt", resume_on=date(2026, 11, 18),
            by=running.coordinator, at=running.at,
        )  # fmt: skip


def test_a_mistake_needs_a_second_person(running, solby):
    reported = verbs.report_error(
        running.plan, reason="Forkert borger", by=solby.mette, at=running.at
    )
    assert reported.state == "active"
    with pytest.raises(Refused, match="anden person"):
        verbs.enter_in_error(running.plan, by=solby.mette, at=running.at)
    plan = verbs.enter_in_error(running.plan, by=solby.ali, at=running.at)
    assert (plan.state, states(running)) == ("entered_in_error", {"in_force"})


def test_nobody_agrees_to_a_mistake_that_was_not_reported(running, solby):
    with pytest.raises(Refused, match="anden person"):
        verbs.enter_in_error(running.plan, by=solby.ali, at=running.at)


def test_only_the_citizen_says_what_matters_most(running):
    with pytest.raises(Refused, match="egne ord"):
        plans.say_own_words(running.plan, "Job", by=running.coordinator, at=running.at)
    plan = plans.say_own_words(running.plan, "Jeg vil hente Ida", by=running.citizen, at=running.at)
    assert plan.own_words == "Jeg vil hente Ida"


def test_coverage_is_proven_key_by_key(draft):
    cover_all(draft)
    assert plans.propose(draft.plan, by=draft.coordinator, at=draft.at).state == "proposed"


def test_a_draft_is_told_to_nobody_but_staff(draft, as_):
    """A citizen hears of a plan when it is proposed: on no page and in no answer before."""
    browser = as_("anne")
    for address in (
        "/borger/",
        "/borger/plan/",
        "/borger/kontaktperson/",
        "/api/me/plan",
        "/api/me",
    ):
        told = browser.get(address).content.decode()
        assert draft.goal.title not in told, address
        assert draft.goal.words not in told, address
    for address in (f"/borger/plan/{draft.goal.pk}/", f"/api/me/plan/goals/{draft.goal.pk}"):
        assert browser.get(address).status_code == 404, address
        assert "samlet plan" in browser.get(address).content.decode()
