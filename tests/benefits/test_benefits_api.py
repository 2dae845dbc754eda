"""The API of benefits: explained decisions, batches in JSON and Arrow, and the pages' twins."""

import io
import json
from importlib import import_module
from pathlib import Path

import pyarrow as pa
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from sammenhaeng.benefits.models import Application, Decision
from sammenhaeng.benefits.operations import opening
from sammenhaeng.benefits.queries import batches
from sammenhaeng.benefits.rules import laws
from sammenhaeng.citizens.queries import persons
from sammenhaeng.world import benefits as world
from tests.scenes import ON

EXAMPLES = Path(__file__).parents[2] / "examples"
EXAMPLE = json.loads((EXAMPLES / "household.json").read_text())
ASKED = {"on": "2026-06-01", "household": EXAMPLE}
DECIDE, CALCULATE = "/api/benefits/{}/decisions", "/api/benefits/{}/calculations?on=2026-06-01"
PROBLEM = "application/problem+json"


def send(client, address: str, body: object):
    return client.post(address, json.dumps(body), content_type="application/json")


@pytest.fixture
def today(solby):
    return world.settle(solby, ON, at=now())


@pytest.fixture
def code(solby, today):
    return persons.person(opening.own(solby.seats["anne"], now())).code


@pytest.fixture
def dorthe(today, client):
    client.post("/log-paa/som/", {"id": today.dorthe.pk})
    return client


def test_one_household_is_decided_and_explained_by_the_official_case(client, db):
    """3.415 kr.: the first of the cases recorded from the official calculator."""
    told = send(client, DECIDE.format("boligstoette"), ASKED).json()
    assert (told["level"], told["amounts"]) == ("guidance", {"amount_month": 3415.0})
    assert {step["provision"] for step in told["steps"] if step["leads"]} >= {"BSL § 10"}
    assert told["appeal"] == laws.law("boligstoette").appeal


def test_a_decision_asks_the_database_nothing_and_keeps_nothing(client, db):
    with CaptureQueriesContext(connection) as asked:
        answer = send(client, DECIDE.format("boligstoette"), ASKED)
    assert (answer.status_code, len(asked)) == (200, 0)
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("household", "words"),
    [
        (EXAMPLE | {"rent_month": -5}, "rent_month: -5 er mindre end 0"),
        (EXAMPLE | {"wealth": "meget"}, "wealth: “meget” kan ikke bruges"),
        (EXAMPLE | {"dog": 1}, "kolonnen “dog” kendes ikke"),
        ({}, "mangler"),
    ],
)
def test_a_fact_that_cannot_be_used_is_told_in_a_sentence(client, db, household, words):
    answer = send(client, DECIDE.format("boligstoette"), ASKED | {"household": household})
    assert (answer.status_code, answer["Content-Type"]) == (422, PROBLEM)
    assert words in answer.json()["title"]


@pytest.mark.parametrize(("on", "words"), [("2010-01-01", "før den første lov"),
                                           ("2031-01-01", "")])  # fmt: skip
def test_a_day_without_law_or_rates_gives_a_sentence(client, db, on, words):
    answer = send(client, DECIDE.format("boligstoette"), ASKED | {"on": on})
    assert answer.status_code == 422
    assert words in answer.json()["title"]


def test_a_benefit_that_is_not_there_is_missing(client, db):
    assert send(client, DECIDE.format("kattepension"), ASKED).status_code == 404


def recorded() -> tuple[list[dict], list[float]]:
    rows = [line.split(",") for line in (EXAMPLES / "cases.csv").read_text().splitlines()]
    head, answers = rows[0], []
    told = []
    for row in rows[1:]:
        cells = dict(zip(head, row, strict=True))
        answers.append(float(cells.pop("expected_month")))
        told.append(cells)
    return told, answers


def test_a_batch_of_recorded_cases_gives_the_recorded_answers(client, db):
    rows, answers = recorded()
    told = send(client, CALCULATE.format("boligstoette"), {"rows": rows}).json()
    assert [row["amount_month"] for row in told["rows"]] == answers
    assert told["faults"] == []


def test_one_bad_row_stops_no_other(client, db):
    rows = [EXAMPLE, EXAMPLE | {"rent_month": -5}, EXAMPLE]
    told = send(client, CALCULATE.format("boligstoette"), {"rows": rows}).json()
    assert [row and row["amount_month"] for row in told["rows"]] == [3415, None, 3415]
    (fault,) = told["faults"]
    assert (fault["row"], fault["column"]) == (1, "rent_month")


def arrow(client, law: str, table: pa.Table):
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema) as stream:
        stream.write_table(table)
    return client.post(CALCULATE.format(law), out.getvalue(), content_type=batches.ARROW)


def test_arrow_comes_back_as_arrow_with_a_row_for_each_row(client, db):
    rows = [EXAMPLE, EXAMPLE | {"rent_month": -5}, EXAMPLE | {"income_month": 30000}]
    answer = arrow(client, "boligstoette", pa.Table.from_pylist(rows))
    assert answer["Content-Type"] == batches.ARROW
    table = pa.ipc.open_stream(answer.content).read_all()
    assert table.column("amount_month").to_pylist()[:2] == [3415.0, None]
    assert [one is None for one in table.column("fault").to_pylist()] == [True, False, True]
    assert len(table.schema.metadata[b"rules"]) == 64


def test_persons_come_back_as_lists_in_both_forms(client, db):
    rows = [{"single": False, "persons": [{"born": "1950-02-01"}, {"born": "1990-05-05"}]}]
    told = send(client, CALCULATE.format("folkepension"), {"rows": rows}).json()["rows"][0]
    answer = arrow(client, "folkepension", pa.Table.from_pylist(rows))
    (listed,) = pa.ipc.open_stream(answer.content).read_all().column("amount_month").to_pylist()
    assert told["amount_month"] == listed
    assert (listed[0] > 0, listed[1]) == (True, 0.0)


@pytest.mark.parametrize("body", [b"no arrow", b"\xff" * 40])
def test_what_is_no_arrow_is_told(client, db, body):
    answer = client.post(CALCULATE.format("boligstoette"), body, content_type=batches.ARROW)
    assert (answer.status_code, "Arrow" in answer.json()["title"]) == (422, True)


@pytest.mark.parametrize("body", ["", "[]", '{"rows": 3}', '{"rows": [], "dog": 1}'])
def test_what_is_no_batch_is_told(client, db, body):
    answer = client.post(CALCULATE.format("boligstoette"), body, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (422, PROBLEM)


def test_my_benefits_are_those_of_my_page(as_, today):
    (one,) = as_("bent").get("/api/me/benefits").json()
    assert (one["state"], one["decision"]["level"]) == ("decided", "automatic")
    assert one["decision"]["results"][0]["said"] == "4.487 kr. om måneden"
    assert {"BBR", "eIndkomst"} <= {fact["register_name"] for fact in one["decision"]["facts"]}


def test_a_citizen_applies_withdraws_and_replays(as_, today, monkeypatch):
    monkeypatch.setattr(import_module("sammenhaeng.benefits.api.mine"), "localdate", lambda: ON)
    bent = as_("bent")
    told = [{"name": one.name, "value": one.value} for one in world.answers(world.SAID, ON)]
    made = send(bent, "/api/me/benefits/boligstoette/applications", {"facts": told})
    number = made.json()["id"]
    assert Application.objects.get(pk=number).state == "decided"
    replayed = bent.post(f"/api/me/benefits/{number}/replay").json()
    assert (replayed["has_same_rules"], replayed["has_same_answer"]) == (True, True)
    assert as_("anne").post(f"/api/me/benefits/{today.anne.pk}/withdrawal").status_code == 204
    assert bent.post(f"/api/me/benefits/{today.anne.pk}/withdrawal").status_code == 404


def test_the_case_is_told_to_the_office_and_to_nobody_else(dorthe, as_, code, today):
    (one,) = dorthe.get(f"/api/cases/{code}/benefits").json()
    assert (one["state"], one["reasons"][0]) == ("waiting", "contradictory")
    area = [row for row in one["sources"] if row["key"] == "areal-0"]
    assert [(row["said"], row["counts"]) for row in area] == [("78 m²", True), ("84 m²", False)]
    assert as_("mette").get(f"/api/cases/{code}/benefits").status_code == 403


def test_the_office_lays_down_and_decides(dorthe, code, today):
    base = f"/api/cases/{code}/benefits/{today.anne.pk}"
    laid = {"name": "areal", "value": "78", "note": "BBR-meddelelsen"}
    assert send(dorthe, f"{base}/facts", laid).status_code == 204
    assert dorthe.post(f"{base}/gathering").status_code == 204
    draft = Decision.objects.get(application=today.anne, state="draft")
    assert send(dorthe, f"{base}/decision", {"draft": draft.pk - 1}).status_code == 409
    assert send(dorthe, f"{base}/decision", {"draft": draft.pk}).status_code == 204
    assert dorthe.post(f"{base}/replay").json()["has_same_answer"]
