"""The trail: filtered, paged, told without content, read on record; and lines shown later."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries
from sammenhaeng.access.models import UseLine
from sammenhaeng.access.operations import trail
from sammenhaeng.audit.models import Entry
from sammenhaeng.audit.queries import Asked
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.world import solby as world

TRAIL = "/administration/revisionslog/"


def asked(*units, act="", days=60):
    chains = tuple(f"unit/{unit.pk}" for unit in units)
    return Asked(chains, now() - timedelta(days=days), now() + timedelta(minutes=1), act)


def pages(wanted, by) -> list[list[int]]:
    """The numbers on each page, from the newest to the oldest."""
    found, before = [], None
    while not found or before:
        stretch = trail.read(wanted, before, by=by, at=now() - timedelta(days=90))
        found.append([entry.number for entry in stretch.entries])
        before = stretch.older
    return found


def test_the_pages_together_hold_every_entry_once_newest_first(story, solby, monkeypatch):
    wanted = asked(solby.jobcentre, solby.family, solby.town_hall)
    every = Entry.objects.filter(chain__in=wanted.chains, at__gte=wanted.since)
    numbers = list(every.order_by("-at", "-pk").values_list("pk", flat=True))
    assert len(numbers) > 20
    monkeypatch.setattr(trail, "MOST_ON_A_PAGE", 7)
    found = pages(wanted, solby.per)
    assert [number for page in found for number in page] == numbers
    assert {len(page) for page in found[:-1]} == {7}


def test_one_act_and_one_unit_can_be_asked_for(story, solby):
    found = trail.read(asked(solby.jobcentre, act="plan.started"), None, by=solby.per, at=now())
    assert {entry.act for entry in found.entries} == {"Samlet plan begyndt"}
    assert {entry.chain for entry in found.entries} == {f"unit/{solby.jobcentre.pk}"}


@pytest.mark.parametrize("who", ["per", "eva"])
def test_reading_the_trail_is_written_on_it(solby, who):
    by = solby.seats[who]
    trail.read(asked(solby.town_hall), None, by=by, at=now())
    found = trail.read(asked(solby.town_hall, act="trail.read"), None, by=by, at=now())
    assert [entry.seat_id for entry in found.entries] == [by.pk]


@pytest.mark.parametrize("who", ["mette", "karen", "anne"])
def test_a_stranger_may_not_read_the_trail(solby, who):
    with pytest.raises(Refused, match="ikke adgang"):
        trail.read(asked(solby.town_hall), None, by=solby.seats[who], at=now())


def test_the_page_and_its_file_name_no_citizen_and_hold_no_content(story, solby, as_):
    browser = as_("per")
    for address in (TRAIL, f"{TRAIL}csv/"):
        text = browser.get(f"{address}?periode=365").content.decode()
        assert "Samlet plan godkendt" in text or "Samlet plan begyndt" in text
        assert "Petersen" not in text
        assert "hente Ida" not in text


def test_the_page_shows_ones_own_authority_only(story, as_):
    text = as_("per").get(f"{TRAIL}csv/?periode=365").content.decode()
    assert "Mette Krog" in text
    assert "Lone Birk" not in text


@pytest.mark.parametrize("query", ["periode=x", "handling=x", "enhed=x", "foer=x", "foer=999999"])
def test_a_filter_nobody_offers_breaks_nothing(solby, as_, query):
    assert as_("per").get(f"{TRAIL}?{query}").status_code == 200


def test_the_logs_are_checked_when_asked(solby, as_):
    page = as_("per").post(f"{TRAIL}efterproev/").content.decode()
    assert "Begge logge er hele" in page
    assert Entry.objects.filter(act="trail.checked", seat_id=solby.per.pk).exists()


def test_an_edited_act_is_told(committed, owner_connection):
    owner_connection.execute("update audit_entry set act = 'x' where act = 'seat.founded'")
    checked = trail.check(by=world.cast().per, at=now())
    assert not checked.is_whole
    assert [fault.what for fault in checked.faults] == ["edited"]


@pytest.fixture
def line(solby):
    """Ali's look-up of Bent, as Bent reads it."""
    bent = solby.citizens["bent"]
    access.open_with_reason(bent, code="acute", text="Ringede, bange", by=solby.ali, at=now())
    return UseLine.objects.filter(citizen_id=bent, seat=solby.ali).latest("pk")


def shown(solby) -> set[int]:
    own = solby.seats["bent"]
    use = access.look_up(own.citizen_id, purpose="own", seen=["use"], by=own, at=now())
    return {row.pk for row in queries.lines_about(use)}


def test_the_auditor_delays_a_line_by_its_number_in_the_browser(line, solby, as_):
    assert line.pk in shown(solby)
    browser, later = as_("per"), localdate() + timedelta(days=100)
    address = browser.post("/tilsyn/opslag/", {"number": line.pk}).url
    page = browser.get(address).content.decode()
    assert "Jobcenter Solby" in page
    assert "Bent" not in page
    day = {"reveal_on_0": later.day, "reveal_on_1": later.month, "reveal_on_2": later.year}
    assert browser.post(address, {}).status_code == 422
    assert browser.post(address, {**day, "because": "child"}).status_code == 302
    assert line.pk not in shown(solby)
    assert Entry.objects.get(act="use.delayed").seat_id == solby.per.pk


def test_a_line_of_another_authority_is_not_found_nor_delayed(line, solby, as_):
    bent, at = solby.citizens["bent"], now()
    access.open_with_reason(bent, code="acute", text="Ringede, bange", by=solby.lone, at=at)
    other = UseLine.objects.filter(citizen_id=bent, seat=solby.lone).latest("pk")
    assert as_("per").get(f"/tilsyn/opslag/{other.pk}/").status_code == 404
    day = localdate() + timedelta(days=9)
    with pytest.raises(Refused, match="findes ikke"):
        access.delay(other.pk, reveal_on=day, because="child", by=solby.per, at=at)


def test_a_line_is_delayed_for_a_reason_the_law_knows(line, solby):
    day = localdate() + timedelta(days=9)
    with pytest.raises(Refused, match="hvorfor"):
        access.delay(line.pk, reveal_on=day, because="convenient", by=solby.per, at=now())
