"""The words of a law as numba reads them: numbers are float64, parameters lie in one column."""

import ast
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from . import dates
from .columns import HAIR
from .law import Branch
from .version import Version, value_of
from .writing import Spelled, Spelling

SHORT = 6  # operations of an expression that is rather reckoned than skipped
HEAD = f'''"""Written from the law; may be thrown away."""

import numpy as np
from numba import njit
from numba.extending import intrinsic

_nan, _inf = np.nan, np.inf
_KEPT = dict(cache=True, nogil=True, error_model="numpy")


@intrinsic
def _pick(typing, when, one, other):
    def select(context, builder, signature, given):
        return builder.select(*given)
    return one(when, one, other), select


@njit(**_KEPT)
def _round(x, step):
    return np.floor(x / step + {0.5 + HAIR!r}) * step


@njit(**_KEPT)
def _floor(x, step):
    return np.floor(x / step + {HAIR!r}) * step


@njit(**_KEPT)
def _ceil(x, step):
    return np.ceil(x / step - {HAIR!r}) * step


@njit(**_KEPT)
def _years_between(first, last):
    return np.floor((last - first) / {dates.YEAR}.0)


@njit(**_KEPT)
def _months_between(first, last):
    return np.floor((last - first) / {dates.MONTH}.0)


@njit(**_KEPT)
def _plus_months(day, months):
    return day + np.floor(months) * {dates.MONTH}.0


@njit(**_KEPT)
def _year_start(day):
    return np.floor((day - 1.0) / {dates.YEAR}.0) * {dates.YEAR}.0 + 1.0


@njit(**_KEPT)
def _lookup(p, slot, key):
    start = int(p[slot])
    found = np.nan
    for at in range(start + 1, start + 1 + int(p[start])):
        if key < p[at]:
            break
        found = p[at + int(p[start])]
    return found


'''


class Floats(Spelling):
    """Numbers are float64 and parameters lie in one column, so that a sweep compiles once."""

    def __init__(self, version: Version) -> None:
        self.slots = {name: at for at, name in enumerate(version.law.parameters)}
        self.written: dict[str, int] = {}

    def number(self, value: int) -> str:
        return f"{value}.0"

    def parameter(self, name: str) -> str:
        self.written[name] = self.slots[name]
        return f"p_{name}"

    def person_input(self, name: str) -> str:
        return f"in_{name}[o + i]"

    def lookup(self, table: str, key: str) -> str:
        return f"_lookup(p, {self.slots[table]}, {key})"

    def condition(self, spelled: str) -> str:
        return f"({spelled} != 0)"

    def answer(self, written: str) -> str:
        return f"(1.0 if {written} else 0.0)"

    def choice(self, branches: Sequence[Branch], steps: Sequence[Spelled]) -> str | None:
        """All ways reckoned and one picked: faster than to guess, where the ways are short."""
        if not all(is_short(branch.when) and is_short(branch.value) for branch in branches):
            return None
        *first, (_, _, found) = steps
        for _, when, value in reversed(first):
            both = when.replace(" and ", " & ").replace(" or ", " | ")  # no jump either
            found = f"_pick(bool({both}), {value}, {found})"
        return found

    def room_for_persons(self, name: str, tracks_branches: bool) -> Iterator[str]:
        yield from ()


def is_short(node: ast.expr | None) -> bool:
    """Whether an expression is so cheap that leaving it out saves nothing."""
    parts = list(ast.walk(node)) if node is not None else []
    calls = [part.func for part in parts if isinstance(part, ast.Call)]
    operations = sum(isinstance(part, ast.BinOp | ast.Compare | ast.Call) for part in parts)
    return operations <= SHORT and all(
        isinstance(call, ast.Name) and call.id in ("min", "max") for call in calls
    )


def parameters(version: Version) -> NDArray[np.float64]:
    """The parameters as one column: a slot each, tables after them (length, keys, values)."""
    column: list[float] = [np.nan] * len(version.law.parameters)
    for slot, name in enumerate(version.law.parameters):
        amount = value_of(version.values[name])
        if isinstance(amount, tuple):
            column[slot] = float(len(column))
            column += [float(len(amount)), *(float(at) for at, _ in amount)]
            column += [float(value) for _, value in amount]
        elif amount is not None:
            column[slot] = float(amount)
    return np.array(column)
