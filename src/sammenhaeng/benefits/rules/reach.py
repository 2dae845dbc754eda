"""Whether a branch can be reached at all, whatever the household."""

import ast
import itertools
from collections.abc import Mapping, Sequence

from .expressions import measure
from .law import Law

MOST_CASES = 20_000
ORDER = (-1, 0, 1)  # the left side is below, equal to or above the right one
HOLDS: Mapping[type[ast.cmpop], tuple[int, ...]] = {
    ast.Lt: (-1,),
    ast.LtE: (-1, 0),
    ast.Gt: (1,),
    ast.GtE: (0, 1),
    ast.Eq: (0,),
    ast.NotEq: (-1, 1),
}
Case = Mapping[str, object]


def unreachable(conditions: Sequence[ast.expr | None], law: Law) -> list[int]:
    """Which of the branches, asked in turn, no case comes to.

    Each comparison of the same two sides, each word and each yes or no is tried in every way it
    can go; what different comparisons have to do with each other is not known here.
    """
    asked: dict[str, tuple[object, ...]] = {}
    for condition in conditions:
        if condition is not None:
            asked.update(_asked(condition, law))
    if len(conditions) < 2 or _size(asked) > MOST_CASES:
        return []
    left = set(range(len(conditions)))
    for ways in itertools.product(*asked.values()):
        case = dict(zip(asked, ways, strict=True))
        taken = (at for at, when in enumerate(conditions) if when is None or _holds(when, case))
        left.discard(next(taken, -1))
    return sorted(left)


def _size(asked: Mapping[str, tuple[object, ...]]) -> int:
    size = 1
    for ways in asked.values():
        size *= len(ways)
    return size


def _asked(node: ast.expr, law: Law) -> dict[str, tuple[object, ...]]:
    match node:
        case ast.BoolOp(values=values):
            return {key: ways for value in values for key, ways in _asked(value, law).items()}
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _asked(operand, law)
        case ast.Compare(left=left, ops=[_], comparators=[right]):
            unit = measure(left, law.meanings).unit
            if unit.kind == "word":
                return {ast.unparse(left): unit.words}
            return {_sides(left, right)[0]: ORDER}
    return {ast.unparse(node): (False, True)}


def _sides(left: ast.expr, right: ast.expr) -> tuple[str, int]:
    """The two sides in one order, and -1 when they were turned round."""
    one, other = ast.unparse(left), ast.unparse(right)
    return (f"{one} ? {other}", 1) if one <= other else (f"{other} ? {one}", -1)


def _holds(node: ast.expr, case: Case) -> bool:
    match node:
        case ast.BoolOp(op=op, values=values):
            each = (_holds(value, case) for value in values)
            return all(each) if isinstance(op, ast.And) else any(each)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _holds(operand, case)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _compared(left, op, right, case)
    return bool(case[ast.unparse(node)])


def _compared(left: ast.expr, op: ast.cmpop, right: ast.expr, case: Case) -> bool:
    if isinstance(right, ast.Constant) and isinstance(right.value, str):
        return (case[ast.unparse(left)] == right.value) == isinstance(op, ast.Eq)
    key, turned = _sides(left, right)
    order = case[key]
    assert isinstance(order, int)
    return order * turned in HOLDS[type(op)]
