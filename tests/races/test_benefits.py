"""Two at once about the same benefit: one wins, and the other is told."""

import pytest
from django.db import transaction
from django.utils.timezone import localdate, now

from sammenhaeng.access import operations as access
from sammenhaeng.benefits.models import Application, Decision
from sammenhaeng.benefits.operations import applications, decisions
from sammenhaeng.benefits.operations.decisions import Verdict
from sammenhaeng.world import benefits as world

from .conftest import codes, race


@pytest.fixture
def office(town):
    """Solby with its benefits office and two cases, committed."""
    return world.settle(town, localdate(), at=now())


def look(seat, citizen_id):
    purpose = "own" if seat.is_citizen else "benefit"
    return access.look_up(
        citizen_id, purpose=purpose, seen=["facts", "benefits"], by=seat, at=now(), action="change"
    )


def test_of_two_who_decide_the_same_case_one_does(town, office):
    with transaction.atomic():
        look(office.dorthe, office.anne.citizen_id)
        draft = Decision.objects.get(application=office.anne, state="draft")

    def decide():
        look(office.dorthe, office.anne.citizen_id)
        return decisions.settle(office.anne, Verdict(draft.pk), by=office.dorthe, at=now())

    assert codes(race(decide, decide)) == ["done", "state"]


def test_of_a_decision_and_a_withdrawal_one_counts(town, office):
    anne = town.seats["anne"]
    with transaction.atomic():
        look(anne, office.anne.citizen_id)
        draft = Decision.objects.get(application=office.anne, state="draft")

    def decide():
        look(office.dorthe, office.anne.citizen_id)
        return decisions.settle(office.anne, Verdict(draft.pk), by=office.dorthe, at=now())

    def withdraw():
        look(anne, office.anne.citizen_id)
        return applications.withdraw(office.anne, by=anne, at=now())

    done, lost = codes(race(decide, withdraw))
    assert (done, lost in ("state", "forbidden")) == ("done", True)  # the office has let go


def test_of_two_applications_at_once_one_is_taken(town, office):
    oliver = town.seats["oliver"]

    def apply():
        look(oliver, oliver.citizen_id)
        wish = applications.Wish("folkepension", localdate(), office.office)
        return applications.apply(oliver.citizen_id, wish, by=oliver, at=now())

    assert codes(race(apply, apply)) == ["done", "state"]
    with transaction.atomic():
        look(oliver, oliver.citizen_id)
        assert Application.objects.filter(citizen_id=oliver.citizen_id).count() == 1


def test_of_a_citizen_and_a_caseworker_who_apply_at_once_one_does(town, office):
    bent = town.seats["bent"]
    wish = applications.Wish("folkepension", localdate(), office.office)

    def apply():
        look(bent, bent.citizen_id)
        return applications.apply(bent.citizen_id, wish, by=bent, at=now())

    def take_in():
        look(office.dorthe, bent.citizen_id)
        both = {"machine": town.seats["system"], "by": office.dorthe}
        return applications.take_in(bent.citizen_id, wish, "phone", **both, at=now())

    assert codes(race(apply, take_in)) == ["done", "state"]


def test_without_a_use_the_database_opens_no_rows(town, office, app_connection):
    with app_connection.cursor() as cursor:
        for table in ("application", "evidence", "decision"):
            cursor.execute(f"select count(*) from benefits_{table}")
            assert cursor.fetchone() == (0,)
