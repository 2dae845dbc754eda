"""The calendar as a subscription: a secret address, little told, everything logged."""

import re

import pytest
from django.utils.timezone import now
from icalendar import Calendar

from sammenhaeng.access import operations as access
from sammenhaeng.access.queries import lines_about
from sammenhaeng.journeys.operations import feeds as verbs
from sammenhaeng.kernel.refusal import Refused

PAGE = "/borger/kalender/abonnement/"


@pytest.fixture
def address(story, as_):
    page = as_("anne").post(PAGE).content.decode()
    return re.search(r'value="http://testserver(/kalender/[^"]+)"', page)[1]


def test_the_file_tells_when_and_neither_what_nor_where(client, address):
    content = client.get(address).content
    events = Calendar.from_ical(content).walk("VEVENT")
    assert len(events) == 4
    assert {str(event["SUMMARY"]) for event in events} == {"Aftale"}
    assert b"Psykiatri" not in content
    assert not any("LOCATION" in event for event in events)


def test_each_fetch_is_a_line_in_the_log(client, address, solby):
    anne = solby.anne
    for _ in range(2):
        client.get(address)
    use = access.look_up(anne.citizen_id, purpose="own", seen=["use"], by=anne, at=now())
    assert [line.action for line in lines_about(use)[1:3]] == ["export", "export"]


def test_a_new_address_ends_the_old_one(client, address, as_):
    as_("anne").post(PAGE)
    assert client.get(address).status_code == 404


def test_a_closed_address_and_a_guessed_one_say_the_same(client, address, as_):
    as_("anne").post(f"{PAGE}luk/")
    closed, guessed = client.get(address), client.get("/kalender/gaet.ics")
    assert (closed.status_code, guessed.status_code) == (404, 404)
    assert b"virker ikke" in closed.content


def test_the_secret_is_shown_once(address, as_):
    secret = address.split("/")[-1].removesuffix(".ics")
    assert secret not in as_("anne").get(PAGE).content.decode()


def test_staff_have_no_calendar_address(story, solby):
    with pytest.raises(Refused, match="abonnement"):
        verbs.open_feed(by=solby.mette, at=now())
