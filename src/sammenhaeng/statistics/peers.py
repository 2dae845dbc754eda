"""Relevant peers: the units most alike in what they are given, never in how they do.

Hard constraints first (service, sector, level): only units of the same group are compared. Then a
distance on structural variables: robustly standardised, Mahalanobis with the covariance shrunk
(Ledoit-Wolf), each variable weighted by how much it matters for the indicator.

Sources: Ledoit & Wolf, Journal of Multivariate Analysis 88 (2004) 365-411; the nearest-neighbour
models of CIPFA and NFER for the idea of weights.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import solve_triangular
from scipy.spatial import KDTree

from .cells import Array, numbered

MANY = 15  # peers
MAD_TO_DEVIATION = 1.4826  # of a normal distribution
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Peers:
    """The k nearest units of each of n units, the nearest first; -1 where there are no more."""

    peer: Places  # (n, k) rows of the units given
    distance: Array  # (n, k) infinite where there is no peer
    difference: Array  # (n, k, p) peer minus unit in robust standard deviations; NaN for none
    is_mutual: NDArray[np.bool_]  # (n, k) the unit is among its peer's peers too


def standardised(values: ArrayLike) -> Array:
    """(x - median)/(1.4826·MAD) by column, (n, p).

    A column more than half of whose values are alike has no MAD: its standard deviation is used;
    a column of one value becomes 0.
    """
    x = _table(values)
    far = x - np.median(x, axis=0)
    mad = MAD_TO_DEVIATION * np.median(np.abs(far), axis=0)
    size = np.where(mad > 0, mad, x.std(axis=0))
    return far / np.where(size > 0, size, 1)


def shrunk_covariance(values: ArrayLike) -> tuple[Array, float]:
    """Ledoit-Wolf covariance of (n, p) and how far (0-1) it was drawn toward its mean variance.

    Σ = (1 - δ)S + δ·(tr S/p)·I, δ = min(b², d²)/d² with d² = |S - μI|² and b² the mean squared
    error of S.
    """
    x = _table(values)
    n, p = x.shape
    x = x - x.mean(axis=0)
    sample = x.T @ x / n
    level = np.trace(sample) / p
    far = ((sample - level * np.eye(p)) ** 2).sum()
    error = (((x**2).sum(axis=1) ** 2).sum() / n - (sample**2).sum()) / n
    share = float(min(error, far) / far) if far > 0 else 1.0
    return (1 - share) * sample + share * level * np.eye(p), share


def nearest(
    values: ArrayLike,
    *,
    group: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    count: int = MANY,
    caliper: float | None = None,
) -> Peers:
    """The `count` nearest peers of every unit inside its group.

    `values`: (n, p) structural variables, none missing; `group`: (n,) hard constraints as one
    code; `weights`: (p,) not negative, such as |β|·sd of the outcome model, scaled here to mean
    1; `caliper`: the largest distance that still makes a peer. d² = Δᵀ√W Σ⁻¹ √W Δ on the
    standardised variables. ValueError: shapes differ, a value is missing, or no weight above 0.
    """
    x = standardised(values)
    weight = _weights(weights, x.shape[1])
    white = _whitened(x, weight)
    groups, place = numbered(np.zeros(len(x), int) if group is None else group)
    if len(place) != len(x):
        raise ValueError("Every unit belongs to one group.")
    peer = np.full((len(x), count), -1, np.intp)
    distance = np.full((len(x), count), np.inf)
    for one in range(len(groups)):
        rows = np.flatnonzero(place == one)
        near, far = _inside(white[rows], min(count, len(rows) - 1))
        peer[rows, : near.shape[1]] = rows[near]
        distance[rows, : near.shape[1]] = far
    if caliper is not None:
        is_far = distance > caliper
        peer[is_far], distance[is_far] = -1, np.inf
    difference = np.where((peer >= 0)[..., None], x[peer] - x[:, None, :], np.nan)
    return Peers(peer, distance, difference, _mutual(peer))


def stability(
    values: ArrayLike,
    *,
    seed: int,
    group: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    count: int = MANY,
    draws: int = 50,
) -> Array:
    """The share (n,) of each unit's peers that stay when the set of variables is drawn anew.

    Bootstrap of the p variables: each drawing takes p of them with replacement, a variable drawn
    twice weighs twice. 1: the same peers whatever the variables; not-a-number without peers.
    """
    table = _table(values)
    random, p = np.random.default_rng(seed), table.shape[1]
    weight = _weights(weights, p)
    first = nearest(table, group=group, weights=weight, count=count).peer
    kept = np.zeros(len(table))
    for _ in range(draws):
        drawn = weight * np.bincount(random.integers(0, p, p), minlength=p)
        again = drawn if drawn.any() else weight
        peer = nearest(table, group=group, weights=again, count=count).peer
        kept += (np.isin(_keys(first), _keys(peer)) & (first >= 0)).sum(axis=1)
    with np.errstate(invalid="ignore"):
        return kept / draws / (first >= 0).sum(axis=1)


def _whitened(x: Array, weight: Array) -> Array:
    """Coordinates whose Euclidean distance is the weighted Mahalanobis distance."""
    covariance, _ = shrunk_covariance(x)
    level = max(np.trace(covariance) / len(covariance), np.finfo(float).tiny)
    root = np.linalg.cholesky(covariance + 1e-12 * level * np.eye(len(covariance)))
    return np.asarray(solve_triangular(root, (x * np.sqrt(weight)).T, lower=True).T)


def _inside(white: Array, count: int) -> tuple[Places, Array]:
    """The nearest of each row among the others, (m, count), itself left out."""
    if count < 1:
        return np.empty((len(white), 0), np.intp), np.empty((len(white), 0))
    far, near = KDTree(white).query(white, k=count + 1)
    own = near == np.arange(len(white))[:, None]
    own[~own.any(axis=1), -1] = True  # hidden behind others at distance 0
    shape = (len(white), count)
    return near[~own].reshape(shape), far[~own].reshape(shape)


def _mutual(peer: Places) -> NDArray[np.bool_]:
    keys, count = _keys(peer), len(peer)
    back = peer * count + np.arange(count)[:, None]
    return np.isin(back, keys) & (peer >= 0)


def _keys(peer: Places) -> Places:
    """One number for each pair of unit and peer; negative for no peer."""
    pair = np.arange(len(peer))[:, None] * len(peer) + peer
    return np.where(peer >= 0, pair, -1)


def _weights(weights: ArrayLike | None, variables: int) -> Array:
    weight = np.ones(variables) if weights is None else np.asarray(weights, float)
    if weight.shape != (variables,) or not np.all(weight >= 0) or not weight.sum() > 0:
        raise ValueError("Every variable has a weight that is not negative, one of them above 0.")
    return weight / weight.mean()


def _table(values: ArrayLike) -> Array:
    x = np.asarray(values, float)
    if x.ndim != 2 or not x.size or not np.all(np.isfinite(x)):
        raise ValueError("Units by variables, every value a number.")
    return x
