"""Who wins and who loses by a change of the law, group by group; nothing of it is Disclosed yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .columns import Column
from .law import Input, Law
from .population import Groups, Population
from .simulation import NOTICED
from .units import Unit, unit
from .version import Version

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
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

    households, kroner: weighted, not rounded, (groups, columns); drawn: whole numbers, as many;
    largest: the two largest contributions of a drawn household in kroner, (groups, columns, 2).
    """

    households: Column
    drawn: Ints
    kroner: Column
    largest: Column

    def __add__(self, part: "Tally") -> "Tally":
        """With another part of the population, whose new groups come after those known here."""
        new = len(part.drawn) - len(self.drawn)
        households, drawn, kroner, largest = (
            np.concatenate([one, np.zeros((new, *one.shape[1:]), one.dtype)])
            for one in (self.households, self.drawn, self.kroner, self.largest)
        )
        return Tally(
            households + part.households, drawn + part.drawn, kroner + part.kroner,
            np.sort(np.concatenate([largest, part.largest], -1))[..., -2:],
        )  # fmt: skip


def tally(columns: Iterable[tuple[Mask, Column]], groups: Groups, weights: Column) -> Tally:
    """Households and kroner of every group, by columns: who is in each, and with how much."""
    cells = [_cell(inside, np.abs(kroner), groups, weights) for inside, kroner in columns]
    return Tally(*(np.stack(each, 1) for each in zip(*cells, strict=True)))


def _cell(
    inside: Mask, kroner: Column, groups: Groups, weights: Column
) -> tuple[Column, Ints, Column, Column]:
    at, weight, many = groups.codes[inside], weights[inside], len(groups.names)
    amounts = np.nan_to_num(kroner[inside]) * weight
    return (
        np.bincount(at, weight, many), np.bincount(at, minlength=many),
        np.bincount(at, amounts, many), _two_largest(at, amounts, many),
    )  # fmt: skip


def _two_largest(at: Ints, amounts: Column, groups: int) -> Column:
    found, top, others = np.zeros((groups, 2)), np.zeros(groups, np.int64), amounts.copy()
    np.maximum.at(found[:, 1], at, amounts)
    places = np.flatnonzero(amounts == found[at, 1])
    top[at[places]] = places  # one of those with the most
    others[top[at]] = 0
    np.maximum.at(found[:, 0], at, others)
    return found


def effect(before: Column, after: Column, groups: Groups, weights: Column) -> Tally:
    """What a change does: winners, losers, unchanged, and those who are paid something before it.

    before, after: kroner a household, (n,); what is not known counts as unchanged.
    """
    change = after - before
    columns = [(inside, change) for inside in ways(change)]
    return tally([*columns, (np.nan_to_num(before) > NOTICED, before)], groups, weights)


def ways(change: Column) -> tuple[Mask, ...]:
    """Who wins, who loses and for whom nothing changes; what is not known counts as unchanged."""
    known = np.nan_to_num(change)
    wins, loses = known > NOTICED, known < -NOTICED
    return wins, loses, ~(wins | loses)


def bands(change: Column) -> list[Mask]:
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

    inside: Mask
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
    together, columns = population.households.together, population.households.columns
    facts = {name: together(columns[name], law.inputs[name].is_person) for name in asked}
    return Edge(np.logical_or.reduce([*outermost.values()]), tuple(
        _typical(code, those, (before, after - before), facts)
        for code, those in outermost.items() if those.any()
    ))  # fmt: skip


def _outermost(gain: Column, kind: Mask) -> Mask:
    touched = kind & (gain > NOTICED)
    many = max(FEWEST_AT_EDGE, round(EDGE * int(touched.sum())))
    if touched.sum() <= many:
        return touched
    return touched & (gain >= np.sort(gain[touched])[-many])


def _typical(
    family: int, those: Mask, amounts: tuple[Column, Column],
    facts: Mapping[str, Column],
) -> Typical:  # fmt: skip
    before, change = (float(np.median(one[those])) for one in amounts)
    middle = {name: float(np.median(column[those])) for name, column in facts.items()}
    return Typical(family, change, before, middle)


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
