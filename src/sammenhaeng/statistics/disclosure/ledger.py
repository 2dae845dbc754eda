"""What was published before, and what it tells together with a new table.

Cells of releases of one subject are the same number when they are of the same lowest units, the
same column and the same periods; every sum of every release is an equation. Where releases are of
periods that make up another's, the numbers add up. A published number that a correction has
changed since stands alone: nobody can subtract across it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from .corrections import before
from .rules import Reason, Rules
from .systems import System
from .tables import Hierarchy, Ints, Mask

MAY_BE_ZERO = (Reason.ALL_ALIKE, Reason.SENSITIVE_ZERO)


@dataclass(frozen=True, eq=False)
class Published:
    """A table as everybody may see it.

    columns: with the total, last. values: (units, columns), nan where hidden. reasons: the Reason
    of each cell, same shape.
    """

    subject: str
    periods: tuple[str, ...]
    columns: tuple[str, ...]
    hierarchy: Hierarchy
    values: NDArray[np.float64]
    reasons: NDArray[np.uint8]

    @cached_property
    def keys(self) -> NDArray[np.uint64]:
        """One number for each cell's lowest units and column, the same in every release."""
        units = self.hierarchy.summed(_mixed(self.hierarchy.units[self.hierarchy.leaves]))
        columns = np.array([_mixed_name(name) for name in self.columns], np.uint64)
        return _mixed(units[:, None] ^ columns)

    @property
    def lowest(self) -> Ints:
        return (~np.isin(self.reasons, MAY_BE_ZERO)).astype(np.int64)

    @property
    def is_primary(self) -> Mask:
        return (self.reasons != Reason.SHOWN) & (self.reasons != Reason.SECONDARY)


Naming = Callable[[int], tuple[Published, tuple[int, int]]]


def _mixed(numbers: NDArray) -> NDArray[np.uint64]:
    """Spread over 64 bits (the finaliser of SplitMix64), so that sums tell sets apart."""
    mixed = numbers.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _mixed_name(name: str) -> int:
    number = 0
    for byte in name.encode():
        number = (number * 257 + byte + 1) % (1 << 61)
    return number


def equations(hierarchy: Hierarchy, columns: int) -> sparse.csr_array:
    """Every row and every column of units under a unit, less its sum: (equations, cells)."""
    n = hierarchy.units.size
    places = np.arange(n * columns).reshape(n, columns)
    inner = np.flatnonzero(hierarchy.parents >= 0)
    above = np.flatnonzero(~hierarchy.is_leaf)
    line = np.full(n, -1)
    line[above] = n + np.arange(above.size) * columns
    across = np.arange(columns)
    rows = [np.repeat(np.arange(n), columns), (line[hierarchy.parents[inner]][:, None] + across),
            line[above][:, None] + across]  # fmt: skip
    cells = [places, places[inner], places[above]]
    signs = [np.where(across == columns - 1, -1, 1) * np.ones((n, 1)),
             np.ones((inner.size, columns)), -np.ones((above.size, columns))]  # fmt: skip
    parts = ([part.ravel() for part in group] for group in (signs, rows, cells))
    data, row, cell = map(np.concatenate, parts)
    shape = (n + above.size * columns, n * columns)
    return sparse.csr_array((data, (row, cell)), shape=shape)


def together(
    now: Published, known: tuple[Ints, Ints], earlier: Sequence[Published], rules: Rules
) -> tuple[System, Naming]:
    """The new table and the earlier ones as one system, and which cell each number is.

    known: the new table's real numbers, and the one person who knows each, or -1. Who stood in an
    earlier table only is not known: the ledger keeps nobody.
    """
    true, owner = known
    tables = [now, *earlier]
    starts = np.cumsum([0, *(table.values.size for table in tables)])
    keys = np.concatenate([_dated(table).ravel() for table in tables])
    parts = [equations(table.hierarchy, len(table.columns)) for table in tables]
    then = [_then(now, true, *one) for one in zip(earlier, parts[1:], strict=True)]
    real = np.concatenate([true.ravel().astype(float), *then])
    number = _numbers(keys, real)
    sums = sparse.block_diag(parts, format="csr")
    matrix = sparse.vstack([sums, _periods(tables, starts)]).tocsr() @ _merging(number)
    is_new = np.arange(matrix.shape[0]) < parts[0].shape[0]
    kept = is_new | _holds(matrix, number, real)
    matrix, is_new = matrix[kept], is_new[kept]
    system = _system(tables, number, matrix, rules)
    news = _news(now, np.diff(starts), number, earlier)
    new, more, told = _mixed_parts(matrix, is_new, news)
    alone = np.full(matrix.shape[1], -1), np.zeros(matrix.shape[1])
    for given, one in zip(alone, (owner, true), strict=True):
        given[number[: true.size]] = one.ravel()
    system = replace(system, asked=(new, more, told), alone=alone)

    def naming(wanted: int) -> tuple[Published, tuple[int, int]]:
        place = int(np.flatnonzero(number == wanted)[0])
        table = int(np.searchsorted(starts, place, side="right")) - 1
        row, column = divmod(place - int(starts[table]), len(tables[table].columns))
        return tables[table], (row, column)

    return system, naming


def _then(
    now: Published, true: Ints, table: Published, sums: sparse.csr_array
) -> NDArray[np.float64]:  # fmt: skip
    """An earlier table's numbers: those told, and those hidden that a correction has changed."""
    places, is_there = _looked_up(_dated(table).ravel(), _dated(now))
    today = np.where(is_there, true.ravel()[places].astype(float), np.nan)
    told = table.values.ravel()
    changed = before(sums, told, today, table.lowest.ravel())
    return np.where(np.isnan(told), changed, told)


def _dated(table: Published) -> NDArray[np.uint64]:
    """The keys of a table's cells, together with its periods."""
    return _mixed(table.keys ^ np.uint64(_mixed_name("|".join(sorted(table.periods)))))


def _news(
    now: Published, sizes: Ints, number: Ints, earlier: Sequence[Published]
) -> tuple[Mask, Mask]:
    """The numbers that only the new table tells, and those that it hides and another tells."""
    own, others = number[: sizes[0]], number[sizes[0] : sizes.sum()]
    here, there = (np.zeros(number.max() + 1, bool) for _ in range(2))
    here[own[~np.isnan(now.values.ravel())]] = True
    told = [~np.isnan(one.values.ravel()) for one in earlier]
    there[others[np.concatenate(told)]] = True
    hides = np.zeros(here.size, bool)
    hides[own[np.isnan(now.values.ravel())]] = True
    return here & ~there, hides & there


def _mixed_parts(
    matrix: sparse.csr_array, is_new: Mask, news: tuple[Mask, Mask]
) -> tuple[Mask, Mask, Mask]:
    """Of each number: is it in an equation of the new table, in one that only others give, and in
    one that the new table has made tell more than it did?"""
    signs = matrix.data.astype(np.int64).astype(np.uint64)
    words = _mixed(np.arange(matrix.shape[1]))[matrix.indices] * signs
    name = np.zeros(matrix.shape[0], np.uint64)
    np.add.at(name, np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr)), words)
    is_more = ~is_new & ~np.isin(name, name[is_new])
    only_here, only_there = (abs(matrix) @ one.astype(float) > 0 for one in news)
    changed = (is_more & only_here) | (is_new & only_there)
    new, more, told = (abs(matrix[rows]).sum(axis=0) > 0 for rows in (is_new, is_more, changed))
    return new, more, told


def _looked_up(keys: NDArray[np.uint64], own: NDArray) -> tuple[Ints, Mask]:
    """Where each of the keys stands in another table, and whether it does."""
    order = np.argsort(own.ravel(), kind="stable")
    places = order[np.minimum(np.searchsorted(own.ravel()[order], keys), own.size - 1)]
    return places, own.ravel()[places] == keys


def public(table: Published, true: Ints, earlier: Sequence[Published]) -> tuple[Mask, Mask]:
    """The cells whose true number an earlier release has told, and those that one has hidden."""
    told, kept = np.zeros(table.values.shape, bool), np.zeros(table.values.shape, bool)
    for one in earlier:
        places, is_there = _looked_up(_dated(table), _dated(one))
        value = one.values.ravel()[places]
        told |= is_there & (value == true)
        kept |= is_there & np.isnan(value) & (true > 0)
    return told, kept & ~told


def differences(now: Published, earlier: Sequence[Published], rules: Rules) -> Mask:
    """Cells told now that an earlier release of a longer or shorter time comes too near to."""
    found = np.zeros(now.values.shape, bool)
    for one in earlier:
        if set(one.periods) < set(now.periods) or set(now.periods) < set(one.periods):
            places, is_there = _looked_up(now.keys, one.keys)
            apart = np.abs(now.values - one.values.ravel()[places])
            found |= is_there & (apart > 0) & (apart < rules.fewest)
    return found


def _numbers(keys: NDArray, real: NDArray) -> Ints:
    """The number each cell is: the same key and, where both are told, the same value."""
    _, first, number = np.unique(keys, return_index=True, return_inverse=True)
    value = np.full(first.size, np.nan)
    told = np.flatnonzero(~np.isnan(real))[::-1]
    value[number[told]] = real[told]
    changed = np.flatnonzero(~np.isnan(real) & (real != value[number]))
    number[changed] = first.size + np.arange(changed.size)
    return number


def _merging(number: Ints) -> sparse.csr_array:
    m = number.size
    return sparse.csr_array((np.ones(m), (np.arange(m), number)), shape=(m, number.max() + 1))


def _holds(matrix: sparse.csr_array, number: Ints, real: NDArray) -> Mask:
    """Equations that what is true now does not contradict: a correction breaks those it hits."""
    value = np.full(matrix.shape[1], np.nan)
    told = ~np.isnan(real)
    value[number[told]] = real[told]
    unknown = abs(matrix) @ np.isnan(value).astype(float) > 0
    return unknown | (matrix @ np.nan_to_num(value) == 0)


def _periods(tables: Sequence[Published], starts: Ints) -> sparse.csr_array:
    """Equations between tables whose periods make up another's."""
    width = int(starts[-1])
    found: list[tuple[NDArray, Ints, Ints]] = []
    for whole, parts in covers([set(table.periods) for table in tables]):
        chosen, start = [whole, *parts], sum(one[1].size for one in found)
        common = tables[whole].keys.ravel()
        for place in parts:
            common = np.intersect1d(common, tables[place].keys)
        rows = start + np.arange(common.size)
        for place in chosen:
            keys = tables[place].keys.ravel()
            order = np.argsort(keys, kind="stable")
            cells = starts[place] + order[np.searchsorted(keys[order], common)]
            sign = np.full(rows.size, -1.0 if place == whole else 1.0)
            found.append((sign, rows, cells))
    return _stacked(found, width)


def _stacked(found: list[tuple[NDArray, Ints, Ints]], width: int) -> sparse.csr_array:
    if not found:
        return sparse.csr_array((0, width))
    data, rows, cells = (np.concatenate(part) for part in zip(*found, strict=True))
    return sparse.csr_array((data, (rows, cells)), shape=(int(rows.max(initial=-1)) + 1, width))


def covers(periods: Sequence[set[str]]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Which sets are made up exactly of which others."""
    for whole, target in enumerate(periods):
        inside = [k for k, own in enumerate(periods) if own < target]
        yield from ((whole, parts) for parts in _parts(periods, inside, target))


def _parts(periods: Sequence[set[str]], inside: list[int], left: set[str]):
    if not left:
        yield ()
    for at, k in enumerate(inside):
        if min(left) in periods[k] and periods[k] <= left:
            for rest in _parts(periods, inside[:at] + inside[at + 1 :], left - periods[k]):
                yield (k, *rest)


def _system(tables, number: Ints, matrix: sparse.csr_array, rules: Rules) -> System:
    m = matrix.shape[1]
    published, lowest, width = np.full(m, np.nan), np.ones(m), np.zeros(m)
    start = 0
    for table in tables:
        own = number[start : start + table.values.size]
        start += own.size
        shown = ~np.isnan(table.values.ravel())
        published[own[shown]] = table.values.ravel()[shown]
        np.minimum.at(lowest, own, table.lowest.ravel())
        width[own[table.is_primary.ravel()]] = rules.least_width
    return System(matrix, published, lowest, width, least_share=rules.least_share)
