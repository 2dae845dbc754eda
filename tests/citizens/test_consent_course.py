"""Any sequence of answers to a consent, by anybody, against the state table and the relation."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils.timezone import localdate
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Relation
from sammenhaeng.citizens import rules
from sammenhaeng.citizens.models import Consent
from sammenhaeng.citizens.operations import consents as verbs
from sammenhaeng.inbox.models import Task
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.world.solby import Solby

LAST_DAY = date(2026, 11, 21)
ACTORS = ["anne", "bent", "oliver", "mette", "lone", "karen", "system"]
CLOSERS = {"anne", "mette"}


class ConsentCourse(RuleBasedStateMachine):
    """Bound by the test to the cast and an instant; the clock only goes forward."""

    solby: Solby
    start: object

    def __init__(self):
        super().__init__()
        self.before = transaction.savepoint()
        self.at, self.state = self.start, rules.ASKED
        self.anne = self.solby.citizens["anne"]
        self.consent = self.asked()

    def teardown(self):
        transaction.savepoint_rollback(self.before)

    def asked(self) -> Consent:
        request = verbs.Request(
            "coordination", "rsl-11a-1", self.solby.psychiatry, ("plan",), LAST_DAY, "Se målene"
        )
        return verbs.ask(self.anne, request, by=self.solby.mette, at=self.at)

    def tried(self, who, event, verb, may):
        may = may and event in rules.CONSENT[self.state]
        try:
            with transaction.atomic():
                verb(self.consent, by=self.solby.seats[who], at=self.at)
        except Refused:
            assert not may, f"{who} should be able to {event} in {self.state} on {self.at}"
        else:
            assert may, f"{who} should not be able to {event} in {self.state} on {self.at}"
            self.state = rules.CONSENT[self.state][event]

    @rule(days=st.integers(1, 2))
    def time_passes(self, days):
        self.at += timedelta(days=days)

    @rule(who=st.sampled_from(ACTORS))
    def give(self, who):
        self.tried(who, "give", verbs.give, who == "anne" and self.at.date() <= LAST_DAY)

    @rule(who=st.sampled_from(ACTORS), witness=st.sampled_from(["ali", "mette", "anne"]))
    def give_orally(self, who, witness):
        heard = self.solby.seats[witness]

        def verb(consent, *, by, at):
            verbs.give_orally(consent, witness=heard, by=by, at=at)

        may = who == "mette" and witness == "ali" and self.at.date() <= LAST_DAY
        self.tried(who, "give", verb, may)

    @rule(who=st.sampled_from(ACTORS))
    def decline(self, who):
        self.tried(who, "decline", verbs.decline, who == "anne")

    @rule(who=st.sampled_from(ACTORS))
    def withdraw(self, who):
        is_open = self.state == rules.GIVEN and localdate() <= LAST_DAY  # an act's day is today
        may = who in CLOSERS or (who == "lone" and is_open)
        self.tried(who, "withdraw", verbs.withdraw, may)

    @rule(who=st.sampled_from(ACTORS))
    def expire(self, who):
        self.tried(who, "expire", verbs.expire, who == "system" and self.at.date() > LAST_DAY)

    @precondition(lambda self: self.state == rules.GIVEN)
    @rule()
    def is_asked_and_given_anew(self):
        if self.at.date() < LAST_DAY:
            former = self.consent
            self.consent = verbs.give(self.asked(), by=self.solby.seats["anne"], at=self.at)
            former.refresh_from_db()
            assert former.state == rules.SUPERSEDED

    @invariant()
    def the_state_is_what_the_table_says(self):
        assert Consent.objects.get(pk=self.consent.pk).state == self.state

    @invariant()
    def a_yes_opens_once_and_its_end_closes(self):
        open_now = Relation.objects.open().filter(citizen_id=self.anne, kind="consent")
        sources = [relation.source for relation in open_now]
        wanted = f"citizens.consent/{self.consent.pk}"
        assert sources == ([wanted] if self.state == rules.GIVEN else [])

    @invariant()
    def the_receiver_reads_exactly_while_the_yes_holds(self):
        try:
            with transaction.atomic():
                access.look_up(
                    self.anne, purpose="coordination", seen=["plan"], by=self.solby.lone,
                    at=self.at,
                )  # fmt: skip
        except Refused:
            assert self.state != rules.GIVEN or self.at.date() > LAST_DAY
        else:
            assert self.state == rules.GIVEN
            assert self.at.date() <= LAST_DAY

    @invariant()
    def the_citizen_is_asked_only_while_unanswered(self):
        asks = Task.objects.filter(kind="consent.answer", state="open", thing_id=self.consent.pk)
        assert asks.exists() == (self.state == rules.ASKED)

    @invariant()
    def an_answer_says_when_and_a_yes_says_by_whom(self):
        row = Consent.objects.get(pk=self.consent.pk)
        if self.state in (rules.GIVEN, rules.DECLINED, rules.WITHDRAWN):
            assert row.answered_at.date() <= row.valid_until or self.state == rules.DECLINED
        if self.state == rules.GIVEN:
            assert row.given_by == self.anne


@pytest.fixture
def bound(solby, at):
    anne, system = solby.citizens["anne"], solby.seats["system"]
    access.look_up(anne, purpose="registration", seen=["identity"], by=system, at=at)
    tie = access.Tie(anne, "case", "rsl-5", "test")
    access.relate(tie, to=solby.jobcentre, by=system, at=at)
    return type("Bound", (ConsentCourse,), {"solby": solby, "start": at})


def tells(bound, *steps):
    """Take some steps and hold every invariant after each."""
    course = bound()
    for step, told in steps:
        getattr(course, step)(**told)
        for held in course.invariants:
            held.function(course)
    course.teardown()


def test_a_yes_that_is_taken_back_closes_what_it_opened(bound):
    tells(bound, ("give", {"who": "anne"}), ("withdraw", {"who": "anne"}))


def test_a_yes_opens_until_midnight_whether_or_not_the_night_has_ended_it(bound):
    tells(bound, ("give", {"who": "anne"}), ("time_passes", {"days": 4}))


def test_a_yes_comes_on_its_last_day_and_not_the_day_after(bound):
    tells(bound, ("time_passes", {"days": 3}), ("give", {"who": "anne"}))
    tells(bound, ("time_passes", {"days": 4}), ("give", {"who": "anne"}))


@pytest.mark.slow
def test_no_sequence_of_answers_opens_more_than_a_yes(bound):
    run_state_machine_as_test(
        bound,
        settings=settings(
            max_examples=30, stateful_step_count=10, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
