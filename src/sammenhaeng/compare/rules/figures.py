"""From persons to the figures of every unit: expected, funnel, shrinkage, discoveries. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sammenhaeng.statistics import adjustment, cells, claims, clumping, multiplicity, shrinkage
from sammenhaeng.statistics import funnel as funnels

from .indicators import PERSONS, POSSIBLE, Indicator
from .tree import COUNTRY, Tree

Array = NDArray[np.float64]
FEWEST_COMPARED = 10  # units of a kind, before any of them is set against the others
JUDGED = ("lower", "upper", "shrunk", "shrunk_lower", "shrunk_upper", "reliability", "z")
NONE_SEEN = 0.5  # counted as observed where nothing was, so that it has a logarithm


@dataclass(frozen=True, eq=False)
class People:
    """One row per employee and unit, (N,): where, how much, and the background factors."""

    unit: NDArray[np.int64]
    full_time: Array  # years
    counts: Mapping[str, NDArray[np.int64]]
    factors: Mapping[str, NDArray]
    possible: float = 1.0  # working days a full-time employee could be there in the period


@dataclass(frozen=True, eq=False)
class Group:
    """What holds for all units of one kind: `mean` is the indicator's, `tau2` their variance."""

    mean: float
    tau2: float = 0.0
    phi: float = 0.0
    compared: int = 0  # units with enough staff; none when they are too few to compare
    outside_95: int = 0
    outside_998: int = 0
    false_998: float = 0.0  # that chance alone is expected to put outside


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures of n nodes of a tree; what may not be judged is not-a-number."""

    keys: NDArray[np.int64]
    groups: NDArray[np.str_]
    persons: NDArray[np.int64]
    full_time: Array
    exposure: Array  # the indicator's denominator
    observed: Array
    expected: Array  # (n, S + 1) from unadjusted to fully adjusted, inside the unit's kind
    expected_error: Array  # standard error of the logarithm of the fully adjusted, cluster-robust
    variance: Array
    lower: Array  # of the ratio O/E
    upper: Array
    shrunk: Array  # ratio drawn toward its kind
    shrunk_lower: Array
    shrunk_upper: Array
    reliability: Array
    z: Array
    q: Array
    claim: NDArray[np.object_]  # a Claim, or "" where nothing may be said
    added: tuple[str, ...]
    of_group: Mapping[str, Group]

    @property
    def ratio(self) -> Array:
        """Fully adjusted O/E."""
        return self.observed / self.expected[:, -1]


def figures(indicator: Indicator, people: People, tree: Tree) -> Figures:
    """The figures of every node. ValueError when nobody is absent, or a factor is one-sided."""
    y = people.counts[indicator.counts] / indicator.one
    exposure = np.ones_like(y) if indicator.per == PERSONS else people.full_time
    leaf = tree.leaves_of(people.unit)
    mix = cells.collapse({name: people.factors[name] for name in indicator.adjusts}, y, exposure)
    units, model = cells.by_unit(mix, leaf, y, exposure), adjustment.fit(mix)
    steps = adjustment.steps(mix, units)
    up = tree.hierarchy.summed
    held = Held(
        tree, indicator,
        persons=up(np.bincount(leaf)),
        full_time=up(np.bincount(leaf, people.full_time)),
        exposure=up(np.bincount(leaf, exposure)),
        observed=up(steps.observed),
        expected=up(np.ascontiguousarray(steps.expected.T)),
        variance=up(_clumped(model.rates[mix.of], leaf, y, exposure)),
        slopes=up(adjustment.slopes(model, units)),
        covariance=adjustment.clustered(model, units),
    )  # fmt: skip
    return held.judged(steps.added)


def alike(done: Figures, indicator: Indicator, people: People) -> Figures:
    """The figures of an indicator like one that is reckoned: only its denominator is another.

    O, E and what is judged are the same; each full-time year is so many possible days.
    """
    assert indicator.per == POSSIBLE
    times = indicator.times / people.possible
    of_group = {
        kind: replace(group, mean=group.mean * times) for kind, group in done.of_group.items()
    }
    return replace(done, exposure=done.exposure * people.possible, of_group=of_group)


def _clumped(rate: Array, leaf: NDArray, y: Array, exposure: Array) -> Array:
    """The variance of each leaf's observed, from persons: days come in spells."""
    mean = exposure * rate
    known = mean > 0
    found = clumping.estimated(y[known], mean[known])
    return np.asarray(np.bincount(leaf, found.variance(mean)), float)


@dataclass(frozen=True, eq=False)
class Held:
    """Sums at every node, before they are judged."""

    tree: Tree
    indicator: Indicator
    persons: NDArray[np.int64]
    full_time: Array
    exposure: Array
    observed: Array
    expected: Array  # (n, S + 1)
    variance: Array
    slopes: Array  # (n, P') of the fully adjusted expected by each coefficient
    covariance: Array  # (P', P') of the coefficients, persons of one workplace hang together

    def judged(self, added: tuple[str, ...]) -> Figures:
        expected, groups = self._inside_kinds(), self.tree.groups
        told = {name: np.full(len(groups), np.nan) for name in (*JUDGED, "q")}
        enough, of_group = self._enough(), {}
        for kind in np.unique(groups[enough]):
            rows = np.flatnonzero(enough & (groups == kind))
            of_group[str(kind)], numbers = self._compared(rows, expected[rows, -1])
            for name, values in numbers.items():
                told[name][rows] = values
        for family in (self.tree.keys > COUNTRY, self.tree.keys < COUNTRY):
            p = multiplicity.two_sided(told["z"][family])
            told["q"][family] = multiplicity.q_values(p)
        claim = np.full(len(groups), "", dtype=object)
        known = ~np.isnan(told["z"])
        claim[known] = claims.claims(told["z"][known], told["q"][known])
        return Figures(
            keys=self.tree.keys, groups=groups, persons=self.persons, full_time=self.full_time,
            exposure=self.exposure, observed=self.observed, expected=expected,
            expected_error=self._expected_error(), variance=self.variance, claim=claim,
            added=added, of_group=of_group, **told,
        )  # fmt: skip

    def _enough(self) -> NDArray[np.bool_]:
        return (
            (self.persons >= self.indicator.fewest_persons)
            & (self.full_time >= self.indicator.fewest_full_time)
            & (self.tree.groups != "")
        )

    def _inside_kinds(self) -> Array:
        """Expected as among units of the same kind: every step adds up to what they observed.

        Where a whole kind had none, as among everybody: zero is nothing to be set against.
        """
        kinds, place = np.unique(self.tree.groups, return_inverse=True)
        hoped = np.stack([np.bincount(place, step, len(kinds)) for step in self.expected.T], 1)
        seen = np.bincount(place, self.observed, len(kinds))[:, None]
        return self.expected * np.where(seen > 0, seen / hoped, 1.0)[place]

    def _expected_error(self) -> Array:
        """Standard error of log E, as a share of what its kind has: √(gᵀVg).

        g = the unit's slope over its E, less the kind's over the kind's E.
        """
        kinds, place = np.unique(self.tree.groups, return_inverse=True)
        hoped, own = self.expected[:, -1], np.zeros_like(self.slopes)
        known = hoped > 0
        own[known] = self.slopes[known] / hoped[known, None]
        for kind in range(len(kinds)):
            rows = np.flatnonzero(known & (place == kind))
            if len(rows):
                own[rows] -= self.slopes[rows].sum(axis=0) / hoped[rows].sum()
        return np.sqrt(np.maximum(((own @ self.covariance) * own).sum(axis=1), 0))

    def _compared(self, rows: NDArray[np.intp], hoped: Array) -> tuple[Group, dict[str, Array]]:
        """The units of one kind against each other; too few of a kind have an interval only."""
        observed, variance = self.observed[rows], self.variance[rows]
        mean = observed.sum() / self.exposure[rows].sum() * self.indicator.times
        chance, ratio = variance / hoped**2, np.maximum(observed, NONE_SEEN) / hoped
        half = funnels.Z95 * np.sqrt(chance)
        told = {"lower": ratio * np.exp(-half), "upper": ratio * np.exp(half)}
        if len(rows) < FEWEST_COMPARED:
            return Group(float(mean)), told
        one = funnels.funnel(observed, hoped, variance=variance)
        drawn = shrinkage.normal(np.log(ratio), chance, tau2=one.tau2)
        told |= {
            "z": one.z, "reliability": drawn.reliability, "shrunk": np.exp(drawn.value),
            "shrunk_lower": np.exp(drawn.lower), "shrunk_upper": np.exp(drawn.upper),
        }  # fmt: skip
        group = Group(
            float(mean), one.tau2, one.phi, len(rows),
            int(one.outside_95.sum()), int(one.outside_998.sum()), one.false_998,
        )  # fmt: skip
        return group, told
