"""The API as each of the cast sees it, once Anne's story is told."""

import json

import pytest
from django.test import Client

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Reason, UseLine
from sammenhaeng.citizens.models import Person
from sammenhaeng.compare.operations import dialogue as dialogues
from sammenhaeng.compare.rules.dialogue import Period
from sammenhaeng.organisation.operations.imports import import_units
from sammenhaeng.organisation.rules import units as rules
from tests.organisation.conftest import line, written


class Machine:
    """Somebody's session, used by a program: JSON in, JSON out."""

    def __init__(self, browser):
        self.browser = browser

    def __call__(self, method: str, address: str, body: object = None):
        text = "" if body is None else json.dumps(body)
        return self.browser.generic(
            method.upper(), f"/api{address}", text, content_type="application/json"
        )

    def get(self, address: str):
        return self("get", address)

    def post(self, address: str, **body: object):
        return self("post", address, body or None)

    def put(self, address: str, **body: object):
        return self("put", address, body)


@pytest.fixture
def sitting(story, solby):
    """A browser in the seat of someone of the cast, also of those the demo has no pages for."""

    def of(name: str) -> Client:
        browser, seat = Client(), solby.seats[name]
        session = browser.session
        session["account"], session["seat"] = seat.account_id, seat.pk
        session.save()
        return browser

    return of


@pytest.fixture
def machine(sitting):
    """The API in the seat of someone of the cast."""
    return lambda name: Machine(sitting(name))


@pytest.fixture
def nobody(story, client):
    return Machine(client)


@pytest.fixture
def code(story, solby):
    """Anne's case code, read without leaving more open than before."""
    access.look_up(
        story.citizen_id, purpose="registration", seen=["identity"], by=solby.seats["system"],
        at=story.created_at,
    )  # fmt: skip
    return Person.objects.get(pk=story.citizen_id).code


@pytest.fixture
def case(code):
    """The address of Anne's case."""
    return f"/cases/{code}"


@pytest.fixture
def plan(machine, case):
    """Anne's plan as Mette reads it."""
    return machine("mette").get(f"{case}/plan").json()["plan"]


@pytest.fixture
def number(story, solby):
    """The number of a look-up that Solby made about Anne."""
    return UseLine.objects.filter(citizen_id=story.citizen_id, seat=solby.mette).latest("pk").pk


@pytest.fixture
def reason(story, solby):
    """Ali of the job centre has opened Bent, who is not his."""
    bent = solby.citizens["bent"]
    access.open_with_reason(
        bent, code="acute", text="Bent ringede og var bange", by=solby.ali, at=story.created_at
    )
    return Reason.objects.filter(citizen_id=bent, seat=solby.ali).latest("pk").pk


@pytest.fixture
def imported(story, solby):
    """The number of a file that was refused."""
    sheet = rules.read("units.csv", written(line("a", kind="castle")))
    return import_units(sheet, by=solby.eva, at=story.created_at).pk


@pytest.fixture
def dialogue(story, solby):
    """The number of a dialogue that Karen has begun on the job centre's results."""
    words, period = dialogues.Words("Fraværet steg"), Period(2026, 2)
    karen, at = solby.karen, story.created_at
    return dialogues.draft(solby.jobcentre, period, words, by=karen, at=at).pk
