"""Days of the four years: how likely a spell begins on each, and which of them are worked."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from .records import Ints, Reals
from .shape import EARLIER, END

MONTHS = (1.22, 1.22, 1.14, 1.0, 0.93, 0.84, 0.60, 0.86, 1.03, 1.06, 1.13, 1.17)
WEEKDAYS = (0.28, 0.21, 0.19, 0.18, 0.14, 0.0, 0.0)  # Monday first
SHIFT_DAYS = (0.19, 0.16, 0.15, 0.15, 0.14, 0.11, 0.10)
YEARS = {2021: 1.0, 2022: 1.03, 2023: 1.01, 2024: 0.99, 2025: 0.97}


def weekday(day: np.ndarray) -> np.ndarray:
    """0 is Monday; 1 January 1970 was a Thursday."""
    return (day + 3) % 7


def lasts(first: Ints, days: Ints, shift: np.ndarray) -> Ints:
    """The last day of a spell of so many working days; shifts are five days in any seven."""
    weeks = first + days - 1 + (weekday(first) + days - 1) // 5 * 2
    return np.where(shift, first - (1 - days) * 7 // 5, weeks).astype(np.int32)


def working_days(first: Ints, last: Ints, shift: np.ndarray) -> Ints:
    """Working days from first to last, both included: Monday to Friday, or five in seven."""
    weeks = _weekdays_before(last + 1) - _weekdays_before(first)
    return np.where(shift, (last - first) * 5 // 7 + 1, weeks).astype(np.int32)


def _weekdays_before(day: np.ndarray) -> np.ndarray:
    weeks, rest = np.divmod(day + 3, 7)
    return weeks * 5 + np.minimum(rest, 5)


@dataclass(frozen=True)
class Clock:
    """Running sums of the weights of days, for weekdays and for shifts; a mean day weighs one."""

    running: Reals  # 2 x (days + 1)

    @classmethod
    def build(cls) -> "Clock":
        days = np.arange(EARLIER, END + 1)
        month = days.astype("datetime64[D]").astype("datetime64[M]").astype(int)
        year = np.array([YEARS[1970 + at // 12] for at in month.tolist()])
        weight = np.stack([np.array(of)[weekday(days)] for of in (WEEKDAYS, SHIFT_DAYS)])
        weight = weight * np.array(MONTHS)[month % 12] * year
        weight /= weight.mean(axis=1, keepdims=True)
        return cls(np.concatenate([np.zeros((2, 1)), weight.cumsum(axis=1)], axis=1))

    def between(self, shift: np.ndarray, first: Ints, last: Ints) -> Reals:
        """What the days from first to last weigh together."""
        side = shift.astype(np.int8)
        return self.running[side, last + 1 - EARLIER] - self.running[side, first - EARLIER]

    def days(self, shift: np.ndarray, first: Ints, last: Ints, draw: Generator) -> Ints:
        """One day drawn by weight between first and last, for each."""
        side = shift.astype(np.int8)
        wanted = self.running[side, first - EARLIER]
        wanted += draw.random(len(first)) * self.between(shift, first, last)
        found = np.empty(len(first), np.int32)
        for one in (0, 1):
            here = side == one
            found[here] = np.searchsorted(self.running[one], wanted[here], side="right") - 1
        return np.clip(found + EARLIER, first, last).astype(np.int32)
