"""Targets for sickness absence: the path to them, the yearly check, and how they add up. Pure.

Days per full-time employee are whole hundredths: 1090 is 10.9 days (Viborg 2017).
"""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from sammenhaeng.statistics import trends
from sammenhaeng.statistics.trends import Status

REACHED, ON_TRACK, BEHIND = "reached", "on_track", "behind"
VERDICTS = {
    REACHED: "Målet er nået",
    ON_TRACK: "På vej mod målet",
    BEHIND: "Ikke på vej mod målet",
}
VERDICT_OF = {Status.REACHED: REACHED, Status.ON_TRACK: ON_TRACK}
LEAST_FULL_TIME = 10  # ISOLA: "For få årsværk" below 10
MOST_DAYS = 20000  # hundredths: 200 days


@dataclass(frozen=True)
class Aim:
    """From the baseline of one year to a target in a later one; hundredths of a day."""

    baseline: int
    baseline_year: int
    target: int
    year: int

    @property
    def wanted(self) -> trends.Target:
        """A level by a year, from the baseline on: the path to it falls by the same every year."""
        return trends.Target(trends.Kind.LEVEL, self.baseline_year, self.year, float(self.target))


def is_sound(aim: Aim) -> bool:
    return (
        aim.baseline_year < aim.year
        and 0 <= aim.target < aim.baseline <= MOST_DAYS
    )  # fmt: skip


def verdict(aim: Aim, observed: Fraction, year: int) -> str:
    """The yearly check: reached, on the path of equal steps, or behind it."""
    known = trends.series([aim.baseline_year, year], [aim.baseline, float(observed)], [0, 0])
    return VERDICT_OF.get(trends.standing(known, aim.wanted).status, BEHIND)


def needed(aim: Aim, observed: Fraction, full_time: Fraction) -> Fraction:
    """Dagsværk that must go in all to reach the target; none when it is reached."""
    return max(observed - aim.target, Fraction(0)) * full_time / 100


@dataclass(frozen=True)
class Part:
    """A unit under another: its target when it has one, and its contract minutes x days."""

    unit_id: int
    target: int | None
    exposure: int


@dataclass(frozen=True)
class RollUp:
    """A unit's target against those below it: the mean weighted by full-time employees."""

    stated: int
    weighted: Fraction | None
    without: tuple[int, ...]  # units below that have staff and no target

    @property
    def disagreement(self) -> Fraction:
        """Hundredths of a day the stated target lies over (+) or under (-) the weighted mean."""
        return self.stated - self.weighted if self.weighted is not None else Fraction(0)

    @property
    def agrees(self) -> bool:
        """Within what rounding of each target to a hundredth can do."""
        return abs(self.disagreement) <= Fraction(1, 2)


def roll_up(stated: int, parts: Collection[Part]) -> RollUp:
    weights = sum(one.exposure for one in parts if one.target is not None)
    days = sum(one.exposure * one.target for one in parts if one.target is not None)
    without = tuple(sorted(one.unit_id for one in parts if one.target is None and one.exposure))
    return RollUp(stated, Fraction(days, weights) if weights else None, without)
