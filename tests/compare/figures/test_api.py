"""The API tells what the pages tell."""

import re

import pytest

from sammenhaeng.compare.models import Measurement
from sammenhaeng.compare.queries import figures as queries
from sammenhaeng.compare.queries.people import year
from sammenhaeng.design.words import number


@pytest.fixture
def bo(solby, sitting):
    return sitting(solby.bo)


@pytest.fixture
def nina(solby, sitting):
    return sitting(solby.nina)


def rows_of(text: str) -> list[list[str]]:
    return [line.split(";") for line in text.splitlines()[1:]]


def test_a_leader_reads_the_same_numbers_as_on_the_page(bo):
    told = bo.get("/api/figures/own").json()
    page = bo.get("/leder/fravaer/").content.decode()

    now = told["now"]
    assert now["name"] == "Bakkeskolen, Solby Kommune"
    for name in ("rate", "expected", "usual_low", "usual_high"):
        assert number(now[name], 1) in page
    for one in told["expected_by_step"]:
        assert number(one, 1) in page
    assert told["added"] == ["sex", "age_band", "education", "origin", "job"]
    assert [one["name"] in page for one in told["peers"]] == [True] * len(told["peers"])


def test_an_area_reads_the_same_as_its_table(solby, client):
    told = client.get("/api/compare/daycare").json()
    page = client.get("/sammenlign/daycare/").content.decode()
    rows = dict(re.findall(r'/institution/(\d+)/">[^<]+</a></t[hd]>(.*?)</tr>', page, re.DOTALL))

    assert [one["unit"] for one in told["places"]] == list(map(int, rows))
    for one in told["places"]:
        cells = re.findall(r"<td[^>]*>([^<]*)</td>", rows[str(one["unit"])])
        shown = "–" if one["rate"] is None else number(one["rate"], 1)
        adjusted = "–" if one["adjusted"] is None else number(one["adjusted"], 1)
        assert cells[1:3] == [shown, adjusted]


def test_kommuner_read_the_same_as_the_file(solby, client):
    told = {
        one["name"]: one["rate"] for one in client.get("/api/compare/country").json()["kommuner"]
    }
    rows = {
        row[0]: row[1] for row in rows_of(client.get("/sammenlign/landet/csv/").content.decode())
    }

    for name, rate in told.items():
        assert rows[name] == ("–" if rate is None else f"{rate:.1f}".replace(".", ","))


def test_an_institution_has_its_figures_by_indicator(solby, client):
    place = client.get("/api/compare/school").json()["places"][0]
    told = client.get(f"/api/institutions/{place['unit']}").json()

    assert set(told["figures"]) == {
        "absence", "absence_short", "absence_long", "absence_over_30", "absence_week",
        "absence_medium", "absence_per_cent",
    }  # fmt: skip
    assert told["figures"]["absence"] == place


def test_areas_read_the_same_as_the_page(solby, client):
    told = client.get("/api/compare").json()
    page = client.get("/sammenlign/").content.decode()
    assert re.findall(r'href="/sammenlign/(\w+)/">([^<]+)</a>: (\d+)', page) == [
        (one["code"], one["name"], str(one["places"])) for one in told
    ]


def test_an_analyst_publishes_a_measurement(nina, solby):
    one = queries.in_force("absence", year(2025)).get()
    assert nina.post(f"/api/measurements/{one.pk}/publication").status_code == 204
    told = {row["indicator"]["code"]: row for row in nina.get("/api/measurements").json()}

    newest, *_ = told["absence"]["measurements"]
    assert (newest["id"], newest["published_at"] is not None) == (one.pk, True)
    assert newest["deliveries"] == one.deliveries


@pytest.mark.parametrize("who", ["karen", "mette", "eva", "anne"])
def test_only_an_analyst_reads_and_publishes_measurements(solby, sitting, who):
    browser, one = sitting(solby.seats[who]), Measurement.objects.latest("pk")
    assert browser.get("/api/measurements").status_code == 403
    assert browser.post(f"/api/measurements/{one.pk}/publication").status_code == 403


def test_only_a_leader_reads_the_own_figures(solby, client, sitting):
    assert client.get("/api/figures/own").status_code == 401
    assert sitting(solby.mette).get("/api/figures/own").status_code == 403
    outside = queries.of_kind(queries.measured("absence", "", is_public=True), "daycare")[0]
    assert sitting(solby.bo).get(f"/api/figures/own?unit={outside.unit_id}").status_code == 404


@pytest.mark.parametrize("address", [
    "/api/compare/castle", "/api/compare/school?indicator=happiness",
    "/api/compare/school?year=2019", "/api/institutions/999999999",
])  # fmt: skip
def test_what_is_not_there_is_not_found(solby, client, address):
    assert client.get(address).status_code == 404
