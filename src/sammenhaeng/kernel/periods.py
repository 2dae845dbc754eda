"""Periods as values: days with both ends included, instants half-open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations


@dataclass(frozen=True, order=True)
class Days:
    """Days from `first` to `last`, both included; `last=None` is open."""

    first: date
    last: date | None = None

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError(f"A period cannot end ({self.last}) before it begins ({self.first}).")

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def overlaps(self, other: "Days") -> bool:
        return (other.last is None or self.first <= other.last) and (
            self.last is None or other.first <= self.last
        )

    def encloses(self, other: "Days") -> bool:
        return self.first <= other.first and (
            self.last is None or (other.last is not None and other.last <= self.last)
        )

    def common(self, other: "Days") -> "Days | None":
        """The days both have, or None."""
        lasts = [last for last in (self.last, other.last) if last is not None]
        first, last = max(self.first, other.first), min(lasts, default=None)
        return Days(first, last) if last is None or first <= last else None

    def __len__(self) -> int:
        """Number of days; an open period has no length."""
        if self.last is None:
            raise ValueError("An open period has no length.")
        return (self.last - self.first).days + 1


@dataclass(frozen=True, order=True)
class Interval:
    """From `start` up to, but not including, `end`: touching intervals do not overlap."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("An interval needs a time zone.")
        if self.end <= self.start:
            raise ValueError(f"An interval cannot end ({self.end}) at or before {self.start}.")

    def overlaps(self, other: "Interval") -> bool:
        return self.start < other.end and other.start < self.end

    def widened(self, by: timedelta) -> "Interval":
        return Interval(self.start - by, self.end + by)

    @property
    def length(self) -> timedelta:
        return self.end - self.start


def overlapping(intervals: Iterable[Interval]) -> list[tuple[Interval, Interval]]:
    """Every pair that claims the same instant, earliest first."""
    return [(a, b) for a, b in combinations(sorted(intervals), 2) if a.overlaps(b)]
