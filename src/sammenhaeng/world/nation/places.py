"""Where the nation's staff work: authorities, and the tree of their units."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from . import names
from .records import NONE, SECTORS, Authorities, Ints, Reals, Small, Units
from .shape import OF_SECTOR, POSTS, UNITS, workplaces

LOCAL_SPREAD = 0.035  # log standard deviation of a kommune's own effect
SPREAD = 0.18  # tau: log standard deviation of a unit's own effect
DIFFERENT, DIFFERENCE = 0.02, 0.5  # so many units are truly different, by so much of log
HOURLESS = 0.12  # authorities whose systems report no hours
MEDIAN_SPREAD = 1.0  # log standard deviation of sizes within a kind of workplace
SMALLEST, MOST_BELOW, ALONE = 3, 14, 4  # posts in a unit, units below one, units without a top
LARGE, SMALL_TOWN = 100_000, 40_000  # people in a kommune
AGENCIES = 40  # state agencies at most
DEPARTMENT = "department"


def authorities(share: float, draw: Generator) -> Authorities:
    """The 98 kommuner and 5 regions by their codes, and invented state agencies."""
    told = [
        (sector, *row)
        for sector, rows in enumerate((names.known("kommune"), names.known("region")))
        for row in rows
    ]
    agencies = int(np.clip(UNITS * OF_SECTOR["state"] * share / 8, 2, AGENCIES))
    told += [(2, *row) for row in names.agencies(agencies)]
    sector, code, name, population = zip(*told, strict=True)
    effect = np.exp(draw.normal(0, LOCAL_SPREAD, len(told)) - LOCAL_SPREAD**2 / 2)
    effect[np.array(sector) != 0] = 1.0
    return Authorities(
        np.array(sector, np.int8), list(code), list(name), np.array(population, np.int32),
        effect, draw.random(len(told)) < HOURLESS,
    )  # fmt: skip


def shares(total: int, weights: Reals, least: int) -> Ints:
    """Whole numbers in proportion to weights, at least so many each, that add up to `total`."""
    free = max(0, total - least * len(weights))
    exact = free * weights / weights.sum()
    whole = np.floor(exact)
    rest = free - int(whole.sum())
    whole[np.argsort(whole - exact, kind="stable")[:rest]] += 1
    return (whole + least).astype(np.int32)


@dataclass(frozen=True)
class Tree:
    """The units of one authority from the top: the first ones are departments above others."""

    parent: Ints
    above: int


def tree(units: int) -> Tree:
    """Units under areas of at most 14, under larger ones where these are many, under one top."""
    if units <= ALONE:
        return Tree(np.full(units, NONE, np.int32), 0)
    rows = [1]
    while (units - sum(rows)) > MOST_BELOW * rows[-1]:
        below = units - sum(rows)
        rows.append(min(MOST_BELOW * rows[-1], -(-below // (MOST_BELOW + 1))))
    parent = np.full(units, NONE, np.int32)
    first = 0
    for row, many in enumerate(rows):
        start, below = first + many, rows[row + 1] if row + 1 < len(rows) else units - first - many
        parent[start : start + below] = first + np.arange(below) * many // below
        first = start
    return Tree(parent, first)


def units(share: float, of: Authorities, draw: Generator) -> Units:
    """The units of every authority: parents, kinds, sizes, names and true effects."""
    counts = _counts(share, of)
    owner = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    starts = np.cumsum(counts) - counts
    trees = [tree(int(count)) for count in counts]
    parent = np.concatenate([
        np.where(one.parent == NONE, NONE, one.parent + start)
        for one, start in zip(trees, starts, strict=True)
    ]).astype(np.int32)  # fmt: skip
    rank = np.arange(len(owner)) - starts[owner]
    above = rank < np.array([one.above for one in trees])[owner]
    workplace = _kinds(of.sector[owner], owner, above, draw)
    different = draw.random(len(owner)) < DIFFERENT
    effect = draw.normal(0, SPREAD, len(owner)) - SPREAD**2 / 2
    effect += different * np.where(draw.random(len(owner)) < 0.5, DIFFERENCE, -DIFFERENCE)
    called = names.units(of, owner, workplace, above, draw)
    return Units(
        owner, parent, [workplaces()[kind].kind for kind in workplace], *called, workplace,
        _urban(of, owner, draw), _posts(share, of.sector[owner], workplace, draw),
        np.exp(effect), different,
    )  # fmt: skip


def _counts(share: float, of: Authorities) -> Ints:
    """Units of each authority, in a sector by population."""
    counts = np.zeros(len(of.code), np.int32)
    for sector, name in enumerate(SECTORS):
        here = of.sector == sector
        total = max(round(UNITS * OF_SECTOR[name] * share), int(here.sum()))
        counts[here] = shares(total, of.population[here].astype(float), 1)
    return counts


def _kinds(sector: Small, owner: Ints, above: np.ndarray, draw: Generator) -> Small:
    """A kind of workplace for every unit, like beside like so that an area has few kinds."""
    kind = np.empty(len(sector), np.int8)
    for one in range(len(SECTORS)):
        here = sector == one
        known = [(at, place) for at, place in enumerate(workplaces()) if place.sector == one]
        weights = np.array([place.posts / place.median for _, place in known])
        drawn = draw.choice([at for at, _ in known], int(here.sum()), p=weights / weights.sum())
        kind[here] = np.where(above[here], NONE, drawn)
        department = next(at for at, place in known if place.kind == DEPARTMENT)
        kind[here & above] = department
    below = np.flatnonzero(~above)
    kind[below] = kind[below][np.lexsort((kind[below], owner[below]))]
    return kind


def _posts(share: float, sector: Small, workplace: Small, draw: Generator) -> Ints:
    """Heavy-tailed sizes that add up to the posts of the sector."""
    median = np.array([place.median for place in workplaces()])[workplace]
    size = median * np.exp(draw.normal(0, MEDIAN_SPREAD, len(median)))
    posts = np.empty(len(size), np.int32)
    for one, name in enumerate(SECTORS):
        here = sector == one
        total = max(round(POSTS * OF_SECTOR[name] * share), SMALLEST * int(here.sum()))
        posts[here] = shares(total, size[here], SMALLEST)
    return posts


def _urban(of: Authorities, owner: Ints, draw: Generator) -> Small:
    """How large the place is; units of regions and state stand where people live."""
    kommuner = of.population[of.sector == 0]
    anywhere = draw.choice(kommuner, len(owner), p=kommuner / kommuner.sum())
    people = np.where(of.sector[owner] == 0, of.population[owner], anywhere)
    return np.digitize(people, [SMALL_TOWN, LARGE]).astype(np.int8)
