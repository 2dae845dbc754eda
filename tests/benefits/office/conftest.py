"""Ruth of the rules office, the example population, and a bill with all its answers."""

from pathlib import Path

import pytest
from django.test import Client

from sammenhaeng.benefits.operations import bills as verbs
from sammenhaeng.benefits.queries import population
from sammenhaeng.benefits.queries.trial import tried
from sammenhaeng.benefits.rules.bills import NO, Assessed

EXAMPLE = Path(__file__).parents[3] / "examples" / "population.parquet"
KEPT = (population.population, population.simulator, tried)


@pytest.fixture(autouse=True)
def example(settings):
    """The population is the example's, whatever the demo has drawn."""
    settings.POPULATION = str(EXAMPLE)
    if population.population.cache_info().currsize == 0:
        yield
        return
    for cache in KEPT:
        cache.cache_clear()
    yield


@pytest.fixture
def ruth(solby, at):
    from sammenhaeng.world import rules_office  # noqa: PLC0415  models are not loaded earlier

    return rules_office.settle(at=at)


@pytest.fixture
def bill(ruth, at):
    """A bill in screening with its text and all eleven answers, with consequences."""
    from sammenhaeng.world import rules_office  # noqa: PLC0415  models are not loaded earlier

    opened = verbs.open_bill("Lov om noget", "Ministeriet", by=ruth, at=at)
    found = rules_office.assess(opened, by=ruth, at=at)
    verbs.answer(found, "citizens", Assessed(NO), seen=0, by=ruth, at=at)
    return found


@pytest.fixture
def browser(ruth):
    """A browser in Ruth's seat."""
    client = Client()
    session = client.session
    session["account"], session["seat"] = ruth.account_id, ruth.pk
    session.save()
    client.cookies["sammenhaeng"] = session.session_key
    return client
