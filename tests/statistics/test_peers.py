"""Relevant peers against the plain definition of nearest."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sammenhaeng.statistics import peers


def units(seed, count=60, variables=4):
    random = np.random.default_rng(seed)
    return random.normal(0, [1, 5, 0.2, 3], (count, 4))[:, :variables]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 8), st.booleans())
def test_peers_are_the_nearest_of_all_pairs(seed, count, is_weighted):
    values, group = units(seed), np.arange(60) % 3
    weight = np.array([3.0, 1, 0.5, 1]) if is_weighted else np.ones(4)
    found = peers.nearest(values, group=group, weights=weight, count=count)
    x = peers.standardised(values)
    root = np.diag(np.sqrt(weight / weight.mean()))
    inverse = root @ np.linalg.inv(peers.shrunk_covariance(x)[0]) @ root
    far = x[:, None] - x[None]
    distance = np.sqrt(np.einsum("abi,ij,abj->ab", far, inverse, far))
    distance[(group[:, None] != group) | np.eye(60, dtype=bool)] = np.inf
    assert found.distance == pytest.approx(np.sort(distance, axis=1)[:, :count], rel=1e-6)
    assert np.take_along_axis(distance, found.peer, 1) == pytest.approx(found.distance, rel=1e-6)


def test_a_hard_constraint_is_never_crossed_and_a_small_group_has_fewer_peers():
    found = peers.nearest(units(1), group=[0] * 57 + [1] * 3, count=5)
    assert (found.peer[57:, :2] >= 57).all()
    assert (found.peer[57:, 2:] == -1).all()
    assert np.isinf(found.distance[57:, 2:]).all()
    assert np.isnan(found.difference[57:, 2:]).all()


def test_a_unit_alone_in_its_group_has_no_peers():
    found = peers.nearest(units(1), group=[0] * 59 + [1], count=3)
    assert found.peer[59].tolist() == [-1, -1, -1]


def test_equal_units_are_peers_at_no_distance_and_nobody_is_its_own():
    values = np.vstack([np.zeros((20, 2)), [[1.0, 2], [2, 1]]])
    found = peers.nearest(values, count=5)
    assert (found.peer != np.arange(22)[:, None]).all()
    assert found.distance[:20].max() == 0


def test_a_caliper_leaves_out_those_who_are_too_far():
    all_of_them = peers.nearest(units(2), count=10)
    near = peers.nearest(units(2), count=10, caliper=1.0)
    assert ((near.peer >= 0) == (all_of_them.distance <= 1.0)).all()
    assert (near.distance[near.peer >= 0] <= 1.0).all()


def test_the_difference_is_told_variable_by_variable():
    values = units(3)
    found = peers.nearest(values, count=2)
    x = peers.standardised(values)
    assert found.difference[7, 1] == pytest.approx(x[found.peer[7, 1]] - x[7])


def test_peers_know_whether_they_are_mutual():
    """On a line 0, 1, 3, 7: 0 and 1 choose each other, 3 chooses 1, 7 chooses 3."""
    found = peers.nearest([[0.0], [1], [3], [7]], count=1)
    assert found.peer[:, 0].tolist() == [1, 0, 1, 2]
    assert found.is_mutual[:, 0].tolist() == [True, True, False, False]


def test_standardising_is_robust():
    """Median 3, MAD 1: a wild value changes nobody else."""
    found = peers.standardised([[1.0], [2], [3], [4], [1000]])
    assert found[:4, 0] == pytest.approx([-2 / 1.4826, -1 / 1.4826, 0, 1 / 1.4826])


def test_a_variable_of_one_value_counts_for_nothing():
    assert peers.standardised([[7.0], [7], [7]]).tolist() == [[0], [0], [0]]


def test_covariance_is_shrunk_as_ledoit_and_wolf_define():
    """By loops over their definitions: m, d², b̄² and b² = min(b̄², d²)."""
    x = units(4, 30)
    x = x - x.mean(axis=0)
    sample = sum(np.outer(row, row) for row in x) / 30
    level = np.trace(sample) / 4
    d2 = ((sample - level * np.eye(4)) ** 2).sum()
    b2 = min(sum(((np.outer(row, row) - sample) ** 2).sum() for row in x) / 30**2, d2)
    found, share = peers.shrunk_covariance(x)
    assert share == pytest.approx(b2 / d2)
    assert found == pytest.approx(b2 / d2 * level * np.eye(4) + (1 - b2 / d2) * sample)


def test_a_heavy_variable_decides_who_is_near():
    random = np.random.default_rng(5)
    values = random.normal(size=(300, 2))
    found = peers.nearest(values, weights=[1000, 1], count=3)
    gap = np.abs(peers.standardised(values)[:, 0][found.peer] - peers.standardised(values)[:, :1])
    assert gap.mean() < 0.1


def test_peers_that_rest_on_one_variable_are_stable_and_others_are_not():
    one = peers.stability(units(6)[:, :1], seed=1, count=5, draws=5)
    many = peers.stability(units(6), seed=1, count=5, draws=20)
    assert one.tolist() == [1.0] * 60
    assert 0.2 < many.mean() < 0.9
    assert np.array_equal(many, peers.stability(units(6), seed=1, count=5, draws=20))


@pytest.mark.parametrize(
    ("values", "weights", "told"),
    [([[1.0, np.nan]], None, "a number"), ([[1.0], [2]], [0], "above 0"),
     ([[1.0], [2]], [1, 1], "weight"), ([1.0, 2], None, "variables")],
)  # fmt: skip
def test_units_that_cannot_be_placed_are_refused(values, weights, told):
    with pytest.raises(ValueError, match=told):
        peers.nearest(values, weights=weights)
