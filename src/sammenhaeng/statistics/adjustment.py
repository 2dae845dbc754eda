"""Case mix: what would be expected of a unit if each of its persons were like the nation's.

log μ = log e + xβ, fitted by Poisson quasi-likelihood on covariate cells: treatment coding, the
first level of each factor dropped. The mean is right whatever the variance; dispersion and
cluster-robust covariance say how sure it is. No unit has a term of its own: the expected value is
the nation's norm for the same people.

Sources: McCullagh & Nelder, Generalized Linear Models (1989) ch. 6 and 9; Liang & Zeger,
Biometrika 73 (1986) 13-22.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

from .cells import Array, Cells, UnitCells

ROUNDS = 60
CLOSE = 1e-8  # a last step of this size in the linear predictor leaves an error of its square
ALIASED = 1e-10  # share of a column's sum of squares that the columns before it leave over


@dataclass(frozen=True)
class Term:
    """One coefficient: a level of a factor against its first level; the intercept has none."""

    factor: str
    level: object


@dataclass(frozen=True)
class Design:
    """Which columns of 0 and 1 each cell has; sums over them are counts, not matrix products."""

    at: NDArray[np.intp]  # (K, C) for each factor, the column of the cell's level
    width: int  # columns: the intercept, then every level of every factor
    estimated: NDArray[np.intp]  # (P',) the columns that have a coefficient of their own

    @cached_property
    def _pairs(self) -> list[NDArray[np.intp]]:
        """The place of each cell in the two-way table of every two factors."""
        return [row * self.width + column for row, column in combinations(self.at, 2)]

    def predictor(self, beta: Array) -> Array:
        """(C,) xβ."""
        wide = np.zeros(self.width)
        wide[self.estimated] = beta
        return wide[0] + wide[self.at].sum(axis=0)

    def sums(self, values: Array) -> Array:
        """(P',) Xᵀ·values, `values` (C,)."""
        wide = np.zeros(self.width)
        wide[0] = values.sum()
        for column in self.at:
            wide += np.bincount(column, values, self.width)
        return wide[self.estimated]

    def information(self, weight: Array) -> Array:
        """(P', P') Xᵀ·diag(weight)·X: two-way tables of the weights."""
        wide = np.zeros((self.width, self.width))
        wide[0, 0] = weight.sum()
        for column in self.at:
            margin = np.bincount(column, weight, self.width)
            wide[0] += margin
            wide += np.diag(margin)
        for pair in self._pairs:
            wide += np.bincount(pair, weight, wide.size).reshape(wide.shape)
        upper = np.triu(wide, 1)
        full = np.diag(np.diag(wide)) + upper + upper.T
        return full[np.ix_(self.estimated, self.estimated)]


@dataclass(frozen=True)
class Model:
    """A fitted case-mix model.

    A level where nothing was observed is expected to have nothing: its coefficient is minus
    infinity, and it has no row in the covariance.
    """

    terms: tuple[Term, ...]
    coefficients: Array  # (P,) logarithms
    rates: Array  # (C,) fitted observed per unit of exposure, by cell
    dispersion: float  # Pearson's φ = Σ(y - μ)²/μ / (rows - P), over the rows, not the cells
    estimated: tuple[Term, ...]  # those with a finite coefficient
    inverse: Array  # (P', P') inverse information H⁻¹ of the estimated
    design: "Design"

    @property
    def covariance(self) -> Array:
        """φ·H⁻¹: right when rows are independent."""
        return self.dispersion * self.inverse


@dataclass(frozen=True)
class Steps:
    """Expected values of every unit, one more factor adjusted for at a time.

    The first step adjusts for nothing: every unit is expected to have the national rate.
    """

    units: NDArray  # (U,)
    added: tuple[str, ...]  # S factors in the order they were added
    observed: Array  # (U,)
    expected: Array  # (S + 1, U)

    @property
    def ratios(self) -> Array:
        """O/E of every step, (S + 1, U): the first is unadjusted, the last fully adjusted."""
        return self.observed / self.expected

    @property
    def changes(self) -> Array:
        """What each added factor does to the expected value, (S, U)."""
        return np.diff(self.expected, axis=0)


def fit(cells: Cells, factors: Sequence[str] | None = None) -> Model:
    """The model of `factors` (all of them, when not given) on `cells`.

    Iteratively reweighted least squares; the last step changes the linear predictor by under 1e-8.
    Holds exactly: ΣO = ΣE, in all and inside every level of every factor of the model.

    ValueError: an unknown factor, nothing observed at all, or a level that cannot be told apart
    from the levels before it.
    """
    chosen = [cells.names.index(name) for name in (cells.names if factors is None else factors)]
    kept = _with_something(cells, chosen)
    terms, finite, design = _layout(cells, chosen, kept)
    estimated = tuple(term for term, is_in in zip(terms, finite, strict=True) if is_in)
    seen = Design(design.at[:, kept], design.width, design.estimated)
    y, e = cells.observed[kept], cells.exposure[kept]
    _require_rank(seen.information(e), estimated)
    beta, inverse = _scored(seen, y, e)
    coefficients = np.full(len(terms), -np.inf)
    coefficients[finite] = beta
    rates = np.where(kept, np.exp(design.predictor(beta)), 0.0)
    dispersion = _dispersion(cells, rates, kept, len(beta))
    return Model(tuple(terms), coefficients, rates, dispersion, estimated, inverse, design)


def expected(model: Model, unit_cells: UnitCells) -> Array:
    """Expected value of each unit, (U,): Σ exposure · fitted rate of the cell."""
    return unit_cells.totals(_fitted(model, unit_cells))


def clustered(model: Model, unit_cells: UnitCells) -> Array:
    """Covariance (P', P') of the estimated terms when persons of one unit hang together.

    H⁻¹(Σ_i s_i s_iᵀ)H⁻¹ with the scores s_i = Σ_c (y - μ)x of unit i summed over its cells. No
    small-sample factor: multiply by U/(U - 1) for fewer than about 50 units.
    """
    own = _by_term(model, unit_cells, unit_cells.observed - _fitted(model, unit_cells))
    return model.inverse @ (own.T @ own) @ model.inverse


def slopes(model: Model, unit_cells: UnitCells) -> Array:
    """How each unit's expected value moves with each estimated term, (U, P'): Σ_c μx.

    Divided by the expected value it is the gradient g of log E, and √(gᵀVg) with V of `clustered`
    is the standard error of log E (delta method). A slope may be summed over units as E may.
    """
    return _by_term(model, unit_cells, _fitted(model, unit_cells))


def _fitted(model: Model, unit_cells: UnitCells) -> Array:
    return unit_cells.exposure * model.rates[unit_cells.cell]


def _by_term(model: Model, unit_cells: UnitCells, values: Array) -> Array:
    """Σ_c value·x of each unit and estimated term, (U, P')."""
    design, units = model.design, len(unit_cells.units)
    sums = np.zeros((units, design.width))
    sums[:, 0] = unit_cells.totals(values)
    for column in design.at:
        first, last = int(column.min()), int(column.max()) + 1
        key = unit_cells.unit * (last - first) + column[unit_cells.cell] - first
        told = np.bincount(key, values, units * (last - first))
        sums[:, first:last] = told.reshape(units, last - first)
    return sums[:, design.estimated]


def steps(cells: Cells, unit_cells: UnitCells, order: Sequence[str] | None = None) -> Steps:
    """Expected values after adding the factors of `order` one at a time.

    Every step adds up to the same total: ΣE = ΣO. What one factor moves depends on those before
    it, so the order belongs to the answer.
    """
    added = tuple(cells.names if order is None else order)
    models = [fit(cells, added[:count]) for count in range(len(added) + 1)]
    return Steps(
        units=unit_cells.units,
        added=added,
        observed=unit_cells.totals(unit_cells.observed),
        expected=np.array([expected(model, unit_cells) for model in models]),
    )


def _layout(cells: Cells, chosen: list[int], kept: NDArray) -> tuple[list[Term], NDArray, Design]:
    """Terms, which of them are finite, and their columns."""
    terms, finite, columns, width = [Term("", None)], [True], [0], 1
    at = np.empty((len(chosen), len(cells.observed)), np.intp)
    for row, factor in enumerate(chosen):
        levels = cells.levels[factor].tolist()
        at[row] = width + cells.codes[:, factor]
        present = np.bincount(cells.codes[kept, factor], minlength=len(levels)) > 0
        own = [place for place in range(len(levels)) if place != int(np.argmax(present))]
        terms += [Term(cells.names[factor], levels[place]) for place in own]
        finite += present[own].tolist()
        columns += [width + place for place in own if present[place]]
        width += len(levels)
    return terms, np.array(finite), Design(at, width, np.array(columns))


def _with_something(cells: Cells, chosen: list[int]) -> NDArray:
    """Cells with exposure whose every level has observed something."""
    kept = cells.exposure > 0
    if not cells.observed.sum() > 0:
        raise ValueError("Nothing was observed: there is no rate to adjust.")
    while True:
        before = kept.sum()
        for at in chosen:
            total = np.bincount(cells.codes[kept, at], cells.observed[kept], len(cells.levels[at]))
            kept = kept & (total[cells.codes[:, at]] > 0)
        if kept.sum() == before:
            return kept


def _require_rank(information: Array, terms: tuple[Term, ...]) -> None:
    """Every column adds something to those before it: no pivot of Cholesky vanishes."""
    size = np.sqrt(np.diag(information))
    left = information / np.outer(size, size)
    for place, term in enumerate(terms):
        if left[place, place] < ALIASED:
            raise ValueError(f"{term.factor} = {term.level} cannot be told from other factors.")
        row = left[place, place + 1 :] / left[place, place]
        left[place + 1 :, place + 1 :] -= np.outer(left[place + 1 :, place], row)


def _scored(design: Design, y: Array, e: Array) -> tuple[Array, Array]:
    """Coefficients and inverse information by Fisher scoring; a long step is cut to length 3."""
    beta = np.zeros(len(design.estimated))
    beta[0] = np.log(y.sum() / e.sum())
    predictor = design.predictor(beta)
    for _ in range(ROUNDS):
        mu = e * np.exp(predictor)
        factor = cho_factor(design.information(mu))
        step = cho_solve(factor, design.sums(y - mu))
        change = design.predictor(step)
        longest = np.abs(change).max()
        share = min(1.0, 3 / max(longest, 3.0))
        beta, predictor = beta + share * step, predictor + share * change
        if longest <= CLOSE:
            return beta, cho_solve(factor, np.eye(len(beta)))
    raise ValueError("The model does not settle: some levels have almost nothing observed.")


def _dispersion(cells: Cells, rates: Array, kept: NDArray, parameters: int) -> float:
    """Pearson over the rows: Σ(y - er)²/(er) = Σ(y²/e)/r - 2Σy + rΣe."""
    r = rates[kept]
    pearson = cells.squares[kept] / r - 2 * cells.observed[kept] + r * cells.exposure[kept]
    free = int(cells.rows[kept].sum()) - parameters
    return float(pearson.sum() / free) if free > 0 else np.nan
