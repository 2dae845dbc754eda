"""Three estimates of the variance τ² between ordinary units, on the scale of their ratio."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtri

from .cells import Array

TRIMMED = 0.10  # of the units, at each end
QUARTILE = float(ndtri(0.75))  # 0.67449: median absolute deviation of a standard normal
WIDEST = 5.0  # τ² is sought between 0 and this


@dataclass(frozen=True)
class Scale:
    """A ratio made near normal: its value against the target, its variance, and the way back."""

    value: Array
    variance: Array
    ratio: Callable[[Array], Array]


def log_scale(observed: Array, expected: Array, variance: Array) -> Scale:
    """log(O/E) with variance V/E²; minus infinity when nothing was observed."""
    with np.errstate(divide="ignore"):
        value = np.log(observed / expected)
    return Scale(value, variance / expected**2, np.exp)


def root_scale(observed: Array, expected: Array, variance: Array) -> Scale:
    """√(O/E) - 1 with variance V/4E²."""
    value = np.sqrt(observed / expected) - 1
    return Scale(value, variance / (4 * expected**2), lambda far: np.maximum(1 + far, 0) ** 2)


def matched(one: Scale) -> tuple[float, float]:
    """φ and τ² by the median: solve median |y - m|/√(s² + τ²) = 0.67449, m the median of y.

    τ² is 0 when the units differ less than chance alone makes them. φ = (median |z| / 0.67449)².
    """
    far = np.abs(one.value - np.median(one.value))

    def excess(tau2: float) -> float:
        return float(np.median(far / np.sqrt(one.variance + tau2))) - QUARTILE

    phi = float(((excess(0.0) + QUARTILE) / QUARTILE) ** 2)
    if excess(0.0) <= 0:
        return phi, 0.0
    if excess(WIDEST) >= 0:
        return phi, WIDEST
    return phi, float(brentq(excess, 0.0, WIDEST, xtol=1e-12))


def moments(observed: Array, expected: Array, variance: Array) -> tuple[float, float]:
    """φ and τ² when more than half observed nothing and the logarithm has no median.

    τ² = max(0, (Σ(O - E)² - ΣV)/ΣE²): outliers widen it, so it accuses too few rather than many.
    """
    squares = float(((observed - expected) ** 2).sum())
    phi = squares / float(variance.sum())
    return phi, max(0.0, (squares - float(variance.sum())) / float((expected**2).sum()))


def truncated(one: Scale, raw: Array) -> tuple[float, float]:
    """φ and τ² of the SHMI: the outer tenth of z at each end left out, DerSimonian-Laird.

    Units are ranked; with k = 1/0.10 groups those of the first and last group are left out.
    """
    groups = round(1 / TRIMMED)
    group = np.floor(_ranks(raw) * groups / (len(raw) + 1))
    kept = (group > 0) & (group < groups - 1) & np.isfinite(raw)
    return _dersimonian_laird(raw[kept], 1 / one.variance[kept])


def winsorised(one: Scale, raw: Array) -> tuple[float, float]:
    """φ and τ² of the CQC: the outer tenth of z at each end pulled in, DerSimonian-Laird."""
    low, high = np.quantile(raw, [TRIMMED, 1 - TRIMMED])
    return _dersimonian_laird(np.clip(raw, low, high), 1 / one.variance)


def truncation_constant(trimmed: float) -> float:
    """What is left of a normal variance when a share is cut off each end.

    κ = 1 - 2aφ(a)/(1 - 2α), a = Φ⁻¹(1 - α): 0.43772 at α = 0.10. Divide φ by it to make good.
    """
    end = float(ndtri(1 - trimmed))
    return 1 - 2 * end * _density(end) / (1 - 2 * trimmed)


def winsor_constant(trimmed: float) -> float:
    """What is left of a normal variance when a share at each end is pulled in.

    κ = (1 - 2α) - 2aφ(a) + 2αa², a = Φ⁻¹(1 - α): 0.67865 at α = 0.10.
    """
    end = float(ndtri(1 - trimmed))
    return (1 - 2 * trimmed) - 2 * end * _density(end) + 2 * trimmed * end**2


def _dersimonian_laird(z: Array, weight: Array) -> tuple[float, float]:
    """τ² = max(0, (nφ - (n - 1)) / (Σw - Σw²/Σw)), φ = mean z²."""
    count = len(z)
    if count < 2:
        return float(np.mean(z**2)) if count else 0.0, 0.0
    phi = float(np.mean(z**2))
    left = weight.sum() - (weight**2).sum() / weight.sum()
    return phi, float(max(0.0, (count * phi - (count - 1)) / left))


def _ranks(values: Array) -> Array:
    """1 for the least; those that are alike share the mean of their ranks."""
    ordered = np.sort(values)
    before, upto = (np.searchsorted(ordered, values, side) for side in ("left", "right"))
    return np.asarray((before + upto + 1) / 2)


def _density(x: float) -> float:
    return float(np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi))
