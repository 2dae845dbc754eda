"""What an attacker can work out of linear equations: the least and most of a hidden number."""

from collections.abc import Iterator
from dataclasses import dataclass

import highspy
import numpy as np
from highspy import _core
from numpy.typing import NDArray
from scipy import sparse

from .tables import Ints

NO_LIMIT = 1e7  # or four times the largest number: more than any change the gate asks for


@dataclass(frozen=True)
class Interval:
    """The certificate of one cell: `least` and `most` it can be; `most` is inf without limit."""

    least: float
    most: float

    @property
    def width(self) -> float:
        return self.most - self.least


class Impossible(ValueError):
    """No numbers at all satisfy the equations."""


class Programme:
    """Hidden numbers x with matrix x = right and x >= lowest, asked again and again.

    matrix: (equations, m). right: (equations,). lowest: (m,). largest: about as large as any of
    them is; an interval up to many times that has no limit. Solved by HiGHS' primal simplex, each
    question from where the last one ended (a pair took 0.8-3.8 ms on 396-2,129 cells, the dual
    simplex 1.5-38); one thread, so that the answer is always the same.
    """

    def __init__(
        self, matrix: sparse.csc_array, right: NDArray, lowest: NDArray, largest: float = 0
    ):
        self._lowest = np.asarray(lowest, float)
        self._limit = max(NO_LIMIT, 4 * float(largest))
        self._solver = _core._Highs()  # highspy.Highs adds callbacks and prints its version
        for option, value in (
            ("output_flag", False), ("threads", 1), ("presolve", "off"), ("solver", "simplex"),
            ("simplex_strategy", 4),
        ):  # fmt: skip
            self._solver.setOptionValue(option, value)
        self._solver.passModel(_model(matrix, np.asarray(right, float), self._lowest, self._limit))

    def interval(self, place: int) -> Interval:
        """The least and the most that one hidden number can be."""
        self._solver.changeColCost(place, 1.0)
        least = self._solved(highspy.ObjSense.kMinimize)
        most = self._solved(highspy.ObjSense.kMaximize)
        self._solver.changeColCost(place, 0.0)
        has_limit = most <= self._limit / 2
        return Interval(round(least, 6) + 0.0, round(most, 6) if has_limit else np.inf)

    def moved(self, places: Ints, signs: NDArray) -> Iterator[NDArray]:
        """Some of the numbers pulled as far as they go together, one way and then the other."""
        for place, sign in zip(places.tolist(), signs.tolist(), strict=True):
            self._solver.changeColCost(place, sign)
        for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
            self._solved(sense)
            yield self.seen()
        for place in places.tolist():
            self._solver.changeColCost(place, 0.0)

    def seen(self) -> NDArray:
        """The numbers that the last question ended with: they satisfy everything."""
        return np.array(self._solver.getSolution().col_value)

    def fix(self, places: Ints, values: NDArray) -> None:
        """Some of the numbers are known."""
        self._bound(places, values, values)

    def free(self, places: Ints) -> None:
        """They are not known any more."""
        self._bound(places, self._lowest[places], np.full(places.size, self._limit))

    def _bound(self, places: Ints, least: NDArray, most: NDArray) -> None:
        ends = np.asarray(least, float), np.asarray(most, float)
        self._solver.changeColsBounds(places.size, places.astype(np.int32), *ends)

    def _solved(self, sense: highspy.ObjSense) -> float:
        self._solver.changeObjectiveSense(sense)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise Impossible("The equations contradict each other.")
        return self._solver.getInfo().objective_function_value


def _model(
    matrix: sparse.csc_array, right: NDArray, lowest: NDArray, limit: float
) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = matrix.shape
    model.col_cost_ = np.zeros(matrix.shape[1])
    model.col_lower_, model.col_upper_ = lowest, np.full(matrix.shape[1], limit)
    model.row_lower_ = model.row_upper_ = right
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = matrix.indptr.astype(np.int32)
    model.a_matrix_.index_ = matrix.indices.astype(np.int32)
    model.a_matrix_.value_ = matrix.data.astype(float)
    return model
