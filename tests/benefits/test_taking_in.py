"""A caseworker takes in an application for a citizen who asks by phone, on paper or in person."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import now

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Relation
from sammenhaeng.audit.models import Entry
from sammenhaeng.benefits.models import Application, Decision, Evidence
from sammenhaeng.benefits.operations import applications, opening
from sammenhaeng.benefits.operations.applications import Wish
from sammenhaeng.benefits.queries import applications as queries
from sammenhaeng.benefits.rules import evidence, laws
from sammenhaeng.benefits.rules.evidence import WRITTEN_DOWN, Told
from sammenhaeng.inbox.models import Task
from sammenhaeng.kernel.calendar import add_working_days, day_of, midnight_after
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.world import benefits as world
from tests.scenes import ON

STRANGERS = ["mette", "jonas", "karen", "per", "eva", "bent", "oliver"]
HEARD = date(2026, 11, 12)  # some days before it is written down


def said(**other) -> list[Told]:
    told = world.answers(world.SAID | other, HEARD)
    return [Told(one.name, 0, one.value, WRITTEN_DOWN, HEARD) for one in told]


@pytest.fixture
def take_in(solby, benefits, at):
    """Dorthe takes in what Bent has asked for, whom she has opened as the page does."""
    system = solby.seats["system"]
    look(benefits.dorthe, benefits.bent.citizen_id, at)

    def taken_in(wish=None, channel="phone", by=benefits.dorthe, who="bent", at=at):
        wish = wish or Wish(world.BENEFIT, HEARD, benefits.office, told=said())
        citizen_id = solby.citizens[who]
        return applications.take_in(citizen_id, wish, channel, machine=system, by=by, at=at)

    return taken_in


def look(seat, citizen_id, at):
    return opening.case(seat, citizen_id, at, action="change")


def test_what_is_told_on_the_phone_is_decided_as_if_the_citizen_had_written_it(benefits, take_in):
    made = take_in()
    assert (made.state, made.channel, made.on, made.applied_by) == (
        "decided", "phone", HEARD, benefits.dorthe,
    )  # fmt: skip
    assert Decision.objects.get(application=made).granted == {"amount_month": 4487}


def test_its_facts_say_that_a_caseworker_wrote_the_citizens_words_down(benefits, take_in):
    made = take_in()
    rent = Evidence.objects.get(application=made, name="husleje")
    assert (rent.register, rent.told_on, rent.stated_by) == (WRITTEN_DOWN, HEARD, benefits.dorthe)


def test_registers_still_count_before_what_was_written_down(benefits, take_in):
    made = take_in(wish=Wish(
        world.BENEFIT, HEARD, benefits.office, told=said(areal="70")
    ))  # fmt: skip
    draft = Decision.objects.get(application=made)
    assert made.reasons == ["contradictory"]
    assert "BBR siger 58 m²" in draft.doubts[0]["sentence"]
    assert f"{WRITTEN_DOWN} siger 70 m²" in draft.doubts[0]["sentence"]


def test_the_audit_says_who_took_it_in_how_and_when_it_came(benefits, take_in):
    made = take_in(channel="paper")
    rows = Entry.objects.filter(thing="benefits.application", thing_id=made.pk).order_by("pk")
    assert [one.act for one in rows] == ["benefit.taken_in", "benefit.gathered"]
    assert rows[0].seat_id == benefits.dorthe.pk
    for told in ('"channel": "paper"', '"received_on": "2026-11-12"', '"kind": "boligstoette"'):
        assert told in rows[0].body


def test_the_days_a_caseworker_has_are_counted_from_when_it_came(benefits, take_in):
    made = take_in(wish=Wish(world.BENEFIT, HEARD, benefits.office))
    (task,) = Task.objects.filter(kind="benefit.decide", thing_id=made.pk)
    assert task.due_on == add_working_days(HEARD, 20)


@pytest.mark.parametrize("days", [1, 12])
def test_the_review_counts_from_the_end_of_the_day_it_came(solby, benefits, take_in, at, days):
    came = day_of(at) - timedelta(days=days)
    take_in(wish=Wish(world.BENEFIT, came, benefits.office, told=said()))
    with access.aggregate(purpose="test", by=solby.seats["per"], at=at), connection.cursor() as one:
        one.execute("select seconds from benefits_decided")
        found = [seconds for (seconds,) in one.fetchall()]
    assert pytest.approx((at - midnight_after(came)).total_seconds()) in found


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_may_not_take_in_for_bent(solby, who, take_in):
    with pytest.raises(Refused) as no:
        take_in(by=solby.seats[who])
    assert no.value.code == "forbidden"


def test_a_caseworker_may_not_apply_as_the_citizen(benefits, at):
    wish = Wish("folkepension", ON, benefits.office)
    with pytest.raises(Refused, match="søge om en ydelse"):
        applications.apply(benefits.bent.citizen_id, wish, by=benefits.dorthe, at=at)


def reason(seat, citizen_id, at):
    told = {"code": "enquiry", "text": "Borgeren ringer for at søge"}
    access.open_with_reason(citizen_id, **told, by=seat, at=at)


def test_a_reason_is_not_enough_for_another_unit(solby, benefits, take_in):
    reason(solby.mette, benefits.bent.citizen_id, now())
    with pytest.raises(Refused, match="Kun Ydelseskontoret") as no:
        take_in(by=solby.mette, at=now())
    assert no.value.code == "forbidden"


def test_whoever_the_office_has_looked_up_with_a_reason_becomes_its_case(solby, benefits, take_in):
    oliver, at = solby.citizens["oliver"], now()
    with pytest.raises(Refused):
        look(benefits.dorthe, oliver, at)
    reason(benefits.dorthe, oliver, at)
    look(benefits.dorthe, oliver, at)
    take_in(who="oliver", at=at)
    kinds = Relation.objects.open().filter(citizen_id=oliver, unit=benefits.office)
    assert [one.kind for one in kinds] == ["benefit"]


@pytest.mark.parametrize("channel", ["", "self", "pigeon"])
def test_it_is_told_how_it_came(channel, take_in):
    with pytest.raises(Refused, match="hvordan ansøgningen er modtaget") as no:
        take_in(channel=channel)
    assert no.value.code == "invalid"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (ON + timedelta(days=1), "efter i dag"),
        (laws.law(world.BENEFIT).statute_from - timedelta(days=1), "så langt tilbage"),
    ],
)
def test_it_has_come_and_the_law_is_there(benefits, day, words, take_in):
    wish = Wish(world.BENEFIT, day, benefits.office, told=said())
    with pytest.raises(Refused, match=words):
        take_in(wish=wish)


def test_a_benefit_that_is_applied_for_is_not_applied_for_again(benefits, at, take_in):
    look(benefits.dorthe, benefits.anne.citizen_id, at)
    with pytest.raises(Refused, match="allerede en ansøgning") as no:
        take_in(who="anne")
    assert no.value.code == "state"


def test_the_database_knows_every_way_an_application_comes(benefits, at):
    look(benefits.dorthe, benefits.bent.citizen_id, at)
    with pytest.raises(IntegrityError, match="known_way"), transaction.atomic():
        Application.objects.filter(pk=benefits.bent.pk).update(channel="pigeon")


def test_what_is_still_open_is_told_by_benefit(benefits, at):
    anne = look(benefits.dorthe, benefits.anne.citizen_id, at)
    assert queries.open_by_law(anne) == {"boligstoette": benefits.anne}
    bent = look(benefits.dorthe, benefits.bent.citizen_id, at)
    assert queries.open_by_law(bent) == {}


def test_the_answers_leave_out_what_follows_from_them():
    law = laws.law(world.BENEFIT)
    told = [*said(), Told("voksne", 0, "1", evidence.FOLLOWS, HEARD)]
    rows = dict(queries.answers(law, told, 1))
    assert rows[law.inputs["husleje"].label].startswith("6.200 kr.")
    assert law.inputs["voksne"].label not in rows
