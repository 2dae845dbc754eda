"""The expressions of the law: a small part of Python's grammar, read and never run as it stands."""

import ast
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .mistakes import Mistake
from .units import ANY, BASES, DATE, MONTH, PERSON, SHARE, YEAR, YES_NO, Unit, base

AGGREGATES = ("sum", "count", "any", "most")
ROUNDINGS = ("round", "floor", "ceil")
ON = "on"  # the day the law is applied to
SUMS = {ast.Add: "lægges sammen", ast.Sub: "trækkes fra hinanden"}


@dataclass(frozen=True)
class Meaning:
    """What a name stands for: its unit, whether each person has one, and a table's key."""

    unit: Unit
    is_person: bool = False
    by: Unit | None = None


Names = Mapping[str, Meaning]


def parse(text: str) -> ast.expr:
    try:
        return ast.parse(text.strip(), mode="eval").body
    except SyntaxError as wrong:
        raise Mistake(f"“{text}” kan ikke læses: {wrong.msg}") from None


def names_in(node: ast.expr | None) -> Iterator[str]:
    """The names an expression asks for, each as often as it stands there."""
    for part in () if node is None else ast.walk(node):
        if isinstance(part, ast.Name) and part.id not in (*FUNCTIONS, *BASES, ON):
            yield part.id


def measure(node: ast.expr, names: Names) -> Meaning:
    """The unit of an expression, or a Mistake that says why it has none."""
    return _Measuring(names).visit(node)


class _Measuring(ast.NodeVisitor):
    def __init__(self, names: Names) -> None:
        self.names = names

    def generic_visit(self, node: ast.AST) -> Meaning:
        raise Mistake(f"“{ast.unparse(node)}” hører ikke til i en formel")

    def visit_Constant(self, node: ast.Constant) -> Meaning:
        if isinstance(node.value, str):
            return Meaning(Unit(kind="word", words=(node.value,)))
        if isinstance(node.value, bool) or node.value not in (0, 1):
            raise Mistake(f"{node.value!r} skal være en parameter med kilde")
        return Meaning(SHARE if node.value else ANY)

    def visit_Name(self, node: ast.Name) -> Meaning:
        if node.id in BASES:
            return Meaning(base(node.id))
        if node.id == ON:
            return Meaning(DATE)
        found = self.names.get(node.id)
        if found is None:
            raise Mistake(f"navnet “{node.id}” kendes ikke")
        if found.by:
            raise Mistake(f"tabellen “{node.id}” slås op med lookup({node.id}, ...)")
        return found

    def visit_BinOp(self, node: ast.BinOp) -> Meaning:
        left, right = self.visit(node.left), self.visit(node.right)
        is_person = left.is_person or right.is_person
        if isinstance(node.op, ast.Mult | ast.Div):
            sign = 1 if isinstance(node.op, ast.Mult) else -1
            return Meaning(left.unit.times(right.unit, sign), is_person)
        if type(node.op) not in SUMS:
            raise Mistake("der regnes kun med + - * /")
        left.unit.must_be_number()
        return Meaning(left.unit.same_as(right.unit, SUMS[type(node.op)]), is_person)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> Meaning:
        found: Meaning = self.visit(node.operand)
        if isinstance(node.op, ast.Not):
            return _all_yes_no([found])
        found.unit.must_be_number()
        return found

    def visit_BoolOp(self, node: ast.BoolOp) -> Meaning:
        return _all_yes_no([self.visit(value) for value in node.values])

    def visit_Compare(self, node: ast.Compare) -> Meaning:
        parts = [self.visit(part) for part in (node.left, *node.comparators)]
        for (left, right), op in zip(itertools.pairwise(parts), node.ops, strict=True):
            _comparable(left.unit, op, right.unit)
        return Meaning(YES_NO, any(part.is_person for part in parts))

    def visit_Call(self, node: ast.Call) -> Meaning:
        match node:
            case ast.Call(func=ast.Name(id="lookup"), args=[ast.Name(id=table), key]):
                return self._lookup(table, self.visit(key))
            case ast.Call(
                func=ast.Name(id=function), args=[what, ast.Constant(value=int() as step)]
            ) if function in ROUNDINGS and step > 0:
                found: Meaning = self.visit(what)
                found.unit.must_be_number()
                return found
            case ast.Call(func=ast.Name(id=function), keywords=[]) if function in MEASURES:
                parts = [self.visit(argument) for argument in node.args]
                unit = MEASURES[function]([part.unit for part in parts])
                is_person = any(part.is_person for part in parts)
                if function in AGGREGATES and not is_person:
                    raise Mistake(f"{function} skal have noget, som hver person har")
                return Meaning(unit, is_person and function not in AGGREGATES)
        raise Mistake(f"“{ast.unparse(node)}” kan ikke bruges sådan")

    def _lookup(self, table: str, key: Meaning) -> Meaning:
        by = self.names[table].by if table in self.names else None
        if by is None:
            raise Mistake(f"“{table}” er ikke en tabel")
        by.same_as(key.unit, "slås op i hinanden")
        return Meaning(self.names[table].unit, key.is_person)


def _all_yes_no(parts: Sequence[Meaning]) -> Meaning:
    for part in parts:
        if part.unit != YES_NO:
            raise Mistake(f"and, or og not skal have betingelser, ikke {part.unit}")
    return Meaning(YES_NO, any(part.is_person for part in parts))


def _comparable(left: Unit, op: ast.cmpop, right: Unit) -> None:
    if not isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE | ast.Eq | ast.NotEq):
        raise Mistake("der sammenlignes kun med < <= > >= == !=")
    if "word" not in (left.kind, right.kind):
        left.same_as(right, "sammenlignes")
        return
    if not isinstance(op, ast.Eq | ast.NotEq) or left.kind != right.kind:
        raise Mistake(f"{left} og {right} kan ikke sammenlignes")
    if len(right.words) > 1 and right != left:
        raise Mistake(f"{left} og {right} er ikke de samme ord")
    if strangers := set(right.words) - set(left.words):
        raise Mistake(f"“{strangers.pop()}” er ikke {left}")


def _alike(units: Sequence[Unit]) -> Unit:
    if len(units) < 2:
        raise Mistake("min og max skal have mindst to bud")
    found = units[0]
    for other in units[1:]:
        found = found.same_as(other, "sammenlignes")
    found.must_be_number()
    return found


def _takes(*wanted: Unit, gives: Unit) -> Callable[[Sequence[Unit]], Unit]:
    def measured(units: Sequence[Unit]) -> Unit:
        if tuple(units) != wanted:
            given, asked = ", ".join(map(str, units)), ", ".join(map(str, wanted))
            raise Mistake(f"der skal stå {asked}, ikke {given}")
        return gives

    return measured


def _one_number(units: Sequence[Unit]) -> Unit:
    if len(units) != 1:
        raise Mistake("der skal stå ét tal")
    units[0].must_be_number()
    return units[0]


MEASURES: Mapping[str, Callable[[Sequence[Unit]], Unit]] = {
    "min": _alike,
    "max": _alike,
    "yearly": lambda units: _one_number(units).times(MONTH).times(YEAR, -1),
    "monthly": lambda units: _one_number(units).times(YEAR).times(MONTH, -1),
    "years_between": _takes(DATE, DATE, gives=YEAR),
    "months_between": _takes(DATE, DATE, gives=MONTH),
    "plus_months": _takes(DATE, MONTH, gives=DATE),
    "year_start": _takes(DATE, gives=DATE),
    "sum": _one_number,
    "most": _one_number,
    "count": _takes(YES_NO, gives=PERSON),
    "any": _takes(YES_NO, gives=YES_NO),
}
FUNCTIONS = (*MEASURES, *ROUNDINGS, "lookup")
