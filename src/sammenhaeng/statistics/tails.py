"""Exact tails for small counts, where a normal limit would accuse by its shape alone.

O is φ·N with N gamma-Poisson (negative binomial): mean E/φ, and a unit's own ratio is gamma with
mean 1 and variance τ². φ = V/E is the size of a clump, 1 for independent events. So O has mean E
and variance V + τ²E², whatever it is counted in.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, btdtrib, gammaincc, ndtr, ndtri, pdtrik

from .cells import Array

NO_SPREAD = 1e-9  # τ² below this is Poisson


def tails(observed: Array, expected: Array, variance: Array, tau2: float) -> tuple[Array, Array]:
    """P(at most as many) and P(at least as many) as observed, (n,) each.

    Between whole numbers of clumps the tails are continued by the incomplete beta and gamma
    functions. `observed` >= 0, `expected` > 0, `variance` > 0, `tau2` >= 0.
    """
    clump = variance / expected
    count, mean = observed / clump, expected / clump
    above = np.where(count > 0, 1 - _at_most(np.maximum(count, 1e-12) - 1, mean, tau2), 1.0)
    return _at_most(count, mean, tau2), above


def scores(observed: Array, expected: Array, variance: Array, tau2: float) -> Array:
    """z with the same one-sided tail probability, (n,); 0 when neither tail is below a half."""
    below, above = tails(observed, expected, variance, tau2)
    least = np.clip(np.minimum(below, above), np.finfo(float).tiny, 0.5)
    return np.where(above < below, -ndtri(least), ndtri(least))


def ends(
    expected: Array, variance: Array, tau2: float, chosen: NDArray[np.bool_], z: float
) -> tuple[Array, Array]:
    """The ratios O/E whose tails are Φ(-z), below and above; not-a-number where not `chosen`.

    The lower end is 0 where observing nothing is no surprise.
    """
    low, high = np.full(expected.shape, np.nan), np.full(expected.shape, np.nan)
    clump = variance[chosen] / expected[chosen]
    mean, tail = expected[chosen] / clump, float(ndtr(-z))
    least = _at_most(np.zeros_like(mean), mean, tau2) < tail
    low[chosen] = np.where(least, np.maximum(_quantile(tail, mean, tau2), 0), 0) / mean
    high[chosen] = (_quantile(1 - tail, mean, tau2) + 1) / mean
    return low, high


def _quantile(p: float, mean: Array, tau2: float) -> Array:
    """The count, continued between whole numbers, that `_at_most` gives the probability p."""
    if tau2 < NO_SPREAD:
        return np.asarray(pdtrik(p, mean))
    return np.asarray(btdtrib(1 / tau2, p, 1 / (1 + tau2 * mean))) - 1


def _at_most(count: Array, mean: Array, tau2: float) -> Array:
    if tau2 < NO_SPREAD:
        return np.asarray(gammaincc(count + 1, mean))
    return np.asarray(betainc(1 / tau2, count + 1, 1 / (1 + tau2 * mean)))
