"""Numbers under linear equations, some published, some hidden: any tables, however linked."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from .rules import Rules
from .tables import Ints, Mask


@dataclass(frozen=True, eq=False)
class Part:
    """Hidden numbers that hang together: matrix x = right, x >= lowest; `secret` are places.

    owner: who knows each number because all of it is theirs, or -1; value: what it is to them.
    """

    numbers: Ints  # which numbers of the system
    matrix: sparse.csc_array
    right: NDArray
    lowest: NDArray
    width: NDArray
    secret: Ints
    owner: Ints
    value: NDArray


@dataclass(frozen=True, eq=False)
class System:
    """matrix x = 0 over all numbers x.

    matrix: (equations, m). published: (m,), nan where hidden. lowest: what a hidden number is at
    least, (m,). width: the interval each needs, 0 where it is not secret, (m,). asked: None for
    everything, or three masks over the numbers: a part is audited when it has some of the first and
    some of the second, or any of the third; the others were audited before. alone: the one person
    who knows each number, or -1, and what it is, (m,) both.
    """

    matrix: sparse.csr_array
    published: NDArray
    lowest: NDArray
    width: NDArray
    asked: tuple[Mask, Mask, Mask] | None = None
    alone: tuple[Ints, NDArray] | None = None
    least_share: float = Rules.least_share

    def parts(self) -> Iterator[Part]:
        """The hidden numbers in parts that do not know each other, where something is secret."""
        hidden = np.flatnonzero(np.isnan(self.published))
        known = np.nan_to_num(self.published)
        right, matrix = -(self.matrix @ known), self.matrix[:, hidden]
        touched = matrix[np.diff(matrix.indptr) > 0]
        right = right[np.diff(matrix.indptr) > 0]
        labels = _parts(touched)
        secret = self.width[hidden] > 0
        wanted = np.intersect1d(labels[secret], self._asked(labels, hidden))
        order = np.argsort(labels, kind="stable")
        starts = np.searchsorted(labels[order], np.arange(labels.max(initial=0) + 2))
        columns = touched.tocsc()
        for label in wanted.tolist():
            own = order[starts[label] : starts[label + 1]]
            yield self._part(columns[:, own], right, hidden[own])

    def _asked(self, labels: Ints, hidden: Ints) -> Ints:
        if self.asked is None:
            return labels
        first, second, any_of = (labels[mask[hidden]] for mask in self.asked)
        return np.union1d(np.intersect1d(first, second), any_of)

    def _part(self, matrix: sparse.csc_array, right: NDArray, numbers: Ints) -> Part:
        rows = np.unique(matrix.indices)
        width = self.width[numbers]
        owner, value = self.alone or (np.full(self.width.size, -1), np.zeros(self.width.size))
        return Part(
            numbers, matrix.tocsr()[rows].tocsc(), right[rows], self.lowest[numbers], width,
            np.flatnonzero(width > 0), owner[numbers], value[numbers],
        )  # fmt: skip


def _parts(matrix: sparse.csr_array) -> Ints:
    """Which part each number belongs to: numbers and equations are the nodes of one graph."""
    places, rows = matrix.tocoo(), matrix.shape[0]
    ends = places.row, places.col + rows
    size = rows + matrix.shape[1]
    graph = sparse.csr_array((np.ones(places.nnz, np.int8), ends), shape=(size, size))
    return csgraph.connected_components(graph, directed=False)[1][rows:]


def cube(counts: NDArray, hidden: Mask, secret: Mask, rules: Rules) -> System:
    """A table of any number of dimensions with all its margins.

    counts: the inner cells. hidden, secret: of shape counts.shape + 1 in every dimension, margins
    last.
    """
    shape = tuple(size + 1 for size in counts.shape)
    cells = counts
    for axis in range(counts.ndim):
        cells = np.concatenate([cells, cells.sum(axis=axis, keepdims=True)], axis=axis)
    places = np.arange(cells.size).reshape(shape)
    lines = [
        np.moveaxis(places, axis, -1)[at]
        for axis in range(counts.ndim)
        for at in product(*(range(size) for size in np.delete(shape, axis)))
    ]
    rows = np.repeat(np.arange(len(lines)), [line.size for line in lines])
    signs = np.concatenate([np.append(np.ones(line.size - 1), -1) for line in lines])
    matrix = sparse.csr_array((signs, (rows, np.concatenate(lines))),
                              shape=(len(lines), cells.size))  # fmt: skip
    values = cells.ravel()
    return System(
        matrix=matrix,
        published=np.where(hidden.ravel(), np.nan, values),
        lowest=rules.lowest(values),
        width=np.where((hidden & secret).ravel(), rules.width(values), 0),
        least_share=0.0,
    )
