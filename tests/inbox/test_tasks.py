"""A task put off and given on: who may, until when, and what is left of it."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate, now

from sammenhaeng.access import operations as access
from sammenhaeng.audit.models import Entry
from sammenhaeng.inbox import operations, queries, rules
from sammenhaeng.inbox.models import Task
from sammenhaeng.kernel.refusal import Refused

TODAY = date(2026, 11, 18)


@pytest.fixture
def ask(solby, at):
    """Ask the job centre, or someone of it, to follow a plan up."""

    def asked(of=None, *, due_on=None, citizen_id=None, when=at) -> Task:
        errand = operations.Errand(
            "plan.review", "journeys.plan", citizen_id or 1, citizen_id, due_on
        )
        return operations.ask(errand, of=of or solby.jobcentre, by=solby.jonas, at=when)

    return asked


@pytest.mark.parametrize(
    ("days", "due_in", "is_fit"),
    [(0, None, False), (1, None, True), (400, None, True), (7, 7, True), (8, 7, False)],
)
def test_a_task_waits_until_after_today_and_not_beyond_its_deadline(days, due_in, is_fit):
    due_on = None if due_in is None else TODAY + timedelta(due_in)
    assert rules.can_wait_until(TODAY + timedelta(days), due_on, TODAY) == is_fit


@pytest.mark.parametrize(("due_in", "can"), [(None, True), (-1, False), (0, False), (1, True)])
def test_what_is_due_today_or_late_cannot_wait(due_in, can):
    due_on = None if due_in is None else TODAY + timedelta(due_in)
    assert rules.can_wait(due_on, TODAY) == can


def test_a_task_put_off_comes_back_on_its_day(ask, solby, at):
    task, by = ask(), solby.mette
    operations.snooze(task, until=date(2026, 11, 20), by=by, at=at)

    days = [date(2026, 11, day) for day in (18, 19, 20, 21)]
    seen = [queries.open_task(by, task.pk, day) is not None for day in days]
    assert seen == [False, False, True, True]
    assert Entry.objects.latest("pk").act == "task.snoozed"


def test_a_task_is_not_put_off_beyond_its_deadline(ask, solby, at):
    task = ask(due_on=date(2026, 11, 20))
    with pytest.raises(Refused, match="senest på fristen"):
        operations.snooze(task, until=date(2026, 11, 21), by=solby.mette, at=at)


@pytest.mark.parametrize(
    ("due_on", "shown_on"), [(None, 25), (date(2026, 11, 20), 20), (date(2026, 11, 30), 25)]
)
def test_an_errand_asked_again_is_not_put_off_beyond_its_new_deadline(
    ask, solby, at, due_on, shown_on
):
    operations.snooze(ask(), until=date(2026, 11, 25), by=solby.mette, at=at)
    again = ask(due_on=due_on)

    assert again.snoozed_until == date(2026, 11, shown_on)
    assert ask(solby.ali, due_on=due_on).snoozed_until is None


def test_a_stranger_neither_puts_off_nor_gives_on(ask, solby, at):
    task = ask()
    with pytest.raises(Refused, match="udsætte en opgave"):
        operations.snooze(task, until=date(2026, 11, 20), by=solby.lone, at=at)
    with pytest.raises(Refused, match="give en opgave"):
        operations.assign(task, to=solby.ali, by=solby.lone, at=at)


@pytest.mark.parametrize("verb", ["snooze", "assign"])
def test_what_is_done_is_neither_put_off_nor_given_on(ask, solby, at, verb):
    told = {"snooze": {"until": date(2026, 11, 20)}, "assign": {"to": solby.ali}}[verb]
    task = operations.finish(ask(), by=solby.mette, at=at)
    with pytest.raises(Refused) as refused:
        getattr(operations, verb)(task, **told, by=solby.mette, at=at)
    assert refused.value.code == "state"


def test_a_units_task_becomes_one_colleagues(ask, solby, at):
    task = operations.assign(ask(), to=solby.ali, by=solby.mette, at=at)

    assert (task.seat, task.unit) == (solby.ali, None)
    assert queries.open_task(solby.ali, task.pk, TODAY)
    assert queries.open_task(solby.mette, task.pk, TODAY) is None
    assert Entry.objects.latest("pk").act == "task.assigned"


@pytest.mark.parametrize("who", ["lone", "karen", "mette"])
def test_nobody_else_is_given_a_task(ask, solby, at, who):
    """Not of another unit, not without an inbox, not oneself."""
    with pytest.raises(Refused, match="Vælg en kollega"):
        operations.assign(ask(), to=solby.seats[who], by=solby.mette, at=at)


def test_a_seat_that_has_ended_is_given_nothing(ask, solby, at):
    type(solby.ali).objects.filter(pk=solby.ali.pk).update(last_on=date(2026, 11, 17))
    assert queries.colleagues(ask(), solby.mette, at) == []


def test_a_task_about_a_citizen_is_for_those_who_have_to_do_with_them(ask, solby, story):
    """Ali opens Bent with a reason: that is over in two hours, and nothing to take over on."""
    bent = solby.citizens["bent"]
    access.open_with_reason(bent, code="acute", text="Bent ringede", by=solby.ali, at=now())
    about = {name: ask(citizen_id=solby.citizens[name], when=now()) for name in ("anne", "bent")}
    found = {name: queries.colleagues(one, solby.mette, now()) for name, one in about.items()}
    assert found == {"anne": [solby.ali], "bent": []}


def test_whoever_has_the_errand_already_is_not_given_it_twice(ask, solby, at):
    task, _ = ask(), ask(solby.ali)
    with pytest.raises(Refused, match="allerede den samme opgave") as refused:
        operations.assign(task, to=solby.ali, by=solby.mette, at=at)

    assert refused.value.code == "invalid"
    task.refresh_from_db()
    assert (task.seat, task.unit) == (None, solby.jobcentre)


def test_new_is_what_came_today(ask, solby, at):
    yesterday, today = ask(when=at - timedelta(days=1)), ask(solby.mette)
    wanted = [queries.is_wanted(one, "nye", TODAY) for one in (yesterday, today)]
    assert wanted == [False, True]
    assert queries.counts([yesterday, today], [], TODAY).new == 1


def test_what_citizens_have_not_answered_is_told_of_these_citizens_only(story, solby):
    anne, bent = (solby.citizens[who] for who in ("anne", "bent"))
    assert {one.kind for one in queries.unanswered([anne])} <= set(rules.AWAITED)
    assert queries.unanswered([anne])
    assert queries.unanswered([bent]) == []
    assert queries.unanswered([]) == []
    assert all(one.created_at.date() <= localdate() for one in queries.unanswered([anne]))
