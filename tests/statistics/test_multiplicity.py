"""False discoveries and what may be claimed."""

import numpy as np
import pytest
from scipy import stats

from sammenhaeng.statistics import multiplicity
from sammenhaeng.statistics.claims import Claim, claim, claims

THROMBOLYSIS = [  # Benjamini & Hochberg (1995), section 4.1
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459,
    0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000,
]  # fmt: skip


def test_four_of_benjamini_and_hochbergs_fifteen_are_found():
    q = multiplicity.q_values(THROMBOLYSIS)
    assert (q < 0.05).tolist() == [True] * 4 + [False] * 11


def test_q_agrees_with_scipy_in_any_order():
    p = np.random.default_rng(1).permutation(THROMBOLYSIS)
    assert multiplicity.q_values(p) == pytest.approx(stats.false_discovery_control(p))


def test_what_is_not_known_is_no_part_of_the_family():
    q = multiplicity.q_values([0.01, np.nan, 0.04])
    assert q[[0, 2]] == pytest.approx([0.02, 0.04])
    assert np.isnan(q[1])


def test_two_sided_p_of_the_usual_limits():
    assert multiplicity.two_sided([1.959964, -3.090232]) == pytest.approx([0.05, 0.002], rel=1e-5)


@pytest.mark.parametrize(
    ("q", "ratio", "alert"),
    [
        ([0.01, 0.01], [1.2, 1.2], 1), ([0.01, 0.01], [0.8, 0.8], -1),
        ([0.06, 0.01], [1.2, 1.2], 0), ([0.01, 0.05], [1.2, 1.2], 0),
        ([0.01, 0.01], [1.2, 1.09], 0), ([0.01, 0.01], [1.2, 0.8], 0),
        ([0.9, 0.01, 0.01], [1.0, 1.2, 1.2], 1),
    ],
)  # fmt: skip
def test_an_alert_needs_q_effect_and_two_periods_in_a_row(q, ratio, alert):
    found = multiplicity.alerts(np.array(q)[:, None], np.array(ratio)[:, None])
    assert found.tolist() == [alert]


def test_one_period_alone_gives_no_alert():
    with pytest.raises(ValueError, match="two periods"):
        multiplicity.alerts([[0.01]], [[1.5]])


def test_what_is_no_p_value_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        multiplicity.q_values([0.1, 1.2])


@pytest.mark.parametrize(
    ("z", "q", "told"),
    [
        (0.0, 0.001, "as_expected"), (1.95, 0.001, "as_expected"), (-1.95, 0.001, "as_expected"),
        (1.96, 0.9, "higher"), (-1.96, 0.9, "lower"), (3.09, 0.001, "higher"),
        (3.10, 0.049, "clearly_higher"), (-3.10, 0.049, "clearly_lower"),
        (3.10, 0.05, "higher"), (-9.0, 0.2, "lower"), (9.0, np.nan, "higher"),
    ],
)  # fmt: skip
def test_a_claim_is_clear_only_beyond_both_limits(z, q, told):
    assert claim(z, q) is Claim(told)


def test_claims_of_many_are_the_claim_of_each():
    assert claims([0, 5], [1, 0.01]).tolist() == [Claim.AS_EXPECTED, Claim.CLEARLY_HIGHER]


def test_without_z_nothing_is_claimed():
    with pytest.raises(ValueError, match="nothing can be claimed"):
        claim(np.nan, 0.01)
