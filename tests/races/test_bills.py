"""Two at once about the same point of a bill: one wins, and the other is told."""

import pytest
from django.utils.timezone import now

from sammenhaeng.benefits.models import BillAnswer, BillText
from sammenhaeng.benefits.operations import bills
from sammenhaeng.world import rules_office as world

from .conftest import codes, race


@pytest.fixture
def officer(town):
    return world.settle(at=now())


@pytest.fixture
def bill(officer):
    """A bill in screening, committed, without a text or an answer yet."""
    bill = bills.open_bill(world.TITLE, world.MINISTRY, by=officer, at=now())
    return bills.move(bill, "screen", by=officer, at=now())


def test_of_two_answers_to_a_point_one_is_kept(bill, officer):
    point, told = next(iter(world.ANSWERS.items()))

    def answer():
        return bills.answer(bill, point, told, seen=0, by=officer, at=now())

    assert codes(race(answer, answer)) == ["done", "stale"]
    assert [one.version for one in BillAnswer.objects.filter(bill=bill)] == [1]


def test_of_two_texts_one_is_kept(bill, officer):
    def keep():
        return bills.keep_text(bill, world.TEXT, seen=0, by=officer, at=now())

    assert codes(race(keep, keep)) == ["done", "stale"]
    assert BillText.objects.filter(bill=bill).count() == 1
