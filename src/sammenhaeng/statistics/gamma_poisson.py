"""Counts shrunk by the gamma-Poisson model: each unit's ratio is gamma, its count is Poisson.

θ_i ~ Gamma(shape a, mean m), O_i | θ_i ~ Poisson(θ_i E_i); a and m by maximum likelihood, then
θ_i | O_i ~ Gamma(O_i + a, rate E_i + a/m).

Sources: Clayton & Kaldor, Biometrics 43 (1987) 671-681; for counting that a and m are estimated:
Morris, JASA 78 (1983) 47-65; Kass & Steffey, JASA 84 (1989) 717-726; Carlin & Gelfand (1990).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import minimize
from scipy.special import digamma, gammaincinv, gammaln, polygamma

from .cells import Array
from .shrinkage import Shrunken

LEAST, MOST = 1e-3, 1e8  # shape a; at the upper end units do not differ beyond chance


@dataclass(frozen=True)
class Prior:
    """How units' ratios spread: gamma of this shape and mean, and how sure the two are."""

    shape: float  # a
    mean: float  # m
    covariance: Array  # (2, 2) of (log a, log m)

    @property
    def tau2(self) -> float:
        """Variance between units of ratio over mean, 1/a."""
        return 1 / self.shape


def prior(observed: ArrayLike, expected: ArrayLike) -> Prior:
    """a and m of n >= 2 units by maximum likelihood (BFGS in logarithms, analytic gradient).

    `observed`: (n,) O >= 0; `expected`: (n,) E > 0. Events that clump: divide both by V/E first.
    ValueError: numbers out of range, or nothing observed.
    """
    o, e = np.asarray(observed, float), np.asarray(expected, float)
    if o.shape != e.shape or len(o) < 2 or not (np.all(o >= 0) and np.all(e > 0)):
        raise ValueError("At least two units, observed not negative and expected above 0.")
    if not o.sum() > 0:
        raise ValueError("Nothing was observed: there is no spread to find.")
    mean = o.sum() / e.sum()
    excess = float(((o - mean * e) ** 2 - mean * e).sum() / (mean * e**2 * mean).sum())
    start = np.log([np.clip(1 / max(excess, 1e-6), LEAST * 2, MOST / 2), mean])
    bounds = [(np.log(LEAST), np.log(MOST)), (start[1] - 5, start[1] + 5)]
    found = minimize(
        _loss, start, args=(o, e), jac=True, bounds=bounds, method="L-BFGS-B",
        options={"ftol": 1e-15, "gtol": 1e-10, "maxiter": 500},
    )  # fmt: skip
    best = _polished(found.x, o, e, np.array(bounds))
    return Prior(float(np.exp(best[0])), float(np.exp(best[1])), _covariance(best, o, e))


def shrunken(
    observed: ArrayLike, expected: ArrayLike, known: Prior, *, confidence: float = 0.95
) -> Shrunken:
    """Posterior ratios θ̃ = (O + a)/(E + a/m) with intervals from the gamma posterior.

    The posterior variance is first widened by the uncertainty of a and m (delta method), the
    gamma's mean kept. `reliability` is E/(E + a/m).
    """
    o, e = np.asarray(observed, float), np.asarray(expected, float)
    a, m = known.shape, known.mean
    rate = e + a / m
    value, share = (o + a) / rate, e / rate
    by_shape = (a - value * a / m) / rate  # ∂θ̃/∂log a
    by_mean = value * (a / m) / rate  # ∂θ̃/∂log m
    slope = np.stack([by_shape, by_mean])
    unsure = np.einsum("in,ij,jn->n", slope, known.covariance, slope)
    variance = value / rate + unsure
    shape, tail = value**2 / variance, (1 - confidence) / 2
    lower, upper = (gammaincinv(shape, p) * variance / value for p in (tail, 1 - tail))
    return Shrunken(value, lower, upper, np.sqrt(variance), np.full(o.shape, m), share)


def _loss(at: Array, o: Array, e: Array) -> tuple[float, Array]:
    """Minus the mean log-likelihood of (log a, log m), and its gradient."""
    a, m = np.exp(at)
    size = m * e + a
    log = gammaln(o + a) - gammaln(a) - a * np.log1p(m * e / a) + o * (np.log(m * e) - np.log(size))
    by_a = digamma(o + a) - digamma(a) - np.log1p(m * e / a) + (m * e - o) / size
    by_m = a * (o - m * e) / (m * size)
    return -float(log.mean()), -np.array([a * by_a.mean(), m * by_m.mean()])


def _curvature(at: Array, o: Array, e: Array) -> Array:
    """Observed information of (log a, log m), summed over units."""
    a, m = np.exp(at)
    size = m * e + a
    gradient = -len(o) * _loss(at, o, e)[1]
    by_aa = polygamma(1, o + a) - polygamma(1, a) + m * e / (a * size) - (m * e - o) / size**2
    by_mm = -o / m**2 + (o + a) * e**2 / size**2
    by_am = e * (o - m * e) / size**2
    second = np.array([[a * a * by_aa.sum(), a * m * by_am.sum()],
                       [a * m * by_am.sum(), m * m * by_mm.sum()]])  # fmt: skip
    return -(second + np.diag(gradient))


def _polished(at: Array, o: Array, e: Array, bounds: Array) -> Array:
    """Newton steps from where the search stopped, as long as they improve."""
    for _ in range(5):
        information = _curvature(at, o, e)
        if at[0] >= bounds[0, 1] - 5 or np.linalg.eigvalsh(information).min() <= 0:
            return at
        step = np.linalg.solve(information, -len(o) * _loss(at, o, e)[1])
        if _loss(at + step, o, e)[0] > _loss(at, o, e)[0]:
            return at
        at = at + step
    return at


def _covariance(at: Array, o: Array, e: Array) -> Array:
    """Inverse information; without spread between units only the mean is unsure."""
    information = _curvature(at, o, e)
    if np.linalg.eigvalsh(information).min() > 1e-9 * abs(information[1, 1]):
        return np.asarray(np.linalg.inv(information))
    return np.diag([0.0, 1 / max(information[1, 1], 1e-12)])
