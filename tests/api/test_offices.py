"""Administration and oversight for machines: who may ask what, and how much it asks itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

PER, EVA, BOTH = (403, 403, 200, 403), (403, 403, 403, 200), (403, 403, 200, 200)
QUESTIONS = {  # address -> status for Mette, Karen (a leader), Per (an auditor) and Eva
    "/people": EVA,
    "/people/PERSON": EVA,
    "/people/999999": (403, 403, 403, 404),
    "/people?role=king": (403, 403, 403, 422),
    "/seats/SEAT/stand-ins": EVA,
    "/seats/999999/stand-ins": (403, 403, 403, 404),
    "/seats/changes": EVA,
    "/authorities": EVA,
    "/units": EVA,
    "/imports": EVA,
    "/imports/IMPORT": EVA,
    "/imports/999999": (403, 403, 403, 404),
    "/trail": BOTH,
    "/trail/acts": BOTH,
    "/trail?period=7": (403, 403, 422, 422),
    "/refusals": PER,
    "/use-lines/LINE": PER,
    "/use-lines/999999": (403, 403, 404, 403),
    "/use-lines/9999999999999999999": (403, 403, 422, 403),
    "/reviews": (403, 200, 200, 403),
    "/reviews/REASON": (403, 200, 200, 403),
    "/reviews/999999": (403, 404, 404, 403),
}
MOST = {  # who asks what -> the most queries it may take, session and log included
    ("eva", "/people"): 7,
    ("eva", "/people/PERSON"): 7,
    ("eva", "/seats/SEAT/stand-ins"): 7,
    ("eva", "/seats/changes"): 8,
    ("eva", "/authorities"): 7,
    ("eva", "/units"): 7,
    ("eva", "/imports"): 7,
    ("eva", "/imports/IMPORT"): 7,
    ("eva", "/trail"): 11,
    ("per", "/trail/acts"): 5,
    ("per", "/refusals"): 9,
    ("per", "/use-lines/LINE"): 9,
    ("karen", "/reviews"): 11,
    ("karen", "/reviews/REASON"): 11,
}
PERSONAS = ["mette", "karen", "per", "eva"]


@pytest.fixture
def filled(solby, reason, number, imported):
    """An address with what exists in place of its words."""
    words = {
        "PERSON": solby.ali.account_id, "SEAT": solby.mette.pk, "LINE": number, "REASON": reason,
        "IMPORT": imported,
    }  # fmt: skip

    def with_words(address: str) -> str:
        for word, value in words.items():
            address = address.replace(word, str(value))
        return address

    return with_words


@pytest.mark.parametrize("place", range(len(PERSONAS)), ids=PERSONAS)
def test_every_question_has_its_answer_for_each_persona(machine, filled, place):
    reader = machine(PERSONAS[place])
    found = {one: reader.get(filled(one)).status_code for one in QUESTIONS}
    assert found == {one: statuses[place] for one, statuses in QUESTIONS.items()}


def test_a_question_asks_the_database_a_bounded_number_of_times(machine, filled):
    found = {}
    for who, address in MOST:
        reader = machine(who)
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(filled(address)).status_code == 200
        found[who, address] = len(queries)
    assert {one: count for one, count in found.items() if count > MOST[one]} == {}
