"""Absence month by month at every place, and twelve months in a row of it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from .tree import Tree

Ints = NDArray[np.int64]
FULL_TIME_WEEK = 2220  # minutes: 37 hours
MONTHS = 12


@dataclass(frozen=True, eq=False)
class Monthly:
    """Minutes of absence and exposure by node and month of a year, (n, 12)."""

    minutes: Ints
    exposure: Ints


def summed(tree: Tree, units: Ints, months: Ints, minutes: Ints, exposure: Ints) -> Monthly:
    """Rows of unit, month (0-11) and numbers, at every node; units that are not there are out."""
    known = np.isin(units, np.fromiter(tree.leaf_of, np.int64))
    leaf, month = tree.leaves_of(units[known]), months[known]
    shape = (len(tree.hierarchy.leaves), MONTHS)
    told = []
    for numbers in (minutes, exposure):
        at_leaves = np.zeros(shape, np.int64)
        np.add.at(at_leaves, (leaf, month), numbers[known])
        told.append(tree.hierarchy.summed(at_leaves))
    return Monthly(*told)


def days_of(month: int) -> int:
    """Days of a month numbered year * 12 + month - 1."""
    first = date(month // 12, month % 12 + 1, 1)
    after = (first + timedelta(days=31)).replace(day=1)
    return (after - first).days


def rolling(years: Mapping[int, tuple[Sequence[int], Sequence[int]]]) -> dict[int, float]:
    """Minutes per full-time year over each twelve months in a row, by the last month's number.

    `years`: year -> minutes and exposure of its twelve months.
    """
    by_month = {
        year * MONTHS + n: (minutes[n], exposure[n])
        for year, (minutes, exposure) in years.items() for n in range(MONTHS)
    }  # fmt: skip
    told = {}
    for last in sorted(by_month):
        window = range(last - MONTHS + 1, last + 1)
        if not all(month in by_month for month in window):
            continue
        exposure = sum(by_month[month][1] for month in window)
        days = sum(map(days_of, window))
        if exposure:
            full = exposure / (FULL_TIME_WEEK * days)
            told[last] = sum(by_month[month][0] for month in window) / full
    return told
