import re

import pytest

from sammenhaeng.citizens.models import Person

PUBLIC = [
    "/",
    "/menu/",
    "/hjaelp/",
    "/om/",
    "/tilgaengelighed/",
    "/privatliv/",
    "/was/",
    "/log-paa/",
]
CITIZEN = [
    "/borger/", "/borger/plan/", "/borger/kontaktperson/", "/borger/samtykker/",
    "/borger/brug-af-oplysninger/", "/borger/kalender/", "/borger/kalender/fil/",
    "/borger/brug-af-oplysninger/csv/",
]  # fmt: skip
STAFF = ["/sag/", "/sag/borgere/", "/sag/opslag/"]
CASE = ["", "plan/", "plan/maal/", "samtykke/", "kalender/", "moede/"]


@pytest.fixture
def code(story, solby):
    return Person.objects.get(pk=story.citizen_id).code


@pytest.mark.parametrize("path", PUBLIC)
def test_everybody_may_read_the_public_pages(db, client, path):
    page = client.get(path)

    assert page.status_code == 200
    assert b"<h1>" in page.content


@pytest.mark.parametrize("path", CITIZEN + STAFF)
def test_whoever_is_not_logged_in_is_sent_to_log_in(db, client, path):
    assert client.get(path).url == "/log-paa/"


@pytest.mark.parametrize("path", CITIZEN)
def test_the_citizen_opens_their_own_pages(story, as_, path):
    assert as_("anne").get(path).status_code == 200


@pytest.mark.parametrize("path", CITIZEN)
def test_a_citizen_without_a_plan_opens_the_same_pages(story, as_, path):
    assert as_("bent").get(path).status_code == 200


@pytest.mark.parametrize("path", STAFF)
def test_a_citizen_may_not_open_staff_pages(story, as_, path):
    assert as_("anne").get(path).status_code == 403


@pytest.mark.parametrize("path", STAFF)
@pytest.mark.parametrize("who", ["mette", "lone", "hans"])
def test_staff_open_their_pages(story, as_, who, path):
    assert as_(who).get(path).status_code == 200


@pytest.mark.parametrize(("who", "status"), [("mette", 200), ("lone", 200), ("jonas", 200)])
@pytest.mark.parametrize("page", CASE)
def test_the_team_opens_the_case(story, as_, code, who, status, page):
    assert as_(who).get(f"/sag/borgere/{code}/{page}").status_code == status


def test_an_unknown_case_is_not_found(story, as_):
    assert as_("mette").get("/sag/borgere/XXXXXX/").status_code == 404


@pytest.mark.parametrize("path", ["/", "/log-in/", "/citizen/", "/citizen/plan/"])
def test_every_page_has_its_english_twin(story, as_, path):
    page = as_("anne").get(f"/en{path}")

    assert page.status_code == 200
    assert b'<html lang="en">' in page.content


def test_no_page_carries_inline_script_or_style(story, as_, code):
    pages = [as_("anne").get(path) for path in CITIZEN[:-2]]
    pages += [as_("mette").get(f"/sag/borgere/{code}/{path}") for path in CASE]
    for page in pages:
        text = page.content.decode()
        assert not re.search(r'\sstyle="|<style|\son[a-z]+="|<script(?! src)', text)
        assert "script-src 'self'" in page["Content-Security-Policy"]


def test_titles_and_addresses_hold_no_name(story, as_, code):
    page = as_("mette").get(f"/sag/borgere/{code}/plan/").content.decode()
    title = re.search(r"<title>(.*?)</title>", page)[1]

    assert "Anne" not in title
    assert code in title


def test_the_demo_log_in_does_not_exist_outside_the_demo(story, client, solby, settings):
    settings.DEMO = False
    answer = client.post("/log-paa/som/", {"id": solby.seats["anne"].pk})
    assert answer.status_code == 404
