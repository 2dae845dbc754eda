"""A change that was tried is kept."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from sammenhaeng.audit.models import Entry
from sammenhaeng.benefits.models import Scenario
from sammenhaeng.benefits.operations import scenarios
from sammenhaeng.benefits.queries import proposals
from sammenhaeng.benefits.queries.trial import Asked, tried
from sammenhaeng.kernel.refusal import Refused

ON = date(2026, 6, 1)
RULE = "is: sikring_grundlag\nsay: Boligsikringen er {sikring_grundlag}."
CHANGE = Asked(
    "boligstoette", ON, (("sikring_indkomstgraense", "190.000"),), (("boligsikring", RULE),)
)


def test_a_kept_change_is_tried_again_the_same(ruth, at):
    kept = scenarios.keep(CHANGE, " Højere grænse ", by=ruth, at=at)
    (found,) = proposals.scenarios("boligstoette")
    assert (found, found.title) == (kept, "Højere grænse")
    assert proposals.asked_of(found) == CHANGE
    assert tried(CHANGE).digests == (kept.rules_before, kept.rules_after)


def test_what_is_kept_is_in_the_log(ruth, at):
    kept = scenarios.keep(CHANGE, "x", by=ruth, at=at)
    entry = Entry.objects.filter(thing="benefits.scenario").latest("pk")
    assert (entry.act, entry.thing_id) == ("scenario.kept", kept.pk)


@pytest.mark.parametrize("who", ["mette", "karen", "per", "eva"])
def test_a_stranger_may_not_keep_a_change(solby, at, who):
    with pytest.raises(Refused, match="adgang"):
        scenarios.keep(CHANGE, "x", by=solby.seats[who], at=at)


@pytest.mark.parametrize(
    ("asked", "title", "told"),
    [
        (CHANGE, " ", "hedde"),
        (Asked("boligstoette", ON), "x", "ændrer ikke loven"),
        (CHANGE._replace(values=(("sikring_aftrapning", "200 %"),)), "x", "BSL § 22"),
        (CHANGE._replace(on=date(1900, 1, 1)), "x", "før"),
    ],
)
def test_what_cannot_be_tried_is_not_kept(ruth, at, asked, title, told):
    with pytest.raises(Refused, match=told):
        scenarios.keep(asked, title, by=ruth, at=at)
    assert not Scenario.objects.exists()


def test_the_database_keeps_no_change_that_changes_nothing(ruth, at):
    with pytest.raises(IntegrityError, match="changes_the_rules"), transaction.atomic():
        Scenario.objects.create(
            law="x", on=ON, title="x", rules_before="a", rules_after="a", kept_by=ruth, kept_at=at
        )


def test_a_change_stands_beside_the_law_with_what_differs_marked():
    value, rule = proposals.beside(CHANGE)
    assert value.law.lines == (("170.300 kr. om året", True),)
    assert value.proposal.lines == (("190.000 kr. om året", True),)
    assert rule.proposal.lines[0] == ("is: sikring_grundlag", True)
    assert all(is_changed for _, is_changed in rule.law.lines)


def test_the_day_is_the_last_one_whose_law_is_known():
    assert proposals.day_in_force("boligstoette", date(2026, 11, 18)) == date(2026, 11, 18)
    assert proposals.day_in_force("boligstoette", date(2031, 3, 1)) == date(2026, 12, 31)
