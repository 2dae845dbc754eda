import re

import pytest
from django.urls import reverse
from django.utils import translation

from sammenhaeng.compare.models import Measurement, Standing
from sammenhaeng.compare.queries import figures as queries
from sammenhaeng.compare.queries import told
from sammenhaeng.compare.queries.people import year
from sammenhaeng.design.words import danish_order

OWN = "/leder/fravaer/"
MOST = {"leader": 24, "area": 16, "institution": 12, "country": 15, "areas": 7, "measurements": 8}


@pytest.fixture
def bo(solby, sitting):
    """The leader of a school that is compared, at a browser."""
    return sitting(solby.bo)


@pytest.fixture
def newest(solby):
    return queries.in_force("absence", year(2025)).get()


@pytest.fixture
def school(client, solby):
    """A school of the nation whose figures are published and shown."""
    measurement = queries.measured("absence", "", is_public=True)
    found = told.figures(measurement, queries.of_kind(measurement, "school"))
    return next(one for one in found if one.is_shown and one.claim)


@pytest.fixture
def nothing(solby):
    """Nobody has published anything."""
    Measurement.objects.update(published_at=None, published_by=None)


def main_of(page) -> str:
    assert page.status_code == 200
    text = page.content.decode()
    return text[text.index("<main") : text.index("</main")]


def test_a_leader_sees_the_own_place_first_and_the_figures_behind_it(bo):
    page = main_of(bo.get(OWN))

    assert re.search(r"Sygefravær: jeres tal (er|kan)", page)
    for heading in ("Hvor er forskellen?", "Hvad medarbejdernes sammensætning betyder",
                    "Det kan I gøre nu", "Sådan har vi regnet"):  # fmt: skip
        assert heading in page
    assert "tragt" in page
    assert "vil omkring" in page


def test_a_leader_of_a_place_with_few_like_it_is_told_so_and_sees_no_funnel(solby, sitting):
    page = main_of(sitting(solby.karen).get(OWN))

    assert "der er for få at sammenligne med" in page
    assert "vil omkring" not in page


def test_the_file_of_a_place_without_a_funnel_has_the_place_itself(solby, sitting):
    text = sitting(solby.karen).get(f"{OWN}csv/").content.decode()
    assert [line.split(";")[0] for line in text.splitlines()[1:]] == [
        "Jobcenter Solby, Solby Kommune"
    ]


@pytest.mark.parametrize("query", [
    "indikator=lykke", "med=alle", "aar=forrige", "fremhaev=%3Cscript%3E", "enhed=nul",
    "indikator=" + "x" * 50,
])  # fmt: skip
def test_what_is_not_understood_is_the_first_choice(bo, query):
    page = main_of(bo.get(f"{OWN}?{query}"))
    assert "Sygefravær: jeres tal" in page
    assert "<script>" not in page


@pytest.mark.parametrize("group", ["kind", "peers", "authority"])
def test_the_place_is_held_against_the_group_that_was_chosen(bo, group):
    assert "Sygefravær: jeres tal" in main_of(bo.get(f"{OWN}?med={group}"))


def test_an_earlier_year_without_the_place_says_so_and_keeps_the_choices(bo):
    page = main_of(bo.get(f"{OWN}?aar=2024"))
    assert "Der er ingen tal for enheden i den periode. Vælg en anden" in page
    assert 'name="aar"' in page


def test_another_indicator_has_its_own_heading(bo):
    assert "Medarbejdere med over 30 sygedage" in main_of(
        bo.get(f"{OWN}?indikator=absence_over_30")
    )


def test_a_chosen_place_is_marked(bo, newest):
    other = next(
        one for one in told.figures(newest, queries.of_kind(newest, "school"))
        if one.is_shown and one.claim and "Bakkeskolen" not in one.label
    )  # fmt: skip
    plain, marked = (
        main_of(bo.get(f"{OWN}{query}")).split('id="tragt')[-1]
        for query in ("", f"?fremhaev={other.key}")
    )
    assert marked.count(other.label) > plain.count(other.label)


def test_a_leader_of_another_kommune_may_not_see_the_unit(bo, school):
    assert bo.get(f"{OWN}?enhed={school.key}").status_code == 404
    assert bo.get(f"{OWN}csv/?enhed={school.key}").status_code == 404


def test_the_chain_of_leaders_sees_its_own_units(leaders, solby, sitting):
    """The town hall leads the school; the school does not lead the town hall."""
    top = sitting(leaders.top)
    page = main_of(top.get(f"{OWN}?enhed={solby.school.pk}"))

    assert "Sygefravær: jeres tal" in page
    assert 'name="enhed"' in page
    assert sitting(leaders.school).get(f"{OWN}?enhed={solby.town_hall.pk}").status_code == 404


@pytest.mark.parametrize("who", ["mette", "eva", "per", "anne", "nina"])
def test_the_leaders_page_is_for_leaders(solby, sitting, who):
    assert sitting(solby.seats[who]).get(OWN).status_code == 403
    assert sitting(solby.seats[who]).get(f"{OWN}csv/").status_code == 403


def test_whoever_is_not_logged_in_is_sent_to_log_in(solby, client):
    for address in (OWN, f"{OWN}csv/", "/administration/indikatorer/"):
        assert client.get(address).url == reverse("access:log_in")


def test_the_file_has_semicolons_and_begins_no_formula(bo, newest):
    solby_school = Standing.objects.get(measurement=newest, unit__code="school").unit
    solby_school.name = "=1+1"
    solby_school.save()
    answer = bo.get(f"{OWN}csv/")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    lines = answer.content.decode().splitlines()
    assert {line.count(";") for line in lines} == {lines[0].count(";")}
    assert not [line for line in lines if line[:1] in "=+-@"]
    assert any(line.startswith("'=1+1") for line in lines)


def test_everybody_sees_what_can_be_compared(solby, client):
    page = main_of(client.get("/sammenlign/"))
    assert 'href="/sammenlign/school/"' in page
    assert "steder med tal</a>" not in page
    assert ", 2025" in page


def test_an_area_has_every_place_and_no_order_of_rank(solby, client, school):
    page = main_of(client.get("/sammenlign/school/"))
    names = re.findall(r'/institution/\d+/">([^<]+)</a>', page)

    assert school.label in names
    assert len(names) == 18
    owners = [name.rsplit(", ", 1)[1] for name in names]
    assert owners == sorted(owners, key=danish_order)
    assert "Vi giver ingen placeringer" in page


def test_places_are_found_by_name_and_authority(client, school):
    owner = school.row.unit.authority
    page = main_of(client.get("/sammenlign/school/", {"navn": school.row.unit.name}))
    assert school.label in page
    page = main_of(client.get("/sammenlign/school/", {"myndighed": owner.pk}))
    assert set(re.findall(r'/institution/\d+/">[^<]+, ([^<,]+)</a>', page)) == {owner.name}
    assert "Ingen steder passer" in main_of(client.get("/sammenlign/school/?navn=zzz"))


@pytest.mark.parametrize("kind", ["home_care", "library", "team"])
def test_an_area_with_few_places_has_its_table_and_no_funnel(solby, client, kind):
    page = main_of(client.get(f"/sammenlign/{kind}/"))
    assert "<table" in page
    assert "tragt" not in page
    text = client.get(f"/sammenlign/{kind}/csv/").content.decode()
    places = Standing.objects.filter(
        measurement=queries.measured("absence", "", is_public=True), kind=kind
    )
    assert len(text.splitlines()) == 1 + places.count()


@pytest.mark.parametrize("address", [
    "/sammenlign/castle/", "/sammenlign/school/?aar=1999",
    "/institution/999999999/", "/sammenlign/landet/?aar=1999",
])  # fmt: skip
def test_what_is_not_there_is_not_found(solby, client, address):
    assert client.get(address).status_code == 404


def test_an_area_without_places_says_so(solby, client):
    assert "Ingen steder passer" in main_of(client.get("/sammenlign/jobcentre/"))


def test_a_place_has_its_published_figures_and_a_way_to_the_others(client, school):
    page = main_of(client.get(f"/institution/{school.key}/"))
    assert school.row.unit.name in page
    assert "Medarbejdere med over 30 sygedage" in page
    assert f"/sammenlign/school/?fremhaev={school.key}#tragt" in page


def test_a_place_without_published_figures_says_so(solby, client):
    page = main_of(client.get(f"/institution/{solby.school.pk}/"))
    assert "Der er ingen offentliggjorte tal om stedet" in page


def test_the_country_has_a_map_a_spread_and_every_kommune_in_the_file(solby, client):
    page = main_of(client.get("/sammenlign/landet/"))
    assert "Kommunerne ligger fra" in page
    assert "Største delt med mindste" in page
    text = client.get("/sammenlign/landet/csv/").content.decode()
    assert len(text.splitlines()) >= 98


@pytest.mark.parametrize(("address", "status"), [
    ("/sammenlign/", 200), ("/sammenlign/school/", 404), ("/sammenlign/landet/", 404),
    ("/sammenlign/school/csv/", 404),
])  # fmt: skip
def test_before_anything_is_published_the_public_sees_nothing(nothing, client, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    if status == 200:
        assert "Der er ikke offentliggjort tal endnu" in answer.content.decode()


def test_before_anything_is_reckoned_the_leader_is_told(bo):
    Measurement.objects.all().update(superseded_at="2026-11-18T08:00:00Z")
    page = main_of(bo.get(OWN))
    assert "Der er ingen tal for den periode endnu" in page


def test_the_analyst_publishes_what_waits(solby, sitting, newest):
    browser = sitting(solby.nina)
    page = main_of(browser.get("/administration/indikatorer/"))
    address = reverse("compare:measurement_publish", args=[newest.pk])
    assert "Kun for ledere" in page
    assert f'action="{address}"' in page

    assert browser.post(address).url == "/administration/indikatorer/"
    newest.refresh_from_db()
    assert newest.published_by == solby.nina
    assert f'action="{address}"' not in main_of(browser.get("/administration/indikatorer/"))


def test_what_the_gate_refused_has_its_reason_and_no_button(solby, sitting, newest):
    newest.release_id, newest.refused_because = None, "2 tal kunne regnes ud."
    newest.save()
    browser = sitting(solby.nina)
    page = main_of(browser.get("/administration/indikatorer/"))
    address = reverse("compare:measurement_publish", args=[newest.pk])

    assert "2 tal kunne regnes ud." in page
    assert address not in page
    assert browser.post(address).status_code == 409


@pytest.mark.parametrize("who", ["mette", "eva", "karen", "anne"])
def test_measurements_are_for_analysts(solby, sitting, newest, who):
    browser = sitting(solby.seats[who])
    assert browser.get("/administration/indikatorer/").status_code == 403
    assert browser.post(reverse("compare:measurement_publish", args=[newest.pk])).status_code == 403
    newest.refresh_from_db()
    assert newest.published_at is None


def test_a_superseded_measurement_is_not_published(solby, sitting):
    old = Measurement.objects.filter(superseded_at__isnull=False).first()
    address = reverse("compare:measurement_publish", args=[old.pk])
    assert sitting(solby.nina).post(address).status_code == 404


def test_every_page_has_its_english_address(solby, bo, client, school):
    names = {
        "compare:areas": [], "compare:country": [], "compare:area": ["school"],
        "compare:institution": [school.key], "compare:absence": [], "compare:area_csv": ["school"],
    }  # fmt: skip
    with translation.override("en"):
        addresses = {name: reverse(name, args=given) for name, given in names.items()}
    for name, address in addresses.items():
        assert address.startswith("/en/"), name
        assert bo.get(address).status_code == 200, address
    assert "Sickness absence" in main_of(bo.get(addresses["compare:absence"]))
    assert "Sygefravær" not in main_of(bo.get(addresses["compare:absence"]))


@pytest.mark.parametrize(("name", "address"), [
    ("leader", OWN), ("area", "/sammenlign/daycare/"), ("country", "/sammenlign/landet/"),
    ("areas", "/sammenlign/"),
])  # fmt: skip
def test_a_page_asks_a_fixed_number_of_questions(bo, django_assert_max_num_queries, name, address):
    bo.get(address)
    with django_assert_max_num_queries(MOST[name]):
        assert bo.get(address).status_code == 200


def test_an_institution_asks_a_fixed_number_of_questions(
    client, school, django_assert_max_num_queries
):
    with django_assert_max_num_queries(MOST["institution"]):
        assert client.get(f"/institution/{school.key}/").status_code == 200


def test_the_analysts_page_asks_a_fixed_number_of_questions(
    solby, sitting, django_assert_max_num_queries
):
    browser = sitting(solby.nina)
    with django_assert_max_num_queries(MOST["measurements"]):
        assert browser.get("/administration/indikatorer/").status_code == 200
