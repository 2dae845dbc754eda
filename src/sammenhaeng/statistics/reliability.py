"""Reliability: how much of what differs between units is the units and not chance.

Sources: Harville, JASA 72 (1977) 320-338 (REML); Shrout & Fleiss, Psychological Bulletin 86 (1979)
420-428; Bliese in Klein & Kozlowski (2000) for ICC(1) and ICC(2).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq

from .cells import Array, numbered, summed

LEAST_RATIO, MOST_RATIO = 1e-10, 1e8  # τ²/σ²


@dataclass(frozen=True)
class Moments:
    """All a one-way model needs of the answers: per unit (U,), and the spread inside units."""

    units: NDArray
    count: Array
    mean: Array
    within: float  # Σ(y - unit's mean)²


@dataclass(frozen=True)
class OneWay:
    """y = μ + u_i + e fitted by restricted maximum likelihood."""

    mean: float
    error: float  # standard error of the mean
    between: float  # τ², variance between units
    residual: float  # σ², variance inside units
    effects: Array  # (U,) best linear unbiased predictions u_i
    reliability: Array  # (U,) nτ²/(nτ² + σ²) of each unit's mean

    @property
    def icc(self) -> float:
        """The share of one answer's variance that lies between units."""
        return self.between / (self.between + self.residual)


@dataclass(frozen=True)
class Intraclass:
    """The six intraclass correlations of n targets judged by k judges."""

    icc11: float  # one judge of many, each target has its own judges
    icc21: float  # one judge of many, the same judges for all targets
    icc31: float  # one of exactly these judges
    icc1k: float  # the mean of k judges, in the same three cases
    icc2k: float
    icc3k: float


def moments(values: ArrayLike, unit: ArrayLike) -> Moments:
    """Sufficient statistics of (N,) values by unit (N,). ValueError: a value is no number."""
    y = np.asarray(values, float)
    units, place = numbered(unit)
    if y.shape != place.shape or not np.all(np.isfinite(y)):
        raise ValueError("Every value is a number and belongs to one unit.")
    count = summed(place, np.ones(len(y)), len(units))
    mean = summed(place, y, len(units)) / count
    return Moments(units, count, mean, float(((y - mean[place]) ** 2).sum()))


def one_way(known: Moments) -> OneWay:
    """REML from sufficient statistics, exact for units of unlike size.

    With λ = τ²/σ² and w = n/(1 + nλ): σ² = (SSW + Σw(ȳ - μ)²)/(N - 1), and λ is where the
    derivative of the restricted likelihood is 0, or 0 when it falls from the start.
    ValueError: fewer than two units, or no unit with two values, or no spread inside units.
    """
    n, mean = known.count, known.mean
    total = float(n.sum())
    if len(n) < 2 or total <= len(n) or known.within <= 0:
        raise ValueError("At least two units, more values than units, and some spread inside them.")

    def rising(ratio: float) -> float:
        """The derivative of -2 log restricted likelihood by λ."""
        w = n / (1 + n * ratio)
        far = (mean - (w @ mean) / w.sum()) ** 2
        spread = known.within + w @ far
        return float(-(total - 1) * (w**2 @ far) / spread + w.sum() - (w**2).sum() / w.sum())

    ratio = 0.0
    if rising(0.0) < 0 and rising(LEAST_RATIO) < 0:
        found = brentq(lambda at: rising(np.exp(at)), np.log(LEAST_RATIO), np.log(MOST_RATIO),
                       xtol=1e-14, rtol=1e-14)  # fmt: skip
        ratio = float(np.exp(found))
    w = n / (1 + n * ratio)
    centre = float((w @ mean) / w.sum())
    residual = float((known.within + w @ (mean - centre) ** 2) / (total - 1))
    share = ratio * w
    return OneWay(
        mean=centre, error=float(np.sqrt(residual / w.sum())), between=ratio * residual,
        residual=residual, effects=share * (mean - centre), reliability=share,
    )  # fmt: skip


def intraclass(ratings: ArrayLike) -> Intraclass:
    """The ICC family of Shrout & Fleiss from (n, k) ratings: targets by judges, none missing.

    ValueError: fewer than two targets or judges, a missing rating, or no spread at all.
    """
    x = np.asarray(ratings, float)
    if x.ndim != 2 or min(x.shape) < 2 or not np.all(np.isfinite(x)) or np.ptp(x) == 0:
        raise ValueError("At least two targets and two judges, every rating given.")
    n, k = x.shape
    targets = k * ((x.mean(axis=1) - x.mean()) ** 2).sum() / (n - 1)  # BMS
    judges_ss = n * ((x.mean(axis=0) - x.mean()) ** 2).sum()
    within_ss = ((x - x.mean(axis=1, keepdims=True)) ** 2).sum()
    within = within_ss / (n * (k - 1))  # WMS
    judges = judges_ss / (k - 1)  # JMS
    error = (within_ss - judges_ss) / ((n - 1) * (k - 1))  # EMS
    return Intraclass(
        icc11=(targets - within) / (targets + (k - 1) * within),
        icc21=(targets - error) / (targets + (k - 1) * error + k * (judges - error) / n),
        icc31=(targets - error) / (targets + (k - 1) * error),
        icc1k=(targets - within) / targets,
        icc2k=(targets - error) / (targets + (judges - error) / n),
        icc3k=(targets - error) / targets,
    )


def icc1(known: Moments) -> float:
    """ICC(1) = (MSB - MSW)/(MSB + (k - 1)MSW), from the analysis of variance.

    k is the size of units, corrected when they are unlike: (N - Σn²/N)/(U - 1).
    """
    between, within = _squares(known)
    total, units = known.count.sum(), len(known.count)
    size = (total - (known.count**2).sum() / total) / (units - 1)
    return float((between - within) / (between + (size - 1) * within))


def icc2(known: Moments) -> float:
    """ICC(2) = (MSB - MSW)/MSB: the reliability of the mean of a unit of ordinary size."""
    between, within = _squares(known)
    return float((between - within) / between)


def answers_needed(reliability: float, icc: float) -> int:
    """Answers a unit needs for its mean to be this reliable: r/(1 - r) · (1 - ICC)/ICC, rounded up.

    .70 needs 115 at ICC .02, 45 at .05 and 21 at .10. ValueError: not between 0 and 1.
    """
    if not (0 < reliability < 1 and 0 < icc < 1):
        raise ValueError("Reliability and ICC lie between 0 and 1.")
    return int(np.ceil(reliability / (1 - reliability) * (1 - icc) / icc - 1e-9))


def _squares(known: Moments) -> tuple[float, float]:
    total, units = known.count.sum(), len(known.count)
    if units < 2 or total <= units:
        raise ValueError("At least two units, and more values than units.")
    centre = (known.count @ known.mean) / total
    between = (known.count @ (known.mean - centre) ** 2) / (units - 1)
    return float(between), known.within / float(total - units)
