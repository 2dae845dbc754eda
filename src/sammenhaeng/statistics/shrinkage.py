"""Shrinkage: a unit's own number drawn toward its peers by as much as chance made it.

Sources: Efron & Morris, JASA 70 (1975) 311-319; Clayton & Kaldor, Biometrics 43 (1987) 671-681;
Morris, JASA 78 (1983) 47-65; Carlin & Gelfand, JASA 85 (1990) 105-114; Silber et al., Health
Services Research 45 (2010): toward the mean of peers, not of everybody.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from .cells import Array, numbered, summed

COMPARE_FROM = 0.70  # reliability
OWN_HISTORY_FROM = 0.40  # reliability


class Use(StrEnum):
    """What a unit's number may be used for, by its reliability."""

    COMPARE = "compare"
    OWN_HISTORY = "own_history"
    POOLED = "pooled"  # three years together, or inside the parent unit


@dataclass(frozen=True)
class Shrunken:
    """Shrunken values of n units with intervals; arrays are (n,)."""

    value: Array
    lower: Array
    upper: Array
    deviation: Array  # posterior standard deviation
    centre: Array  # the mean of the unit's peers
    reliability: Array  # B = τ²/(τ² + s²): the share of the unit's own number that stays


def ladder(reliability: ArrayLike) -> NDArray[np.object_]:
    """`Use` of each reliability: .70 and up may be compared, .40 and up with itself over time."""
    b = np.asarray(reliability, float)
    own = np.where(b >= OWN_HISTORY_FROM, Use.OWN_HISTORY, Use.POOLED)
    return np.where(b >= COMPARE_FROM, Use.COMPARE, own).astype(object)


def normal(
    value: ArrayLike,
    s2: ArrayLike,
    *,
    tau2: float,
    group: ArrayLike | None = None,
    confidence: float = 0.95,
) -> Shrunken:
    """m_g + B(y - m_g) with B = τ²/(τ² + s²), m_g the precision-weighted mean of peer group g.

    `value`: (n,) y, such as log(O/E); `s2`: (n,) its variance by chance, above 0; `tau2`: variance
    between units (as `funnel` finds it); `group`: (n,) peer groups, one group when not given. The
    posterior variance Bs² + (1 - B)²/Σ_g 1/(τ² + s²) counts the uncertainty of m_g too.
    ValueError: numbers out of range.
    """
    y, chance = np.asarray(value, float), np.asarray(s2, float)
    if y.shape != chance.shape or not np.all(chance > 0) or tau2 < 0:
        raise ValueError("Every value has a variance above 0, and tau2 is not negative.")
    if not np.all(np.isfinite(y)):
        raise ValueError("Every value is a number; leave out the logarithm of nothing.")
    groups, place = numbered(np.zeros(len(y), int) if group is None else group)
    weight = 1 / (tau2 + chance)
    total = summed(place, weight, len(groups))
    centre = (summed(place, weight * y, len(groups)) / total)[place]
    b = tau2 * weight
    deviation = np.sqrt(b * chance + (1 - b) ** 2 / total[place])
    return _spread(centre + b * (y - centre), deviation, centre, b, confidence)


def james_stein(value: ArrayLike, variance: float, *, confidence: float = 0.95) -> Shrunken:
    """Shrinkage of n >= 4 values of one known variance toward their mean.

    B = max(0, 1 - (n - 3)s²/Σ(y - ȳ)²); interval with Morris' correction, which counts that B was
    estimated: s²(B + (1 - B)/n) + 2(1 - B)²(y - ȳ)²/(n - 3).
    """
    y = np.asarray(value, float)
    count = len(y)
    if count < 4 or variance <= 0:
        raise ValueError("At least four values and a variance above 0.")
    mean = y.mean()
    b = max(0.0, 1 - (count - 3) * variance / ((y - mean) ** 2).sum())
    unsure = 2 * (1 - b) ** 2 * (y - mean) ** 2 / (count - 3)
    deviation = np.sqrt(variance * (b + (1 - b) / count) + unsure)
    centre, share = np.full(count, mean), np.full(count, b)
    return _spread(mean + b * (y - mean), deviation, centre, share, confidence)


@dataclass(frozen=True)
class Places:
    """Where units may stand among each other; 1 is the lowest. Arrays are (n,).

    For judging how little a ranking is worth: a place is never shown without its interval.
    """

    lower: Array
    median: Array
    upper: Array
    in_worst: Array  # P(among the highest tenth)


def places(
    one: Shrunken, *, seed: int, draws: int = 1000, worst: float = 0.10, confidence: float = 0.95
) -> Places:
    """Interval of each unit's place and P(worst tenth), by drawing from the normal posteriors.

    `worst`: the share of units at the high end that counts as worst (negate the values first when
    high is good). The same seed gives the same answer. 1,000 draws: ±3 percentage points.
    """
    random, count = np.random.default_rng(seed), len(one.value)
    drawn = np.empty((draws, count), np.int32)
    for row in drawn:
        order = np.argsort(one.value + one.deviation * random.standard_normal(count))
        row[order] = np.arange(1, count + 1)
    tail = (1 - confidence) / 2
    first = count - round(worst * count)
    lower, median, upper = _quantiles(drawn, (tail, 0.5, 1 - tail))
    return Places(lower, median, upper, np.mean(drawn > first, axis=0))


def _quantiles(drawn: NDArray[np.int32], shares: tuple[float, ...]) -> list[Array]:
    at = [round(share * (len(drawn) - 1)) for share in shares]
    return [one.astype(float) for one in np.partition(drawn, at, axis=0)[at]]


def _spread(value: Array, deviation: Array, centre: Array, b: Array, confidence: float) -> Shrunken:
    half = float(ndtri((1 + confidence) / 2)) * deviation
    return Shrunken(value, value - half, value + half, deviation, centre, b)
