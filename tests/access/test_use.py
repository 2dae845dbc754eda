from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import UseLine
from sammenhaeng.citizens.models import Person
from sammenhaeng.kernel.refusal import Refused


def test_without_a_use_there_are_no_citizens(solby):
    assert Person.objects.count() == 0


def test_a_use_opens_exactly_its_citizen(solby, at):
    anne = solby.citizens["anne"]
    access.look_up(anne, purpose="own", seen=["identity"], by=solby.seats["anne"], at=at)

    assert [person.pk for person in Person.objects.all()] == [anne]


def test_a_stranger_may_not_look_up(solby, at):
    with pytest.raises(Refused, match="ikke tilknyttet"):
        access.look_up(
            solby.citizens["anne"], purpose="case", seen=["identity"], by=solby.lone, at=at
        )
    assert Person.objects.count() == 0


def test_a_look_up_rolled_back_opens_nothing(solby, at):
    anne = solby.citizens["anne"]
    before = transaction.savepoint()
    access.look_up(anne, purpose="own", seen=["identity"], by=solby.seats["anne"], at=at)
    transaction.savepoint_rollback(before)

    assert Person.objects.count() == 0


def test_a_reason_opens_a_citizen_for_two_hours(solby, at):
    anne = solby.citizens["anne"]
    access.open_with_reason(anne, code="acute", text="Ringede og var bange", by=solby.lone, at=at)

    access.look_up(anne, purpose="case", seen=["identity"], by=solby.lone, at=at)
    later = at + timedelta(hours=2)
    with pytest.raises(Refused):
        access.look_up(anne, purpose="case", seen=["identity"], by=solby.lone, at=later)


def test_the_citizen_sees_the_look_up(solby, at):
    anne = solby.citizens["anne"]
    access.open_with_reason(anne, code="acute", text="Ringede og var bange", by=solby.lone, at=at)

    access.look_up(anne, purpose="own", seen=["use"], by=solby.seats["anne"], at=at)
    assert solby.psychiatry.pk in {line.unit_id for line in UseLine.objects.all()}


def test_figures_see_no_table(solby, at):
    with access.aggregate(purpose="parallel plans", by=solby.karen, at=at):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Person.objects.count()
    assert Person.objects.count() == 0
