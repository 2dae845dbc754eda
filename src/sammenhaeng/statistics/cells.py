"""Rows to covariate cells, exactly: what a Poisson model needs to know of the rows, and no more.

The Poisson likelihood sees the rows only through the sums of observed and exposure in each cell of
the covariates; Pearson's dispersion also needs Σ y²/e. So a nation is a table of cells.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

Array = NDArray[np.float64]
Codes = NDArray[np.intp]
SHORT = 64  # levels of a factor that are told apart without looking which occur
DENSE = 4_000_000  # codes that span more than this are sorted instead of counted


@dataclass(frozen=True)
class Cells:
    """Covariate cells that hold exposure, and which of them each row belongs to."""

    names: tuple[str, ...]  # K factors
    levels: tuple[NDArray, ...]  # the codes of each factor that occur, sorted
    codes: Codes  # (C, K) place of a cell's level among `levels`
    observed: Array  # (C,) Σ y
    exposure: Array  # (C,) Σ e
    squares: Array  # (C,) Σ y²/e
    rows: Codes  # (C,) number of rows with exposure
    of: Codes  # (N,) the cell of each row


@dataclass(frozen=True)
class UnitCells:
    """Sums of the rows by unit and cell: what expected values and cluster scores are made of."""

    units: NDArray  # (U,) sorted ids
    unit: Codes  # (M,) place among `units`
    cell: Codes  # (M,) place among the cells
    observed: Array  # (M,)
    exposure: Array  # (M,)

    def totals(self, values: Array) -> Array:
        """Sums of (M,) values by unit: (U,)."""
        return summed(self.unit, values, len(self.units))


def collapse(factors: Mapping[str, ArrayLike], observed: ArrayLike, exposure: ArrayLike) -> Cells:
    """The cells of N rows.

    `factors`: name -> (N,) codes (whole numbers, text or booleans); `observed`: (N,) y >= 0;
    `exposure`: (N,) e >= 0, and y is 0 where e is. Rows without exposure belong to a cell but
    count for nothing. ValueError: lengths differ, no exposure at all, or a number out of range.
    """
    y, e = np.asarray(observed, float), np.asarray(exposure, float)
    if y.ndim != 1 or any(np.shape(codes) != y.shape for codes in (e, *factors.values())):
        raise ValueError("Factors, observed and exposure have one number for each row.")
    has = _exposed(y, e)
    ranges, key = _key(factors.values(), len(y))
    cells, of = numbered(key)
    count = len(cells)
    at = [numbered(place) for place in np.unravel_index(cells, [len(one) for one in ranges])]
    ratio = y * y  # y is 0 where e is
    np.divide(ratio, e, out=ratio, where=has)
    return Cells(
        names=tuple(factors),
        levels=tuple(levels[is_in] for levels, (is_in, _) in zip(ranges, at, strict=True)),
        codes=np.array([place for _, place in at], np.intp).reshape(-1, count).T,
        observed=summed(of, y, count),
        exposure=summed(of, e, count),
        squares=summed(of, ratio, count),
        rows=np.bincount(of if has.all() else of[has], minlength=count),
        of=of,
    )


def _exposed(y: Array, e: Array) -> NDArray[np.bool_]:
    """Rows with exposure; refuses numbers that no rows have."""
    if not (len(y) and y.min() >= 0 and e.min() >= 0 and e.max() > 0):
        raise ValueError("Observed and exposure are not negative, and some exposure is above 0.")
    has = e > 0
    if not has.all() and y[~has].any():
        raise ValueError("A row without exposure has observed something.")
    return has


def by_unit(cells: Cells, unit: ArrayLike, observed: ArrayLike, exposure: ArrayLike) -> UnitCells:
    """The rows that made `cells`, summed by unit and cell. `unit`: (N,) ids."""
    units, place = numbered(unit)
    if len(place) != len(cells.of):
        raise ValueError("Every row belongs to one unit.")
    both = np.asarray(observed, float) + 1j * np.asarray(exposure, float)  # summed in one pass
    table = csr_array((both, (place, cells.of)), shape=(len(units), len(cells.observed)))
    table.sum_duplicates()
    return UnitCells(
        units=units,
        unit=np.repeat(np.arange(len(units)), np.diff(table.indptr)),
        cell=table.indices.astype(np.intp),
        observed=table.data.real.copy(),
        exposure=table.data.imag.copy(),
    )


def summed(of: Codes, values: Array, count: int) -> Array:
    """Sums of the values by place: (count,)."""
    return np.asarray(np.bincount(of, values, count), float)


def numbered(values: ArrayLike) -> tuple[NDArray, Codes]:
    """The values that occur, sorted, and the place of each among them: np.unique, but linear."""
    array = np.asarray(values)
    if np.can_cast(array.dtype, np.intp) and array.size:
        least = int(array.min())
        if int(array.max()) - least < DENSE:
            found, place = _present(np.subtract(array, least, dtype=np.intp))
            return (found + least).astype(array.dtype), place
    levels, place = np.unique(array, return_inverse=True)
    return levels, place


def _key(factors: Iterable[ArrayLike], rows: int) -> tuple[list[NDArray], Codes]:
    """The levels of each factor, and one number for each combination of their places."""
    ranges, key, size = [], np.zeros(rows, np.intp), 1
    for codes in factors:
        levels, place = _ranged(np.asarray(codes))
        if (size := size * len(levels)) > np.iinfo(np.intp).max:
            raise ValueError("The factors have too many levels together.")
        key *= len(levels)
        key += place
        ranges.append(levels)
    return ranges, key


def _ranged(codes: NDArray) -> tuple[NDArray, Codes]:
    """Levels, and the place of each code among them; of a short range each number is a level."""
    if np.can_cast(codes.dtype, np.intp):
        least, span = int(codes.min()), int(codes.max()) - int(codes.min()) + 1
        if span <= SHORT:
            levels = np.arange(least, least + span).astype(codes.dtype)
            return levels, np.subtract(codes, least, dtype=np.intp)
    return numbered(codes)


def _present(key: Codes) -> tuple[Codes, Codes]:
    keys = np.flatnonzero(np.bincount(key))
    place = np.empty(keys[-1] + 1, np.intp)
    place[keys] = np.arange(len(keys))
    return keys, place[key]
