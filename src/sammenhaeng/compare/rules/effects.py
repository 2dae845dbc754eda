"""What an effort did: a place's change less the median change of places like it. Pure."""

from dataclasses import dataclass
from math import hypot, pi, sqrt

import numpy as np
from numpy.typing import ArrayLike

Z95 = 1.959964
MEDIAN_ERROR = sqrt(pi / 2)  # of a median over that of a mean, for a normal distribution


@dataclass(frozen=True)
class Change:
    """Before and after in the place and in those like it, and the effect with its 95 % interval.

    All in the indicator's unit; below zero is less of it than without the effort.
    """

    before: float
    after: float
    like_before: float
    like_after: float
    like_units: int
    low: float
    high: float

    @property
    def effect(self) -> float:
        return (self.after - self.before) - (self.like_after - self.like_before)

    @property
    def is_told_apart(self) -> bool:
        """Whether chance alone seldom makes so large a difference."""
        return self.low > 0 or self.high < 0


def change(own: tuple[float, float], errors: tuple[float, float], peers: ArrayLike) -> Change:
    """`own`: before and after; `errors`: their standard errors; `peers`: (n, 2), n at least 2.

    half = 1.96·√(s₀² + s₁² + (π/2)·sd²/n), sd of the peers' changes.
    """
    like = np.asarray(peers, float)
    moved = like[:, 1] - like[:, 0]
    began, usual = float(np.median(like[:, 0])), float(np.median(moved))
    error = MEDIAN_ERROR * float(moved.std(ddof=1)) / sqrt(len(like))
    half = Z95 * hypot(*errors, error)
    effect = own[1] - own[0] - usual
    return Change(*own, began, began + usual, len(like), effect - half, effect + half)
