"""Any sequence of events by anybody, against a model that knows only the state table."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Relation
from sammenhaeng.citizens.models import Consent
from sammenhaeng.citizens.operations import consents
from sammenhaeng.journeys.models import Activity, Plan, PlanVersion, StatutoryPart, StatutoryPlan
from sammenhaeng.journeys.operations import activities, plans
from sammenhaeng.journeys.operations import course as verbs
from sammenhaeng.journeys.rules import plans as rules
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.world.solby import Solby

from .conftest import Course

ACTORS = ["anne", "mette", "jonas", "lone", "karen", "bent"]


class PlanCourse(RuleBasedStateMachine):
    """Bound by the test to a course, a consent and the cast."""

    course: Course
    consent: Consent
    solby: Solby

    def __init__(self):
        super().__init__()
        self.before = transaction.savepoint()
        self.state, self.coordinator = rules.PROPOSED, "mette"
        self.agrees, self.history = True, []
        self.texts = list(StatutoryPart.objects.order_by("pk").values_list("pk", "text"))

    def teardown(self):
        transaction.savepoint_rollback(self.before)

    def plan(self):
        return Plan.objects.get(pk=self.course.plan.pk)

    def tried(self, who, event, verb, allowed):
        may = who in allowed and event in rules.HOLISTIC[self.state]
        try:
            with transaction.atomic():
                verb(self.solby.seats[who])
        except Refused:
            assert not may, f"{who} should be able to {event} in {self.state}"
        else:
            assert may, f"{who} should not be able to {event} in {self.state}"
            self.state = rules.HOLISTIC[self.state][event]

    @rule(who=st.sampled_from(ACTORS))
    def activate(self, who):
        self.tried(
            who, "activate",
            lambda by: plans.activate(self.plan(), self.consent, by=by, at=self.course.at),
            {"anne"} if self.agrees else set(),
        )  # fmt: skip

    @rule(who=st.sampled_from(["anne", "bent", "oliver", "karen"]))
    def withdraw_consent(self, who):
        try:
            with transaction.atomic():
                consents.withdraw(self.consent, by=self.solby.seats[who], at=self.course.at)
        except Refused:
            assert who != "anne" or not self.agrees
        else:
            assert who == "anne"
            self.agrees = False
            self.state = rules.REVOKED if self.state in rules.RUNNING else self.state

    @rule(who=st.sampled_from(ACTORS))
    def change_the_hospitals_line(self, who):
        line = Activity.objects.get(pk=self.course.activity.pk)
        effort = activities.Effort("Behandling", line.unit, line.starts_on)
        may = who == "lone" and self.state in rules.OPEN
        try:
            with transaction.atomic():
                activities.change_activity(
                    line, effort, seen=line.version, by=self.solby.seats[who], at=self.course.at
                )
        except Refused:
            assert not may
        else:
            assert may

    @rule(who=st.sampled_from(ACTORS))
    def send_back(self, who):
        self.tried(
            who, "return",
            lambda by: plans.send_back(self.plan(), reason="Ret", by=by, at=self.course.at),
            {"anne", self.coordinator},
        )  # fmt: skip

    @rule(who=st.sampled_from(ACTORS))
    def propose(self, who):
        self.tried(
            who, "propose",
            lambda by: plans.propose(self.plan(), by=by, at=self.course.at), {self.coordinator},
        )  # fmt: skip

    @rule(who=st.sampled_from(ACTORS))
    def hold(self, who):
        until = self.course.at.date() + timedelta(days=7)
        self.tried(
            who, "hold",
            lambda by: verbs.hold(
                self.plan(), reason="Syg", resume_on=until, by=by, at=self.course.at
            ),
            {self.coordinator},
        )  # fmt: skip

    @rule(who=st.sampled_from(ACTORS))
    def resume(self, who):
        self.tried(
            who, "resume",
            lambda by: verbs.resume(self.plan(), by=by, at=self.course.at), {self.coordinator},
        )  # fmt: skip

    @rule(who=st.sampled_from(ACTORS))
    def withdraw(self, who):
        self.tried(
            who, "withdraw",
            lambda by: verbs.withdraw(self.plan(), reason="Nej", by=by, at=self.course.at),
            {"anne", self.coordinator},
        )  # fmt: skip

    @rule(who=st.sampled_from(ACTORS), to=st.sampled_from(["mette", "jonas", "ali", "anne"]))
    def hand_over(self, who, to):
        may = who == self.coordinator and to != "anne" and self.state in rules.OPEN
        try:
            with transaction.atomic():
                verbs.hand_over(
                    self.plan(), to=self.solby.seats[to], by=self.solby.seats[who],
                    at=self.course.at,
                )  # fmt: skip
        except Refused:
            assert not may
        else:
            assert may
            self.coordinator = to

    @invariant()
    def exactly_one_coordinates_an_open_plan(self):
        kinds = Relation.objects.open().filter(
            citizen_id=self.course.citizen_id, kind="coordinator"
        )
        held = [relation.seat for relation in kinds]
        wanted = [self.solby.seats[self.coordinator]] if self.state in rules.OPEN else []
        assert held == wanted

    @invariant()
    def the_state_is_what_the_table_says(self):
        assert self.plan().state == self.state

    @invariant()
    def the_citizen_is_never_without_a_plan(self):
        states = set(StatutoryPlan.objects.filter().values_list("state", flat=True))
        assert states == ({"replaced"} if self.state in rules.RUNNING else {"in_force"})

    @invariant()
    def what_was_replaced_is_kept_word_for_word(self):
        now = list(StatutoryPart.objects.order_by("pk").values_list("pk", "text"))
        assert now == self.texts

    @invariant()
    def the_team_is_open_only_while_the_plan_runs(self):
        team = Relation.objects.open().filter(citizen_id=self.course.citizen_id, kind="team")
        assert team.exists() == (self.state in rules.RUNNING)

    @invariant()
    def the_team_reads_exactly_while_the_plan_runs(self):
        try:
            with transaction.atomic():
                access.look_up(
                    self.course.citizen_id, purpose="coordination", seen=["plan"],
                    by=self.solby.lone, at=self.course.at,
                )  # fmt: skip
        except Refused:
            assert self.state not in rules.RUNNING
        else:
            assert self.state in rules.RUNNING

    @invariant()
    def one_unit_answers_for_the_plan(self):
        assert self.plan().unit == self.solby.jobcentre

    @invariant()
    def history_only_grows(self):
        kept = PlanVersion.objects.order_by("number").values_list("number", "what", "content")
        now = list(kept)
        assert now[: len(self.history)] == self.history
        assert [number for number, _, _ in now] == list(range(1, len(now) + 1))
        assert now[-1][2]["plan"]["state"] == self.state
        self.history = now

    @invariant()
    def a_running_plan_has_a_valid_consent(self):
        plan = self.plan()
        if plan.state in rules.RUNNING:
            assert (plan.consent.state, plan.consent_id) == ("given", self.consent.pk)
            assert plan.consent.valid_until >= date(2026, 11, 18)


@pytest.mark.slow
def test_no_sequence_of_events_breaks_the_plan(proposed, consent, solby):
    run_state_machine_as_test(
        type("Bound", (PlanCourse,), {"course": proposed, "consent": consent, "solby": solby}),
        settings=settings(
            max_examples=16,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
