"""Who wins and who loses by a change of the law, group by group; nothing of it is Disclosed yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .columns import Column, Households
from .law import Input, Law
from .population import Population
from .simulation import NOTICED
from .units import Unit, unit
from .version import Version

Ints = NDArray[np.int64]
TIMES = {unit("kr/month"): 12}  # times a year that an amount is paid; others once
EDGE = 0.10  # of those of a kind who win, or who lose: the tenth with most
FEWEST_AT_EDGE = 10  # households; where fewer win or lose, they all are the edge
MOST_FACTS = 3
BANDS = (-12_000, -3_000, 0, 3_000, 12_000)  # kroner a year between the groups of a distribution


def times_a_year(of: Unit) -> int:
    return TIMES.get(of, 1)


@dataclass(frozen=True)
class Tally:
    """Groups by columns: how many households, on how many drawn ones it rests, and kroner.

    households, drawn, kroner: whole numbers, (groups, columns); largest: the two largest
    contributions of a drawn household in kroner, (groups, columns, 2).
    """

    households: Ints
    drawn: Ints
    kroner: Ints
    largest: Ints


def tally(
    columns: Iterable[NDArray[np.bool_]], kroner: Column, codes: Ints, groups: int, weights: Column
) -> Tally:
    """Households and kroner of every group, by columns that exclude each other."""
    cells = [_cell(inside, np.abs(kroner), codes, groups, weights) for inside in columns]
    households, drawn, amounts, largest = (np.stack(each, 1) for each in zip(*cells, strict=True))
    return Tally(households, drawn, amounts, largest)


def _cell(
    inside: NDArray[np.bool_], kroner: Column, codes: Ints, groups: int, weights: Column
) -> tuple[Ints, Ints, Ints, Ints]:
    at, weight = codes[inside], weights[inside]
    amounts = np.nan_to_num(kroner[inside]) * weight
    largest = np.zeros((groups, 2))
    for group in range(groups):
        top = np.sort(amounts[at == group])[-2:]
        largest[group, 2 - len(top) :] = top
    return (
        _whole(np.bincount(at, weight, groups)), np.bincount(at, minlength=groups),
        _whole(np.bincount(at, amounts, groups)), _whole(largest),
    )  # fmt: skip


def _whole(numbers: Column) -> Ints:
    return np.rint(numbers).astype(np.int64)


def ways(change: Column) -> tuple[NDArray[np.bool_], ...]:
    """Who wins, who loses and for whom nothing changes; what is not known counts as unchanged."""
    known = np.nan_to_num(change)
    wins, loses = known > NOTICED, known < -NOTICED
    return wins, loses, ~(wins | loses)


def bands(change: Column) -> list[NDArray[np.bool_]]:
    """Those whose amount changes, by how much it changes: from lost most to won most."""
    wins, loses, _ = ways(change)
    place = np.digitize(np.nan_to_num(change), BANDS)
    return [(wins | loses) & (place == at) for at in range(len(BANDS) + 1)]


@dataclass(frozen=True)
class Typical:
    """The middle household of those of one kind that win or lose most: a picture, not a family."""

    family: int
    change: float  # kroner a year, the median
    before: float
    facts: Mapping[str, float]  # input of the law -> the median


@dataclass(frozen=True)
class Edge:
    """Those whose amount changes most, kind by kind, of the winners or of the losers."""

    inside: NDArray[np.bool_]
    typical: tuple[Typical, ...]


def edge(
    law: Law,
    population: Population,
    amounts: tuple[Column, Column],
    asked: Iterable[str],
    sign: int,
) -> Edge:
    """The edge of the winners (sign 1) or of the losers (-1), and a typical household of each kind.

    amounts: kroner a year before and after.
    """
    before, after = (np.nan_to_num(one) for one in amounts)
    gain = sign * (after - before)
    codes = population.family.codes
    outermost = {int(code): _outermost(gain, codes == code) for code in np.unique(codes)}
    facts = {name: of_household(law, population.households, name) for name in asked}
    return Edge(np.logical_or.reduce([*outermost.values()]), tuple(
        _typical(code, those, (before, after - before), facts)
        for code, those in outermost.items() if those.any()
    ))  # fmt: skip


def _outermost(gain: Column, kind: NDArray[np.bool_]) -> NDArray[np.bool_]:
    touched = kind & (gain > NOTICED)
    many = max(FEWEST_AT_EDGE, round(EDGE * int(touched.sum())))
    if touched.sum() <= many:
        return touched
    return touched & (gain >= np.sort(gain[touched])[-many])


def _typical(
    family: int, those: NDArray[np.bool_], amounts: tuple[Column, Column],
    facts: Mapping[str, Column],
) -> Typical:  # fmt: skip
    before, change = (float(np.median(one[those])) for one in amounts)
    middle = {name: float(np.median(column[those])) for name, column in facts.items()}
    return Typical(family, change, before, middle)


def of_household(law: Law, households: Households, name: str) -> Column:
    """A number of each household; of persons, what they have together."""
    column = households.columns[name]
    if law.inputs[name].is_person and households.offsets is not None:
        return np.asarray(np.add.reduceat(column, households.offsets[:-1]))
    return column


def asked_by(version: Version, touched: Iterable[str]) -> list[str]:
    """The numbers that the touched rules ask of a household, the nearest to them first."""
    law, found, left = version.law, dict[str, Input](), list(touched)
    seen = set(left)
    while left:
        name = left.pop(0)
        for ask in version.texts[name].asked_in_turn if name in version.texts else ():
            if ask in law.inputs and law.inputs[ask].unit.kind == "number":
                found[ask] = law.inputs[ask]
            if ask not in seen:
                seen.add(ask)
                left.append(ask)
    return list(found)[:MOST_FACTS]
