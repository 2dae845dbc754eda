"""Working days against numpy's own count, and back again."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sammenhaeng.world.nation.clock import lasts, weekday, working_days

DAYS = st.integers(18_900, 18_990)
ONE = np.ones(1, int)


@given(DAYS, st.integers(0, 40))
def test_weekdays_between_two_days_are_counted_as_numpy_counts_them(first, more):
    expected = np.busday_count(np.datetime64(first, "D"), np.datetime64(first + more + 1, "D"))

    assert working_days(first * ONE, (first + more) * ONE, np.zeros(1, bool)) == expected


@given(DAYS, st.integers(1, 40), st.booleans())
def test_a_spell_of_so_many_working_days_has_so_many(first, days, shift):
    if not shift and weekday(first) > 4:
        first += 2
    last = lasts(first * ONE, days * ONE, np.array([shift]))

    assert working_days(first * ONE, last, np.array([shift])) == days
