"""What may be said of a unit: the claim that its z and its q carry; the words live with pages."""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .multiplicity import DISCOVERY

OUTSIDE = 1.96  # |z|: outside what 95 of 100 ordinary units show
CLEARLY = 3.09  # |z|: outside what 998 of 1,000 ordinary units show


class Claim(StrEnum):
    """How an observed value stands to the expected one, as far as chance lets us say."""

    AS_EXPECTED = "as_expected"
    HIGHER = "higher"
    LOWER = "lower"
    CLEARLY_HIGHER = "clearly_higher"
    CLEARLY_LOWER = "clearly_lower"


def claim(z: float, q: float) -> Claim:
    """The claim of one unit.

    |z| < 1.96: as expected. |z| from 1.96: higher or lower. Clearly so only when |z| > 3.09 and
    the false-discovery q < .05. ValueError when z is not a number.
    """
    if np.isnan(z):
        raise ValueError("Without z nothing can be claimed.")
    if abs(z) < OUTSIDE:
        return Claim.AS_EXPECTED
    if abs(z) > CLEARLY and q < DISCOVERY:
        return Claim.CLEARLY_HIGHER if z > 0 else Claim.CLEARLY_LOWER
    return Claim.HIGHER if z > 0 else Claim.LOWER


def claims(z: ArrayLike, q: ArrayLike) -> NDArray[np.object_]:
    """`claim` of each of (n,) units."""
    pairs = zip(np.asarray(z, float).ravel(), np.asarray(q, float).ravel(), strict=True)
    return np.array([claim(float(one), float(found)) for one, found in pairs], dtype=object)
