"""Solby with its benefits office: Bent's automatic decision, and Anne's case that waits."""

import pytest
from django.test import Client
from django.utils.timezone import now

from tests.scenes import ON


@pytest.fixture
def benefits(solby, at):
    from sammenhaeng.world import benefits  # noqa: PLC0415  models are not loaded earlier

    return benefits.settle(solby, ON, at=at)


@pytest.fixture
def the_law_of_2026(monkeypatch):
    """The pages apply the law of a day that the expected amounts were found for."""
    from sammenhaeng.benefits.pages import calculator, mine  # noqa: PLC0415

    for page in (calculator, mine):
        monkeypatch.setattr(page, "localdate", lambda: ON)


@pytest.fixture
def today(solby):
    """Bent's and Anne's cases as of now, because pages look at the clock."""
    from sammenhaeng.world import benefits  # noqa: PLC0415

    return benefits.settle(solby, ON, at=now())


@pytest.fixture
def dorthe(today):
    browser = Client()
    browser.post("/log-paa/som/", {"id": today.dorthe.pk})
    return browser


@pytest.fixture
def code(solby, today):
    from sammenhaeng.benefits.operations import opening  # noqa: PLC0415
    from sammenhaeng.citizens.queries import persons  # noqa: PLC0415

    use = opening.own(solby.seats["anne"], now())
    return persons.person(use).code
