"""What registers know, the calendar's address and a yes given again, for machines."""

import pytest

ADDRESS = "/me/calendar-subscription"


def test_the_citizen_reads_the_facts_and_says_that_one_is_wrong(machine):
    anne = machine("anne")
    (first, *_) = anne.get("/me/facts").json()
    assert first["register_name"]
    assert first["contested_at"] is None

    objection = f"/me/facts/{first['id']}/objection"
    assert anne.post(objection, why="").status_code == 422
    assert anne.post(objection, why="Forkert").status_code == 204
    told = {one["id"]: one["contested_why"] for one in anne.get("/me/facts").json()}
    assert told[first["id"]] == "Forkert"


def test_nobody_objects_to_somebody_elses_fact(machine):
    (first, *_) = machine("anne").get("/me/facts").json()
    assert machine("bent").post(f"/me/facts/{first['id']}/objection", why="Nej").status_code == 404


def test_staff_read_the_facts_and_name_no_relative_they_may_not_open(machine, case):
    told = machine("mette").get(f"{case}/facts").json()
    mine = machine("anne").get("/me/facts").json()
    assert [one["value"] for one in told["facts"]] == [one["value"] for one in mine]
    assert [one["name"] for one in told["family"]] == ["", ""]
    assert machine("anne").get(f"{case}/facts").status_code == 403


def test_the_calendar_has_one_address_at_a_time(machine, client):
    anne = machine("anne")
    assert anne.get(ADDRESS).json() == {"made_at": None}
    first, second = (anne.post(ADDRESS).json()["address"] for _ in range(2))
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    assert anne.get(ADDRESS).json()["made_at"]

    assert anne("delete", ADDRESS).status_code == 204
    assert client.get(second).status_code == 404
    assert machine("mette").post(ADDRESS).status_code == 403


@pytest.mark.parametrize(
    ("who", "status", "then"),
    [("anne", 201, "superseded"), ("bent", 404, "given"), ("mette", 403, "given")],
)
def test_only_the_citizen_says_yes_again(machine, who, status, then):
    anne = machine("anne")
    (given,) = (one for one in anne.get("/me/consents").json() if one["state"] == "given")
    assert machine(who).post(f"/me/consents/{given['id']}/renewal").status_code == status
    told = {one["id"]: one["state"] for one in anne.get("/me/consents").json()}
    assert told[given["id"]] == then
