"""The counters: what leaders and auditors see, and that small numbers stay hidden."""

import pytest

from sammenhaeng.access import operations as access
from sammenhaeng.design.charts.chart import told
from sammenhaeng.journeys.queries import figures


def loads(seat, at):
    units = figures.units_of(seat)
    with access.aggregate(purpose="parallel plans", by=seat, at=at):
        return figures.plan_loads(units)


def test_one_citizen_with_two_plans_is_counted_and_hidden(course, solby, at):
    counted = loads(solby.karen, at)

    assert counted.authorities == ("Solby Kommune",)
    assert counted.plans.total.is_hidden
    assert {told(cell) for cell in counted.contacts.rows[0]} <= {"–", "0"}


def test_a_leader_counts_only_citizens_of_their_own_units(course, solby, at):
    solby.karen.unit = solby.psychiatry
    assert loads(solby.karen, at) is None


def test_a_leader_of_the_whole_town_hall_counts_the_units_below(solby):
    solby.karen.unit, solby.karen.unit_id = solby.town_hall, solby.town_hall.pk
    assert solby.jobcentre.pk in figures.units_of(solby.karen)


@pytest.mark.parametrize("path", ["/leder/planer/", "/leder/planer/csv/"])
@pytest.mark.parametrize(
    ("who", "status"), [("karen", 200), ("per", 200), ("mette", 403), ("anne", 403), ("hans", 403)]
)
def test_leaders_and_auditors_open_the_counter(story, as_, who, status, path):
    assert as_(who).get(path).status_code == status


def test_without_any_plan_the_page_says_so(solby, as_):
    page = as_("karen").get("/leder/planer/").content.decode()
    assert "Ingen borgere har en plan efter en enkelt lov" in page


def test_the_finding_is_worked_out_from_what_is_shown_only():
    from sammenhaeng.statistics.disclosure import disclose  # noqa: PLC0415

    open_counts = disclose([[30, 12, 7]]).rows[0]
    assert figures._several(open_counts).startswith("19 borgere")
    assert "ikke kan vises" in figures._several(disclose([[30, 12, 3]]).rows[0])


@pytest.mark.parametrize(("who", "status"), [("mette", 200), ("lone", 200), ("anne", 403)])
def test_the_team_takes_the_efforts_home_as_csv(story, solby, as_, who, status):
    from sammenhaeng.citizens.models import Person  # noqa: PLC0415

    code = Person.objects.get(pk=story.citizen_id).code
    answer = as_(who).get(f"/sag/borgere/{code}/plan/csv/")
    assert answer.status_code == status
