"""L-6: when the line in the citizen's log cannot be written, nothing about the citizen is sent."""

import pytest
from django.test import Client
from django.utils.timezone import now

from sammenhaeng.access.operations import use
from sammenhaeng.citizens.models import Person

ABOUT_ANNE = ("/sag/borgere/{}/", "/sag/borgere/{}/plan/", "/sag/borgere/{}/plan/csv/",
              "/sag/borgere/{}/oplysninger/", "/api/cases/{}/plan")  # fmt: skip


@pytest.fixture
def code(story, solby):
    from sammenhaeng.access import operations as access  # noqa: PLC0415

    anne = solby.citizens["anne"]
    access.look_up(anne, purpose="case", seen=["identity"], by=solby.mette, at=now())
    return Person.objects.get(pk=anne).code


@pytest.mark.parametrize("address", [*ABOUT_ANNE, "/sag/borgere/", "/sag/"])
def test_without_its_line_nothing_is_told(solby, code, monkeypatch, address):
    browser = Client(raise_request_exception=False)
    browser.post("/log-paa/som/", {"id": solby.seats["mette"].pk})
    word = b"Behandling" if "csv" in address else b"Anne"
    told = browser.get(address.format(code))
    assert told.status_code == 200
    assert word in told.content

    monkeypatch.setattr(use, "LOG_USE", use.LOG_USE.replace("access_log_use", "access_log_lost"))
    told = browser.get(address.format(code))
    assert told.status_code == 500
    assert word not in told.content
