"""Many looks at once: false-discovery q-values, and when a difference is worth an alert.

Source: Benjamini & Hochberg, J. R. Statist. Soc. B 57 (1995) 289-300.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from .cells import Array

DISCOVERY = 0.05  # q below which a difference counts as found
LEAST_EFFECT = 0.10  # a ratio must differ by more than this from 1
PERIODS = 2  # in a row


def two_sided(z: ArrayLike) -> Array:
    """Two-sided p of z: 2Φ(-|z|), any shape."""
    return np.asarray(2 * ndtr(-np.abs(np.asarray(z, float))))


def q_values(p: ArrayLike) -> Array:
    """Benjamini-Hochberg q of one declared family of p-values, (n,) in the order given.

    q of the i-th smallest = min over j >= i of n·p_j/j, at most 1. A p that is not a number is no
    part of the family and answers not-a-number. ValueError: a p below 0 or above 1.
    """
    given = np.asarray(p, float)
    answer = np.full(given.shape, np.nan)
    known = ~np.isnan(given)
    family = given[known]
    if np.any((family < 0) | (family > 1)):
        raise ValueError("A p-value lies between 0 and 1.")
    order = np.argsort(family)
    stepped = family[order] * len(family) / np.arange(1, len(family) + 1)
    q = np.empty(len(family))
    q[order] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1)
    answer[known] = q
    return answer


def alerts(
    q: ArrayLike, ratio: ArrayLike, *, effect: float = LEAST_EFFECT, level: float = DISCOVERY
) -> NDArray[np.int8]:
    """1 where a unit is found high, -1 where low, 0 elsewhere: (U,).

    `q` and `ratio`: (T, U), one row a period, the newest last. An alert needs q < `level` and a
    ratio beyond 1 ± `effect`, to the same side in the two newest periods. ValueError: fewer than
    two periods.
    """
    found, size = np.asarray(q, float)[-PERIODS:], np.asarray(ratio, float)[-PERIODS:]
    if found.ndim != 2 or len(found) < PERIODS or found.shape != size.shape:
        raise ValueError("An alert is judged over two periods: (T, U) with T at least 2.")
    is_found = found < level
    high = np.all(is_found & (size > 1 + effect), axis=0)
    low = np.all(is_found & (size < 1 - effect), axis=0)
    return high.astype(np.int8) - low.astype(np.int8)
