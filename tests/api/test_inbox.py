"""A task of the inbox by the API: read, put off, given on."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from sammenhaeng.inbox import operations as inbox


@pytest.fixture
def task(story, solby):
    """The job centre is to follow Anne's plan up within five days."""
    due_on = localdate() + timedelta(5)
    errand = inbox.Errand("plan.review", "journeys.plan", story.pk, story.citizen_id, due_on)
    return inbox.ask(errand, of=solby.jobcentre, by=solby.mette, at=now())


def test_a_task_is_told_as_its_page_tells_it(machine, task, code, solby):
    told = machine("mette").get(f"/inbox/{task.pk}").json()
    assert (told["task"]["id"], told["code"], told["can_wait"]) == (task.pk, code, True)
    assert [one["seat"] for one in told["colleagues"]] == [solby.ali.pk]
    assert told["colleagues"][0]["who"]["name"] == "Ali Demir"


@pytest.mark.parametrize(("days", "status"), [(0, 422), (5, 204), (6, 422)])
def test_a_task_is_put_off_until_its_deadline_at_most(machine, task, days, status):
    until = (localdate() + timedelta(days)).isoformat()
    answer = machine("mette").post(f"/inbox/{task.pk}/snooze", until=until)
    assert answer.status_code == status
    task.refresh_from_db()
    assert (task.snoozed_until is not None) == (status == 204)


@pytest.mark.parametrize(("to", "status"), [("ali", 204), ("lone", 422), ("mette", 422)])
def test_a_task_is_given_to_a_colleague_only(machine, task, solby, to, status):
    seat = solby.seats[to]
    assert machine("mette").post(f"/inbox/{task.pk}/assign", seat=seat.pk).status_code == status
    task.refresh_from_db()
    assert (task.seat == seat) == (status == 204)


@pytest.mark.parametrize("verb", ["snooze", "assign", "done"])
def test_another_units_task_is_not_there(machine, task, solby, verb):
    told = {"snooze": {"until": "2026-12-24"}, "assign": {"seat": solby.ali.pk}, "done": {}}[verb]
    assert machine("lone").get(f"/inbox/{task.pk}").status_code == 404
    assert machine("lone").post(f"/inbox/{task.pk}/{verb}", **told).status_code == 404


@pytest.mark.parametrize("only", ["nye", "venter"])
def test_the_inbox_is_told_by_the_filters_of_its_page(machine, task, only):
    told = machine("mette").get(f"/inbox?only={only}").json()
    kinds = {one["kind"] for group in told["groups"] for one in group["tasks"]}
    assert kinds == {"nye": {"plan.review"}, "venter": {"consent.answer"}}[only]
    assert told["counts"]["on_others"] == 1
