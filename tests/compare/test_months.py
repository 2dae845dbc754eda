"""Twelve months in a row, what an effort did, and whom a place is compared with: the arithmetic."""

import numpy as np
import pytest

from sammenhaeng.compare.queries import course
from sammenhaeng.compare.rules import course as rules
from sammenhaeng.compare.rules import effects, indicators, likeness

FULL = rules.FULL_TIME_WEEK
YEAR = [444] * 12, [FULL * rules.days_of(2023 * 12 + n) for n in range(12)]


def test_months_know_their_days():
    assert [rules.days_of(2024 * 12 + n) for n in (0, 1, 3, 11)] == [31, 29, 30, 31]


def test_one_full_time_employee_with_a_day_a_month_has_twelve_days_a_year():
    assert rules.rolling({2023: YEAR}) == {2023 * 12 + 11: pytest.approx(12 * 444)}


def test_windows_run_over_a_new_year_but_never_over_a_missing_one():
    assert len(rules.rolling({2023: YEAR, 2024: YEAR})) == 13
    assert sorted(rules.rolling({2021: YEAR, 2023: YEAR})) == [2021 * 12 + 11, 2023 * 12 + 11]


def test_the_effect_is_the_change_beyond_the_median_of_the_others():
    others = [(10, 11), (12, 12), (8, 10), (9, 10), (11, 12)]
    told = effects.change((15, 13), (0.5, 0.5), others)
    assert (told.effect, told.like_before, told.like_after) == (-3, 10, 11)
    assert told.is_told_apart
    assert not effects.change((15, 13), (3, 3), others).is_told_apart


def test_a_choice_among_places_that_are_all_alike_but_one_keeps_its_peers():
    values = np.random.default_rng(3).normal(size=(40, 4)) * 0.01
    values[13:] += 50
    assert likeness.kept(values, 0, np.ones(4)) == 1


@pytest.mark.parametrize(
    ("code", "ways"),
    [
        ("absence", (("total",),)),
        ("absence_medium", (("medium_minutes",),)),
        ("absence_short", (("week_minutes", "medium_minutes"), ("total", "long_minutes"))),
        ("absence_per_cent", (("total",),)),
    ],
)
def test_a_numerator_is_told_by_cells_that_make_it(code, ways):
    assert indicators.named(code).ways == ways


@pytest.mark.parametrize(
    ("year", "told"), [(2023, None), (2024, 16.0), (2026, 16.0), (2027, 15.0), (2028, None)]
)
def test_a_year_works_toward_the_nearest_target(year, told):
    aims = [
        course.Target(year=2026, baseline_year=2023, target=1600),
        course.Target(year=2027, baseline_year=2023, target=1500),
    ]
    assert course.target_in(aims, year) == told


def test_per_cent_and_days_say_the_same_of_a_place():
    one = indicators.named("absence_per_cent")
    assert (one.like, one.per, one.times) == ("absence", indicators.POSSIBLE, 100)
