"""Span of control from posts and reporting lines: who leads how many, and through how many layers.

Headcount only: a post says nothing of weekly hours. No number is the right one; 27 is only what
the reform's own document counts by, and is named as such wherever it is shown.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

REFERENCE = 27  # "personaleansvar for 27 medarbejdere eller flere": the reform of 2019, ch. 2
BIN = 5  # direct reports in one bar of the distribution
OPEN_FROM = 101  # the reform: "over 100" for some; all of those stand in one last bar
QUARTERS = (0.25, 0.5, 0.75)
POST = np.dtype([("post", ">i8"), ("unit", ">i8"), ("leads", "u1")])
LINE = np.dtype([("post", ">i8"), ("leader", ">i8")])  # a post reports to a leader
CHAIN = np.dtype([("unit", ">i8"), ("above", ">i8")])  # a unit, and itself or one above it
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Bin:
    """How many leaders have from `first` to `last` direct reports; the last bin is open."""

    first: int
    last: int | None
    leaders: int


@dataclass(frozen=True)
class Spans:
    """Every post that somebody reports to: its unit, direct reports and layer, in step.

    `layer` counts from the top, which is 1; 0 where no line leads to a top. `matrix` are posts that
    report to several, or to a leader whose unit they are neither in nor under; `unitless` are
    leaders who are not noted as leading the unit they are in; `alone` are posts noted as leading
    one, to whom nobody reports.
    """

    leaders: Ints
    units: Ints
    reports: Ints
    layer: Ints
    posts: int
    matrix: int
    unitless: int
    alone: int

    @cached_property
    def layers(self) -> int:
        """How many layers of leaders there are, from the top to the lowest."""
        return int(self.layer.max(initial=0))

    @cached_property
    def by_layer(self) -> list[int]:
        """Leaders in each layer, the top first."""
        return np.bincount(self.layer, minlength=1)[1:].tolist()

    @cached_property
    def quartiles(self) -> tuple[float, float, float] | None:
        """Lower quartile, median and upper quartile (definition 7 of Hyndman and Fan, 1996)."""
        if not self.reports.size:
            return None
        lower, median, upper = np.quantile(self.reports, QUARTERS).tolist()
        return lower, median, upper

    def at_least(self, reports: int) -> int:
        """How many leaders have so many direct reports or more."""
        return int((self.reports >= reports).sum())

    def share(self, reports: int = REFERENCE) -> float | None:
        """The share of leaders with so many direct reports or more; None without leaders."""
        return self.at_least(reports) / self.reports.size if self.reports.size else None

    def bins(self) -> list[Bin]:
        """The distribution in bars of five, 1-5, 6-10 and so on, without a hole."""
        if not self.reports.size:
            return []
        counts = np.bincount((np.minimum(self.reports, OPEN_FROM) - 1) // BIN)
        firsts = range(1, 1 + BIN * counts.size, BIN)
        return [
            Bin(first, None if first == OPEN_FROM else first + BIN - 1, int(count))
            for first, count in zip(firsts, counts, strict=True)
        ]

    def within(self, units: Ints) -> "Spans":
        """Only the leaders in these units; what is counted of everybody stays."""
        own = np.isin(self.units, units)
        return Spans(
            self.leaders[own], self.units[own], self.reports[own], self.layer[own],
            self.posts, self.matrix, self.unitless, self.alone,
        )  # fmt: skip


def spans(posts: NDArray, lines: NDArray, chains: NDArray) -> Spans:
    """The spans of arrays of `POST`, `LINE` and `CHAIN`, each in any order.

    A line from or to a post that is not told counts for nobody.
    """
    posts = posts[np.argsort(posts["post"])]
    post, unit = posts["post"].astype(np.int64), posts["unit"].astype(np.int64)
    leads = posts["leads"].astype(bool)
    below, is_below = _found(post, lines["post"].astype(np.int64))
    above, is_above = _found(post, lines["leader"].astype(np.int64))
    is_line = is_below & is_above
    below, above = below[is_line], above[is_line]
    reports = np.bincount(above, minlength=post.size)
    is_leader = reports > 0
    several = np.bincount(below, minlength=post.size) > 1
    across = np.zeros(post.size, bool)
    across[below[_is_across(unit[below], unit[above], chains)]] = True
    return Spans(
        leaders=post[is_leader],
        units=unit[is_leader],
        reports=reports[is_leader],
        layer=_layers(post.size, below, above)[is_leader],
        posts=int(post.size),
        matrix=int((several | across).sum()),
        unitless=int((is_leader & ~leads).sum()),
        alone=int((leads & ~is_leader).sum()),
    )


def _found(ids: Ints, wanted: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Where each wanted id stands among the sorted ids, and whether it does."""
    if not ids.size:
        return np.zeros(wanted.size, np.int64), np.zeros(wanted.size, bool)
    at = np.minimum(np.searchsorted(ids, wanted), ids.size - 1)
    return at, ids[at] == wanted


def _is_across(units: Ints, leaders: Ints, chains: NDArray) -> NDArray[np.bool_]:
    """Where the leader's unit is neither the post's own nor above it."""
    unit, above = chains["unit"].astype(np.int64), chains["above"].astype(np.int64)
    known = np.unique(np.concatenate([unit, above, units, leaders]))
    place = [np.searchsorted(known, some) for some in (unit, above, units, leaders)]
    pairs = np.sort(place[0] * known.size + place[1])
    return (units != leaders) & ~_found(pairs, place[2] * known.size + place[3])[1]


def _layers(count: int, below: Ints, above: Ints) -> Ints:
    """Each post's layer by its shortest way from a top, 1; 0 for those no top reaches."""
    layer = np.zeros(count, np.int64)
    layer[np.bincount(below, minlength=count) == 0] = 1
    number = 1
    while (front := (layer[above] == number) & (layer[below] == 0)).any():
        number += 1
        layer[below[front]] = number
    return layer
