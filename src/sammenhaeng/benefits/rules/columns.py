"""Many households at once in numpy: a column in, a column out."""

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import dates
from .expressions import AGGREGATES, ON, ROUNDINGS, measure, names_in
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
ROUNDED = {
    "round": lambda x, step: np.floor(x / step + 0.5 + HAIR) * step,
    "floor": lambda x, step: np.floor(x / step + HAIR) * step,
    "ceil": lambda x, step: np.ceil(x / step - HAIR) * step,
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
        if any(name in version.unknown for name in names) or _aggregates(node):
            return np.full_like(np.asarray(found, float), np.nan)
        columns = [self._named(name, formula.is_person) for name in names]
        return np.where(np.logical_or.reduce([np.isnan(c) for c in columns]), np.nan, found)

    # expressions ------------------------------------------------------------------------------

    def value(self, node: ast.expr, *, is_person: bool, words: tuple[str, ...] = ()) -> Column:
        match node:
            case ast.Constant(value=str() as word):
                return np.asarray(words.index(word))
            case ast.Constant(value=value):
                return np.asarray(float(str(value)))
            case ast.Name(id=name):
                return self._named(name, is_person)
            case ast.BinOp(left=left, op=op, right=right):
                one, other = (self.value(side, is_person=is_person) for side in (left, right))
                return np.asarray(OPERATORS[type(op)](one, other))
            case ast.UnaryOp(op=op, operand=operand):
                one = self.value(operand, is_person=is_person)
                return np.asarray(
                    np.logical_not(one) if isinstance(op, ast.Not) else np.negative(one)
                )
            case ast.BoolOp(op=op, values=values):
                both = np.logical_and if isinstance(op, ast.And) else np.logical_or
                return reduce(both, (self.value(v, is_person=is_person) for v in values))
            case ast.Compare():
                return self._compare(node, is_person)
            case ast.Call(func=ast.Name(id=function), args=arguments):
                return self._call(function, arguments, is_person)
        raise AssertionError(ast.dump(node))

    def _named(self, name: str, is_person: bool) -> Column:
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

    def _compare(self, node: ast.Compare, is_person: bool) -> Column:
        words = measure(node.left, self.version.law.meanings).unit.words
        sides = [
            self.value(side, is_person=is_person, words=words)
            for side in (node.left, *node.comparators)
        ]
        found = np.asarray(True)
        for left, op, right in zip(sides, node.ops, sides[1:], strict=False):
            found = np.logical_and(found, OPERATORS[type(op)](left, right))
        return found

    def _call(self, function: str, arguments: list[ast.expr], is_person: bool) -> Column:
        if function in AGGREGATES:
            found = self._over_persons(function, arguments[0])
            if is_person:
                assert self.households.offsets is not None
                return np.repeat(found, np.diff(self.households.offsets))
            return found
        if function == "lookup":
            table, key = arguments
            assert isinstance(table, ast.Name)
            steps = value_of(self.version.values[table.id])
            return _lookup(steps, self.value(key, is_person=is_person))
        if function in ROUNDINGS:
            what, step = arguments
            assert isinstance(step, ast.Constant)
            return ROUNDED[function](self.value(what, is_person=is_person), float(str(step.value)))
        given = [self.value(argument, is_person=is_person) for argument in arguments]
        return np.asarray(_PLAIN[function](*given))

    def _over_persons(self, function: str, argument: ast.expr) -> Column:
        offsets = self.households.offsets
        assert offsets is not None
        one = self.value(argument, is_person=True)
        one = np.broadcast_to(one, (int(offsets[-1]),))
        if function == "any":
            return np.logical_or.reduceat(one, offsets[:-1])
        if function == "most":
            return np.maximum.reduceat(one, offsets[:-1])
        return np.add.reduceat(one.astype(float), offsets[:-1])


def _aggregates(node: ast.AST) -> bool:
    return any(
        isinstance(part, ast.Call)
        and isinstance(part.func, ast.Name)
        and part.func.id in AGGREGATES
        for part in ast.walk(node)
    )


def _lookup(steps: object, key: Column) -> Column:
    if not isinstance(steps, tuple):
        return np.full_like(np.asarray(key, float), np.nan)
    table: Steps = steps
    starts = np.array([float(at) for at, _ in table])
    amounts = np.array([np.nan, *(float(value) for _, value in table)])
    return np.asarray(amounts[np.searchsorted(starts, key, side="right")])


_PLAIN: Mapping[str, Callable[..., Column]] = {
    "min": lambda *given: reduce(np.minimum, given),
    "max": lambda *given: reduce(np.maximum, given),
    "yearly": lambda x: x * 12,
    "monthly": lambda x: x / 12,
    "years_between": lambda first, last: np.floor_divide(last - first, dates.YEAR),
    "months_between": lambda first, last: np.floor_divide(last - first, dates.MONTH),
    "plus_months": lambda day, months: day + np.floor(months) * dates.MONTH,
}
