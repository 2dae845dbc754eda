"""What the years of a place say: no more than chance allows, and nothing across a new system."""

from datetime import date

import pytest

from sammenhaeng.absence.models import SystemChange, Target
from sammenhaeng.compare.models import Measurement, Standing
from sammenhaeng.compare.queries import course, places, sureness, years
from sammenhaeng.compare.queries.places import Wanted
from sammenhaeng.compare.rules import trend as rules
from sammenhaeng.compare.rules.trend import Goal, Point
from sammenhaeng.design.words import number
from sammenhaeng.statistics.trends import Status
from sammenhaeng.world.results import PLACE_LEADER

OWN = "/leder/fravaer/"


@pytest.fixture
def inge(solby):
    """The leader of the place that stands out."""
    from sammenhaeng.access.models import Seat  # noqa: PLC0415

    return Seat.objects.get(account__subject=PLACE_LEADER[0])


@pytest.fixture
def at_place(inge):
    return places.place(inge.unit, Wanted())


def page_of(browser) -> str:
    answer = browser.get(OWN)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(("error", "side"), [(0.5, -1), (1.5, 0)])
def test_a_change_is_told_only_beyond_its_error(error, side):
    """12 to 10: ±1.39 with errors of 0.5, ±4.16 with 1.5."""
    known = rules.comparable([Point(2023, 12, error), Point(2025, 10, error)], [])
    found, told = rules.moved(known)
    assert (found, told.value) == (side, -2)


def test_nothing_is_compared_over_a_break():
    points = [Point(2022, 9, 0.1), Point(2023, 12, 0.1), Point(2024, 10, 0.1)]
    found, told = rules.moved(rules.comparable(points, [2023]))
    assert (found, told.value) == (-1, -2)
    assert rules.standing(points, [2023], Goal(9, 2022, 8, 2026)).status is Status.UNKNOWN


def test_every_year_is_a_conjunction_of_three_years_or_more():
    """Two falls of 1 with errors of 1: Φ(1/√2)² = .7602² = .5780."""
    points = [Point(2023, 12, 1), Point(2024, 11, 1), Point(2025, 10, 1)]
    assert rules.fell_every_year(rules.comparable(points, [])) == pytest.approx(0.5780, abs=1e-4)
    assert not rules.is_known(rules.fell_every_year(rules.comparable(points[1:], [])))


@pytest.mark.parametrize(("now", "status", "pace"), [
    (16, Status.REACHED, 0), (18, Status.ON_TRACK, -2), (19, Status.OFF_TRACK, -3),
])  # fmt: skip
def test_a_target_is_held_against_the_straight_path_from_its_baseline(now, status, pace):
    """20 in 2023 to 16 in 2025: 18 in 2024."""
    found = rules.standing([Point(2024, now, 0.5)], [], Goal(20, 2023, 16, 2025))
    assert (found.status, found.pace) == (status, pace)


def test_the_page_says_what_changed_and_how_the_target_stands(inge, sitting):
    page = page_of(sitting(inge))
    assert "95 % usikkerhed:" in page
    assert "måltallet på 16,0 i 2026" in page


def test_the_error_of_a_year_is_of_the_sum_over_persons(at_place):
    told = years.of(at_place, course.aimed(at_place))
    row = Standing.objects.get(measurement=at_place.measurement, unit=at_place.unit)
    last = told.points[-1]
    assert last.error == pytest.approx(row.variance**0.5 / row.exposure)
    assert last.value == pytest.approx(row.observed / row.exposure)


def test_a_new_system_is_marked_in_figure_and_words_and_cuts_the_years(inge, sitting):
    SystemChange.objects.create(unit=inge.unit, changed_on=date(2025, 3, 1))
    page = page_of(sitting(inge))
    assert "Tallene fra 2025 kan ikke sammenlignes med årene før" in page
    assert "Brud før 2025: fraværet tælles i et nyt system fra 01.03.2025." in page
    assert "Brud før mar 25" in page
    assert "Fra 2024 til 2025" not in page
    assert "Ændringen fra 2024" not in page


def test_a_new_system_of_a_level_above_marks_those_below_and_no_others(inge, sitting, solby):
    SystemChange.objects.create(unit=solby.town_hall, changed_on=date(2025, 3, 1))
    assert "nyt system" in page_of(sitting(solby.bo))
    assert "nyt system" not in page_of(sitting(inge))


def test_the_targets_page_marks_it_too(inge, sitting):
    browser = sitting(inge)
    assert "nyt system" not in browser.get("/leder/fravaer/maal/").content.decode()
    (target,) = Target.objects.filter(unit=inge.unit)
    SystemChange.objects.create(unit=inge.unit, changed_on=date(target.baseline_year + 1, 3, 1))
    assert (
        "Tælles i et nyt system fra 01.03." in browser.get("/leder/fravaer/maal/").content.decode()
    )


def test_a_figure_stands_beside_what_it_is_drawn_to_and_what_that_is_good_for(at_place):
    (plain, drawn) = sureness.table(at_place).told()
    row = at_place.now.row
    scale = at_place.now.adjusted.value / (row.observed / row.expected[-1])
    assert plain[1] == number(at_place.now.adjusted.value, 1)
    assert drawn[1] == number(row.shrunk * scale, 1)
    assert drawn[3] in ("At sammenligne med andre", "At følge stedet over tid",
                        "Kun flere år samlet")  # fmt: skip


def test_the_expected_has_an_interval_of_its_own(at_place):
    note = sureness.of_expected(at_place.now)
    row, expected = at_place.now.row, at_place.now.expected.value
    assert 0 < row.expected_error < 0.5
    assert number(expected * 2.718281828 ** (-1.959964 * row.expected_error), 1) in note


def test_a_hidden_place_tells_neither(solby, sitting):
    measurement = Measurement.objects.get(
        indicator="absence", first_on__year=2025, superseded_at=None
    )
    small = Standing.objects.filter(measurement=measurement, kind="daycare", full_time__lt=10)
    at = places.place(small.select_related("unit").first().unit, Wanted())
    assert sureness.table(at) is None
    assert sureness.of_expected(at.now) == ""
    assert years.of(at, course.aimed(at)).points == () or not at.now.is_shown
