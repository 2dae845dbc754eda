"""The page on span of control: whose leaders are whose, what is told, and that nobody is named."""

import csv
import io
from datetime import date

import pytest

from sammenhaeng.compare.queries import spans as queries
from sammenhaeng.compare.rules.spans import averages
from sammenhaeng.organisation.operations import positions
from sammenhaeng.organisation.operations.positions import Post
from sammenhaeng.statistics.disclosure import posts

from .conftest import OPEN

PAGE = "/leder/ledelsesspaend/"
DAY = date(2026, 11, 18)


@pytest.fixture
def staffed(leaders, solby, lead, at):
    """The town hall leads two leaders; the job centre's has 27 staff, the school's has 3."""
    top = lead(solby.town_hall)
    for unit, size in ((solby.jobcentre, 27), (solby.school, 3)):
        leader = lead(unit, top)
        for n in range(size):
            post = Post(f"Ansat {n}", "medarbejder")
            made = positions.appoint(unit, post, days=OPEN, by=solby.eva, at=at)
            positions.report_to(made, leader, days=OPEN, by=solby.eva, at=at)


def test_a_leaders_own_are_those_of_the_chain(staffed, leaders):
    for who, own in (("top", 3), ("karen", 1), ("low", 0), ("school", 1)):
        seen = queries.seen_by(getattr(leaders, who), DAY)
        assert (seen.every.leaders.size, seen.own.leaders.size) == (3, own)


def test_the_bars_say_how_many_are_the_readers_own(staffed, leaders):
    seen = queries.seen_by(leaders.karen, DAY)
    assert [(one.first, one.leaders, mine) for one, mine in seen.rows if one.leaders] == [
        (1, 2, 0), (26, 1, 1),
    ]  # fmt: skip
    assert queries.chart(seen, "").table.rows[-1][0] == "Hos jer"
    assert queries.chart(seen, "").table.rows[-1][1].value == 27


def test_the_finding_tells_the_share_and_the_nations_quarter(staffed, leaders):
    seen = queries.seen_by(leaders.karen, DAY)
    assert queries.finding(seen) == "33,3 % af lederne har 27 medarbejdere eller flere"
    assert "25 %" in queries.national()
    assert "Ledelseskommissionen" in queries.national()


def test_the_page_shows_layers_and_no_norm_and_no_name(staffed, leaders, sitting):
    page = sitting(leaders.karen).get(PAGE).content.decode()
    assert "Der er 2 ledelseslag" in page
    assert "Der er ikke et rigtigt svar" in page
    assert "årsværk kan ikke vises" in page
    assert "Leder af" not in page
    assert "Ansat" not in page


def test_without_reporting_lines_the_page_says_so(leaders, sitting):
    page = sitting(leaders.karen).get(PAGE).content.decode()
    assert "Ingen stillinger refererer til en leder endnu" in page
    assert "sh-chart" not in page


def test_the_csv_has_the_readers_own_beside_all(staffed, leaders, sitting):
    text = sitting(leaders.karen).get(f"{PAGE}csv/").content.decode()
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == ["Medarbejdere pr. leder", "Ledere", "Heraf dine"]
    assert rows[1] == ["1–5", "2", "0"]
    assert rows[6] == ["26–30", "1", "1"]
    assert rows[-1] == ["I alt", "3", "1"]


def test_the_page_asks_a_bounded_number_of_questions(
    staffed, leaders, django_assert_max_num_queries
):
    with django_assert_max_num_queries(3):
        list(queries.seen_by(leaders.top, DAY).rows)


def test_the_averages_are_those_of_the_press():
    assert {one.name: one.reports for one in averages()} == {
        "Ældrepleje": 32, "Sundhed og psykiatri": 24, "Generel administration": 15,
        "Forsvar og politi": 14,
    }  # fmt: skip


@pytest.mark.parametrize("number", [0, 1, 46_000])
def test_a_count_of_posts_is_shown_however_small(number):
    assert posts(number).value == number


def test_a_negative_count_of_posts_is_a_mistake():
    with pytest.raises(ValueError, match="not negative"):
        posts(-1)


def test_leadership_and_results_says_plainly_why_it_is_empty(leaders, sitting, solby):
    answer = sitting(leaders.karen).get("/leder/ledelse-og-resultater/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Her er ingen tal endnu" in page
    assert "ikke en årsag" in page
    assert sitting(solby.seats["mette"]).get("/leder/ledelse-og-resultater/").status_code == 403
