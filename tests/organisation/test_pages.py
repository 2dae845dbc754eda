import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from sammenhaeng.organisation import queries
from sammenhaeng.organisation.models import Import, Unit
from sammenhaeng.organisation.queries import Wanted

from .conftest import line, written

IMPORTS, UNITS = "/administration/indlaesning/", "/administration/enheder/"
PAGES = [IMPORTS, f"{IMPORTS}eksempel/", UNITS, f"{UNITS}csv/"]
GOOD = written(line("a", name="Ålegårdens Børnehus", kind="daycare"))
BAD = written(line("a", kind="castle"), line("", name="=HYPERLINK(1)"))


@pytest.fixture
def seated(solby):
    """A browser in which someone of the cast is logged in."""

    def log_in(who):
        browser = Client()
        session = browser.session
        seat = solby.seats[who]
        session["account"], session["seat"] = seat.account_id, seat.pk
        session.save()
        browser.cookies["sammenhaeng"] = session.session_key
        return browser

    return log_in


def upload(browser, content, name="units.csv"):
    return browser.post(IMPORTS, {"file": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize("path", PAGES)
def test_whoever_is_not_logged_in_is_sent_to_log_in(db, client, path):
    assert client.get(path).url == "/log-paa/"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [("eva", 200), ("mette", 403), ("karen", 403), ("per", 403), ("anne", 403)],
)
def test_only_an_administrator_opens_the_pages(seated, who, status, path):
    assert seated(who).get(path).status_code == status


@pytest.mark.parametrize("who", ["mette", "karen", "per", "anne"])
def test_only_an_administrator_sends_a_file(seated, who):
    assert upload(seated(who), GOOD).status_code == 403
    assert not Unit.objects.filter(code="a").exists()


def test_a_good_file_leads_to_its_import(seated):
    browser = seated("eva")
    answer = upload(browser, GOOD)
    page = browser.get(answer.url).content.decode()

    assert answer.status_code == 302
    assert "Filen er indlæst" in page
    assert "Nye: 1. Ændrede: 0. Som før: 0." in page
    assert "Eva Storm" in browser.get(IMPORTS).content.decode()


def test_a_bad_file_shows_what_to_correct_and_changes_nothing(seated):
    answer = upload(seated("eva"), BAD)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "<title>Fejl:" in page
    assert 'data-module="error-summary"' in page
    assert "Ret 2 rækker i filen" in page
    assert "Typen “castle” kendes ikke." in page
    assert not Unit.objects.filter(code="a").exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("Å".encode("latin-1"), "Filen er ikke gemt som UTF-8."),
        (b"", "Filen er tom."),
        (b"a;b", "Kolonnerne mangler: authority, code"),
    ],
)
def test_an_unreadable_file_gets_a_clear_sentence(seated, content, told):
    answer = upload(seated("eva"), content)

    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_no_file_at_all_is_told(seated):
    answer = seated("eva").post(IMPORTS)

    assert answer.status_code == 422
    assert "Vælg en fil." in answer.content.decode()


def test_the_faults_go_home_as_csv(seated):
    browser = seated("eva")
    upload(browser, BAD)
    answer = browser.get(f"{IMPORTS}{Import.objects.latest('pk').pk}/fejl/")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))

    assert rows[0] == ["Række", "Kolonne", "Hvad er galt", "Hvad du kan gøre"]
    assert [row[:2] for row in rows[1:]] == [["2", "kind"], ["3", "code"]]


def test_an_import_of_others_is_not_found(seated, bring):
    done, _ = bring(written(line("x", authority="1099")), by="system")
    for path in ("", "fejl/"):
        assert seated("eva").get(f"{IMPORTS}{done.pk}/{path}").status_code == 404


def test_the_empty_page_says_so(seated):
    assert "I har ikke indlæst noget endnu." in seated("eva").get(IMPORTS).content.decode()


@pytest.mark.parametrize(
    ("query", "there", "absent"),
    [
        ("", "Bakkeskolen", "findes ikke"),
        ("?navn=BAKKE", "Bakkeskolen", "Jobcenter Solby</th>"),
        ("?navn=g%C3%A5rden", "Ålegårdens Børnehus", "Bakkeskolen"),
        ("?navn=%C3%85LE", "Ålegårdens Børnehus", "Bakkeskolen"),
        ("?type=school", "Bakkeskolen", "Ålegårdens"),
        ("?navn=findes+ikke", "Ingen enheder passer", "Bakkeskolen"),
        ("?navn=%25", "Ingen enheder passer", "Bakkeskolen"),
        ("?type=nonsense&myndighed=x&side=999", "Bakkeskolen", "Ingen enheder"),
    ],
)
def test_units_are_found_by_part_of_the_name_and_kind(seated, query, there, absent):
    browser = seated("eva")
    upload(browser, GOOD)
    page = browser.get(f"{UNITS}{query}").content.decode()

    assert there in page
    assert absent not in page


def test_units_are_found_by_authority(seated, solby):
    page = seated("eva").get(f"{UNITS}?myndighed={solby.psychiatry.authority_id}")
    assert "1 enhed passer." in page.content.decode()


def test_a_search_by_name_can_use_the_trigram_index(seated, at):
    rows = queries.units(Wanted(name="børnehus"), at.date())
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off; set local enable_indexscan = off")
    assert "unit_by_name_part" in rows.explain()


def test_the_list_goes_home_as_a_file_that_can_be_imported(seated):
    browser = seated("eva")
    upload(browser, GOOD)
    unit = Unit.objects.get(code="a")
    home = browser.get(f"{UNITS}csv/?myndighed={unit.authority_id}").content

    assert upload(browser, home).status_code == 302
    latest = Import.objects.latest("pk")
    assert (latest.rows_new, latest.rows_changed, latest.rows_same) == (0, 0, 5)


def test_names_are_in_danish_order(bring, at, solby):
    bring(written(*(line(n, name=f"{n} hus") for n in ("ånd", "zoo", "øre", "ære", "Abe"))))
    wanted = Wanted(name=" hus", authority_id=solby.school.authority_id)

    names = [unit.name.split()[0] for unit in queries.units(wanted, at.date())]
    assert names == ["Abe", "zoo", "ære", "øre", "ånd"]


@pytest.mark.parametrize("path", ["import/", "import/example/", "units/", "units/csv/"])
def test_every_page_has_its_english_twin(seated, path):
    page = seated("eva").get(f"/en/administration/{path}")

    assert page.status_code == 200
    assert "text/csv" in page["Content-Type"] or b'<html lang="en">' in page.content
