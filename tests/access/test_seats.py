"""Who sits where: giving, ending and standing in."""

from datetime import date, timedelta
from typing import get_args

import pytest
from django.utils.timezone import localdate, now

from sammenhaeng.access import operations as access
from sammenhaeng.access import rules
from sammenhaeng.access.models import Account, Relation, UseLine
from sammenhaeng.access.operations.seats import Post, end_stand_in, register
from sammenhaeng.access.queries import kinds_held
from sammenhaeng.access.schemas.people import GivenRole
from sammenhaeng.audit.models import Entry
from sammenhaeng.citizens.models import Person
from sammenhaeng.kernel.refusal import Refused

DAY = date(2026, 11, 18)
LAST = DAY + timedelta(days=13)


@pytest.fixture
def newcomer(solby, at):
    return register("https://id.example", "s-1", "Ny Medarbejder", by=solby.eva, at=at)


def post(solby, **other):
    return Post(**{"role": "caseworker", "unit": solby.family, "first_on": DAY, **other})


def test_a_registered_account_has_no_seat_and_sees_nothing(newcomer):
    assert newcomer.seat_set.count() == 0
    assert Entry.objects.filter(act="account.registered", thing_id=newcomer.pk).exists()


def test_one_subject_is_registered_once(newcomer, solby, at):
    with pytest.raises(Refused, match="allerede en bruger"):
        register("https://id.example", "s-1", "En anden", by=solby.eva, at=at)


def test_an_administrator_gives_a_seat_for_a_period(newcomer, solby, at):
    seat = access.seat(newcomer, post(solby, last_on=LAST, title="rådgiver"), by=solby.eva, at=at)
    assert (seat.role, seat.unit, seat.first_on, seat.last_on) == (
        "caseworker", solby.family, DAY, LAST,
    )  # fmt: skip
    assert Entry.objects.filter(act="seat.taken", thing_id=seat.pk).exists()


@pytest.mark.parametrize("who", ["mette", "karen", "per"])
def test_only_an_administrator_gives_a_seat(newcomer, solby, at, who):
    with pytest.raises(Refused, match="ikke adgang"):
        access.seat(newcomer, post(solby), by=solby.seats[who], at=at)


def test_no_seat_is_given_in_another_authority(newcomer, solby, at):
    with pytest.raises(Refused, match="ikke adgang"):
        access.seat(newcomer, post(solby, unit=solby.psychiatry), by=solby.eva, at=at)


@pytest.mark.parametrize("role", ["analyst", "rules_officer", "system"])
def test_a_kommune_has_no_seat_whose_work_is_the_whole_countrys(newcomer, solby, at, role):
    with pytest.raises(Refused, match="fra listen"):
        access.seat(newcomer, post(solby, role=role), by=solby.eva, at=at)


def test_a_kommune_gives_every_other_seat():
    assert {*rules.given_in("kommune")} == {*rules.given_in("ministry")} - rules.OF_THE_STATE
    assert "hr" in rules.given_in("kommune")


def test_the_state_has_every_seat_and_the_machine_knows_them_all():
    given = rules.given_in("ministry")
    assert given == [*get_args(GivenRole)]
    assert {*given} == {*rules.ROLES} - {"citizen", "system"}


def test_nobody_gives_themselves_a_seat(solby, at):
    with pytest.raises(Refused, match="sig selv"):
        access.seat(solby.eva.account, post(solby), by=solby.eva, at=at)


@pytest.mark.parametrize("role", ["system", "citizen", "king"])
def test_some_roles_are_not_an_administrators_to_give(newcomer, solby, at, role):
    with pytest.raises(Refused, match="rolle fra listen"):
        access.seat(newcomer, post(solby, role=role), by=solby.eva, at=at)


@pytest.mark.parametrize(("first", "is_taken"), [(13, True), (14, False)])
def test_the_same_role_in_a_unit_is_given_once_at_a_time(newcomer, solby, at, first, is_taken):
    access.seat(newcomer, post(solby, last_on=LAST), by=solby.eva, at=at)
    later = post(solby, first_on=DAY + timedelta(days=first))
    if not is_taken:
        access.seat(newcomer, later, by=solby.eva, at=at)
        return
    with pytest.raises(Refused, match="allerede den rolle"):
        access.seat(newcomer, later, by=solby.eva, at=at)


def test_a_seat_ends_with_its_last_day(newcomer, solby, at):
    seat = access.seat(newcomer, post(solby), by=solby.eva, at=at)
    access.unseat(seat, last_on=LAST, by=solby.eva, at=at)
    valid = type(seat).objects.filter(pk=seat.pk)
    assert valid.valid_on(LAST).exists()
    assert not valid.valid_on(LAST + timedelta(days=1)).exists()


def covered(solby, story, first_on, last_on):
    """Ali stands in for Mette, who coordinates Anne's plan."""
    Relation.objects.open().filter(seat=solby.ali).update(ended_at=now())
    access.name_stand_in(
        solby.mette, solby.ali, first_on=first_on, last_on=last_on, by=solby.eva, at=now()
    )


@pytest.mark.parametrize(
    ("first", "last", "may"), [(0, 0, True), (-5, 5, True), (1, 5, False), (-5, -1, False)]
)
def test_a_stand_in_holds_the_relations_of_the_one_away_in_the_period(
    solby, story, first, last, may
):
    today = localdate()
    covered(solby, story, today + timedelta(days=first), today + timedelta(days=last))
    anne = solby.citizens["anne"]
    assert ("coordinator" in kinds_held(solby.ali, [anne], now())[anne]) is may


def test_a_stand_in_opens_the_citizen_and_the_line_says_the_stand_ins_own_seat(solby, story):
    covered(solby, story, localdate(), localdate())
    anne = solby.citizens["anne"]
    use = access.look_up(anne, purpose="coordination", seen=["use"], by=solby.ali, at=now())
    line = UseLine.objects.filter(citizen_id=anne, request=use.request).get()
    assert (line.seat_id, line.relation) == (solby.ali.pk, "coordinator")
    assert Person.objects.filter(pk=anne).exists()


def test_when_the_stand_in_is_taken_off_the_citizen_is_closed(solby, story):
    covered(solby, story, localdate(), localdate())
    end_stand_in(solby.mette, by=solby.eva, at=now())
    anne = solby.citizens["anne"]
    assert "coordinator" not in kinds_held(solby.ali, [anne], now())[anne]


@pytest.mark.parametrize(
    ("who", "last", "sentence"),
    [
        ("lone", LAST, "samme myndighed"),
        ("mette", LAST, "Vælg en anden"),
        ("eva", LAST, "Vælg en anden"),
        ("karen", LAST, "samme rolle"),
        ("ali", DAY - timedelta(days=1), "højst et år"),
        ("ali", DAY + timedelta(days=366), "højst et år"),
    ],
)
def test_who_may_not_stand_in(solby, at, who, last, sentence):
    with pytest.raises(Refused, match=sentence):
        access.name_stand_in(
            solby.mette, solby.seats[who], first_on=DAY, last_on=last, by=solby.eva, at=at
        )


def test_an_administrator_registers_gives_and_ends_in_the_browser(solby, as_):
    browser = as_("eva")
    told = {"name": "Bo Ny", "issuer": "https://id.example", "subject": "s-9"}
    person = browser.post("/administration/brugere/ny/", told).url
    seat = {
        "role": "caseworker", "unit": solby.school.pk,
        "first_on_0": "1", "first_on_1": "12", "first_on_2": "2026",
    }  # fmt: skip
    assert browser.post(f"{person}plads/", seat).status_code == 302
    account = Account.objects.get(subject="s-9")
    (given,) = account.seat_set.all()
    assert given.first_on == date(2026, 12, 1)
    assert "Bo Ny" in browser.post("/administration/brugere/", {"text": "bo n"}).content.decode()
    end = {"last_on_0": "31", "last_on_1": "12", "last_on_2": "2026"}
    browser.post(f"/administration/pladser/{given.pk}/afslut/", end)
    given.refresh_from_db()
    assert given.last_on == date(2026, 12, 31)


@pytest.mark.parametrize(
    "path", ["/administration/brugere/", "/administration/brugere/ny/", "{person}plads/",
             "/administration/pladser/{seat}/afslut/",
             "/administration/pladser/{seat}/stedfortraeder/"]
)  # fmt: skip
def test_a_form_left_empty_says_what_is_missing(solby, as_, path):
    person = f"/administration/brugere/{solby.mette.account_id}/"
    page = as_("eva").post(path.format(person=person, seat=solby.mette.pk), {})
    assert page.status_code == 422
    assert "error-summary" in page.content.decode()


def test_people_of_another_authority_do_not_exist_for_the_administrator(solby, as_):
    browser = as_("eva")
    assert browser.get(f"/administration/brugere/{solby.lone.account_id}/").status_code == 404
    assert browser.get(f"/administration/pladser/{solby.lone.pk}/afslut/").status_code == 404
    assert "Lone Birk" not in browser.get("/administration/brugere/csv/").content.decode()
