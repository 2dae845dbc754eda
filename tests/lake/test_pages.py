"""The pages and the API of deliveries, as an administrator meets them: without a script."""

import csv
import io
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sammenhaeng.lake import registry
from sammenhaeng.lake.models import Delivery, Mapping

from .conftest import HEADER, SPELLS, spell, written

PAGE, API = "/administration/leverancer/", "/api/deliveries"
GOOD = written(spell(), spell("2222222222"))
BAD = written(spell(cause="=9"), spell("2222222222", hours="-1"))
OTHERS = replace(SPELLS, kind="test.others", title="Andet")
NOTHING = {"kind": "", "period": "", "source": ""}
NAMED = written(spell(), header=HEADER.replace("employee", "Nummer"))


@pytest.fixture
def seated(solby, lake, settings, tmp_path):
    """A browser in which someone of the cast is logged in."""
    settings.VAR = tmp_path

    def log_in(who):
        browser = Client()
        session = browser.session
        session["account"], session["seat"] = solby.seats[who].account_id, solby.seats[who].pk
        session.save()
        browser.cookies["sammenhaeng"] = session.session_key
        return browser

    return log_in


@pytest.fixture
def eva(seated):
    return seated("eva")


def send(browser, content, where=PAGE, name="spells.csv", **said):
    told = {"kind": "test.spells", "period": "2025", "source": "løn"} | said
    return browser.post(where, told | {"file": SimpleUploadedFile(name, content)})


def waiting(tmp_path):
    return list((tmp_path / "waiting").glob("*"))


@pytest.mark.parametrize(
    ("who", "status"), [("eva", 200), ("mette", 403), ("karen", 403), ("per", 403), ("anne", 403)]
)
def test_only_an_administrator_opens_and_sends(seated, who, status):
    browser = seated(who)
    assert browser.get(PAGE).status_code == status
    assert send(browser, GOOD).status_code == (302 if status == 200 else 403)
    assert send(browser, GOOD, API).status_code == (201 if status == 200 else 403)
    assert Delivery.objects.count() == (2 if status == 200 else 0)


def test_whoever_is_not_logged_in_is_sent_to_log_in(db, client):
    assert client.get(PAGE).url == "/log-paa/"
    assert client.get(API).status_code == 401


def test_a_good_file_ends_on_its_receipt_and_in_the_list(eva, tmp_path):
    answer = send(eva, GOOD)
    text = eva.get(answer.url).content.decode()

    assert "Filen er indlæst" in text
    assert "2 rækker er med i tallene" in text
    assert "spells.csv" in eva.get(PAGE).content.decode()
    assert waiting(tmp_path) == []


def test_one_row_is_told_as_one(eva):
    taken, refused = (send(eva, written(spell(cause=one))).url for one in ("1100", "9"))

    assert "<p>1 række er med i tallene.</p>" in eva.get(taken).content.decode()
    assert "1 række har fejl. Ret den, og indlæs" in eva.get(refused).content.decode()
    english = taken.replace("administration/leverancer", "en/administration/deliveries")
    assert "<p>1 row is now part of the figures" in eva.get(english).content.decode()


def test_a_bad_file_ends_on_its_faults_and_as_csv(eva, tmp_path):
    answer = send(eva, BAD)
    text = eva.get(answer.url).content.decode()

    assert "Filen blev ikke indlæst" in text
    assert "Tallet er negativt: -1." in text
    rows = eva.get(f"{answer.url}fejl/").content.decode("utf-8-sig").splitlines()
    told = list(csv.reader(io.StringIO("\n".join(rows)), delimiter=";"))
    assert [row[:2] for row in told[1:]] == [["2", "Årsag"], ["3", "Timer"]]
    assert waiting(tmp_path) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"period": "i fjor"}, "Skriv et år som 2025"),
        ({"period": "2025-02-01/2025-01-01"}, "Skriv et år som 2025"),
        ({"kind": "castles"}, "kind"),
    ],
)
def test_what_is_not_understood_is_told_beside_its_field(eva, said, told):
    answer = send(eva, GOOD, **said)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("where", [PAGE, API])
def test_nothing_but_the_file_need_be_chosen(eva, where, tmp_path):
    """The kind by its columns, the source by its name, the period by its dates."""
    content = written(spell(), spell(first_on="2023-12-31", last_on="2023-12-31"))
    send(eva, content, where, "vagtplan 0101901234.csv", **NOTHING)

    (done,) = Delivery.objects.all()
    assert (done.kind, done.source) == ("test.spells", "vagtplan ••••••-••••")
    assert (str(done.first_on), str(done.last_on)) == ("2023-01-01", "2025-12-31")
    assert waiting(tmp_path) == []


def test_the_api_need_be_told_nothing(eva):
    answer = eva.post(API, {"file": SimpleUploadedFile("spells.csv", GOOD)})

    assert (answer.status_code, answer.json()["kind"]) == (201, "test.spells")


@pytest.mark.parametrize(
    ("content", "kinds", "field", "told"),
    [
        (NAMED, [SPELLS], "kind", "Filens kolonner siger ikke, hvad den indeholder."),
        (GOOD, [SPELLS, OTHERS], "kind", "Filens kolonner passer til mere end én slags."),
        (b"%PDF-1.7", [SPELLS], "file", "Filen er ikke en tabel, der kan læses."),
    ],
)
def test_a_file_that_does_not_say_what_it_is_is_asked_about(
    eva, tmp_path, content, kinds, field, told
):
    registry.open_for(kinds)
    page, answer = (send(eva, content, where, **NOTHING) for where in (PAGE, API))

    assert (page.status_code, answer.status_code) == (422, 422)
    assert f'<a class="function-link" href="#id_{field}">{told}' in page.content.decode()
    assert answer.json()["title"].startswith(told)
    assert not Delivery.objects.exists()
    assert waiting(tmp_path) == []


@pytest.mark.parametrize("kind", ["", "test.spells"])
@pytest.mark.parametrize("name", ["x.xlsx", "X.XLSX", "x.parquet"])
def test_a_file_that_is_not_what_its_name_says_is_no_table(eva, name, kind, tmp_path):
    page, answer = (send(eva, b"not a book", where, name, kind=kind) for where in (PAGE, API))
    page = eva.get(page.url) if kind else page

    assert "Filen er ikke en tabel, der kan læses." in page.content.decode()
    assert "Filen er ikke en tabel, der kan læses." in str(answer.json())
    assert waiting(tmp_path) == []


def test_what_may_be_chosen_is_called_as_where_it_is_chosen(eva):
    page, answer = (send(eva, NAMED, where, **NOTHING) for where in (PAGE, API))

    assert "og indlæs filen igen: Fravær." in page.content.decode()
    assert answer.json()["title"].endswith("og indlæs filen igen: test.spells.")


@pytest.mark.parametrize("where", [PAGE, API])
def test_columns_somebody_named_once_say_what_the_next_file_is(eva, where):
    send(eva, NAMED, API, columns="employee=Nummer", source="spells")
    send(eva, NAMED, where, **NOTHING)

    assert [one.state for one in Delivery.objects.order_by("pk")] == ["superseded", "in_force"]


def test_an_unknown_column_is_asked_for_and_remembered(eva, tmp_path):
    answer = send(eva, NAMED)
    assert answer.url == f"{PAGE}kolonner/"
    assert not Delivery.objects.exists()
    text = eva.get(answer.url).content.decode()
    assert '<option value="Nummer">' in text
    assert '<option value="cause" selected>' in text

    answer = eva.post(answer.url, {name: name for name in HEADER.split(";")} | {"employee": ""})
    assert answer.status_code == 422
    told = {name: name for name in HEADER.split(";")} | {"employee": "Nummer"}
    answer = eva.post(f"{PAGE}kolonner/", told)

    assert Delivery.objects.get().state == "in_force"
    assert Mapping.objects.get(column="employee").header == "Nummer"
    assert waiting(tmp_path) == []
    assert send(eva, NAMED).url == f"{PAGE}{Delivery.objects.latest('pk').pk}/"


def test_the_columns_of_a_file_that_waits_no_longer_lead_back(eva, seated, tmp_path):
    send(eva, NAMED)

    assert seated("eva").get(f"{PAGE}kolonner/").url == PAGE
    (file,) = waiting(tmp_path)
    file.unlink()
    assert eva.get(f"{PAGE}kolonner/").url == PAGE


def test_a_delivery_is_withdrawn_from_its_page(eva):
    answer = send(eva, GOOD)

    assert eva.get(f"{answer.url}tilbage/").status_code == 405
    assert eva.post(f"{answer.url}tilbage/").url == answer.url
    assert "Den er trukket tilbage" in eva.get(answer.url).content.decode()
    assert eva.post(f"{answer.url}tilbage/").status_code == 409


def test_a_superseded_delivery_leads_to_the_one_in_force(eva):
    first, second = send(eva, GOOD).url, send(eva, written(spell())).url

    number = second.rstrip("/").rpartition("/")[2]
    assert f"Den er afløst af leverance {number}" in eva.get(first).content.decode()
    assert f"af {number}" in eva.get(PAGE).content.decode()


@pytest.mark.parametrize("what", ["", "fejl/", "tilbage/"])
def test_anothers_delivery_is_not_found(eva, what):
    url = send(eva, GOOD).url
    Delivery.objects.update(authority=Delivery.objects.get().authority_id + 1)

    answer = eva.post(url + what) if what == "tilbage/" else eva.get(url + what)
    assert answer.status_code == 404


def test_the_api_says_what_the_page_says(eva):
    done = send(eva, GOOD, API).json()
    assert (done["state"], done["rows"], done["source"]) == ("in_force", 2, "løn")
    refused = send(eva, BAD, API)
    assert refused.status_code == 422
    assert {one["where"] for one in refused.json()["errors"]} == {"file.2.cause", "file.3.hours"}
    report = eva.get(refused.json()["instance"]).json()
    told = [(one["column"], one["title"], one["count"]) for one in report["counts"]]
    assert told == [("cause", "Årsag", 1), ("hours", "Timer", 1)]
    assert [one["id"] for one in eva.get(API).json()["deliveries"]] == [
        report["delivery"]["id"], done["id"],
    ]  # fmt: skip
    withdrawn = eva.post(f"{API}/{done['id']}/withdrawal").json()
    assert withdrawn["state"] == "withdrawn"


def test_the_api_takes_the_names_of_columns(eva):
    assert send(eva, NAMED, API).status_code == 422
    assert send(eva, NAMED, API, columns="employee=Nummer\n").status_code == 201


def test_the_page_is_in_english_too(eva):
    assert "Deliveries" in eva.get("/en/administration/deliveries/").content.decode()
