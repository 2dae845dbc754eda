"""A3 for machines: units found, and files of them brought in whole or refused row by row."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sammenhaeng.design.api import PROBLEM
from sammenhaeng.organisation import forms
from sammenhaeng.organisation.models import Import, Unit
from tests.organisation.conftest import line, written

GOOD = written(line("a", name="Ålegårdens Børnehus", kind="daycare"))
BAD = written(line("a", kind="castle"), line("b", parent="nowhere"), line("c"))


@pytest.fixture
def eva(machine):
    return machine("eva")


def bring(reader, content, name="units.csv"):
    return reader.browser.post("/api/imports", {"file": SimpleUploadedFile(name, content)})


def test_the_units_are_those_of_the_page(eva, as_):
    told = eva.get("/units?name=solby").json()
    page = as_("eva").get("/administration/enheder/?navn=solby").content.decode()
    assert [one["name"] for one in told["units"]] == ["Jobcenter Solby", "Solby Rådhus"]
    assert (told["count"], told["page"], told["pages"]) == (2, 1, 1)
    assert all(one["name"] in page for one in told["units"])
    assert told["units"][0]["parent_name"] == "Solby Rådhus"


def test_the_units_are_filtered_by_authority_and_kind(eva):
    authorities = {one["name"]: one["id"] for one in eva.get("/authorities").json()}
    solby = authorities["Solby Kommune"]
    schools = eva.get(f"/units?authority={solby}&kind=school").json()["units"]
    assert [one["name"] for one in schools] == ["Bakkeskolen"]
    assert "Region Vesterland" in authorities


def test_an_unknown_kind_is_refused_with_those_there_are(eva):
    (wrong,) = eva.get("/units?kind=castle").json()["errors"]
    assert wrong["where"] == "query.kind"
    assert "'daycare'" in wrong["what"]


def test_a_file_is_brought_in_and_noted(eva):
    answer = bring(eva, GOOD)
    told = answer.json()
    assert answer.status_code == 201
    assert (told["rows_new"], told["rows_refused"], told["who"]) == (1, 0, "Eva Storm")
    assert Unit.objects.get(code="a").name == "Ålegårdens Børnehus"
    assert eva.get("/imports").json()["imports"] == [told]
    assert eva.get(f"/imports/{told['id']}").json() == {"noted": told, "faults": []}


def test_a_refused_file_changes_nothing_and_is_told_row_by_row(eva):
    answer = bring(eva, BAD)
    told = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (422, PROBLEM)
    assert told["title"] == "Intet er indlæst. Ret 2 rækker i filen, og indlæs den igen."
    assert [one["where"] for one in told["errors"]] == ["file.2.kind", "file.3.parent"]
    assert told["errors"][0]["what"].startswith("Typen “castle” kendes ikke. Vælg")
    assert not Unit.objects.filter(code__in=["a", "b", "c"]).exists()


def test_the_report_of_a_refused_file_is_kept_and_is_that_of_the_page(eva, as_):
    at = bring(eva, BAD).json()["instance"]
    report = eva.browser.get(at).json()
    page = as_("eva").get(f"/administration/indlaesning/{report['noted']['id']}/").content.decode()
    assert report["noted"]["rows_refused"] == 2
    assert [(one["row"], one["column"]) for one in report["faults"]] == [
        (2, "kind"), (3, "parent"),
    ]  # fmt: skip
    assert all(one["what"] in page and one["remedy"] in page for one in report["faults"])


def test_a_file_that_cannot_be_read_is_told_as_a_whole(eva):
    told = bring(eva, b"\xff\xfe").json()
    assert told["title"].startswith("Intet er indlæst. Filen kan ikke læses.")
    assert [one["where"] for one in told["errors"]] == ["file.0"]


def test_an_answer_has_the_first_hundred_faults_and_the_report_all(eva):
    told = bring(eva, written(*(line(f"u{n}", kind="castle") for n in range(120)))).json()
    assert len(told["errors"]) == 100
    assert len(eva.browser.get(told["instance"]).json()["faults"]) == 120


def test_without_a_file_nothing_is_noted(eva):
    answer = eva.browser.post("/api/imports", {})
    (wrong,) = answer.json()["errors"]
    assert (answer.status_code, wrong["what"]) == (422, "Feltet mangler.")
    assert not Import.objects.filter(kind="units").exists()


def test_too_large_a_file_is_not_read(eva, monkeypatch):
    monkeypatch.setattr(forms, "LARGEST", 10)
    answer = bring(eva, GOOD)
    assert answer.status_code == 422
    assert answer.json()["title"] == "Filen er for stor. Del den i filer på højst 20 MB."


def test_another_authoritys_rows_are_refused(eva):
    told = bring(eva, written(line("a", authority="1099"))).json()
    assert [one["where"] for one in told["errors"]] == ["file.2.authority"]
    assert not Unit.objects.filter(code="a").exists()


@pytest.mark.parametrize("who", ["mette", "karen", "per", "anne"])
def test_only_an_administrator_brings_a_file_in(machine, who):
    assert bring(machine(who), GOOD).status_code == 403
    assert not Unit.objects.filter(code="a").exists()
