"""What everybody and every leader may read without one figure of their own being reckoned."""

import csv
import io

import pytest

from sammenhaeng.compare.queries import published
from sammenhaeng.compare.queries.gain import Asked, worth

PUBLISHED = "/sammenlign/offentliggjort/"


def test_every_published_figure_has_a_source_and_a_named_area(client, solby):
    rows = published.told()
    assert len(rows) == 100
    assert all(row.figure.source and row.area for row in rows)


def test_the_unsure_are_marked_and_what_was_only_mentioned_has_no_number(solby):
    marked = [row for row in published.told() if "Usikker" in row.note]
    assert len(marked) == 10
    assert {row.value for row in published.told() if row.figure.value is None} == {"kun nævnt"}


def test_the_page_shows_one_measure_and_the_file_all(client, solby):
    page = client.get(PUBLISHED, {"maal": "isola"}).content.decode()
    assert "oes.dk" in page
    assert "KRL via fyens.dk" not in page
    text = client.get(f"{PUBLISHED}csv/").content.decode()
    assert len(list(csv.reader(io.StringIO(text), delimiter=";"))) == 101


def test_the_english_page_says_in_english_what_a_source_means(client, solby):
    page = client.get("/en/compare/published/").content.decode()
    assert "Corona year" in page
    assert "Coronaår" not in page


def test_anybody_may_read_the_method(client, solby):
    page = client.get("/metode/fravaer/").content.decode()
    assert "Ingen kan genkendes" in page
    assert "Sygefravær i procent" in page


def test_one_day_less_for_everybody_in_the_public_sector_is_what_the_reform_says():
    told = worth(Asked(1, 2800 * 226))  # 226 working days: so many come back as document 002 says
    assert (told.full_time, told.freed) == ("2.800,0", "790.000.000")


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ("", 200, "Regn ud"),
        ("?dage=0,5&fuldtid=100", 200, "0,2 fuldtidsansatte"),
        ("?dage=x&fuldtid=100", 422, "Skriv et tal"),
        ("?dage=1&fuldtid=0", 422, "Skriv mindst 1"),
    ],
)
def test_the_gain_is_reckoned_from_the_address(leaders, sitting, asked, status, words):
    answer = sitting(leaders.karen).get(f"/leder/fravaer/gevinst/{asked}")
    assert answer.status_code == status
    assert words in answer.content.decode()


@pytest.mark.parametrize("path", ["/leder/sammenligning/", "/leder/fravaer/"])
def test_without_figures_the_page_says_so(leaders, sitting, path):
    page = sitting(leaders.karen).get(path)
    assert page.status_code == 200
    assert "Der er ingen tal for den periode endnu." in page.content.decode()


def test_a_leader_without_claims_is_left_in_peace(leaders, sitting):
    page = sitting(leaders.karen).get("/leder/").content.decode()
    assert "Ingen afvigelser, der kræver handling." in page


def test_the_api_tells_the_published_figures_to_everybody(client, solby):
    told = client.get("/api/published").json()
    assert (len(told), told[0]["measure"]) == (100, "krl")
