"""A hidden cell hides every number of its place, wherever it is told."""

import json
from datetime import date

import pytest

from sammenhaeng.access.models import Seat
from sammenhaeng.compare.models import Standing
from sammenhaeng.compare.queries import absence, figures, places, public, told
from sammenhaeng.compare.queries.people import year
from sammenhaeng.design.words import number


@pytest.fixture
def newest(solby):
    return figures.in_force("absence", year(2025)).get()


@pytest.fixture
def small(newest):
    """A unit with fewer than ten full-time employees and much absence, of a kind with a funnel."""
    rows = Standing.objects.filter(measurement=newest, kind="daycare", full_time__lt=10)
    return rows.select_related("unit").order_by("-observed").first()


@pytest.fixture
def its_leader(small, solby):
    """Bo, moved to the small place."""
    seat = Seat.objects.get(pk=solby.bo.pk)
    seat.unit = small.unit
    seat.save()
    return seat


def secrets(row: Standing) -> set[str]:
    """The true numbers of a place as a page would write them."""
    kind = Standing.objects.filter(measurement=row.measurement, kind=row.kind)
    mean = sum(one.observed for one in kind) / sum(one.exposure for one in kind)
    ratio, rate = row.observed / row.expected[-1], row.observed / row.exposure
    numbers = {rate, ratio * mean, row.lower and row.lower * mean, row.upper and row.upper * mean}
    steps = {one / row.exposure for one in row.expected}
    return {number(one, 1) for one in numbers | steps if one}


def test_the_small_place_has_numbers_that_could_be_told(small):
    assert small.observed > 0
    assert len(secrets(small)) >= 3


def test_a_hidden_cell_hides_every_number_of_the_figure(newest, small):
    one = told.figure(newest, small.unit_id)
    numbers = [
        one.full_time, one.rate, one.adjusted, one.lower, one.upper, one.expected, *one.usual,
        *one.steps,
    ]  # fmt: skip
    assert {each.is_hidden for each in numbers} == {True}
    assert one.claim == ""


def test_the_page_of_a_small_place_tells_none_of_its_numbers(its_leader, sitting, small):
    page = sitting(its_leader).get("/leder/fravaer/").content.decode()
    main = page[page.index("<main") : page.index("</main")]

    assert "Vi viser ikke tal for enheder med under 10 fuldtidsansatte" in main
    own = [line for line in main.split("<tr") if small.unit.name in line]
    for secret in secrets(small):
        assert f"{secret} " not in main[: main.index("Hvad medarbejdernes")]
        assert not any(secret in line for line in own)


def test_the_file_of_a_small_place_tells_none_of_its_numbers(its_leader, sitting, small):
    text = sitting(its_leader).get("/leder/fravaer/csv/").content.decode()
    own = [line.split(";")[1:] for line in text.splitlines() if small.unit.name in line]

    assert own
    assert {cell.strip() for line in own for cell in line} == {"–"}


def test_the_api_of_a_small_place_tells_none_of_its_numbers(its_leader, sitting, small):
    body = sitting(its_leader).get("/api/figures/own").json()

    now = body["now"]
    assert now["unit"] == small.unit_id
    assert {now[name] for name in now.keys() - {"unit", "name", "kind", "claim"}} == {None}
    assert now["claim"] == ""
    assert set(body["expected_by_step"]) == {None}


@pytest.mark.parametrize("address", [
    "/institution/{}/", "/api/institutions/{}", "/api/compare/daycare?page=1",
    "/sammenlign/daycare/", "/sammenlign/daycare/csv/",
])  # fmt: skip
def test_the_public_is_told_none_of_a_small_places_numbers(client, small, address):
    answer = client.get(address.format(small.unit_id)).content.decode()
    exact = {small.full_time, small.observed, small.expected[-1], small.observed / small.exposure}

    assert (
        json.dumps(small.unit.name)[1:-1] in answer or small.unit.name in answer or "csv" in address
    )
    for secret in exact:
        assert f"{secret:.6f}"[:-1] not in answer
    for row in answer.replace("<tr", "\n<tr").splitlines():
        if small.unit.name in row and "<tr" in row:
            assert not any(secret in row for secret in secrets(small))


def test_every_hidden_place_of_the_country_is_hidden_whole(newest):
    rows = list(Standing.objects.filter(measurement=newest))
    for one in told.figures(newest, rows):
        numbers = (one.rate, one.adjusted, one.lower, one.upper, one.expected, *one.usual)
        assert len({each.is_hidden for each in (*numbers, *one.steps, one.full_time)}) == 1


def test_a_mean_is_of_those_shown_alone(newest):
    shown = [
        one.row for one in told.figures(newest, figures.of_kind(newest, "daycare")) if one.is_shown
    ]
    mean = sum(one.observed for one in shown) / sum(one.exposure for one in shown)

    assert len(shown) < len(figures.of_kind(newest, "daycare"))
    assert told.mean_of(newest, "daycare") == pytest.approx(mean)


def test_expected_and_its_steps_tell_nothing_of_those_hidden(newest):
    """Not adjusted, a place is expected to have the mean of those shown, and no other."""
    shown = [
        one for one in told.figures(newest, figures.of_kind(newest, "daycare")) if one.is_shown
    ]
    mean = told.mean_of(newest, "daycare")
    assert {round(one.steps[0].value, 9) for one in shown} == {round(mean, 9)}
    total = sum(one.rate.value * one.row.exposure for one in shown)
    assert sum(one.expected.value * one.row.exposure for one in shown) == pytest.approx(total)


def test_the_public_sees_the_latest_published_and_leaders_the_newest(solby, newest):
    seen = figures.measured("absence", "2025", is_public=True)
    assert seen != newest
    assert seen.superseded_at is not None
    assert figures.measured("absence", "2025", is_public=False) == newest
    assert public.areas()[0].year == 2025


def test_what_the_gate_refused_is_seen_by_nobody(newest):
    newest.release_id, newest.refused_because = None, "Nej."
    newest.save()
    years = [one.first_on.year for one in figures.years("absence", is_public=False)]
    assert years == [2024]


def test_a_leader_reads_the_other_indicators_when_one_was_refused(newest):
    other = figures.in_force("absence_over_30", year(2025)).get()
    rows = figures.of_kind(other, "daycare")
    unit = next(one for one in told.figures(other, rows) if one.is_shown).row.unit
    newest.release_id, newest.refused_because = None, "Nej."
    newest.save()
    asked = absence.Asked(unit, places.Wanted("absence_over_30", "2025"), (), date(2026, 11, 18))
    assert absence.page(asked, "")["at"].now.is_shown
