"""The funnel: how far a ratio O/E may stray before chance and ordinary differences explain it no
more.

Ordinary units differ by more than chance; τ² is the variance between them on the scale of the
method. Four ways to find it: `mad` (default) matches the median absolute deviation, so that real
outliers do not widen the limits that should find them; `shmi` and `cqc` are the published English
variants, kept for comparison (they trim and do not make good for it, so their limits are too
narrow); `none` holds τ² = 0.

Sources: Spiegelhalter, Statistics in Medicine 24 (2005) 1185-1202; Spiegelhalter et al., J. R.
Statist. Soc. A 175 (2012) 1-47; NHS Digital, SHMI methodology; FunnelPlotR 0.6.0 as oracle.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from . import tails
from .cells import Array
from .overdispersion import Scale, log_scale, matched, moments, root_scale, truncated, winsorised

Method = Literal["mad", "shmi", "cqc", "none"]
METHODS: tuple[Method, ...] = get_args(Method)
EXACT: tuple[Method, ...] = ("mad", "none")  # the published variants have their own limits only
Z95 = float(ndtri(0.975))
Z998 = float(ndtri(0.999))
SMALL = 0.5  # √V/E above which the tail of the distribution itself is used
SMALL_INDEPENDENT = 0.1  # the same when events are independent (V = E), where the tail is exact
LARGE = 0.6  # of those: below it the logarithm is used; in between they weigh by how near they are
STEPS = 8  # of the Illinois method from the two limits to the one between: within 1e-6
LEAST = 1e-9  # a ratio that has a logarithm, where a limit is 0
DECIMALS = 2  # of the expected value, as the SHMI publication rounds it


@dataclass(frozen=True)
class Limits:
    """Lower and upper limits of the ratio at 95 and 99.8 %, (n,) each."""

    lower_95: Array
    upper_95: Array
    lower_998: Array
    upper_998: Array


@dataclass(frozen=True)
class Funnel:
    """Every unit's place in the funnel; arrays are (n,)."""

    method: Method
    ratio: Array  # O/E
    expected: Array  # E as used, rounded if asked
    variance: Array  # V of O given its mean; E itself when events are independent
    raw: Array  # z without overdispersion
    z: Array  # z with it: what claims and q-values are made of
    phi: float  # overdispersion of the raw z²
    tau2: float  # variance between ordinary units
    outside_95: NDArray[np.bool_]
    outside_998: NDArray[np.bool_]
    is_exact: NDArray[np.bool_]  # judged by the exact tail alone

    @property
    def limits(self) -> Limits:
        """The limits of each unit's own ratio."""
        return limits(self.expected, variance=self.variance, tau2=self.tau2, method=self.method)

    @property
    def false_95(self) -> float:
        """Units that chance alone is expected to put outside the 95 % limits."""
        return 0.05 * len(self.ratio)

    @property
    def false_998(self) -> float:
        """Units that chance alone is expected to put outside the 99.8 % limits."""
        return 0.002 * len(self.ratio)

    def drawn(self, expected: ArrayLike) -> Limits:
        """The limits over a grid of expected values, (g,) above 0, with the mean V/E."""
        grid = np.asarray(expected, float)
        scale = float(self.variance.sum() / self.expected.sum())
        return limits(grid, variance=scale * grid, tau2=self.tau2, method=self.method)


def scores(observed: ArrayLike, expected: ArrayLike, *, method: Method = "mad") -> Array:
    """z of independent events: √E·log(O/E), or for `cqc` 2√E(√(O/E) - 1)."""
    one = _scale(method)(*_checked(observed, expected, None))
    return one.value / np.sqrt(one.variance)


def limits(
    expected: ArrayLike, *, variance: ArrayLike | None = None, tau2: float, method: Method = "mad"
) -> Limits:
    """Limits of O/E: exp(±z√(s² + τ²)), for `cqc` (1 ± z√(s² + τ²))² and not below 0.

    `expected`: (n,) above 0; `variance`: (n,) of the observed, E when not given; s² = V/E² (a
    quarter of it on the root scale). With `mad` and `none` those of small units are exact, and
    from there to large ones they go over without a jump: a limit is where `funnel` gives its z
    (but nothing observed is judged by its probability alone, also by a lower limit above 0).
    """
    _, e, v = _checked(expected, expected, variance)
    one = _scale(method)(e, e, v)
    width, share = np.sqrt(one.variance + tau2), _exactness(method, e, v)
    ends = []
    for z in (Z95, Z998):
        for sign, exact in zip((-1, 1), tails.ends(e, v, tau2, share > 0, z), strict=True):
            end = np.where(share < 1, one.ratio(sign * z * width), exact)
            mixed = np.flatnonzero((share > 0) & (share < 1))
            between = exact[mixed], end[mixed]
            own = e[mixed], v[mixed], width[mixed], share[mixed]
            end[mixed] = _between(between, own, tau2, sign * z)
            ends.append(end)
    return Limits(*ends)


def _between(
    ends: tuple[Array, Array], own: tuple[Array, Array, Array, Array], tau2: float, z: float
) -> Array:  # fmt: skip
    """The ratio between the exact limit and that of the logarithm where their scores make z."""
    e, v, width, share = own

    def missing(at: Array) -> Array:
        exact = tails.scores(np.exp(at) * e, e, v, tau2)
        return np.asarray(share * exact + (1 - share) * at / width - z)

    old, new = np.log(np.maximum(np.minimum(*ends), LEAST)), np.log(np.maximum(*ends))
    short, over = missing(old), missing(new)
    for _ in range(STEPS):
        rise = np.where(over == short, 1.0, over - short)
        at = np.clip(new - over * (new - old) / rise, np.minimum(old, new), np.maximum(old, new))
        told = missing(at)
        is_same = told * over > 0
        old, short = np.where(is_same, old, new), np.where(is_same, short / 2, over)
        new, over = at, told
    return np.exp(new)


def funnel(
    observed: ArrayLike,
    expected: ArrayLike,
    *,
    variance: ArrayLike | None = None,
    method: Method = "mad",
    is_rounded: bool = False,
) -> Funnel:
    """The funnel of n units.

    `observed`: (n,) O >= 0; `expected`: (n,) E > 0; `variance`: (n,) V of O given its mean (see
    `clumping`), E when not given. `is_rounded`: E to two decimals first, as the SHMI publication.
    With `mad` and `none` a small unit is judged by the tail of a gamma-Poisson distribution, and
    so are its limits: √V/E above 0.1 when events are independent, above 0.5 when they clump (then
    the tail is an approximation too), or nothing observed. A large one, √V/E below 0.06 and 0.3,
    is judged by its logarithm; in between z is a mean of both, weighed by how near √V/E is. Days of
    people with risks of their own keep the level there (0.2-0.3 % outside 99.8 % in simulation);
    whole clumps of one size would put up to 1.3 % below, 0.8 % at √V/E = 0.3.
    ValueError: numbers out of range, or an unknown method.
    """
    o, e, v = _checked(
        observed,
        np.round(np.asarray(expected, float), DECIMALS) if is_rounded else expected,
        variance,
    )
    one = _scale(method)(o, e, v)
    raw = one.value / np.sqrt(one.variance)
    if method == "mad" and np.median(o) == 0:
        phi, tau2 = moments(o, e, v)
    else:
        phi, tau2 = _spread(method, one, raw)
    z = one.value / np.sqrt(one.variance + tau2)
    share = np.where((o == 0) & (method in EXACT), 1.0, _exactness(method, e, v))
    some = share > 0
    exact, rest = tails.scores(o[some], e[some], v[some], tau2), 1 - share[some]
    z[some] = share[some] * exact + rest * np.where(rest > 0, z[some], 0)
    return Funnel(
        method=method, ratio=o / e, expected=e, variance=v, raw=raw, z=z, phi=phi, tau2=tau2,
        outside_95=np.abs(z) > Z95, outside_998=np.abs(z) > Z998, is_exact=share == 1,
    )  # fmt: skip


def _spread(method: Method, one: Scale, raw: Array) -> tuple[float, float]:
    if method == "mad":
        return matched(one)
    if method == "shmi":
        return truncated(one, raw)
    if method == "cqc":
        return winsorised(one, raw)
    return float(np.mean(raw**2)), 0.0


def _exactness(method: Method, expected: Array, variance: Array) -> Array:
    """How much the exact tail counts beside the logarithm: 1 for a small unit, 0 for a large."""
    if method not in EXACT:
        return np.zeros(expected.shape)
    enough = np.where(variance <= expected, SMALL_INDEPENDENT, SMALL)
    near = np.sqrt(variance) / expected / enough
    return np.clip((near - LARGE) / (1 - LARGE), 0, 1)


def _scale(method: Method) -> Callable[[Array, Array, Array], Scale]:
    if method not in METHODS:
        raise ValueError(f"There is no method {method}: choose {', '.join(METHODS)}.")
    return root_scale if method == "cqc" else log_scale


def _checked(
    observed: ArrayLike, expected: ArrayLike, variance: ArrayLike | None
) -> tuple[Array, Array, Array]:
    o, e = np.asarray(observed, float), np.asarray(expected, float)
    v = e if variance is None else np.asarray(variance, float)
    if not o.shape == e.shape == v.shape or o.ndim != 1 or not len(o):
        raise ValueError("Observed, expected and variance have one number for each unit.")
    if not (np.all(o >= 0) and np.all(np.isfinite(o))):
        raise ValueError("Observed is a number that is not negative.")
    if not (np.all(e > 0) and np.all(v > 0) and np.all(np.isfinite(e + v))):
        raise ValueError("Expected and variance are above 0.")
    return o, e, v
