"""Every page x person x status, from the addresses themselves; one line in the log per request."""

from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Refusal, UseLine
from sammenhaeng.citizens.models import Consent, Person
from sammenhaeng.citizens.operations import persons
from sammenhaeng.journeys.models import Activity, Appointment, Goal, StatutoryPlan

from . import table

ARGUMENTS = dict(table.named())
REPORTING = ("karen", "per", "eva")


@pytest.fixture
def as_(solby):
    """A client in somebody's seat, whether their role has a home yet or not."""

    def sit(name: str) -> Client:
        browser = Client()
        session = browser.session
        session["seat"], session["account"] = solby.seats[name].pk, solby.seats[name].account_id
        session.save()
        return browser

    return sit


@pytest.fixture
def things(story, solby):
    """What the addresses point at: of Anne's case, opened by the story's own look-ups."""
    anne = story.citizen_id
    ours = Appointment.objects.filter(unit=solby.jobcentre, state="booked")
    consents = Consent.objects.filter(citizen_id=anne)
    return {
        "code": Person.objects.get(pk=anne).code,
        "goal_id": Goal.objects.filter(plan=story).first().pk,
        "activity_id": Activity.objects.filter(plan=story, unit=solby.jobcentre).first().pk,
        "meeting_id": ours.first().pk,
        "plan_id": StatutoryPlan.objects.filter(citizen_id=anne).first().pk,
        "consent_id": consents.filter(state="given").first().pk,
        "number": 1,
        "event": "hold",
        "secret": "hemmelig",
        "name": "bundle",
        "account_id": solby.mette.account_id,
        "seat_id": solby.mette.pk,
        "unit_id": solby.jobcentre.pk,
        "period": "2026",
        "dialogue_id": 1,
        "bill_id": 1,
        "benefit": "boligstoette",
    }


def address(name: str, things, **other) -> str:
    wanted = ARGUMENTS[name]
    return reverse(name, kwargs={key: (things | other)[key] for key in wanted})


def test_every_address_is_in_the_table_once():
    counted = Counter(name for kind in table.KINDS for name in kind)
    assert set(counted) == set(ARGUMENTS), sorted(set(counted) ^ set(ARGUMENTS))
    assert set(counted.values()) == {1}


@pytest.mark.parametrize("name", sorted(table.PUBLIC))
def test_a_public_page_is_for_everybody(story, as_, client, things, name):
    browsers = [client, as_("anne"), as_("mette"), as_("karen")]
    assert {one.get(address(name, things)).status_code for one in browsers} == {200}


@pytest.mark.parametrize("name", sorted(table.CITIZEN | table.CITIZENS_THING))
def test_a_citizens_page_is_for_that_citizen(story, as_, client, things, name):
    path = address(name, things)
    told = {who: as_(who).get(path).status_code for who in ("anne", "bent", "mette", *REPORTING)}
    empty = 404 if name in table.CITIZENS_THING else 200
    assert told == {"anne": 200, "bent": empty, "mette": 403} | dict.fromkeys(REPORTING, 403)
    assert client.get(path).url == reverse("access:log_in")


@pytest.mark.parametrize("name", sorted(table.STAFF))
def test_a_staff_page_is_for_staff(story, as_, client, things, name):
    path = address(name, things)
    people = ("mette", "lone", "hans", "anne", *REPORTING)
    told = {who: as_(who).get(path).status_code for who in people}
    refused = dict.fromkeys(("anne", *REPORTING), 403)
    assert told == {"mette": 200, "lone": 200, "hans": 200} | refused
    assert client.get(path).url == reverse("access:log_in")


@pytest.mark.parametrize("name", sorted(table.ROLES))
def test_a_page_of_a_role_is_for_that_role(story, as_, client, things, name):
    path = address(name, things)
    told = {who: as_(who).get(path).status_code for who in ("anne", "mette", *REPORTING)}
    allowed = table.ROLES[name]
    assert told == {who: 200 if who in allowed else 403 for who in told}
    assert client.get(path).url == reverse("access:log_in")


@pytest.mark.parametrize("name", sorted(table.CASE))
def test_a_page_of_a_case_is_for_those_who_have_to_do_with_it(story, as_, client, things, name):
    path = address(name, things)
    told = {who: as_(who).get(path).status_code for who in ("mette", "anne", *REPORTING)}
    assert told == {"mette": 200} | dict.fromkeys(("anne", *REPORTING), 403)
    assert client.get(path).url == reverse("access:log_in")
    before = Refusal.objects.count()
    with_bent = address(name, things, code=_code_of("bent", as_))
    assert as_("mette").get(with_bent).status_code == 403
    assert Refusal.objects.count() == before + 1


def _code_of(who: str, as_) -> str:
    from sammenhaeng.world import solby  # noqa: PLC0415

    cast = solby.cast()
    access.look_up(
        cast.citizens[who], purpose="own", seen=["identity"], by=cast.seats[who], at=now()
    )
    return Person.objects.get(pk=cast.citizens[who]).code


@pytest.mark.parametrize("name", sorted(table.POSTED))
def test_what_changes_something_is_never_a_mere_visit(story, as_, things, name):
    rows = ("task_id", "step_id", "source_id", "replacement_id", "delivery_id", "measurement_id",
            "visit_id", "pool_id", "application_id")  # fmt: skip
    others = dict.fromkeys(rows, 1)
    path = address(name, things | others)
    assert {as_(who).get(path).status_code for who in ("anne", "mette")} == {405}


def written(since: int, citizen_id: int) -> int:
    return UseLine.objects.filter(pk__gt=since, citizen_id=citizen_id).count()


@pytest.mark.parametrize("name", sorted(table.CITIZEN | table.CITIZENS_THING | table.CASE))
def test_one_request_writes_one_line_about_each_citizen(story, as_, things, name):
    """L-1 and L-4: exactly one, also for reading the log itself."""
    browser = as_("mette" if name in table.CASE else "anne")
    last = UseLine.objects.order_by("-pk").first().pk
    assert browser.get(address(name, things)).status_code == 200
    assert written(last, story.citizen_id) == 1


@pytest.mark.parametrize("name", ["front:citizens", "front:inbox"])
def test_a_list_writes_one_line_about_each_citizen_on_it(story, as_, things, name):
    last = UseLine.objects.order_by("-pk").first().pk
    as_("mette").get(address(name, things))
    assert written(last, story.citizen_id) == 1


@pytest.mark.parametrize("name", sorted(table.PUBLIC))
def test_a_page_about_nobody_writes_no_line(story, as_, things, name):
    last = UseLine.objects.order_by("-pk").first().pk
    as_("mette").get(address(name, things))
    assert written(last, story.citizen_id) == 0


@pytest.mark.parametrize("who", ["mette", "lone", "hans", "ali"])
def test_a_protected_citizen_is_in_no_byte_of_any_answer_to_a_stranger(
    story, as_, things, solby, who
):
    """A-3: name, number, address and telephone, on every path a member of staff has."""
    identity = persons.Identity(
        "Gudrun Hemmelig Holm", address="Skjulestien 17", phone="20 30 40 50", is_protected=True
    )
    hidden = persons.register(identity, by=solby.jonas, at=now())
    browser, path = as_(who), {"code": hidden.code}
    answers = [browser.get(address(name, things)) for name in sorted(table.STAFF | table.CASE)]
    answers += [browser.get(address(name, things | path)) for name in sorted(table.CASE)]
    answers += [browser.post(reverse("citizens:look_up"), {"text": "Hemmelig"})]
    told = b"".join(answer.content for answer in answers)
    for secret in ("Gudrun", "Holm", "Skjulestien", "20 30 40 50"):
        assert secret.encode() not in told


def test_a_line_about_one_citizen_does_not_depend_on_another(story, as_, solby):
    """L-5: the same look-up, with and without Bent in it, reads the same to Anne."""
    told = []
    for others in ([], [solby.citizens["bent"]]):
        tie = access.Tie(solby.citizens["bent"], "case", "rsl-5", "test/bent")
        access.relate(tie, to=solby.jobcentre, by=solby.seats["system"], at=now())
        ids, last = [story.citizen_id, *others], UseLine.objects.order_by("-pk").first().pk
        access.look_up_many(ids, purpose="case", seen=["plan"], by=solby.mette, at=now())
        lines = UseLine.objects.filter(pk__gt=last, citizen_id=story.citizen_id)
        told.append([(one.unit_id, one.role, one.purpose, one.basis, one.relation,
                      tuple(one.categories), one.action) for one in lines])  # fmt: skip
    assert told[0] == told[1]
    assert len(told[0]) == 1
