"""Clumped events: days come in spells and spells in persons, so a sum varies more than its mean.

Var(y) = κ₁μ + κ₂μ² of a person is estimated from squared residuals; a unit's variance is the sum
over its persons. With κ₁ = 1 and κ₂ = 0 events are independent (Poisson).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import nnls

from .cells import Array, numbered, summed

ROUNDS = 25
CLOSE = 1e-9
LEAST = 1e-100  # keeps the weights finite when nobody varies


@dataclass(frozen=True)
class Clumping:
    """Var(y) = κ₁μ + κ₂μ² of one person. κ₁ has the unit of y, κ₂ has none; both >= 0."""

    linear: float  # κ₁
    square: float  # κ₂

    def variance(self, mean: ArrayLike) -> Array:
        """Variance of persons with these expected values, any shape."""
        mu = np.asarray(mean, float)
        return np.asarray(mu * (self.linear + self.square * mu))


@dataclass(frozen=True)
class UnitVariance:
    """Expected value E, variance V of the observed, and s² = V/E², by unit (U,)."""

    units: Array
    expected: Array
    variance: Array
    relative: Array


def estimated(observed: ArrayLike, mean: ArrayLike) -> Clumping:
    """κ₁ and κ₂ from persons: (N,) observed y >= 0 and their expected values μ > 0.

    Weighted least squares of (y - μ)² on μ and μ², weights 1/Var², weighted anew until they stand;
    neither is negative. ValueError: no persons, or an expected value that is not above 0.
    """
    y, mu = np.asarray(observed, float), np.asarray(mean, float)
    if y.shape != mu.shape or y.size == 0 or not np.all(mu > 0):
        raise ValueError("Every person has an observed value and an expected value above 0.")
    kappa, sums = np.array([1.0, 0.0]), _sums(y, mu)
    for _ in range(ROUNDS):
        one, middle, square, ratio, squares = sums(kappa)
        gram = np.array([[one, middle], [middle, square]])
        before, kappa = kappa, _not_negative(gram, np.array([ratio, squares]))
        if np.abs(kappa - before).max() <= CLOSE * kappa.sum():
            break
    return Clumping(float(kappa[0]), float(kappa[1]))


def _sums(y: Array, mu: Array) -> Callable[[Array], Array]:
    """The sums of 1, μ, μ², (y - μ)²/μ and (y - μ)², weighted by μ²/Var² under κ."""
    far = y - mu
    far *= far
    table = np.stack([np.ones_like(mu), mu, mu * mu, far / mu, far])
    weight = np.empty_like(mu)

    def under(kappa: Array) -> Array:
        np.multiply(mu, kappa[1], out=weight)
        np.add(weight, kappa[0] + LEAST, out=weight)
        np.multiply(weight, weight, out=weight)
        np.divide(1, weight, out=weight)
        return np.asarray(table @ weight)

    return under


def by_unit(clumping: Clumping, unit: ArrayLike, mean: ArrayLike) -> UnitVariance:
    """The persons' variance summed by unit. `unit`: (N,) ids; `mean`: (N,) expected values."""
    units, place = numbered(unit)
    mu = np.asarray(mean, float)
    total = summed(place, mu, len(units))
    variance = summed(place, clumping.variance(mu), len(units))
    return UnitVariance(units, total, variance, variance / total**2)


def _not_negative(gram: Array, right: Array) -> Array:
    """The least-squares answer with no negative number, from the normal equations."""
    scale = 1 / np.sqrt(np.diag(gram))
    root, vectors = np.linalg.eigh(gram * np.outer(scale, scale))
    is_sound = root > 1e-12 * root.max()
    half = np.sqrt(root[is_sound])[:, None] * vectors[:, is_sound].T
    target = vectors[:, is_sound].T @ (right * scale) / np.sqrt(root[is_sound])
    answer, _ = nnls(half, target)
    return np.asarray(answer * scale)
