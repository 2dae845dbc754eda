from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammenhaeng.kernel.periods import Days, Interval, overlapping

DAY = date(2026, 2, 27)
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
ends = st.integers(0, 6)


def days(first: int, last: int | None) -> Days:
    return Days(DAY + timedelta(first), None if last is None else DAY + timedelta(last))


def instants(start: int, end: int) -> Interval:
    return Interval(NOON + timedelta(hours=start), NOON + timedelta(hours=end))


@pytest.mark.parametrize(("day", "inside"), [(-1, False), (0, True), (2, True), (3, False)])
def test_both_ends_of_days_are_included(day, inside):
    assert (DAY + timedelta(day) in days(0, 2)) == inside


def test_a_period_of_one_day_has_length_one():
    assert len(days(0, 0)) == 1


def test_days_do_not_end_before_they_begin():
    with pytest.raises(ValueError, match="before it begins"):
        days(1, 0)


def test_an_open_period_has_no_length_and_no_end():
    with pytest.raises(ValueError, match="no length"):
        len(days(0, None))
    assert date(2999, 1, 1) in days(0, None)


@given(st.tuples(ends, ends).map(sorted), st.tuples(ends, st.none() | ends))
def test_days_overlap_when_they_share_a_day(one, other):
    first, last = other
    last = last if last is None or last >= first else first
    shared = set(range(one[0], one[1] + 1)) & set(range(first, 7 if last is None else last + 1))
    a, b = days(*one), days(first, last)
    assert a.overlaps(b) == b.overlaps(a) == bool(shared)


spans = st.tuples(ends, st.integers(1, 4)).map(lambda pair: (pair[0], sum(pair)))


@given(spans, spans)
def test_intervals_overlap_when_they_share_an_hour(one, other):
    shared = set(range(*one)) & set(range(*other))
    assert instants(*one).overlaps(instants(*other)) == bool(shared)


@given(st.lists(spans, max_size=6))
def test_every_overlapping_pair_is_found(hours):
    wanted = sum(
        bool(set(range(*a)) & set(range(*b))) for i, a in enumerate(hours) for b in hours[i + 1 :]
    )
    assert len(overlapping(instants(*one) for one in hours)) == wanted


def test_touching_intervals_do_not_overlap():
    assert not instants(0, 1).overlaps(instants(1, 2))
    assert instants(0, 1).widened(timedelta(seconds=1)).overlaps(instants(1, 2))


@pytest.mark.parametrize(("start", "end"), [(1, 1), (1, 0)])
def test_an_interval_ends_after_it_starts(start, end):
    with pytest.raises(ValueError, match="cannot end"):
        instants(start, end)


def test_an_interval_needs_a_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        Interval(datetime(2026, 1, 1), datetime(2026, 1, 2))  # noqa: DTZ001
