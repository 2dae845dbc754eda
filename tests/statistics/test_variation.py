"""Variation and concentration by hand and against scipy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sammenhaeng.statistics import variation

amounts = st.lists(st.integers(0, 9), min_size=1, max_size=12).filter(any)


def test_the_spread_of_five_areas_by_hand():
    found = variation.spread([9.0, 10.0, 11.0, 12.0, 18.0])
    assert (found.least, found.most, found.ratio) == (9, 18, 2)
    assert found.quartiles == (10, 11, 12)
    assert found.coefficient == pytest.approx(stats.variation([9, 10, 11, 12, 18], ddof=1))


def test_large_areas_count_for_more_in_a_weighted_mean():
    found = variation.spread([10.0, 20.0], weights=[3, 1])
    assert found.mean == 12.5
    assert found.deviation == pytest.approx(np.std([10, 10, 10, 20]))


def test_five_of_a_hundred_hold_what_they_hold():
    """As KRL 2015: 42.7 % of absence on 5 % of staff."""
    assert variation.held_by_top([1.0] * 57 + [0] * 38 + [8.54] * 5) == pytest.approx(
        42.7 / 99.7, abs=1e-12
    )


def test_a_share_between_persons_takes_part_of_a_person():
    """5 % of ten persons is half of the highest one."""
    assert variation.held_by_top([0.0] * 9 + [10]) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("minutes", "share"),
    [([100, 0, 0, 0], 0.2), ([10] * 20, 0.05), ([30, 10, *([0] * 38)], 1.0)],
)
def test_part_of_a_person_counts_as_a_part(minutes, share):
    """As counted by hand: 5 % of four persons is a fifth of one."""
    assert variation.held_by_top(minutes) == pytest.approx(share)


@given(amounts)
def test_a_lorenz_curve_rises_from_nothing_to_all_and_never_above_equality(values):
    share = np.linspace(0, 1, 21)
    curve = variation.lorenz(values, share)
    assert (curve[0], curve[-1]) == pytest.approx((0, 1))
    assert np.all(np.diff(curve) >= -1e-12)
    assert np.all(curve <= share + 1e-12)


def test_bins_hold_every_value_once():
    found = variation.histogram([9.0, 9.4, 9.5, 11.0, 12.0], width=1)
    assert found.edges.tolist() == [9, 10, 11, 12]
    assert found.counts.tolist() == [3, 0, 2]


def test_bins_may_start_where_the_page_says():
    assert variation.histogram([2.0], width=2, start=0.0).edges.tolist() == [0, 2]
    with pytest.raises(ValueError, match="before the first bin"):
        variation.histogram([2.0], width=2, start=3.0)


@pytest.mark.parametrize("wrong", [[], [1.0], [1, np.nan]])
def test_what_has_no_variation_is_refused(wrong):
    with pytest.raises(ValueError, match="value"):
        variation.spread(wrong)


def test_nobody_holds_anything_of_nothing():
    with pytest.raises(ValueError, match="some are above 0"):
        variation.lorenz([0, 0], [0.5])
