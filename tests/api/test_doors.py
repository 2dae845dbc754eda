"""Who may do what: every question and every change, by persona, and what a no tells."""

import re

import pytest
from django.test import Client

from sammenhaeng.access.models import Refusal
from sammenhaeng.config.api import api
from sammenhaeng.design.api import PROBLEM

CAST = ["Anne", "Oliver", "Ida", "Bent", "Lund", "Mette", "Lone", "Jonas", "720392"]
QUESTIONS = {  # address -> status for Anne, Bent, Mette, Lone (in the team) and Karen (a leader)
    "/me/seats": (200, 200, 200, 200, 200),
    "/me/home": (200, 200, 403, 403, 403),
    "/me/plan": (200, 200, 403, 403, 403),
    "/me/contacts": (200, 200, 403, 403, 403),
    "/me/calendar": (200, 200, 403, 403, 403),
    "/me/log": (200, 200, 403, 403, 403),
    "/me/consents": (200, 200, 403, 403, 403),
    "/inbox": (403, 403, 200, 200, 403),
    "/cases": (403, 403, 200, 200, 403),
    "/cases/CODE": (403, 403, 200, 200, 403),
    "/cases/CODE/plan": (403, 403, 200, 200, 403),
    "/cases/CODE/plan/versions": (403, 403, 200, 200, 403),
    "/cases/CODE/plan/versions/1": (403, 403, 200, 200, 403),
    "/cases/CODE/plan/versions/999": (403, 403, 404, 404, 403),
    "/cases/CODE/plan/sources": (403, 403, 200, 200, 403),
    "/cases/CODE/plan/successors": (403, 403, 200, 200, 403),
    "/cases/CODE/statutory-plans": (403, 403, 200, 200, 403),
    "/cases/CODE/calendar": (403, 403, 200, 200, 403),
    "/cases/CODE/proposals": (403, 403, 200, 200, 403),
    "/cases/CODE/consents": (403, 403, 200, 200, 403),
    "/cases/CODE/log": (403, 403, 200, 200, 403),
    "/cases/XXXXXX": (403, 403, 404, 404, 403),
    "/cases/nonsense": (403, 403, 422, 422, 403),
    "/nowhere": (404, 404, 404, 404, 404),
}
PERSONAS = ["anne", "bent", "mette", "lone", "karen"]
OPEN = ("/compare", "/institutions", "/published", "/benefits")  # figures and rules for everybody
OPERATIONS = [
    (method, address)
    for address, operations in api.get_openapi_schema(path_prefix="")["paths"].items()
    for method in operations
    if not address.startswith(OPEN)
]


@pytest.mark.parametrize("place", range(len(PERSONAS)), ids=PERSONAS)
def test_every_question_has_its_answer_for_each_persona(machine, code, place):
    reader = machine(PERSONAS[place])
    found = {one: reader.get(one.replace("CODE", code)).status_code for one in QUESTIONS}
    assert found == {one: statuses[place] for one, statuses in QUESTIONS.items()}


def refusals(reader, code: str, operations) -> set[tuple[int, str, bool]]:
    """The different answers to some operations: status, content type, and whether one is named."""
    found = set()
    for method, address in operations:
        filled = re.sub(r"{\w+}", "1", address.replace("{code}", code))
        answer = reader(method, filled)
        text = str(answer.json())
        is_named = any(name in text for name in CAST)
        found.add((answer.status_code, answer["Content-Type"], is_named))
    return found


def test_whoever_is_not_logged_in_gets_401_everywhere_and_no_name(nobody, code):
    assert refusals(nobody, code, OPERATIONS) == {(401, PROBLEM, False)}


@pytest.mark.parametrize(("who", "is_citizens"), [("mette", True), ("anne", False)])
def test_the_other_sort_of_person_is_refused_without_a_name(machine, code, who, is_citizens):
    seats = ("/me/seats", "/me/seat")
    theirs = [one for one in OPERATIONS if one[1].startswith("/me/") == is_citizens]
    theirs = [one for one in theirs if one[1] not in seats]
    assert refusals(machine(who), code, theirs) == {(403, PROBLEM, False)}


def test_staff_who_have_nothing_to_do_with_the_citizen_are_refused_and_it_is_kept(machine, case):
    stranger = machine("mette")
    bent = machine("mette").post("/citizens/searches", text="Bent Aage").json()[0]["code"]
    answer = stranger.get(f"/cases/{bent}")
    assert answer.status_code == 403
    assert "Bent" not in answer.content.decode()
    assert Refusal.objects.latest("pk").what == "/api/cases/…"


def test_a_change_needs_the_token_of_the_session(story, solby):
    browser = Client()
    browser.post("/log-paa/som/", {"id": solby.seats["anne"].pk})
    browser.handler.enforce_csrf_checks = True
    answer = browser.post("/api/me/plan/comments", {"text": "Hej"}, "application/json")
    assert answer.status_code == 403
    assert "X-CSRFToken" in answer.json()["title"]


@pytest.mark.parametrize(("method", "address"), [("delete", "/me/plan"), ("post", "/cases")])
def test_the_wrong_method_is_told_as_problem_details(machine, method, address):
    answer = machine("mette")(method, address)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET"
    assert answer.json()["status"] == 405


def test_everybody_may_read_what_the_api_promises(client, db):
    promised = client.get("/api/openapi.json").json()
    page = client.get("/api/")
    assert promised["openapi"] == "3.1.0"
    assert page.status_code == 200
    assert all(address in page.content.decode() for address in promised["paths"])
    assert "<script src" not in page.content.decode().replace('<script src="/static/', "")
