"""The API of the rules office: the same as the pages, from the same questions and verbs."""

import pytest
from django.test import Client

from sammenhaeng.benefits.models import Scenario
from sammenhaeng.benefits.queries import bills as queries

BASE = "/api/benefits/boligstoette"
CHANGE = {"on": "2026-06-01", "values": {"sikring_indkomstgraense": "190.000"}}
JSON = "application/json"


def post(browser, address: str, told: dict):
    return browser.post(address, told, JSON)


@pytest.mark.parametrize("address", [f"{BASE}/changeable", f"{BASE}/scenarios", "/api/bills"])
def test_only_the_rules_office_may_ask(solby, as_, address):
    assert as_("karen").get(address).status_code == 403
    assert Client().get(address).status_code == 401


def test_what_may_be_changed_is_told_as_it_is_written(browser):
    told = browser.get(f"{BASE}/changeable?on=2026-06-01").json()
    values = {one["name"]: one for one in told["values"]}
    assert values["sikring_indkomstgraense"]["written"] == "170.300"
    assert "boligsikring" in {one["name"] for one in told["texts"]}


def test_a_change_is_tried_and_nothing_is_kept(browser):
    told = post(browser, f"{BASE}/simulations", CHANGE).json()
    every = told["everybody"]
    assert every["winners"] + every["losers"] + every["unchanged"] == every["households"]
    assert every["cost"] > 0
    assert len(told["kommuner"]) == 98
    assert "boligsikring" in told["touched"]
    assert told["rules_before"] != told["rules_after"]
    assert not Scenario.objects.exists()


def test_a_hidden_number_is_null(browser):
    told = post(browser, f"{BASE}/simulations", CHANGE).json()
    assert None in {one["winners"] for one in told["kommuner"]}


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"values": {"sikring_aftrapning": "200 %"}}, "BSL § 22"),
        ({"texts": {"boligsikring": "is: husleje\nsay: x"}}, "boligsikring: BSL § 22, linje 1"),
        ({"values": {"ukendt": "1"}}, "ukendt"),
        ({"output": "ukendt"}, "ukendt"),
        ({"on": "2001-01-01"}, "første lov"),
    ],
)
def test_what_cannot_be_tried_is_told_plainly(browser, told, why):
    answer = post(browser, f"{BASE}/simulations", CHANGE | told)
    assert answer.status_code == 422
    assert why in answer.json()["title"]


def test_every_mistake_is_told_with_its_place(browser):
    values = {"sikring_aftrapning": "200 %", "sikring_indkomstgraense": "x"}
    texts = {"boligsikring": "is: husleje\nsay: x"}
    answer = post(browser, f"{BASE}/simulations", CHANGE | {"values": values, "texts": texts})
    assert [one["where"] for one in answer.json()["errors"]] == [
        "body.values.sikring_aftrapning", "body.values.sikring_indkomstgraense",
        "body.texts.boligsikring",
    ]  # fmt: skip
    assert all(one["what"].startswith("BSL § 2") for one in answer.json()["errors"])


def test_a_law_that_is_not_here_is_missing(browser):
    assert post(browser, "/api/benefits/ukendt/simulations", CHANGE).status_code == 404


def test_a_change_is_kept_and_read_again(browser):
    answer = post(browser, f"{BASE}/scenarios", CHANGE | {"title": "Højere grænse"})
    assert answer.status_code == 201
    (kept,) = browser.get(f"{BASE}/scenarios").json()
    assert (kept["id"], kept["values"]) == (answer.json()["id"], CHANGE["values"])
    assert kept["kept_by"] == "Ruth Dahl"


def test_a_text_is_looked_through_without_being_kept(browser):
    (hint,) = post(browser, "/api/law-hints", {"text": "§ 1. Det kan ske."}).json()
    assert hint == {
        "kind": "discretion", "word": "kan", "provision": "§ 1", "sentence": "Det kan ske.",
    }  # fmt: skip


def test_a_bill_is_opened_texted_and_answered(browser):
    told = {"title": "Lov om x", "ministry": "Y"}
    address = f"/api/bills/{post(browser, '/api/bills', told).json()['id']}"
    assert post(browser, f"{address}/texts", {"text": "§ 1. Nu.", "seen": 0}).status_code == 201
    answer = {"answer": "yes", "provisions": "§ 1", "evidence": "Én regel", "seen": 0}
    assert post(browser, f"{address}/points/simple", answer).status_code == 201
    shown = browser.get(address).json()
    assert shown["text_version"] == 1
    assert [one["answer"] for one in shown["points"]].count("yes") == 1


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ({"answer": "yes", "evidence": "x", "seen": 1}, 422),
        ({"answer": "maybe", "seen": 1}, 422),
        ({"answer": "no", "mitigation": "x", "seen": 0}, 409),
        ({"answer": "no", "mitigation": "x", "seen": 1}, 201),
    ],
)
def test_an_answer_is_checked_as_on_the_page(browser, bill, answer, status):
    assert post(browser, f"/api/bills/{bill.pk}/points/simple", answer).status_code == status


def test_a_bill_goes_its_way(browser, bill):
    address = f"/api/bills/{bill.pk}"
    sent = post(browser, f"{address}/sending", {"hearing_on": "2099-03-01"})
    assert sent.json()["state"] == "pre_hearing"
    advice = f"{address}/points/it/advice"
    assert browser.put(advice, {"recommendation": "x"}, JSON).status_code == 204
    assert post(browser, f"{address}/steps/receive", {}).json()["state"] == "advised"
    heed = f"{address}/points/it/heed"
    assert browser.put(heed, {"is_followed": True}, JSON).status_code == 204
    assert queries.advice_of(bill)["it"].is_followed is True
    assert post(browser, f"{address}/steps/hear", {}).status_code == 409


def test_the_list_and_the_years_are_told(browser, bill):
    (line,) = browser.get("/api/bills").json()
    assert (line["id"], line["state"]) == (bill.pk, "screening")
    assert browser.get("/api/bills/years").json() == []
