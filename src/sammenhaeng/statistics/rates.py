"""Rates, shares and standardised ratios with their intervals.

Counts of independent events have Poisson limits: Byar's approximation from 10 events up, exact
limits below. Days and spells are not independent, one person may have many: their intervals are
widened by the variance of the sum over persons.

Sources: Breslow & Day, Statistical Methods in Cancer Research II (1987); Wilson, JASA 22 (1927)
209-212; Dobson et al., Statistics in Medicine 10 (1991) 457-462; Eayres & Williams, J Epidemiol
Community Health 58 (2004); the same choices as the public health tables of England (Fingertips).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtri, ndtri

Array = NDArray[np.float64]
BYAR_FROM = 10  # events
TOO_FEW = 10  # events; a directly standardised rate of fewer is not reliable


@dataclass(frozen=True)
class Estimate:
    """A value with the lower and upper end of its interval; arrays of one shape."""

    value: Array
    lower: Array
    upper: Array

    def times(self, factor: float) -> "Estimate":
        """The same in another unit: per 1,000, or a ratio times the national rate."""
        return Estimate(self.value * factor, self.lower * factor, self.upper * factor)


@dataclass(frozen=True)
class Standardised:
    """Observed and expected of each area, and the ratio between them with its interval."""

    observed: Array
    expected: Array
    ratio: Estimate


def poisson_limits(count: ArrayLike, *, confidence: float = 0.95) -> tuple[Array, Array]:
    """Lower and upper limit of Poisson means.

    `count`: events, any shape, not negative, whole or not. Byar from 10 events up, exact below.
    Answers two arrays of the same shape. ValueError: a negative count, or a confidence that is
    not between 0 and 1.
    """
    events = _counts(count)
    is_small = events < BYAR_FROM
    exact_low, exact_high = exact_limits(np.where(is_small, events, 0), confidence=confidence)
    byar_low, byar_high = byar_limits(np.where(is_small, BYAR_FROM, events), confidence=confidence)
    return np.where(is_small, exact_low, byar_low), np.where(is_small, exact_high, byar_high)


def byar_limits(count: ArrayLike, *, confidence: float = 0.95) -> tuple[Array, Array]:
    """Byar's limits: O(1 - 1/9O - z/3√O)³ and (O+1)(1 - 1/9(O+1) + z/3√(O+1))³; `count` >= 0.

    The lower limit of 0 events is 0.
    """
    events, z = _counts(count), _z(confidence)
    some, more = np.where(events > 0, events, 1), events + 1
    lower = some * (1 - 1 / (9 * some) - z / (3 * np.sqrt(some))) ** 3
    upper = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    return np.where(events > 0, np.maximum(lower, 0), 0), upper


def exact_limits(count: ArrayLike, *, confidence: float = 0.95) -> tuple[Array, Array]:
    """Exact limits: χ²(α/2; 2O)/2 and χ²(1 - α/2; 2O + 2)/2; `count` >= 0."""
    events, tail = _counts(count), (1 - _confidence(confidence)) / 2
    some = np.where(events > 0, events, 1)
    lower = np.where(events > 0, chdtri(2 * some, 1 - tail) / 2, 0)
    return lower, chdtri(2 * events + 2, tail) / 2


def clumped_limits(
    count: ArrayLike, variance: ArrayLike, *, confidence: float = 0.95
) -> tuple[Array, Array]:
    """Limits of a sum of events that come in clumps: O + √(V/O)(limit of O - O).

    `count` O and its `variance` V, arrays that broadcast. V = O gives the Poisson limits back.
    Where O is 0 the limits are the Poisson ones. Not below 0. ValueError: a negative number.
    """
    events, spread = np.broadcast_arrays(_counts(count), _counts(variance))
    lower, upper = poisson_limits(events, confidence=confidence)
    wider = np.sqrt(np.where(events > 0, spread / np.where(events > 0, events, 1), 1))
    return np.maximum(events + wider * (lower - events), 0), events + wider * (upper - events)


def event_variance(persons: ArrayLike, frequency: ArrayLike) -> Array:
    """Variance of a number of events when persons are independent: Σ f²·n_f.

    `persons`: (..., F) persons with each number of events; `frequency`: (F,) those numbers.
    Answers shape (...).
    """
    return np.asarray(_counts(persons) @ _counts(frequency) ** 2)


def rate(count: ArrayLike, exposure: ArrayLike, *, confidence: float = 0.95) -> Estimate:
    """Events per unit of exposure. `count` >= 0 and `exposure` > 0, arrays that broadcast."""
    events, base = np.broadcast_arrays(_counts(count), _exposure(exposure))
    lower, upper = poisson_limits(events, confidence=confidence)
    return Estimate(events / base, lower / base, upper / base)


def share(count: ArrayLike, of: ArrayLike, *, confidence: float = 0.95) -> Estimate:
    """A share of persons with Wilson's score interval. 0 <= `count` <= `of`, `of` > 0.

    (2np + z² ± z√(z² + 4npq)) / 2(n + z²). ValueError when the part is larger than the whole.
    """
    part, whole = np.broadcast_arrays(_counts(count), _exposure(of))
    if np.any(part > whole):
        raise ValueError("A part is larger than its whole.")
    z2, p = _z(confidence) ** 2, part / whole
    half = np.sqrt(z2) * np.sqrt(z2 + 4 * part * (1 - p))
    middle, width = 2 * part + z2, 2 * (whole + z2)
    lower = np.where(part > 0, (middle - half) / width, 0)
    return Estimate(p, lower, np.where(part < whole, (middle + half) / width, 1))


def indirect(
    count: ArrayLike, exposure: ArrayLike, reference: ArrayLike, *, confidence: float = 0.95
) -> Standardised:
    """Indirectly standardised ratio O/E of each area, E = Σ exposure · reference rate.

    `count`: (A,) events of an area, or (A, S) by stratum. `exposure`: (A, S). `reference`: (S,)
    events per unit of exposure in the reference population. Interval: Poisson limits of O over E.
    For a standardised rate: `ratio.times(the reference population's crude rate)`.
    ValueError: a negative number, or an area that nothing is expected of.
    """
    events = _counts(count)
    observed = events if events.ndim == 1 else events.sum(axis=-1)
    expected = _counts(exposure) @ _counts(reference)
    if np.any(expected <= 0):
        raise ValueError("An area has no expected events: its ratio has no meaning.")
    lower, upper = poisson_limits(observed, confidence=confidence)
    ratio = Estimate(observed / expected, lower / expected, upper / expected)
    return Standardised(observed, expected, ratio)


def direct(
    count: ArrayLike, exposure: ArrayLike, standard: ArrayLike, *, confidence: float = 0.95
) -> Estimate:
    """Directly standardised rate of each area, Σ w·x/n / Σ w, with Dobson's interval.

    `count`, `exposure`: (..., S) events and exposure by stratum, exposure above 0; `standard`:
    (S,) the standard population w. Interval: R + √(Var R / O)(Poisson limit of O - O), Var R =
    Σ w²x/n² / (Σ w)². An area with fewer than 10 events answers not-a-number: too few to trust.
    """
    events, weight = _counts(count), _weights(exposure, standard)
    return _dobson(
        events.sum(axis=-1), (weight * events).sum(axis=-1),
        (weight**2 * events).sum(axis=-1), confidence,
    )  # fmt: skip


def direct_clumped(
    persons: ArrayLike,
    frequency: ArrayLike,
    exposure: ArrayLike,
    standard: ArrayLike,
    *,
    confidence: float = 0.95,
) -> Estimate:
    """`direct` for events that are not independent, from a table of event frequencies.

    `persons`: (..., S, F) persons of a stratum with each number of events; `frequency`: (F,) those
    numbers; `exposure`: (..., S); `standard`: (S,). Persons are independent, their events are
    not: Var R = Σ_f f² Σ_s w²n_fs/n² / (Σ w)². The answer has shape (...).
    """
    people, times = _counts(persons), _counts(frequency)
    events, weight = people @ times, _weights(exposure, standard)
    return _dobson(
        events.sum(axis=-1), (weight * events).sum(axis=-1),
        (weight**2 * event_variance(people, times)).sum(axis=-1), confidence,
    )  # fmt: skip


def _weights(exposure: ArrayLike, standard: ArrayLike) -> Array:
    population = _exposure(standard)
    return population / population.sum() / _exposure(exposure)


def _dobson(total: Array, value: Array, variance: Array, confidence: float) -> Estimate:
    is_enough = total >= TOO_FEW
    lower, upper = poisson_limits(total, confidence=confidence)
    scale = np.sqrt(variance / np.where(is_enough, total, 1))
    ends = (value, value + scale * (lower - total), value + scale * (upper - total))
    return Estimate(*(np.where(is_enough, end, np.nan) for end in ends))


def _z(confidence: float) -> float:
    return float(ndtri((1 + _confidence(confidence)) / 2))


def _confidence(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError("A confidence lies between 0 and 1: 0.95.")
    return confidence


def _counts(values: ArrayLike) -> Array:
    array = np.asarray(values, float)
    if not np.all(array >= 0):
        raise ValueError("A count is a number that is not negative.")
    return array


def _exposure(values: ArrayLike) -> Array:
    array = np.asarray(values, float)
    if not np.all(array > 0):
        raise ValueError("Exposure is above 0.")
    return array
