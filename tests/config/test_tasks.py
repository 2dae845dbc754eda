"""What the workers do when their time comes."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils.timezone import now

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.access import tasks as access_tasks
from sammenhaeng.citizens import tasks as citizens_tasks
from sammenhaeng.citizens.operations import consents
from sammenhaeng.citizens.queries import consents as consent_queries
from sammenhaeng.config import tasks as config_tasks
from sammenhaeng.inbox.models import Task
from sammenhaeng.journeys import tasks as journeys_tasks
from sammenhaeng.journeys.models import Appointment
from sammenhaeng.journeys.operations import appointments
from sammenhaeng.journeys.queries import ledger
from sammenhaeng.kernel.periods import Interval
from sammenhaeng.kernel.refusal import Refused


def test_sessions_that_have_ended_are_removed(client, db):
    for path, hours in (("/leder/", -1), ("/sag/", 1)):
        client.cookies.clear()
        client.get(path)
        Session.objects.filter(pk=client.session.session_key).update(
            expire_date=now() + timedelta(hours=hours)
        )
    config_tasks.clear_sessions(0)
    assert [one.get_decoded() for one in Session.objects.all()] == [{"wanted": "/sag/"}]


def test_the_use_log_is_sealed(solby):
    before = access_queries.seals().unsealed
    access_tasks.seal(0)
    assert access_queries.seals().unsealed <= before


def test_only_the_machine_seals(solby, at):
    with pytest.raises(Refused):
        access.seal(by=solby.mette, at=at)


def test_a_consent_ends_with_its_last_day_and_closes_what_it_opened(story, solby):
    anne, later = solby.citizens["anne"], now() + timedelta(days=400)
    assert consent_queries.with_overdue(later.date()) == [anne]
    use = access.look_up(
        anne, purpose="deadlines", seen=citizens_tasks.SEEN, by=solby.system, at=later
    )
    for consent in consent_queries.overdue(use, later.date()):
        consents.expire(consent, by=solby.system, at=later)
    story.refresh_from_db()
    assert story.state == "revoked"
    assert consent_queries.with_overdue(later.date()) == []


def test_nothing_ends_before_its_last_day(story, solby):
    citizens_tasks.expire_consents_of(solby.citizens["anne"])
    story.refresh_from_db()
    assert story.state == "active"


def test_a_held_time_is_given_back_after_a_quarter_of_an_hour(story, solby):
    anne, begins = solby.citizens["anne"], now() + timedelta(days=40)
    held_at = now() - timedelta(minutes=16)
    meeting = appointments.Meeting(
        anne, solby.jobcentre, "Møde", Interval(begins, begins + timedelta(hours=1))
    )
    held = appointments.hold(meeting, by=solby.mette, at=held_at)
    assert ledger.with_overdue_holds(now()) == [anne]
    journeys_tasks.release_holds_of(anne)
    assert Appointment.objects.get(pk=held.pk).state == "cancelled"


def test_a_consent_that_runs_out_is_warned_of_once_and_settled_by_a_new_yes(story, solby):
    anne, soon = solby.citizens["anne"], now() + timedelta(days=330)
    assert consent_queries.with_some_to_warn_of(soon.date()) == [anne]
    use = access.look_up(anne, purpose="deadlines", seen=["consent"], by=solby.system, at=soon)
    (consent,) = consent_queries.to_warn_of(use, soon.date())
    consents.warn(consent, by=solby.system, at=soon)
    asked = Task.objects.filter(kind="consent.expires", state="open")
    assert {(one.for_citizen_id, one.seat_id) for one in asked} == {
        (anne, None), (None, solby.mette.pk)
    }  # fmt: skip
    assert consent_queries.with_some_to_warn_of(soon.date()) == []
    access.look_up(anne, purpose="own", seen=["consent"], by=solby.anne, at=soon)
    consents.renew(consent, by=solby.anne, at=soon)
    assert not asked.all().exists()
