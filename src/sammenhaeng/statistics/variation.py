"""Variation over areas and concentration on persons: how far apart, and how few carry it all."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .cells import Array


@dataclass(frozen=True)
class Spread:
    """How values of areas differ."""

    count: int
    mean: float
    deviation: float  # standard deviation, divisor n - 1 (Σw when weighted)
    coefficient: float  # coefficient of variation: deviation / mean
    least: float
    most: float
    ratio: float  # most / least; infinite when the least is 0
    quartiles: tuple[float, float, float]  # by areas, linear between values


@dataclass(frozen=True)
class Histogram:
    """Counts of values in bins; a bin holds its lower edge, the last one both."""

    edges: Array  # (bins + 1,)
    counts: Array  # (bins,)


def spread(values: ArrayLike, *, weights: ArrayLike | None = None) -> Spread:
    """The spread of (n,) values; `weights` (n,), such as full-time years, for mean and deviation.

    ValueError: fewer than two values, a value missing, or weights out of range.
    """
    x = _values(values)
    if len(x) < 2:
        raise ValueError("Variation needs at least two values.")
    if weights is None:
        mean, deviation = x.mean(), x.std(ddof=1)
    else:
        w = np.asarray(weights, float)
        if w.shape != x.shape or not np.all(w >= 0) or not w.sum() > 0:
            raise ValueError("Every value has a weight that is not negative.")
        mean = w @ x / w.sum()
        deviation = np.sqrt(w @ (x - mean) ** 2 / w.sum())
    least, most = float(x.min()), float(x.max())
    first, middle, third = (float(at) for at in np.quantile(x, [0.25, 0.5, 0.75]))
    return Spread(
        count=len(x), mean=float(mean), deviation=float(deviation),
        coefficient=float(deviation / mean) if mean else np.nan,
        least=least, most=most, ratio=most / least if least else np.inf,
        quartiles=(first, middle, third),
    )  # fmt: skip


def lorenz(amounts: ArrayLike, shares: ArrayLike) -> Array:
    """The part of the sum that the lowest share of persons holds, at each of `shares` (0-1).

    `amounts`: (n,) of persons, not negative, some above 0. Linear between persons.
    """
    x = np.sort(_values(amounts))
    if not (np.all(x >= 0) and x.sum() > 0):
        raise ValueError("Amounts are not negative, and some are above 0.")
    at = np.asarray(shares, float) * len(x)
    return np.interp(at, np.arange(len(x) + 1), np.concatenate([[0], np.cumsum(x)])) / x.sum()


def held_by_top(amounts: ArrayLike, *, share: float = 0.05) -> float:
    """The part of the sum that the highest `share` of persons holds: 0.427 of absence by 5 %."""
    return float(1 - lorenz(amounts, 1 - share))


def histogram(values: ArrayLike, *, width: float, start: float | None = None) -> Histogram:
    """Counts in bins of one `width`, from `start` or from the multiple of `width` at the least.

    ValueError: no values, a value below `start`, or a width that is not above 0.
    """
    x = _values(values)
    if not width > 0:
        raise ValueError("A bin is wider than 0.")
    first = float(np.floor(x.min() / width) * width) if start is None else start
    if x.min() < first:
        raise ValueError("A value lies before the first bin.")
    bins = max(1, int(np.ceil((x.max() - first) / width - 1e-9)))
    edges = np.asarray(first + width * np.arange(bins + 1), float)
    return Histogram(edges, np.histogram(x, edges)[0].astype(float))


def _values(values: ArrayLike) -> Array:
    x = np.asarray(values, float)
    if x.ndim != 1 or not len(x) or not np.all(np.isfinite(x)):
        raise ValueError("At least one value, every one a number.")
    return x
