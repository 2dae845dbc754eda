"""Which hidden numbers a correction has changed, as far as what was told lets anybody say.

The ledger keeps no hidden number, so what one was before is not known. Every sum of the earlier
release held for the numbers of then; the least change of today's numbers that makes them hold is
taken to be what the correction changed (a linear programme of the sum of all changes). A number
that it changes is another one than before, and nobody can subtract across it; the others are the
same in both releases, and are audited as such.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog
from scipy.sparse import csgraph

from .tables import Ints, Mask

SAME = 1e-6


def before(matrix: sparse.csr_array, told: NDArray, now: NDArray, lowest: Ints) -> NDArray:
    """What each number of an earlier release may have been, (m,).

    matrix: its sums, (equations, m): matrix x = 0. told: nan where hidden, (m,). now: what the
    number is today, nan where the new release does not have it, (m,). lowest: of a hidden one.
    Not-a-number where nothing contradicts that it is the same, or it is not known today.
    """
    found = np.full(told.size, np.nan)
    hidden = np.flatnonzero(np.isnan(told))
    inner = matrix[:, hidden].tocsr()
    right = -(matrix @ np.nan_to_num(told))
    asked = _contradicted(inner, right, now[hidden])
    if not asked.any():
        return found
    rows = abs(inner[:, asked]).sum(axis=1) > 0
    places = hidden[asked]
    value = _nearest(inner[rows][:, asked], right[rows], now[places], lowest[places])
    changed = np.abs(value - now[places]) > SAME  # never where today's is not known
    found[places[changed]] = np.round(value[changed])
    return found


def _contradicted(matrix: sparse.csr_array, right: NDArray, now: NDArray) -> Mask:
    """The numbers that hang together with a sum that does not hold for those of today.

    A sum with a number that today does not know may or may not hold.
    """
    open_ = abs(matrix) @ np.isnan(now).astype(float) > 0
    broken = (matrix @ np.nan_to_num(now) != right) & ~open_
    label = _labels(matrix)
    touched = label[matrix[broken | open_].indices]
    return np.asarray(np.isin(label, touched))


def _labels(matrix: sparse.csr_array) -> Ints:
    """Which part each number belongs to."""
    size = sum(matrix.shape)
    places = matrix.tocoo()
    ends = places.row, places.col + matrix.shape[0]
    graph = sparse.csr_array((np.ones(places.nnz, np.int8), ends), shape=(size, size))
    parts = csgraph.connected_components(graph, directed=False)[1]
    return np.asarray(parts[matrix.shape[0] :])


def _nearest(matrix: sparse.csr_array, right: NDArray, now: NDArray, lowest: Ints) -> NDArray:
    """The numbers nearest to those of today for which every sum holds: up, down, and unknown."""
    known = ~np.isnan(now)
    base = np.nan_to_num(now)
    fall = np.where(known, np.maximum(base - lowest, 0), 0)
    rise = np.where(known, np.maximum(lowest - base, 0), lowest)  # at least
    bounds = [*((low, None) for low in rise), *((0, high) for high in fall)]
    cost = np.concatenate([known, np.ones(known.size)]).astype(float)
    both = sparse.hstack([matrix, -matrix]).tocsc()
    answer = linprog(cost, A_eq=both, b_eq=right - matrix @ base, bounds=bounds, method="highs")
    if answer.status:  # what was published then is not consistent: let the audit say so
        return base
    up, down = np.split(answer.x, 2)
    return np.asarray(base + up - down)
