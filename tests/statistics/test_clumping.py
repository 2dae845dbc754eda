"""The variance of persons, found again in persons whose variance is known."""

import numpy as np
import pytest
from scipy.optimize import nnls

from sammenhaeng.statistics import clumping


def persons(seed, kappa, count=200_000):
    """Gamma-Poisson persons: Var = μ + κ₂μ²."""
    random = np.random.default_rng(seed)
    mean = random.uniform(2, 20, count)
    return random.poisson(mean * random.gamma(1 / kappa, kappa, count)), mean


def test_clumps_are_found_again():
    found = clumping.estimated(*persons(1, 2.38))
    assert found.square == pytest.approx(2.38, rel=0.05)
    assert found.variance(9.0) == pytest.approx(9 + 2.38 * 81, rel=0.03)


def test_independent_events_have_the_variance_of_their_mean():
    random = np.random.default_rng(2)
    mean = random.uniform(2, 20, 100_000)
    found = clumping.estimated(random.poisson(mean), mean)
    assert (found.linear, found.square) == pytest.approx((1, 0), abs=0.03)


def test_the_answer_is_the_weighted_least_squares_of_squared_residuals():
    y, mean = persons(3, 1.5, 500)
    found = clumping.estimated(y, mean)
    root = 1 / found.variance(mean)
    design = np.column_stack([mean, mean**2]) * root[:, None]
    direct, _ = nnls(design, (y - mean) ** 2 * root)
    assert (found.linear, found.square) == pytest.approx(tuple(direct), rel=1e-6)


def test_a_unit_varies_as_the_sum_of_its_persons():
    known = clumping.by_unit(clumping.Clumping(0.5, 2.0), [7, 7, 9], [1.0, 2.0, 10.0])
    assert known.units.tolist() == [7, 9]
    assert known.variance.tolist() == [0.5 * 3 + 2 * 5, 0.5 * 10 + 200]
    assert known.relative == pytest.approx([11.5 / 9, 2.05])


def test_the_unit_of_time_does_not_change_the_relative_variance():
    """Days or minutes: κ₁ scales, κ₂ and s² do not."""
    y, mean = persons(4, 2.0, 20_000)
    unit = np.arange(20_000) % 500
    days = clumping.by_unit(clumping.estimated(y, mean), unit, mean)
    minutes = clumping.by_unit(clumping.estimated(y * 444, mean * 444), unit, mean * 444)
    assert minutes.relative == pytest.approx(days.relative, rel=1e-8)


@pytest.mark.parametrize(("y", "mean"), [([], []), ([1], [0]), ([1, 2], [1])])
def test_persons_without_an_expected_value_are_refused(y, mean):
    with pytest.raises(ValueError, match="expected value above 0"):
        clumping.estimated(y, mean)
