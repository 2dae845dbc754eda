"""Intervals against published numbers and against each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sammenhaeng.statistics import rates


def test_byar_of_65_events_is_as_published_by_phe():
    """Breslow & Day's formula as PHEindicatormethods publishes it: 50.163188-82.849139."""
    lower, upper = rates.poisson_limits(65)
    assert (float(lower), float(upper)) == pytest.approx((50.163188, 82.849139), abs=1e-6)


def test_wilson_of_65_in_100_is_as_published():
    found = rates.share(65, 100)
    ends = float(found.lower), float(found.upper)
    assert ends == pytest.approx((0.552544, 0.736358), abs=5e-7)


@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    [(0, 0, 3.689), (1, 0.0253, 5.572), (5, 1.6235, 11.668), (9, 4.1154, 17.085)],
)
def test_few_events_have_the_exact_limits_of_the_tables(count, lower, upper):
    """Pearson & Hartley, Biometrika Tables for Statisticians I, table 40."""
    found = tuple(map(float, rates.poisson_limits(count)))
    assert found == pytest.approx((lower, upper), abs=5e-4)


@pytest.mark.parametrize("count", [10, 25, 100])
def test_byar_from_ten_events_is_near_the_exact_limits(count):
    low, high = rates.poisson_limits(count)
    assert float(low) == pytest.approx(stats.chi2.ppf(0.025, 2 * count) / 2, rel=0.005)
    assert float(high) == pytest.approx(stats.chi2.ppf(0.975, 2 * count + 2) / 2, rel=0.005)
    assert float(low) != stats.chi2.ppf(0.025, 2 * count) / 2


def test_nine_events_are_exact_and_ten_are_byars():
    assert rates.poisson_limits(9)[0] == rates.exact_limits(9)[0]
    assert rates.poisson_limits(10)[0] == rates.byar_limits(10)[0]


@given(st.integers(1, 200), st.integers(0, 200))
def test_wilson_agrees_with_scipy(whole, part):
    part = min(part, whole)
    found = rates.share(part, whole)
    ends = stats.binomtest(part, whole).proportion_ci(method="wilson")
    assert (float(found.lower), float(found.upper)) == pytest.approx((ends.low, ends.high))


def test_a_part_larger_than_its_whole_is_refused():
    with pytest.raises(ValueError, match="larger than its whole"):
        rates.share(3, 2)


def test_an_indirectly_standardised_ratio_is_observed_over_what_the_reference_expects():
    """Two strata by hand: E = 1000·0.01 + 500·0.04 = 30; O = 36."""
    found = rates.indirect([[6, 30]], [[1000, 500]], [0.01, 0.04])
    assert found.expected.tolist() == [30]
    assert found.ratio.value.tolist() == [1.2]
    low, high = rates.byar_limits(36)
    assert found.ratio.lower[0] == pytest.approx(float(low) / 30)
    assert found.ratio.times(0.02).upper[0] == pytest.approx(float(high) / 30 * 0.02)


def test_a_directly_standardised_rate_is_the_weighted_mean_of_strata():
    """By hand: (0.1·3 + 0.2·1)/4 = 0.125; variance (9·10/100² + 1·20/100²)/16."""
    found = rates.direct([10, 20], [100, 100], [3, 1])
    variance = (9 * 10 / 100**2 + 20 / 100**2) / 16
    low = 0.125 + np.sqrt(variance / 30) * (float(rates.byar_limits(30)[0]) - 30)
    assert float(found.value) == pytest.approx(0.125)
    assert float(found.lower) == pytest.approx(low)


def test_a_directly_standardised_rate_of_fewer_than_ten_events_is_not_told():
    assert np.isnan(rates.direct([4, 5], [100, 100], [1, 1]).value)
    assert not np.isnan(rates.direct([5, 5], [100, 100], [1, 1]).value)


def test_events_of_one_each_are_independent_events():
    one = rates.direct_clumped([[10], [20]], [1], [100, 100], [3, 1])
    assert float(one.lower) == pytest.approx(
        float(rates.direct([10, 20], [100, 100], [3, 1]).lower)
    )


def test_the_same_events_on_fewer_persons_are_less_sure_by_the_square_root_of_their_clump():
    """Var = Σf²n: every person with 4 events doubles the half-width (Eayres & Williams)."""
    clumped = rates.direct_clumped([[10], [20]], [4], [100, 100], [3, 1])
    alone = rates.direct([40, 80], [100, 100], [3, 1])
    assert float(clumped.value) == float(alone.value)
    wider = (clumped.upper - clumped.value) / (alone.upper - alone.value)
    assert float(wider) == pytest.approx(2)


def test_clumped_limits_cover_a_compound_count():
    random = np.random.default_rng(1)
    persons = random.poisson(40, 4000)
    total = np.array([random.geometric(0.2, count).sum() for count in persons])
    lower, upper = rates.clumped_limits(total, total * 9.0)  # E f² / E f = (2 - p)/p = 9
    assert 0.93 < np.mean((lower < 200) & (upper > 200)) < 0.97
    alone = rates.poisson_limits(total)
    assert np.mean((alone[0] < 200) & (alone[1] > 200)) < 0.6


def test_variance_of_events_counts_each_person_by_the_square_of_their_events():
    assert rates.event_variance([[5, 2, 1]], [1, 2, 10]).tolist() == [5 + 8 + 100]


@pytest.mark.parametrize("wrong", [-1, np.nan])
def test_what_is_no_count_is_refused(wrong):
    with pytest.raises(ValueError, match="not negative"):
        rates.poisson_limits(wrong)


def test_an_area_that_nothing_is_expected_of_has_no_ratio():
    with pytest.raises(ValueError, match="no expected"):
        rates.indirect([0], [[0.0]], [1.0])
