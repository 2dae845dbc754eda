"""One household, calculated with exact decimals, and which way every formula went."""

import decimal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache

from . import dates
from .law import Steps
from .version import Version, on_number, value_of
from .writing import Spelling, Writer

EXACT = decimal.Context(prec=28, traps=[decimal.DivisionByZero, decimal.Overflow])
HAIR = Decimal("1e-15")  # what a division that did not come out may be short of
HALF = Decimal("0.5") + HAIR
Fact = Decimal | int | bool
Facts = Mapping[str, Fact | Sequence[Fact]]  # input name -> a value, or one for each person


@dataclass(frozen=True)
class Run:
    """The value of every formula and the branch it took; a list where each person has one."""

    values: Mapping[str, object]
    branches: Mapping[str, int | list[int]]
    checks: Mapping[str, bool]


class Decimals(Spelling):
    """Numbers are decimals that stand ready under their own name."""

    def __init__(self) -> None:
        self.written = {0}

    def number(self, value: int) -> str:
        self.written.add(value)
        return f"_{value}"

    def parameter(self, name: str) -> str:
        return f"p_{name}"

    def person_input(self, name: str) -> str:
        return f"x_{name}[i]"

    def lookup(self, table: str, key: str) -> str:
        return f"_lookup(p_{table}, {key})"

    def room_for_persons(self, name: str, tracks_branches: bool) -> Iterator[str]:
        yield f"v_{name} = [_0] * n"
        if tracks_branches:
            yield f"b_{name} = [0] * n"


def calculate(version: Version, facts: Facts, persons: int = 1) -> Run:
    """The household's values, exact.

    Args:
        version: the law of a day.
        facts: every input of the law; persons' inputs are sequences of `persons` values.
        persons: how many persons the household has.
    """
    program = compiled(version)
    before = decimal.getcontext()
    decimal.setcontext(EXACT)
    try:
        values, branches, checks = program(persons, *[facts[name] for name in version.law.inputs])
    finally:
        decimal.setcontext(before)
    names = [formula.name for formula in version.order]
    return Run(
        dict(zip(names, values, strict=True)),
        dict(zip(names, branches, strict=True)),
        dict(zip(version.law.checks, checks, strict=True)),
    )


Compiled = Callable[..., tuple[tuple[object, ...], tuple[int | list[int], ...], tuple[bool, ...]]]


@lru_cache(maxsize=256)
def compiled(version: Version) -> Compiled:
    """The law as a Python function of a household: values, branches and checks."""
    spelling = Decimals()
    writer = Writer(version, spelling, tracks_branches=True)
    for formula in version.order:
        writer.formula(formula)
    checks = [writer.write(check.when) for check in version.law.checks.values()]
    arguments = ", ".join(["n", *(f"x_{name}" for name in version.law.inputs)])
    given = (
        [f"v_{formula.name}" for formula in version.order],
        [f"b_{formula.name}" for formula in version.order],
        checks,
    )
    last = ", ".join(f"({''.join(f'{one}, ' for one in some)})" for some in given)
    source = "\n".join([f"def run({arguments}):", *writer.lines, f"    return {last}"])
    room = _room(version, spelling.written)
    exec(
        compile(source, f"<{version.law.name} {version.on}>", "exec"), room
    )  # written above, from checked law
    return room["run"]  # type: ignore[return-value]


def _room(version: Version, written: Iterable[int]) -> dict[str, object]:
    """The names that the written statements use."""
    numbers = {f"_{n}": Decimal(n) for n in written}
    parameters = {f"p_{name}": value_of(value) for name, value in version.values.items()}
    unknown = {name: Decimal("NaN") for name, value in parameters.items() if value is None}
    return {
        **numbers, **parameters, **unknown, "on": on_number(version),
        "_nan": Decimal("NaN"), "_inf": Decimal("Infinity"), "_lookup": _lookup,
        "_round": _round, "_floor": _floor, "_ceil": _ceil, "_years_between": _years_between,
        "_months_between": _months_between, "_plus_months": _plus_months,
        "_year_start": lambda day: dates.year_start(int(day)),
    }  # fmt: skip


def _round(x: Decimal, step: Decimal) -> Decimal:
    return (x / step + HALF).to_integral_value(ROUND_FLOOR) * step


def _floor(x: Decimal, step: Decimal) -> Decimal:
    return (x / step + HAIR).to_integral_value(ROUND_FLOOR) * step


def _ceil(x: Decimal, step: Decimal) -> Decimal:
    return (x / step - HAIR).to_integral_value(ROUND_CEILING) * step


def _years_between(first: int, last: int) -> Decimal:
    return Decimal((int(last) - int(first)) // dates.YEAR)


def _months_between(first: int, last: int) -> Decimal:
    return Decimal((int(last) - int(first)) // dates.MONTH)


def _plus_months(day: int, months: Decimal) -> int:
    return int(day) + int(months) * dates.MONTH


def _lookup(steps: Steps, key: Decimal) -> Decimal:
    found = Decimal("NaN")
    for at, value in steps:
        if key < at:
            break
        found = value
    return found
