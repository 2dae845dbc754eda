"""Targets and trends: is it reached, is it on track, and what would it take.

Three kinds of target: a level by a year, a change by a year, and a fall every year. A series with
fewer than six points carries only a comparison of its first and last point; a break (a changed
definition or system) cuts the series, and nothing is compared across it.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri, stdtr

from .cells import Array

TREND_FROM = 6  # points


class Kind(StrEnum):
    """What a target asks for."""

    LEVEL = "level"  # the value `amount` by the deadline
    CHANGE = "change"  # `amount` more (less when negative) than at the start, by the deadline
    FALLS_EVERY_YEAR = "falls_every_year"  # lower each year than the year before


class Status(StrEnum):
    """How a target stands."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    OFF_TRACK = "off_track"
    UNKNOWN = "unknown"  # too few comparable points to say


class Direction(StrEnum):
    """What a series does, as far as chance lets us say."""

    FALLS = "falls"
    RISES = "rises"
    NONE = "none"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class Series:
    """A value of each year with its standard error; arrays are (t,), years rising."""

    years: NDArray[np.int64]
    values: Array
    errors: Array


@dataclass(frozen=True)
class Target:
    """What shall be reached between `start` and `deadline` (years)."""

    kind: Kind
    start: int
    deadline: int
    amount: float = 0.0


@dataclass(frozen=True)
class Difference:
    """A later value minus an earlier one, with interval and two-sided p."""

    value: float
    lower: float
    upper: float
    p: float


@dataclass(frozen=True)
class Standing:
    """How a target stands after the last point of the series."""

    status: Status
    goal: float  # the value to reach; for a yearly fall the last value, to be gone below
    pace: float  # change a year still needed; NaN when no year is left
    probability: float  # P(the target is reached at the deadline), P(every year fell) for falls


def series(
    years: ArrayLike, values: ArrayLike, errors: ArrayLike, *, breaks: ArrayLike = ()
) -> Series:
    """The part of a series that can be compared: from its last break on.

    `years`, `values`, `errors`: (t,), errors not negative; `breaks`: years from which on values
    are counted in a new way. ValueError: lengths differ, or years not rising.
    """
    when = np.asarray(years, np.int64)
    value, error = np.asarray(values, float), np.asarray(errors, float)
    if not when.shape == value.shape == error.shape or when.ndim != 1 or not len(when):
        raise ValueError("Every year has one value and one standard error.")
    if np.any(np.diff(when) <= 0) or not np.all(error >= 0) or not np.all(np.isfinite(value)):
        raise ValueError("Years rise, values are numbers, standard errors are not negative.")
    cut = [year for year in np.asarray(breaks, np.int64).tolist() if year <= when[-1]]
    kept = when >= max(cut, default=int(when[0]))
    return Series(when[kept], value[kept], error[kept])


def compared(known: Series, *, confidence: float = 0.95) -> Difference:
    """The last value minus the first. ValueError: fewer than two comparable points."""
    if len(known.years) < 2:
        raise ValueError("A comparison needs two points without a break between them.")
    value = float(known.values[-1] - known.values[0])
    error = float(np.hypot(known.errors[-1], known.errors[0]))
    half = float(ndtri((1 + confidence) / 2)) * error
    p = float(2 * ndtr(-abs(value) / error)) if error else float(value == 0)
    return Difference(value, value - half, value + half, p)


def direction(known: Series, *, confidence: float = 0.95) -> Direction:
    """Falls or rises only when the interval of the slope says so, over at least six points."""
    if len(known.years) < TREND_FROM:
        return Direction.TOO_FEW
    line = _line(known)
    below = float(stdtr(line.free, -line.slope / line.slope_error)) if line.slope_error else (
        float(line.slope < 0))  # fmt: skip
    edge = (1 - confidence) / 2
    if below > 1 - edge:
        return Direction.FALLS
    return Direction.RISES if below < edge else Direction.NONE


def standing(known: Series, target: Target) -> Standing:
    """How the target stands after the last point.

    Level and change: the path is a straight line from the value of the start year to the goal; on
    track when the last value is on its good side. P is that of the forecast at the deadline being
    on the good side: a straight line through two points when they are fewer than six, else
    weighted least squares with the spread around the line. A fall every year: one rising or equal
    year, and it is off track for good; P = Π P(Δ < 0), one factor for each year told so far.
    """
    if target.kind is Kind.FALLS_EVERY_YEAR:
        return _every_year(known, target)
    inside = known.years >= target.start
    if not inside.any() or known.years[inside][0] != target.start:
        return Standing(Status.UNKNOWN, np.nan, np.nan, np.nan)
    ours = Series(known.years[inside], known.values[inside], known.errors[inside])
    first, last, year = float(ours.values[0]), float(ours.values[-1]), int(ours.years[-1])
    goal = target.amount if target.kind is Kind.LEVEL else first + target.amount
    up = 1.0 if goal >= first else -1.0
    left = target.deadline - year
    pace = (goal - last) / left if left > 0 else np.nan
    span = target.deadline - target.start
    path = first + (goal - first) * min(1.0, (year - target.start) / span if span else 1.0)
    if up * (last - goal) >= 0:
        status = Status.REACHED
    elif len(ours.years) < 2:
        status = Status.UNKNOWN
    else:
        status = Status.ON_TRACK if left > 0 and up * (last - path) >= 0 else Status.OFF_TRACK
    return Standing(status, goal, pace, _chance(ours, target.deadline, goal, up))


def fall_probabilities(known: Series) -> Array:
    """P(value is lower than the year before), (t - 1,): Φ(-Δ/√(se² + se²)).

    Only neighbouring years; not-a-number over a gap.
    """
    change = np.diff(known.values)
    error = np.hypot(known.errors[1:], known.errors[:-1])
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.where(error > 0, ndtr(-change / error), (change < 0).astype(float))
    return np.where(np.diff(known.years) == 1, p, np.nan)


def _every_year(known: Series, target: Target) -> Standing:
    inside = (known.years >= target.start) & (known.years <= target.deadline)
    ours = Series(known.years[inside], known.values[inside], known.errors[inside])
    chances = fall_probabilities(ours)
    goal = float(ours.values[-1]) if len(ours.values) else np.nan
    rose = np.any(np.diff(ours.values)[~np.isnan(chances)] >= 0)
    is_told = len(chances) > 0 and ours.years[0] == target.start and not np.isnan(chances).any()
    if rose:
        status = Status.OFF_TRACK
    elif not is_told:
        status = Status.UNKNOWN
    else:
        status = Status.REACHED if ours.years[-1] == target.deadline else Status.ON_TRACK
    chance = float(np.prod(chances)) if is_told else np.nan
    return Standing(status, goal, 0.0 if is_told and status is Status.ON_TRACK else np.nan, chance)


def _chance(known: Series, deadline: int, goal: float, up: float) -> float:
    """P(the value at the deadline is on the good side of the goal)."""
    if len(known.years) < 2 and known.years[-1] < deadline:
        return np.nan
    value, error, free = _forecast(known, max(deadline, int(known.years[-1])))
    if error == 0:
        return float(up * (value - goal) >= 0)
    return float(stdtr(free, up * (value - goal) / error))


def _forecast(known: Series, year: int) -> tuple[float, float, float]:
    """Value and standard error at `year`, and the degrees of freedom they rest on."""
    ahead = year - int(known.years[-1])
    if len(known.years) < TREND_FROM or not ahead:
        if not ahead:
            return float(known.values[-1]), float(known.errors[-1]), np.inf
        more = ahead / float(known.years[-1] - known.years[0])
        value = known.values[-1] + more * (known.values[-1] - known.values[0])
        return (
            float(value),
            float(np.hypot((1 + more) * known.errors[-1], more * known.errors[0])),
            np.inf,
        )
    line = _line(known)
    far = year - line.centre
    around = line.residual**2 + line.mean_error**2 + (far * line.slope_error) ** 2
    return line.mean + far * line.slope, float(np.sqrt(around)), line.free


@dataclass(frozen=True)
class _Line:
    centre: float
    mean: float
    mean_error: float
    slope: float
    slope_error: float
    residual: float
    free: float


def _line(known: Series) -> _Line:
    """Weighted least squares; the spread around the line counts when it exceeds the errors."""
    weight = 1 / known.errors**2 if np.all(known.errors > 0) else np.ones(len(known.years))
    centre = float(weight @ known.years / weight.sum())
    x = known.years - centre
    mean, across = float(weight @ known.values / weight.sum()), float(weight @ x**2)
    slope = float(weight @ (x * known.values) / across)
    left = known.values - mean - slope * x
    free = len(x) - 2
    scale = float(weight @ left**2 / free)
    if np.all(known.errors > 0):
        scale = max(scale, 1.0)
    one = scale * len(x) / float(weight.sum())  # variance of a point of ordinary weight
    return _Line(
        centre, mean, float(np.sqrt(scale / weight.sum())), slope,
        float(np.sqrt(scale / across)), float(np.sqrt(one)), float(free),
    )  # fmt: skip
