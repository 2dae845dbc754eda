"""Targets and trends: the reform's own, and tables at the edge."""

import numpy as np
import pytest
from scipy import stats

from sammenhaeng.statistics import trends
from sammenhaeng.statistics.trends import Direction, Kind, Status, Target

LEVEL = Target(Kind.LEVEL, 2018, 2022, 80)  # leaders who use user satisfaction: 60 to 80 % by 2022
MORE = Target(Kind.CHANGE, 2018, 2022, 2)
FALL = Target(Kind.FALLS_EVERY_YEAR, 2018, 2022)


def told(values, errors=0.0, breaks=()):
    years = 2018 + np.arange(len(values))
    return trends.series(years, values, np.full(len(values), float(errors)), breaks=breaks)


@pytest.mark.parametrize(
    ("values", "status", "pace"),
    [
        ([60, 66], "on_track", 14 / 3), ([60, 65], "on_track", 5),
        ([60, 64.9], "off_track", 15.1 / 3),
        ([60, 81], "reached", -1 / 3), ([60, 65, 70, 75, 80], "reached", np.nan),
        ([60, 65, 70, 75, 79], "off_track", np.nan), ([60], "unknown", 5),
    ],
)  # fmt: skip
def test_a_level_by_a_year(values, status, pace):
    found = trends.standing(told(values), LEVEL)
    assert found.status is Status(status)
    assert found.pace == pytest.approx(pace, nan_ok=True)


def test_a_change_by_a_year_is_counted_from_the_start():
    found = trends.standing(told([10, 11]), MORE)
    assert (found.goal, found.status) == (12, Status.ON_TRACK)
    assert trends.standing(told([10, 10.4]), MORE).status is Status.OFF_TRACK


def test_a_target_of_less_is_judged_downwards():
    less = Target(Kind.CHANGE, 2018, 2022, -2)
    assert trends.standing(told([10, 9.4]), less).status is Status.ON_TRACK
    assert trends.standing(told([10, 9.6]), less).status is Status.OFF_TRACK
    assert trends.standing(told([10, 9, 8]), less).status is Status.REACHED


@pytest.mark.parametrize(
    ("values", "status"),
    [([12, 11.9], "on_track"), ([12, 11.9, 11.9], "off_track"),
     ([12, 11, 11.5, 10, 9], "off_track"), ([12, 11, 10, 9, 8], "reached"), ([12], "unknown")],
)  # fmt: skip
def test_one_year_that_does_not_fall_fails_a_fall_every_year(values, status):
    assert trends.standing(told(values), FALL).status is Status(status)


def test_a_year_that_is_missing_leaves_a_fall_every_year_unknown():
    known = trends.series([2018, 2020], [12, 11], [0, 0])
    assert trends.standing(known, FALL).status is Status.UNKNOWN


def test_every_year_falls_is_the_product_of_the_years():
    """Φ(1/√2)·Φ(-0.5/√2), each year's standard error 1."""
    found = trends.standing(told([12, 11, 11.5], 1.0), FALL)
    chance = stats.norm.cdf(1 / np.sqrt(2)) * stats.norm.cdf(-0.5 / np.sqrt(2))
    assert found.probability == pytest.approx(chance)


def test_two_points_carry_their_own_uncertainty_to_the_deadline():
    """From 60 ± 1 and 66 ± 1 a year later: 84 in 2022, variance (4² + 3²)·1."""
    found = trends.standing(told([60, 66], 1.0), LEVEL)
    assert found.probability == pytest.approx(stats.norm.cdf((84 - 80) / 5))


def test_six_points_are_a_line_with_the_spread_around_it():
    """Prediction of ordinary least squares by its textbook formula, t with n - 2."""
    values = np.array([60, 61.5, 62.2, 64.1, 64.8, 66.3])
    far = Target(Kind.LEVEL, 2018, 2026, 70)
    found = trends.standing(told(values), far)
    x = np.arange(6)
    line = stats.linregress(x, values)
    s = np.sqrt(((values - line.intercept - line.slope * x) ** 2).sum() / 4)
    error = s * np.sqrt(1 + 1 / 6 + (8 - 2.5) ** 2 / ((x - 2.5) ** 2).sum())
    chance = stats.t.cdf((line.intercept + 8 * line.slope - 70) / error, 4)
    assert found.probability == pytest.approx(chance)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ([9, 8, 7, 6, 5], "too_few"), ([9, 8.1, 7.2, 5.9, 5, 4.1], "falls"),
        ([4, 5.1, 5.9, 7.2, 8.1, 9], "rises"), ([5, 6, 4, 6, 5, 5.5], "none"),
    ],
)  # fmt: skip
def test_a_trend_is_told_from_six_points_on(values, says):
    assert trends.direction(told(values)) is Direction(says)


def test_sampling_errors_can_hide_a_trend():
    values = [9, 8.1, 7.2, 5.9, 5, 4.1]
    assert trends.direction(told(values, 0.3)) is Direction.FALLS
    assert trends.direction(told(values, 4.0)) is Direction.NONE


def test_a_break_cuts_the_series():
    known = told([12, 11, 15, 14], breaks=[2020])
    assert known.years.tolist() == [2020, 2021]
    assert trends.standing(known, FALL).status is Status.UNKNOWN
    assert trends.standing(known, LEVEL).status is Status.UNKNOWN
    assert trends.compared(known).value == -1


def test_a_break_ahead_cuts_nothing():
    assert len(told([12, 11], breaks=[2030]).years) == 2


def test_two_points_are_compared_with_an_interval():
    found = trends.compared(told([12, 10], 0.6))
    half = 1.959964 * 0.6 * np.sqrt(2)
    assert (found.lower, found.upper) == pytest.approx((-2 - half, -2 + half))
    assert found.p == pytest.approx(2 * stats.norm.sf(2 / (0.6 * np.sqrt(2))))


def test_one_point_is_no_comparison():
    with pytest.raises(ValueError, match="two points"):
        trends.compared(told([12]))


@pytest.mark.parametrize(
    ("years", "values"), [([2019, 2018], [1, 2]), ([2018], [1, 2]), ([2018], [np.nan]), ([], [])]
)
def test_a_series_that_makes_no_sense_is_refused(years, values):
    with pytest.raises(ValueError, match=r"[Yy]ear"):
        trends.series(years, values, np.zeros(len(values)))
