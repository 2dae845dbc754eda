"""The API keeps what its OpenAPI document promises, whatever it is sent."""

import functools
from collections import Counter

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.middleware.csrf import get_token
from django.test import RequestFactory
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from house import openapi
from sammenhaeng.config.api import api
from sammenhaeng.config.wsgi import application
from sammenhaeng.design.api import Closed

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
READERS = {  # of what the operations are -> who may, and who may not
    "brugere": ("eva", "mette", ""),
    "enheder": ("eva", "mette", ""),
    "indikatorer": ("eva", "mette", ""),
    "sammenligning": ("",),
    "leverancer": ("eva", "mette", ""),
    "opfølgning": ("karen", "mette", ""),
    "revisionslog": ("eva", "per", "mette", ""),
    "ydelsesberegning": ("",),
    "tal": ("per", "karen", "mette", ""),
    "tilsyn": ("per", "karen", "mette", ""),
}
GIVEN_BY_DATACLASS = {"Card", "Counts", "Line", "Summary", "TaskRow"}
promised = schemathesis.openapi.from_dict(api.get_openapi_schema())
promised.app = application


@pytest.fixture
def numbers(number, reason, imported, dialogue):
    return {
        "line_number": number,
        "reason_id": reason,
        "import_id": imported,
        "dialogue_id": dialogue,
    }


@pytest.fixture
def known(code, plan, solby, numbers):
    """What exists, so that sent values reach further than “not found”."""
    goal = plan["goals"][0]
    return {
        "code": code,
        "goal_id": goal["id"],
        "activity_id": goal["activities"][0]["id"],
        "number": 1,
        "account_id": solby.ali.account_id,
        "seat_id": solby.mette.pk,
        **numbers,
        "unit_id": solby.jobcentre.pk,
        "period": "2026-K3",
    }


@pytest.fixture
def one_connection(known):
    """Keep the test's connection, and what it has written, once Django's own client is done."""
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


@pytest.fixture
def cookies(one_connection, sitting):
    """Somebody's session and token, or nobody's."""

    @functools.cache
    def of(name: str) -> tuple[dict[str, str], str]:
        request = RequestFactory().get("/")
        get_token(request)
        token = request.META["CSRF_COOKIE"]
        session = sitting(name).cookies["sammenhaeng"].value if name else "none"
        return {"sammenhaeng": session, "csrftoken": token}, token

    return of


@promised.parametrize()
@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_whatever_is_sent_by_whomever_the_answer_is_as_promised(case, cookies, known):
    case.path_parameters = {
        name: known.get(name, value) for name, value in case.path_parameters.items()
    }
    (tag,) = case.operation.tags
    for who in READERS.get(tag, ("anne", "mette", "")):
        case.cookies, token = cookies(who)
        case.call_and_validate(headers={"X-CSRFToken": token}, checks=CHECKS)


def test_the_written_promise_is_the_one_the_code_makes():
    text = openapi.FILE.read_text(encoding="utf-8")
    assert text == openapi.written(), "Run python -m house.openapi, and read the diff."


def test_every_operation_says_what_it_does_and_how_it_says_no():
    for operations in api.get_openapi_schema()["paths"].values():
        for told in operations.values():
            assert told["description"].endswith(".")
            assert {"401", "403", "404", "422"} <= {str(status) for status in told["responses"]}


def test_no_two_shapes_share_a_name():
    names = Counter(GIVEN_BY_DATACLASS)
    names.update(shape.__name__ for shape in every_kind_of(Closed))
    assert [name for name, count in names.items() if count > 1] == []


def every_kind_of(shape: type) -> set[type]:
    below = set(shape.__subclasses__())
    return below.union(*map(every_kind_of, below))


def test_no_shape_takes_or_gives_more_than_it_names():
    schemas = api.get_openapi_schema()["components"]["schemas"]
    ours = {name: one for name, one in schemas.items() if one["type"] == "object"}
    for name in ours.keys() - GIVEN_BY_DATACLASS:
        assert ours[name]["additionalProperties"] is False, name
    assert not any("cpr" in field for one in ours.values() for field in one["properties"])
