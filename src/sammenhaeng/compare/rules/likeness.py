"""What makes places alike: size, staff, geography. Never the outcome. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sammenhaeng.statistics import peers

from .figures import Figures, People
from .tree import COUNTRY, Tree

Array = NDArray[np.float64]
MOST_JOBS = 6  # the job functions with most staff, each a variable of its own
PEERS = 12
NEAR = 300  # candidates among which the firmness of a choice is tried
DRAWS, SEED = 50, 1
LEAST_WEIGHT = 0.1  # of the heaviest variable's, so that none counts for nothing


@dataclass(frozen=True, eq=False)
class Likeness:
    """The structural variables of every node, (n, p), and who is nearest whom, (n, k)."""

    names: tuple[str, ...]
    values: Array
    weights: Array
    near: peers.Peers


def likeness(people: People, tree: Tree, done: Figures, population: Mapping[int, int]) -> Likeness:
    """Peers of every unit and authority among those of its kind.

    `population`: authority id -> people who live there; the median where it is not known.
    A variable weighs by how much it moves the outcome among all units: |β|·sd.
    """
    shares = _shares(people, tree)
    columns = {
        "size": np.log(np.maximum(done.full_time, 1)),
        "part_time": done.full_time / done.persons,
        "population": _inhabitants(tree, population),
        **shares,
    }
    values = np.column_stack(list(columns.values()))
    weights = _weights(values, done)
    kinds = np.unique(done.groups, return_inverse=True)[1]
    alone = np.where(done.groups == "", len(kinds) + np.arange(len(kinds)), kinds)
    near = peers.nearest(values, group=alone, weights=weights, count=PEERS)
    return Likeness(tuple(columns), values, weights, near)


def _shares(people: People, tree: Tree) -> dict[str, Array]:
    leaf = tree.leaves_of(people.unit)
    up, leaves = tree.hierarchy.summed, len(tree.hierarchy.leaves)
    everybody = up(np.bincount(leaf, minlength=leaves))
    told = {}
    for factor in ("job", "age_band"):
        codes, count = np.unique(people.factors[factor], return_counts=True)
        for code in codes[np.argsort(-count, kind="stable")][:MOST_JOBS]:
            held = np.bincount(leaf, people.factors[factor] == code, leaves)
            told[f"{factor}:{code}"] = up(held) / everybody
    return told


def _inhabitants(tree: Tree, population: Mapping[int, int]) -> Array:
    parents, keys = tree.hierarchy.parents, tree.keys
    known = np.log([max(count, 1) for count in population.values()] or [1])
    middle = float(np.median(known))
    told = np.full(len(keys), middle)
    for place in range(len(keys)):  # parents stand before their children
        if keys[place] < COUNTRY:
            told[place] = np.log(population.get(int(-keys[place]), np.exp(middle)))
        elif parents[place] >= 0 and keys[place] > COUNTRY:
            told[place] = told[parents[place]]
    return told


def _weights(values: Array, done: Figures) -> Array:
    """|β|·sd of each variable in a regression of the log of O/E unadjusted, weighed by exposure."""
    rows = ~np.isnan(done.z)
    x = peers.standardised(values)[rows]
    if len(x) <= values.shape[1]:
        return np.ones(values.shape[1])
    y = np.log(np.maximum(done.observed, 0.5) / done.expected[:, 0])[rows]
    weight = np.sqrt(done.exposure[rows])
    wide = np.column_stack([np.ones(len(x)), x]) * weight[:, None]
    beta = np.linalg.lstsq(wide, y * weight, rcond=None)[0][1:]
    moved = np.abs(beta) * x.std(axis=0)
    return np.maximum(moved, LEAST_WEIGHT * moved.max())


def kept(values: Array, place: int, weights: Array) -> float:
    """The share (0-1) of a place's peers that stay when the variables are drawn anew.

    `values`: (n, p) of the places of one kind. Tried among the nearest candidates only.
    """
    far = (peers.standardised(values) - peers.standardised(values)[place]) ** 2 @ weights
    near = np.argsort(far, kind="stable")[:NEAR]
    shares = peers.stability(values[near], seed=SEED, weights=weights, count=PEERS, draws=DRAWS)
    return float(shares[int(np.flatnonzero(near == place)[0])])
