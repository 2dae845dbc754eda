"""A question asked on every page: written as a queryset, compiled to SQL once.

Compiling a queryset costs several times what PostgreSQL's answer does. A prepared question is
compiled with samples in place of its arguments; from then on only the arguments are new.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime
from functools import lru_cache, wraps
from inspect import signature
from types import SimpleNamespace
from typing import Any, NamedTuple, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

IDS = Collection[int]
SAMPLES: dict[Any, Callable[[int], Any]] = {  # kind of argument -> its n-th sample
    int: lambda n: 2_147_000_000 + n,
    date: lambda n: date(1, 1, 1 + n),
    datetime: lambda n: datetime(1, 1, 1 + n, tzinfo=UTC),
}


class Statement(NamedTuple):
    """A compiled question; each parameter is an argument's place, or a constant with place None."""

    rows: Any
    compiled: dict[str, Any]
    sql: str
    parameters: list[tuple[int | None, Any]]


def prepared(question: Callable[P, Iterable[T]]) -> Callable[P, list[T]]:
    """Give the question as one that is compiled once and answers with a list.

    Its arguments are positional: int, date, datetime or Collection[int]. The SQL may depend on
    nothing but how many ids there are, which are repeated up to a power of two. ValueError when
    an argument never reaches the SQL.
    """
    kinds = [one.annotation for one in signature(question).parameters.values()]

    @lru_cache(maxsize=64)
    def statement(sizes: tuple[int, ...]) -> Statement:
        return _compiled(question, kinds, sizes)

    @wraps(question)
    def ask(*values: P.args, **_: P.kwargs) -> list[T]:
        told = [_filled(one) if isinstance(one, Collection) else [one] for one in values]
        if not all(told):
            return []
        return _answer(statement(tuple(map(len, told))), [one for each in told for one in each])

    return ask


def _filled(ids: Iterable[int]) -> list[int]:
    known = sorted(set(ids))
    return known + known[-1:] * ((1 << (len(known) - 1).bit_length()) - len(known))


def _compiled(question: Callable, kinds: list, sizes: tuple[int, ...]) -> Statement:
    samples: list[Any] = []
    arguments: list[Any] = []
    for kind, size in zip(kinds, sizes, strict=True):
        start = len(samples)
        samples += [SAMPLES[int if kind == IDS else kind](start + n) for n in range(size)]
        arguments.append(samples[start:] if kind == IDS else samples[start])
    rows = question(*arguments)
    compiler = rows.query.get_compiler(using=rows.db)
    sql, constants = compiler.as_sql()
    places = [samples.index(one) if one in samples else None for one in constants]
    if unused := set(range(len(samples))) - set(places):
        raise ValueError(f"{question.__qualname__}: argument {min(unused)} never reaches the SQL.")
    if compiler.has_extra_select:
        raise ValueError(f"{question.__qualname__} is distinct and ordered by another column.")
    converters = compiler.get_converters([one for one, *_ in compiler.select])
    compiler.get_converters = lambda _: converters
    return Statement(rows, vars(compiler), sql, list(zip(places, constants, strict=True)))


def _answer(statement: Statement, values: list) -> list:
    rows = statement.rows
    compiler = rows.query.get_compiler(using=rows.db)
    vars(compiler).update(statement.compiled | {"connection": compiler.connection})
    parameters = tuple(
        constant if place is None else values[place] for place, constant in statement.parameters
    )

    def execute_sql(*_: object, **__: object) -> list:
        with compiler.connection.cursor() as cursor:
            cursor.execute(statement.sql, parameters)
            return [cursor.fetchall()]

    compiler.execute_sql = execute_sql
    asked = SimpleNamespace(
        db=rows.db,
        model=rows.model,
        query=SimpleNamespace(get_compiler=lambda *_, **__: compiler, **_select(rows.query)),
        _fields=rows._fields,
        _known_related_objects={},
    )
    return list(rows._iterable_class(asked))


def _select(query: Any) -> dict[str, Any]:
    names = ("extra_select", "values_select", "annotation_select")
    return {name: getattr(query, name) for name in names}
