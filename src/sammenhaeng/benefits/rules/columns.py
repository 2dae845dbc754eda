"""Many households at once in numpy: a column in, a column out."""

import ast
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import dates
from .expressions import AGGREGATES, ON, measure, names_in
from .law import Branch, Formula, Steps
from .units import BASES, YES_NO
from .version import Version, on_number, value_of

Column = NDArray[Any]
HAIR = 1e-7  # of a step: what float64 may be short of after the sums of a law
OPERATORS = {
    ast.Add: np.add, ast.Sub: np.subtract, ast.Mult: np.multiply, ast.Div: np.divide,
    ast.Lt: np.less, ast.LtE: np.less_equal, ast.Gt: np.greater, ast.GtE: np.greater_equal,
    ast.Eq: np.equal, ast.NotEq: np.not_equal,
}  # fmt: skip
TOGETHER: Mapping[str, Callable[[Column, Column], Column]] = {
    "sum": np.add.reduceat,
    "count": lambda one, starts: np.add.reduceat(one.astype(float), starts),
    "any": np.logical_or.reduceat,
    "most": np.maximum.reduceat,
}


@dataclass(frozen=True)
class Households:
    """Columns of input name to values; persons' columns lie by household, `offsets` says where.

    `offsets` has one more entry than there are households: the persons of household h are
    those from offsets[h] to before offsets[h + 1]. Without persons it is None. A household
    without persons is not allowed.
    """

    columns: Mapping[str, Column]
    offsets: NDArray[np.int64] | None
    size: int

    @cached_property
    def widest(self) -> int:
        """The most persons that a household has."""
        if self.offsets is None:
            return 1
        return int((self.offsets[1:] - self.offsets[:-1]).max(initial=1))

    def together(self, column: Column, is_person: bool) -> Column:
        """A number of each household; of persons, what they have together."""
        if is_person and self.offsets is not None:
            return np.asarray(np.add.reduceat(column, self.offsets[:-1]))
        return column


def calculate(
    version: Version, households: Households, wanted: Iterable[str], kept: Iterable[str] = ()
) -> dict[str, Column]:
    """The columns of the formulas (or checks) asked for, and nothing that they do not need.

    Args:
        version: the law of a day.
        households: the inputs as columns: numbers float64, yes/no bool, words as whole numbers in
            the order of the law, dates as `rules.dates` numbers.
        wanted: names of formulas or checks.
        kept: formulas that stand among the columns already.
    Returns:
        name to column; a person's formula gives one value for each person. NaN: not known.
    """
    table = _Table(version, households)
    with np.errstate(divide="ignore", invalid="ignore"):
        return {name: np.asarray(table.column(name)) for name in wanted}


@dataclass
class _Table:
    version: Version
    households: Households
    found: dict[str, Column] = field(default_factory=dict)
    spread: dict[str, Column] = field(default_factory=dict)

    def column(self, name: str) -> Column:
        law = self.version.law
        if name in self.households.columns:
            return self.households.columns[name]
        if name not in self.found:
            if name in law.checks:
                answer = self.value(law.checks[name].when, is_person=False)
                self.found[name] = self._full(answer, is_person=False)
            else:
                formula = law.formulas[name]
                self.found[name] = self._full(self._formula(formula), formula.is_person)
        return self.found[name]

    def _full(self, answer: Column, is_person: bool) -> Column:
        size = self.households.size
        if is_person:
            assert self.households.offsets is not None
            size = int(self.households.offsets[-1])
        return np.broadcast_to(answer, (size,))

    def _formula(self, formula: Formula) -> Column:
        text = self.version.texts[formula.name]
        if text.form in ("is", "rules"):
            return self._first(formula, text.branches)
        return self._best(formula, text.branches, np.less if text.form == "least" else np.greater)

    def _first(self, formula: Formula, branches: Sequence[Branch]) -> Column:
        found = self._branch(formula, branches[-1])
        for branch in reversed(branches[:-1]):
            assert branch.when is not None
            when = self.value(branch.when, is_person=formula.is_person)
            found = np.where(when, self._branch(formula, branch), found)
            found = self._unless_known(found, branch.when, formula)
        return found

    def _branch(self, formula: Formula, branch: Branch) -> Column:
        words = formula.unit.words
        found = self.value(branch.value, is_person=formula.is_person, words=words)
        return self._unless_known(found, branch.value, formula)

    def _best(self, formula: Formula, branches: Sequence[Branch], better: np.ufunc) -> Column:
        best = self._branch(formula, branches[0])
        unknown = np.isnan(best)
        for branch in branches[1:]:
            offer = self._branch(formula, branch)
            counts: Column = np.asarray(True)
            if branch.when is not None:
                counts = self.value(branch.when, is_person=formula.is_person)
                offer = self._unless_known(offer, branch.when, formula)
            unknown = unknown | (counts & np.isnan(offer))
            best = np.where(counts & better(offer, best), offer, best)
        return np.where(unknown, np.nan, best)

    def _unless_known(self, found: Column, node: ast.expr, formula: Formula) -> Column:
        """What rests on an unknown value is not known, whatever numpy makes of it."""
        version = self.version
        names = [n for n in names_in(node) if n in version.tainted or n in version.unknown]
        if not names:
            return found
        if any(name in version.unknown for name in names):
            return np.full_like(np.asarray(found, float), np.nan)
        unknown = [self._is_unknown(name, node, formula) for name in names]
        return np.where(np.logical_or.reduce(unknown), np.nan, found)

    def _is_unknown(self, name: str, node: ast.expr, formula: Formula) -> Column:
        unknown = np.isnan(self.column(name))
        if self.version.law.meanings[name].is_person == formula.is_person:
            return unknown
        offsets = self.households.offsets
        assert offsets is not None
        if formula.is_person:
            return np.repeat(unknown, np.diff(offsets))
        return np.logical_or.reduceat(unknown, offsets[:-1])

    # expressions ------------------------------------------------------------------------------

    def value(self, node: ast.expr, *, is_person: bool, words: tuple[str, ...] = ()) -> Column:
        return _Evaluating(self, is_person, words).of(node)

    def named(self, name: str, is_person: bool) -> Column:
        if name in BASES:
            return np.asarray(1.0)
        if name == ON:
            return np.asarray(float(on_number(self.version)))
        law = self.version.law
        if name in law.parameters:
            amount = value_of(self.version.values[name])
            return np.asarray(np.nan if amount is None else float(str(amount)))
        column = self.column(name)
        if law.meanings[name].unit == YES_NO and column.dtype != np.bool_:
            column = column != 0
        if is_person and not law.meanings[name].is_person:
            return self._for_persons(name, column)
        return column

    def _for_persons(self, name: str, column: Column) -> Column:
        if name not in self.spread:
            assert self.households.offsets is not None
            self.spread[name] = np.repeat(column, np.diff(self.households.offsets))
        return self.spread[name]

    def over_persons(self, function: str, argument: ast.expr, is_person: bool) -> Column:
        offsets = self.households.offsets
        assert offsets is not None
        one = np.broadcast_to(self.value(argument, is_person=True), (int(offsets[-1]),))
        found = np.asarray(TOGETHER[function](one, offsets[:-1]))
        return np.repeat(found, np.diff(offsets)) if is_person else found


class _Evaluating(ast.NodeVisitor):
    """The column of an expression, for households or for persons."""

    def __init__(self, table: _Table, is_person: bool, words: tuple[str, ...]) -> None:
        self.table, self.is_person, self.words = table, is_person, words

    def of(self, node: ast.expr) -> Column:
        return np.asarray(self.visit(node))

    def visit_Constant(self, node: ast.Constant) -> Column:
        if isinstance(node.value, str):
            return np.asarray(self.words.index(node.value))
        return np.asarray(float(str(node.value)))

    def visit_Name(self, node: ast.Name) -> Column:
        return self.table.named(node.id, self.is_person)

    def visit_BinOp(self, node: ast.BinOp) -> Column:
        return np.asarray(OPERATORS[type(node.op)](self.of(node.left), self.of(node.right)))

    def visit_UnaryOp(self, node: ast.UnaryOp) -> Column:
        turned = np.logical_not if isinstance(node.op, ast.Not) else np.negative
        return np.asarray(turned(self.of(node.operand)))

    def visit_BoolOp(self, node: ast.BoolOp) -> Column:
        both = np.logical_and if isinstance(node.op, ast.And) else np.logical_or
        return reduce(both, (self.of(value) for value in node.values))

    def visit_Compare(self, node: ast.Compare) -> Column:
        words = measure(node.left, self.table.version.law.meanings).unit.words
        inner = _Evaluating(self.table, self.is_person, words)
        sides = [inner.of(side) for side in (node.left, *node.comparators)]
        found = np.asarray(True)
        for (left, right), op in zip(itertools.pairwise(sides), node.ops, strict=True):
            found = np.logical_and(found, OPERATORS[type(op)](left, right))
        return found

    def visit_Call(self, node: ast.Call) -> Column:
        assert isinstance(node.func, ast.Name)
        function = node.func.id
        if function in AGGREGATES:
            return self.table.over_persons(function, node.args[0], self.is_person)
        if function == "lookup":
            assert isinstance(node.args[0], ast.Name)
            value = self.table.version.values[node.args[0].id]
            return _lookup(value_of(value), self.of(node.args[1]))
        return np.asarray(PLAIN[function](*map(self.of, node.args)))


def _lookup(steps: object, key: Column) -> Column:
    if not isinstance(steps, tuple):
        return np.full_like(np.asarray(key, float), np.nan)
    table: Steps = steps
    starts = np.array([float(at) for at, _ in table])
    amounts = np.array([np.nan, *(float(value) for _, value in table)])
    return np.asarray(amounts[np.searchsorted(starts, key, side="right")])


PLAIN: Mapping[str, Callable[..., Column]] = {
    "round": lambda x, step: np.floor(x / step + 0.5 + HAIR) * step,
    "floor": lambda x, step: np.floor(x / step + HAIR) * step,
    "ceil": lambda x, step: np.ceil(x / step - HAIR) * step,
    "min": lambda *given: reduce(np.minimum, given),
    "max": lambda *given: reduce(np.maximum, given),
    "yearly": lambda x: x * 12,
    "monthly": lambda x: x / 12,
    "years_between": lambda first, last: np.floor_divide(last - first, dates.YEAR),
    "months_between": lambda first, last: np.floor_divide(last - first, dates.MONTH),
    "year_start": lambda day: np.floor_divide(day - 1, dates.YEAR) * dates.YEAR + 1,
    "plus_months": lambda day, months: day + np.floor(months) * dates.MONTH,
}
