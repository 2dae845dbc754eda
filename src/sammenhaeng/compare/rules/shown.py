"""What the places that are shown have together, so that it tells of nobody hidden. Pure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sammenhaeng.statistics import funnel
from sammenhaeng.statistics.disclosure import Published

from .figures import Figures, Group
from .indicators import Indicator

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Shown:
    """One kind's places that are shown: `factors` bring each step of expected from what all
    observed to what those shown observed.

    `judged` are rows that stand in the funnel; `witness` is one of those shown, 0 when none is.
    """

    mean: float
    factors: Array
    judged: NDArray[np.intp]
    witness: int = 0
    largest: float = 0.0  # of the judged, in full-time years
    each: float = 0.0  # exposure of a full-time year


def may_be_shown(one: Indicator, release: Published) -> Mask:
    """Which units' numerator is told by the release: by its own cell, or by cells together."""
    is_told = ~np.isnan(release.values)
    ways = [[release.columns.index(column) for column in way] for way in one.ways]
    return np.any([is_told[:, way].all(axis=1) for way in ways], axis=0)


def by_kind(one: Indicator, done: Figures, is_shown: Mask) -> dict[str, Shown]:
    """What holds of each kind of the nodes."""
    kinds = [kind for kind in np.unique(done.groups).tolist() if kind]
    return {kind: _shown(one, done, is_shown & (done.groups == kind)) for kind in kinds}


def _shown(one: Indicator, done: Figures, rows: Mask) -> Shown:
    observed, exposure = done.observed[rows].sum(), done.exposure[rows].sum()
    judged = np.flatnonzero(rows & (done.claim != ""))
    if not observed:
        return Shown(0.0, np.ones(done.expected.shape[1]), judged[:0])
    size = done.full_time[judged]
    return Shown(
        mean=float(observed / exposure * one.times),
        factors=observed / done.expected[rows].sum(axis=0),
        judged=judged,
        witness=int(done.keys[rows][0]),
        largest=float(size.max(initial=0.0)),
        each=float(done.exposure[judged].sum() / size.sum()) if size.size else 0.0,
    )


def adjusted(done: Figures, of: Shown) -> Array:
    """What each judged place would have, were its staff like that of the kind, (judged,)."""
    hoped = done.expected[of.judged, -1] * of.factors[-1]
    return np.asarray(done.observed[of.judged] / hoped * of.mean)


def usual(done: Figures, shown: dict[str, Shown]) -> Array:
    """The 95 % limits of O/E for a place of each node's size, (n, 2); nan for own staff."""
    ends = np.full((len(done.keys), 2), np.nan)
    for kind, of in shown.items():
        rows = np.flatnonzero((done.groups == kind) & (done.expected[:, -1] > 0))
        if rows.size:
            hoped = done.expected[rows, -1] * of.factors[-1]
            tau2 = done.of_group.get(kind, Group(0.0)).tau2
            limits = funnel.limits(hoped, variance=done.variance[rows], tau2=tau2)
            ends[rows] = np.column_stack([limits.lower_95, limits.upper_95])
    return ends
