"""What other rooms may ask of the rules: possible days, and the worth of fewer days of absence."""

from dataclasses import dataclass
from fractions import Fraction

from sammenhaeng.absence.rules import figures, gain, mix
from sammenhaeng.kernel.periods import Days


def possible_days(period: Days) -> Fraction:
    return figures.possible_days(period)


@dataclass(frozen=True)
class Worth:
    """So many days less: full-time employees and days more at work, kroner, and why."""

    full_time: float
    days: float
    freed: float
    finances: float
    assumptions: tuple[str, ...]


def gain_of(days_less: Fraction, full_time: Fraction) -> Worth:
    """In one place with so many full-time employees; the assumptions are Danish sentences."""
    told = gain.local(days_less, full_time)
    return Worth(
        float(told.full_time), float(gain.days_at_work(days_less, full_time)), float(told.freed),
        float(told.finances), tuple(gain.ASSUMPTIONS[one] for one in told.assumptions),
    )  # fmt: skip


def names_of(factor: str) -> tuple[str, ...]:
    """Danish names of a background factor's codes, in the order of their numbers."""
    return mix.AGES if factor == "age_band" else tuple(mix.jobs().values())
