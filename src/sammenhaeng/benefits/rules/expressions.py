"""The expressions of the law: a small part of Python's grammar, read and never run as it stands."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .mistakes import Mistake
from .units import ANY, BASES, DATE, MONTH, PERSON, SHARE, YEAR, YES_NO, Unit, base

AGGREGATES = ("sum", "count", "any", "most")
ROUNDINGS = ("round", "floor", "ceil")
FUNCTIONS = (
    *AGGREGATES, *ROUNDINGS, "min", "max", "yearly", "monthly", "lookup", "years_between",
    "months_between", "plus_months",
)  # fmt: skip
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
    match node:
        case ast.Constant(value=bool()):
            raise Mistake("skriv en betingelse i stedet for True og False")
        case ast.Constant(value=str() as word):
            return Meaning(Unit(kind="word", words=(word,)))
        case ast.Constant(value=0):
            return Meaning(ANY)
        case ast.Constant(value=1):
            return Meaning(SHARE)
        case ast.Constant(value=number):
            raise Mistake(f"tallet {number} skal være en parameter med kilde")
        case ast.Name(id=name):
            return _name(name, names)
        case ast.BinOp(left=left, op=op, right=right):
            return _sum(measure(left, names), op, measure(right, names))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return measure(operand, names)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _all_yes_no([measure(operand, names)])
        case ast.BoolOp(values=values):
            return _all_yes_no([measure(value, names) for value in values])
        case ast.Compare():
            return _compare(node, names)
        case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]):
            return _call(function, arguments, names)
    raise Mistake(f"“{ast.unparse(node)}” hører ikke til i en formel")


def _name(name: str, names: Names) -> Meaning:
    if name in BASES:
        return Meaning(base(name))
    if name == ON:
        return Meaning(DATE)
    if name not in names:
        raise Mistake(f"navnet “{name}” kendes ikke")
    found = names[name]
    if found.by:
        raise Mistake(f"tabellen “{name}” slås op med lookup({name}, ...)")
    return found


def _sum(left: Meaning, op: ast.operator, right: Meaning) -> Meaning:
    is_person = left.is_person or right.is_person
    match op:
        case ast.Mult():
            return Meaning(left.unit.times(right.unit), is_person)
        case ast.Div():
            return Meaning(left.unit.times(right.unit, -1), is_person)
        case ast.Add() | ast.Sub():
            left.unit.must_be_number()
            return Meaning(left.unit.same_as(right.unit, SUMS[type(op)]), is_person)
    raise Mistake("der regnes kun med + - * /")


def _all_yes_no(parts: list[Meaning]) -> Meaning:
    for part in parts:
        if part.unit != YES_NO:
            raise Mistake(f"and, or og not skal have betingelser, ikke {part.unit}")
    return Meaning(YES_NO, any(part.is_person for part in parts))


def _compare(node: ast.Compare, names: Names) -> Meaning:
    parts = [measure(part, names) for part in (node.left, *node.comparators)]
    for (left, right), op in zip(zip(parts, parts[1:], strict=False), node.ops, strict=True):
        _comparable(left.unit, op, right.unit)
    return Meaning(YES_NO, any(part.is_person for part in parts))


def _comparable(left: Unit, op: ast.cmpop, right: Unit) -> None:
    if "word" in (left.kind, right.kind):
        if not isinstance(op, ast.Eq | ast.NotEq) or left.kind != right.kind:
            raise Mistake(f"{left} og {right} kan ikke sammenlignes")
        if strangers := set(right.words) - set(left.words):
            raise Mistake(f"“{strangers.pop()}” er ikke {left}")
    elif not isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE | ast.Eq | ast.NotEq):
        raise Mistake("der sammenlignes kun med < <= > >= == !=")
    else:
        left.same_as(right, "sammenlignes")


def _call(function: str, arguments: list[ast.expr], names: Names) -> Meaning:
    if function == "lookup":
        return _lookup(arguments, names)
    if function in ROUNDINGS:
        return _rounding(function, arguments, names)
    parts = [measure(argument, names) for argument in arguments]
    is_person = any(part.is_person for part in parts)
    match function, parts:
        case "min" | "max", [first, second, *rest]:
            found = first.unit
            for part in (second, *rest):
                found = found.same_as(part.unit, "sammenlignes")
            return Meaning(found, is_person)
        case "yearly", [one]:
            return Meaning(one.unit.times(MONTH).times(YEAR, -1), is_person)
        case "monthly", [one]:
            return Meaning(one.unit.times(YEAR).times(MONTH, -1), is_person)
        case "years_between" | "months_between", [Meaning(unit=a), Meaning(unit=b)] if (
            a == b == DATE
        ):
            return Meaning(YEAR if function == "years_between" else MONTH, is_person)
        case "plus_months", [Meaning(unit=day), Meaning(unit=months)] if (day, months) == (
            DATE,
            MONTH,
        ):
            return Meaning(DATE, is_person)
        case (("sum" | "count" | "any" | "most"), [one]):
            return _aggregate(function, one)
    raise Mistake(f"{function} kan ikke bruges sådan")


def _aggregate(function: str, one: Meaning) -> Meaning:
    if not one.is_person:
        raise Mistake(f"{function} skal have noget, som hver person har")
    if function in ("count", "any"):
        if one.unit != YES_NO:
            raise Mistake(f"{function} skal have en betingelse")
        return Meaning(PERSON if function == "count" else YES_NO)
    one.unit.must_be_number()
    return Meaning(one.unit)


def _lookup(arguments: list[ast.expr], names: Names) -> Meaning:
    match arguments:
        case [ast.Name(id=table), key] if table in names and (by := names[table].by):
            given = measure(key, names)
            by.same_as(given.unit, "slås op i hinanden")
            return Meaning(names[table].unit, given.is_person)
    raise Mistake("lookup skal have en tabel og en nøgle")


def _rounding(function: str, arguments: list[ast.expr], names: Names) -> Meaning:
    match arguments:
        case [what, ast.Constant(value=int() as step)] if step > 0:
            given = measure(what, names)
            given.unit.must_be_number()
            return given
    raise Mistake(f"{function} skal have et beløb og et trin, fx {function}(x, 1)")
