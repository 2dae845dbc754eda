"""FHIR through the page, the API and the command line: who may, and what each answers."""

import csv
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from typer.testing import CliRunner

from sammenhaeng.access.models import Seat, UseLine
from sammenhaeng.citizens.models import Person
from sammenhaeng.config import cli, database
from sammenhaeng.journeys.fhir import codec
from sammenhaeng.journeys.fhir.report import Line, Report

from . import fhir_aids as aids
from .test_fhir import GOAL, PATIENT

PAGE, API = "/administration/indlaesning/fhir/", "/api/fhir"
JSON = "application/fhir+json"
BAD = b'{"resourceType":"Goal","id":"x"}'


def sit(seat: Seat, **options) -> Client:
    """A browser with this seat in its session, however the seat logged in."""
    browser = Client(**options)
    session = browser.session
    session["seat"] = seat.pk
    session.save()
    browser.cookies["sammenhaeng"] = session.session_key
    return browser


def upload(browser: Client, content: bytes, name: str = "min.json"):
    return browser.post(PAGE, {"file": SimpleUploadedFile(name, content)}, follow=True)


@pytest.mark.parametrize(
    ("who", "status"), [("mette", 200), ("eva", 200), ("karen", 403), ("per", 403), ("anne", 403)]
)
def test_only_caseworkers_and_administrators_see_the_page(solby, who, status):
    assert sit(solby.seats[who]).get(PAGE).status_code == status


def test_a_stranger_is_sent_to_log_in(solby):
    assert Client().get(PAGE).status_code == 302


def test_the_page_tells_what_became_of_each_resource(solby):
    answer = upload(sit(solby.eva), aids.EXAMPLE.read_bytes())

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "11 af 11 ressourcer er taget imod" in html
    assert "maja-vestergaard" in html
    assert "7103852222" not in html


def test_the_report_comes_as_csv(solby):
    browser = sit(solby.eva)
    upload(browser, codec.write(PATIENT).encode())
    told = browser.get(f"{PAGE}rapport/").content.decode("utf-8-sig")

    assert list(csv.reader(StringIO(told), delimiter=";"))[1][:5] == [
        "min.json", "1", "Patient", "p1", "Oprettet",
    ]  # fmt: skip


def test_no_cell_of_the_report_is_a_formula():
    report = Report([Line("=cmd()", 1, "Patient", "-1", "refused", "+x")])
    assert report.as_csv().splitlines()[1] == "'=cmd();1;Patient;'-1;Afvist;'+x"


@pytest.mark.parametrize("content", [BAD, b"", b"\x00\xff"])
def test_a_broken_file_shows_the_form_again_and_changes_nothing(solby, content):
    answer = upload(sit(solby.eva), content)

    assert answer.status_code == 422
    assert "Der er 1 problem" in answer.content.decode()


def test_the_examples_are_served(solby):
    browser = sit(solby.mette)

    assert browser.get(f"{PAGE}eksempel/bundle/").content == aids.EXAMPLE.read_bytes()
    assert browser.get(f"{PAGE}eksempel/kalender/").content.startswith(b"BEGIN:VCALENDAR")
    assert browser.get(f"{PAGE}eksempel/andet/").status_code == 404


def test_a_caseworker_takes_nothing_in_about_a_citizen_without_a_case(solby, at):
    number = {"system": "urn:oid:1.2.208.176.1.2", "value": "6101490123"}
    report = aids.take_in(PATIENT | {"identifier": [number]}, at=at, by=solby.mette)

    assert report.lines[0].code == "forbidden"
    assert aids.outcomes(report) == {"Patient/p1": "refused"}


def test_the_api_takes_a_bundle_in_and_hands_the_citizen_out(solby):
    browser = sit(solby.eva)
    answer = browser.post(API, aids.EXAMPLE.read_bytes(), content_type=JSON)

    assert answer.status_code == 200
    assert answer.json()["counts"] == {"created": 8, "kept": 3}


def test_the_api_hands_out_what_the_coordinator_may_export(story, solby):
    browser = sit(story.coordinator)
    code = Person.objects.get(pk=story.citizen_id).code
    answer = browser.get(f"{API}/{code}?plan={story.pk}")

    kinds = {one["resource"]["resourceType"] for one in answer.json()["entry"]}
    assert (answer.status_code, answer["Content-Type"]) == (200, JSON)
    assert {"CarePlan", "Goal", "Patient"} <= kinds
    assert browser.get(f"{API}/{code}").status_code == 200


def test_staff_export_no_meeting_of_another_authority(story, solby):
    code = Person.objects.get(pk=story.citizen_id).code
    answer = sit(story.coordinator).get(f"{API}/{code}")

    assert "Samtale i Psykiatrien Vest" not in answer.content.decode()
    assert "Koordineringsmøde" in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("hans", 403), ("eva", 403), ("anne", 403)])
def test_a_stranger_may_not_export(story, solby, who, status):
    code = Person.objects.get(pk=story.citizen_id).code
    lines = UseLine.objects.filter(action="export").count()
    answer = sit(solby.seats[who]).get(f"{API}/{code}")

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert UseLine.objects.filter(action="export").count() == lines


@pytest.mark.parametrize("who", ["karen", "per", "anne"])
def test_the_api_refuses_others_to_import(solby, who):
    answer = sit(solby.seats[who]).post(API, codec.write(PATIENT), content_type=JSON)

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert answer["Content-Type"] == "application/problem+json"


def test_the_api_wants_the_csrf_token_of_a_session(solby):
    browser = sit(solby.eva, enforce_csrf_checks=True)

    assert browser.post(API, codec.write(PATIENT), content_type=JSON).status_code == 403
    assert not Person.objects.filter(name="Bo Berg").exists()


@pytest.mark.parametrize(("content", "status"), [(BAD, 422), (b"{", 422)])
def test_the_api_answers_a_broken_body_with_a_problem(solby, content, status):
    answer = sit(solby.eva).post(API, content, content_type=JSON)

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_if_match_refuses_another_version(solby):
    browser = sit(solby.eva)
    browser.post(API, codec.write(PATIENT), content_type=JSON)
    newer = codec.write(PATIENT | {"name": [{"text": "Bo Bech"}]})
    stale = browser.post(API, newer, content_type=JSON, headers={"If-Match": 'W/"7"'})
    fresh = browser.post(API, newer, content_type=JSON, headers={"If-Match": 'W/"1"'})

    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    assert fresh.json()["counts"] == {"updated": 1}


@pytest.fixture
def run(committed, monkeypatch):
    """The command on a database of its own."""
    monkeypatch.setattr(database, "connect", lambda: None)
    runner = CliRunner(env={"COLUMNS": "120"})
    return lambda *words: runner.invoke(cli.main, [*map(str, words)])


def test_the_command_takes_several_files_and_hands_the_citizen_out(run, owner_connection, tmp_path):
    goal, report, out = tmp_path / "goal.json", tmp_path / "report.csv", tmp_path / "out.json"
    goal.write_text(codec.write(GOAL))
    told = run("import", "fhir", aids.EXAMPLE, goal, "--report", report)

    assert (told.exit_code, told.stdout.count("I alt")) == (0, 1)
    assert len(report.read_text("utf-8-sig").splitlines()) == 13
    name = "select code from citizens_person where name = 'Maja Vestergaard'"
    (code,) = owner_connection.execute(name).fetchone()
    assert run("export", "fhir", code, "--to", out).exit_code == 0
    assert len(codec.parse(out.read_bytes())["entry"]) == 11


def test_the_command_is_told_which_system_a_file_is_from(run, owner_connection, tmp_path):
    file = tmp_path / "patient.json"
    file.write_text(codec.write(PATIENT))
    for source in ("https://nord.example/fhir/", "https://syd.example/fhir", "nord"):
        told = run("import", "fhir", file, "--source", source)

    assert (told.exit_code, "Skriv kildens adresse" in told.stderr) == (2, True)
    named = "select count(*) from citizens_person where name = 'Bo Berg'"
    assert owner_connection.execute(named).fetchone() == (2,)


def test_one_broken_file_of_several_changes_nothing(run, owner_connection, tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_bytes(BAD)
    told = run("import", "fhir", aids.EXAMPLE, bad)

    assert told.exit_code == 2
    assert told.stderr.startswith("bad.json: ")
    assert len(told.stderr.splitlines()) == 1
    kept = "select count(*) from journeys_document"
    assert owner_connection.execute(kept).fetchone() == (0,)


def test_what_is_not_there_is_told_in_one_sentence(run, tmp_path):
    for told in (run("import", "fhir", tmp_path / "none.json"), run("export", "fhir", "NOBODY")):
        assert (told.exit_code, told.stderr.count("\n")) == (2, 1)
