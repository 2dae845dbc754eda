"""The counter of parallel plans for machines: the page's numbers, and what is hidden is null."""

import pytest
from django.test import Client

from sammenhaeng.access import operations as access
from sammenhaeng.journeys.operations import statutory
from sammenhaeng.journeys.rules.plans import plan_types
from sammenhaeng.journeys.schemas.figures import Tally
from sammenhaeng.statistics.disclosure import disclose

from .conftest import Machine

COUNTER = "/figures/parallel-plans"


@pytest.mark.parametrize(
    ("who", "status"), [("karen", 200), ("per", 200), ("mette", 403), ("anne", 403), ("hans", 403)]
)
def test_leaders_and_auditors_read_the_counter(machine, who, status):
    assert machine(who).get(COUNTER).status_code == status


def test_the_numbers_are_those_of_the_page_and_hidden_ones_are_null(machine, as_, planned):
    told = machine("karen").get(COUNTER).json()["counted"]
    page = as_("karen").get("/leder/planer/csv/").content.decode()
    rows = [line.split(";") for line in page.splitlines()[1:]]
    shapes = [*(one["citizens"] for one in told["by_authorities"]), told["citizens"]]
    assert [written(one) for one in shapes] == [row[1:] for row in rows]
    assert [one["authorities"] for one in told["by_authorities"]] == [row[0] for row in rows[:-1]]
    assert told["citizens"]["total"] is None


@pytest.fixture
def planned(story, solby):
    """Bent has a plan at the job centre."""
    bent, at, system = solby.citizens["bent"], story.created_at, solby.seats["system"]
    access.look_up(bent, purpose="registration", seen=["identity"], by=system, at=at)
    texts = dict.fromkeys(plan_types()["MIN_PLAN"].mandatory, "Bents")
    beginning = statutory.Beginning("MIN_PLAN", solby.jobcentre, texts)
    return statutory.start(bent, beginning, by=system, at=at)


def written(counts) -> list[str]:
    numbers = [*counts["counts"], counts["total"]]
    return ["–" if one is None else str(one) for one in numbers]


def test_a_number_that_may_be_told_is_told_and_a_small_one_is_not():
    table = disclose([[30, 12, 3]])
    told = Tally.of(table.rows[0], table.total)
    assert told.counts[2] is None
    shown = disclose([[30, 12, 7]])
    assert Tally.of(shown.rows[0], shown.total) == Tally(counts=[30, 12, 7], total=49)


def test_without_any_plan_nothing_is_counted(solby):
    browser, seat = Client(), solby.karen
    session = browser.session
    session["account"], session["seat"] = seat.account_id, seat.pk
    session.save()
    assert Machine(browser).get(COUNTER).json() == {"counted": None}
