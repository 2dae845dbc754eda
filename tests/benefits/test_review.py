"""The review of automation: what is counted, how fast, and that few people are never shown."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils.timezone import now

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Figures
from sammenhaeng.benefits.models import Decision
from sammenhaeng.benefits.queries import review as queries
from sammenhaeng.benefits.rules import cases
from sammenhaeng.world import benefits as world
from tests.scenes import ON


@pytest.fixture
def applicants(scene, solby):
    """Bent's and Anne's cases, and the demo's other applicants."""
    return scene


def reviewed(seat, at):
    units = queries.units_of(seat)
    with access.aggregate(purpose=queries.PURPOSE, by=seat, at=at):
        return queries.reviewed(units)


def test_the_counts_are_those_of_the_decisions(solby, applicants, at):
    (one,) = reviewed(solby.seats["per"], at)
    levels = [row.level for row in Decision.objects.filter(state=cases.MADE)]
    assert one.automatic.value == levels.count("automatic")
    assert one.total.value == len(levels)
    assert one.share.value == pytest.approx(100 * levels.count("automatic") / len(levels))
    assert one.by_person.value == levels.count("draft")


def test_the_days_are_from_application_to_decision(solby, applicants, at):
    """The median and the 90th percentile, found by sorting."""
    (one,) = reviewed(solby.seats["per"], at)
    rows = Decision.objects.filter(state=cases.MADE, level="draft").select_related("application")
    days = sorted((one.decided_at - one.application.applied_at).days for one in rows)
    assert one.person_speed.median.value in (
        days[len(days) // 2], (days[len(days) // 2] + days[len(days) // 2 - 1]) / 2,
    )  # fmt: skip
    assert days[int(len(days) * 0.85)] <= one.person_speed.ninety.value <= days[-1]
    assert one.speed.median.value == 0


def test_the_main_reason_is_counted_once(solby, applicants, at):
    (one,) = reviewed(solby.seats["per"], at)
    shown = [count.value for _, count in one.reasons if not count.is_hidden]
    assert sum(shown) == one.by_person.value


def test_a_leader_sees_their_own_units_and_others_nothing(solby, applicants, at):
    assert len(reviewed(solby.seats["karen"], at)) == 1
    units = queries.units_of(solby.seats["karen"])
    assert applicants.office.pk in units
    assert solby.units["family"].pk not in units
    with access.aggregate(purpose=queries.PURPOSE, by=solby.seats["karen"], at=at):
        assert queries.reviewed([solby.units["family"].pk]) == []


def test_the_view_says_nothing_of_whose_they_are(solby, applicants, at):
    by = solby.seats["per"]
    with access.aggregate(purpose="test", by=by, at=at), connection.cursor() as cursor:
        cursor.execute("select * from benefits_decided limit 0")
        columns = {one.name for one in cursor.description}
    assert columns == {"law", "unit_id", "level", "reason", "seconds"}


def test_every_opening_of_the_figures_is_kept(solby, applicants, at):
    before = Figures.objects.count()
    reviewed(solby.seats["per"], at)
    assert Figures.objects.count() == before + 1


@pytest.mark.parametrize("who", ["karen", "per"])
def test_the_page_says_how_many_how_fast_and_why(as_, applicants, who):
    told = as_(who).get("/leder/ydelser/").content.decode()
    for part in ("Boligstøtte", "Automatiske i pct.", "Dage, 90 pct. inden",
                 "Oplysninger modsiger hinanden", "krævede en person"):  # fmt: skip
        assert part in told
    rows = as_(who).get("/leder/ydelser/csv/").content.decode().splitlines()
    assert rows[0].startswith("Ydelse;Afgørelser;Automatiske")


def test_in_english_the_benefits_have_their_english_names(as_, applicants):
    told = as_("karen").get("/en/leader/benefits/").content.decode()
    assert "Housing benefit: " in told
    assert "Boligstøtte" not in told


@pytest.mark.parametrize("who", ["mette", "anne", "eva"])
def test_nobody_else_opens_it(as_, applicants, who):
    assert as_(who).get("/leder/ydelser/").status_code == 403


def test_few_people_are_never_shown(solby, benefits, at):
    """One decision: no count, no share, no time of it, also not as CSV."""
    (one,) = reviewed(solby.seats["per"], at)
    cells = [one.automatic, one.total, one.by_person, one.share, one.speed.median,
             one.speed.ninety, one.person_speed.median]  # fmt: skip
    assert [cell for cell in cells if not cell.is_hidden and cell.value] == []
    assert one.speed.median.is_hidden


def test_without_decisions_the_page_says_so(as_, solby):
    assert "Ingen ydelse er afgjort" in as_("per").get("/leder/ydelser/").content.decode()


def test_the_machine_is_told_null_where_a_number_is_hidden(as_, solby):
    world.settle(solby, ON, at=now() - timedelta(minutes=1))
    browser: Client = as_("per")
    (one,) = browser.get("/api/figures/benefits").json()
    assert (one["title"], one["decisions"], one["days_median"]) == ("Boligstøtte", None, None)
