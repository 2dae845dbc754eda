"""A1 for machines: people, their seats and stand-ins, as the administrator's pages have them."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from sammenhaeng.access.models import Account, Seat
from sammenhaeng.audit.models import Entry

PERIOD = {"first_on": "2026-12-01", "last_on": "2026-12-31"}
NEW = {"name": "Ny Medarbejder", "issuer": "https://id.example", "subject": "s-1"}
SEARCH = "/people/searches"


@pytest.fixture
def eva(machine):
    return machine("eva")


def problem(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["title"]


def test_the_seats_are_those_of_the_page(eva, as_):
    told = eva.get("/people").json()
    page = as_("eva").get("/administration/brugere/").content.decode()
    assert [one["name"] for one in told["seats"]] == [
        "Ali Demir", "Eva Storm", "Jonas Bak", "Karen Holm", "Mette Krog", "Per Lind", "Sanne Holt",
    ]  # fmt: skip
    assert all(f">{one['name']}</a>" in page for one in told["seats"])
    assert (told["page"], told["pages"]) == (1, 1)


def test_the_seats_are_filtered_by_unit_and_role(eva, solby):
    address = f"/people?unit={solby.jobcentre.pk}&role=caseworker"
    assert [one["name"] for one in eva.get(address).json()["seats"]] == ["Ali Demir", "Mette Krog"]


def test_another_authoritys_unit_has_no_seats_here(eva, solby):
    assert eva.get(f"/people?unit={solby.psychiatry.pk}").json()["seats"] == []


def test_a_person_is_found_by_a_part_of_the_name_and_only_in_the_authority(eva):
    assert [one["name"] for one in eva.post(SEARCH, text="mette").json()] == ["Mette Krog"]
    assert eva.post(SEARCH, text="Lone Birk").json() == []


def test_a_person_is_registered_and_given_a_seat(eva, solby):
    made = eva.post("/people", **NEW).json()["id"]
    told = {"role": "caseworker", "unit": solby.family.pk, "title": "rådgiver", **PERIOD}
    given = eva.post(f"/people/{made}/seats", **told)
    (seat,) = eva.get(f"/people/{made}").json()["seats"]
    assert given.status_code == 201
    assert seat["id"] == given.json()["id"]
    assert {name: seat[name] for name in told} == told
    assert seat["unit_name"] == "Familieafdeling"
    assert Entry.objects.filter(act="seat.taken", thing_id=seat["id"]).exists()


def test_one_subject_is_registered_once(eva):
    assert eva.post("/people", **NEW).status_code == 201
    assert problem(eva.post("/people", **NEW)) == (
        422, "Der er allerede en bruger med det bruger-id.",
    )  # fmt: skip
    assert Account.objects.filter(subject="s-1").count() == 1


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"unit": "psychiatry"}, 422, "Vælg en af jeres enheder."),
        ({"last_on": "2026-11-30"}, 422, "Pladsen kan ikke slutte, før den begynder."),
        ({"role": "king"}, 422, "Ret det, der er forkert."),
        ({"role": "system"}, 422, "Ret det, der er forkert."),
        ({"first_on": "9999-12-31"}, 422, "Ret det, der er forkert."),
    ],
)
def test_a_seat_that_cannot_be_is_refused(eva, solby, change, status, sentence):
    told = {"role": "leader", "unit": "family", **PERIOD, **change}
    body = {**told, "unit": solby.units[told["unit"]].pk}
    answer = eva.post(f"/people/{solby.ali.account_id}/seats", **body)
    assert problem(answer) == (status, sentence)
    assert Seat.objects.filter(account=solby.ali.account).count() == 1


def test_nobody_gives_themselves_a_seat(eva, solby):
    body = {"role": "auditor", "unit": solby.town_hall.pk, **PERIOD}
    answer = eva.post(f"/people/{solby.eva.account_id}/seats", **body)
    assert problem(answer) == (
        403, "Ingen giver sig selv en plads. En anden administrator skal.",
    )  # fmt: skip


def test_a_seat_ends(eva, solby):
    address = f"/seats/{solby.ali.pk}/end"
    assert eva.post(address, last_on="2006-12-31").status_code == 422
    assert eva.post(address, last_on="2026-12-31").status_code == 204
    assert Seat.objects.get(pk=solby.ali.pk).last_on == date(2026, 12, 31)


def test_what_changes_soon_is_told_as_on_the_home_of_the_administrator(eva, solby):
    soon, later = (localdate() + timedelta(days=days) for days in (30, 31))
    for seat, day in ((solby.ali, soon), (solby.jonas, later)):
        eva.post(f"/seats/{seat.pk}/end", last_on=day.isoformat())
    away = {"first_on": localdate().isoformat(), "last_on": later.isoformat()}
    eva.post(f"/seats/{solby.mette.pk}/stand-in", seat=solby.sanne.pk, **away)
    told = eva.get("/seats/changes").json()
    assert [one["name"] for one in told["ending"]] == ["Ali Demir"]
    assert [one["name"] for one in told["covered"]] == ["Mette Krog"]


def test_someone_stands_in_and_no_longer(eva, solby):
    seat = f"/seats/{solby.mette.pk}"
    offered = {one["name"]: one["id"] for one in eva.get(f"{seat}/stand-ins").json()}
    assert sorted(offered) == ["Ali Demir", "Jonas Bak", "Sanne Holt"]
    assert eva.post(f"{seat}/stand-in", seat=offered["Ali Demir"], **PERIOD).status_code == 204
    (told,) = eva.get(f"/people/{solby.mette.account_id}").json()["seats"]
    assert told["stand_in"] == {"seat": solby.ali.pk, "name": "Ali Demir", **PERIOD}
    assert eva("delete", f"{seat}/stand-in").status_code == 204
    assert problem(eva("delete", f"{seat}/stand-in")) == (409, "Pladsen har ingen stedfortræder.")


@pytest.mark.parametrize("who", ["karen", "lone", "eva"])
def test_only_the_same_role_of_the_authority_stands_in(eva, solby, who):
    answer = eva.post(f"/seats/{solby.mette.pk}/stand-in", seat=solby.seats[who].pk, **PERIOD)
    assert problem(answer) == (422, "Vælg en stedfortræder fra listen.")


def test_a_stand_in_for_more_than_a_year_is_refused(eva, solby):
    body = {"seat": solby.ali.pk, "first_on": "2026-12-01", "last_on": "2028-01-01"}
    answer = eva.post(f"/seats/{solby.mette.pk}/stand-in", **body)
    assert problem(answer) == (422, "En stedfortræder er der i en periode på højst et år.")


def test_another_authoritys_people_and_seats_are_not_there(eva, solby):
    lone, period = solby.lone, {"seat": solby.ali.pk, **PERIOD}
    seat = {"role": "caseworker", "unit": solby.family.pk, **PERIOD}
    found = [
        eva.get(f"/people/{lone.account_id}"),
        eva.post(f"/people/{lone.account_id}/seats", **seat),
        eva.post(f"/seats/{lone.pk}/end", last_on="2026-12-31"),
        eva.get(f"/seats/{lone.pk}/stand-ins"),
        eva.post(f"/seats/{lone.pk}/stand-in", **period),
        eva("delete", f"/seats/{lone.pk}/stand-in"),
    ]
    assert [one.status_code for one in found] == [404] * 6
