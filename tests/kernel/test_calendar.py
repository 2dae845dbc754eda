"""Expected days: the almanac's Easter Sundays, and law no. 214 of 2023 on Store Bededag."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammenhaeng.kernel import calendar

EASTER_SUNDAYS = {  # Københavns Universitets Almanak
    2018: date(2018, 4, 1), 2020: date(2020, 4, 12), 2023: date(2023, 4, 9),
    2024: date(2024, 3, 31), 2025: date(2025, 4, 20), 2026: date(2026, 4, 5),
    2027: date(2027, 3, 28), 2038: date(2038, 4, 25),
}  # fmt: skip
AFTER_EASTER = {-3: True, -2: True, -1: False, 0: True, 1: True, 39: True, 49: True, 50: True}
days = st.dates(date(2022, 12, 1), date(2027, 1, 31))


@pytest.mark.parametrize("year", EASTER_SUNDAYS)
@pytest.mark.parametrize(("after", "holiday"), AFTER_EASTER.items())
def test_the_movable_feasts_follow_easter(year, after, holiday):
    assert calendar.is_holiday(EASTER_SUNDAYS[year] + timedelta(after)) == holiday


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2022, 5, 13), True), (date(2023, 5, 5), True),
        (date(2024, 4, 26), False), (date(2025, 5, 16), False), (date(2026, 5, 1), False),
    ],
)  # fmt: skip
def test_store_bededag_was_a_holiday_for_the_last_time_in_2023(day, holiday):
    assert calendar.is_holiday(day) == holiday
    assert calendar.is_working_day(day) != holiday


@pytest.mark.parametrize("day", ["2026-01-01", "2026-12-25", "2026-12-26"])
def test_new_year_and_christmas_are_holidays(day):
    assert calendar.is_holiday(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "count", "after"),
    [
        ("2026-11-20", 0, "2026-11-20"),  # a Friday
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-21", 0, "2026-11-23"),  # a Saturday
        ("2026-04-01", 1, "2026-04-07"),  # over Easter
        ("2023-05-04", 1, "2023-05-08"),  # over Store Bededag
        ("2024-04-25", 1, "2024-04-26"),
    ],
)
def test_working_days_are_added_over_weekends_and_holidays(day, count, after):
    assert calendar.add_working_days(date.fromisoformat(day), count) == date.fromisoformat(after)


@given(days, st.integers(0, 30))
def test_adding_working_days_lands_on_one_and_is_monotone(day, count):
    due = calendar.add_working_days(day, count)
    assert calendar.is_working_day(due)
    assert due <= calendar.add_working_days(day + timedelta(1), count)
    assert due < calendar.add_working_days(day, count + 1)


@given(days, st.integers(0, 30))
def test_adding_and_counting_working_days_agree(day, count):
    first = calendar.add_working_days(day, 0)
    due = calendar.add_working_days(day, count)
    assert calendar.working_days_between(first, due) == count + 1


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 18), 24)]
)
def test_a_day_ends_at_midnight_in_copenhagen_also_when_the_clock_is_turned(day, hours):
    first, last = (calendar.midnight_after(one) for one in (day - timedelta(days=1), day))
    length = last.timestamp() - first.timestamp()
    assert length == hours * 3600
