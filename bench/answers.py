"""A nation of institutions with answers in five categories, and the pattern many tools stop at."""

from dataclasses import replace

import numpy as np

from sammenhaeng.statistics.disclosure import Hierarchy, Rules, Table
from sammenhaeng.statistics.disclosure.gate import _seen
from sammenhaeng.statistics.disclosure.intervals import Hidden
from sammenhaeng.statistics.disclosure.rules import primary

KOMMUNER, REGIONS = 98, 5


def nation(institutions: int, seed: int = 1) -> Table:
    """Institutions in 98 kommuner of uneven size in 5 regions; about 40 answers each."""
    rng = np.random.default_rng(seed)
    share = rng.lognormal(0, 0.8, KOMMUNER)
    kommune = rng.choice(KOMMUNER, institutions, p=share / share.sum())
    kommune[:KOMMUNER] = np.arange(KOMMUNER)
    region = rng.integers(0, REGIONS, KOMMUNER)
    region[:REGIONS] = np.arange(REGIONS)
    parents = np.concatenate([[-1], np.zeros(REGIONS, int), 1 + region, 1 + REGIONS + kommune])
    size = np.maximum(1, rng.lognormal(np.log(28), 0.9, institutions)).astype(int)
    shares = rng.dirichlet(np.array([1.0, 2, 4, 6, 4]) * 2, institutions)
    tree = Hierarchy(np.arange(parents.size), parents)
    return Table("answers", ("2025",), tuple("abcde"), tree, rng.multinomial(size, shares))


def naive(table: Table) -> Hidden:
    """The primary cells, and the smallest others until each line hides none or at least two."""
    reasons = primary(table, Rules())
    hidden, cells, parents = reasons > 0, table.cells, table.hierarchy.parents
    while True:
        before = hidden.sum()
        for row in np.flatnonzero(hidden.sum(axis=1) == 1):
            _one_more(hidden[row], cells[row])
        for parent in np.unique(parents[parents >= 0]):
            lines = np.append(np.flatnonzero(parents == parent), parent)
            for column in np.flatnonzero(hidden[lines].sum(axis=0) == 1):
                line = hidden[lines, column]
                _one_more(line, cells[lines, column])
                hidden[lines, column] = line
        if hidden.sum() == before:
            return replace(_seen(table, reasons, Rules()), hidden=hidden)


def _one_more(hidden: np.ndarray, cells: np.ndarray) -> None:
    cost = np.where(hidden | (cells == 0), np.inf, cells)
    if np.isfinite(cost).any():
        hidden[cost.argmin()] = True
