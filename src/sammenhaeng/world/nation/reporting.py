"""How systems report spells: hours or none, part days, spells reported twice, still open."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.random import Generator

from .absences import OWN_SICKNESS, SICK_CHILD, Absences
from .clock import working_days
from .records import NONE, OPEN, Employments, Ints, Spells, Truths
from .shape import END, day_number

MISSING, TWICE = 0.03, 0.003  # of spells: hours left out, reported a second time
PART_DAY, PARTLY, PARTLY_FROM = 0.07, 0.12, 20  # one-day spells; long ones, from working days
STEP = 6  # minutes: hours are told with one decimal
CHANGED_ON = day_number(date(2024, 5, 1))  # a body's new system repeats what the old one said
OVERLAP = 30  # days before and after in which both systems reported


@dataclass(frozen=True)
class Desk:
    """What is needed to report the spells of employments."""

    of: Employments
    shift: Truths
    hourless: Truths  # of every employment
    changed: Truths  # of every employment: in the body that changed system

    def report(self, true: Absences, draw: Generator) -> Spells:
        """The spells as delivered; copies lie within what they repeat."""
        worth = self._worth(true, draw)
        again = self._again(true, draw)
        rows = np.concatenate([np.arange(len(again)), np.flatnonzero(again)])
        copy = np.arange(len(rows)) >= len(again)
        first = np.where(copy, self._later(true, draw)[rows], true.first[rows])
        order = np.argsort((true.employment[rows].astype(np.int64) << 32) + first, kind="stable")
        rows, copy, first = rows[order], copy[order], first[order]
        part = self._days(true.employment[rows], first, true.last[rows])
        whole = self._days(true.employment, true.first, true.last)[rows]
        worth = np.where(copy, worth[rows] * part // whole // STEP * STEP, worth[rows])
        return self._told(true.only(rows), first.astype(np.int32), worth, copy, draw)

    def _told(
        self, true: Absences, first: Ints, worth: np.ndarray, copy: np.ndarray, draw: Generator
    ) -> Spells:
        open_ = true.last > END
        day = self.of.minutes[true.employment] // 5
        partly = worth < self._days(true.employment, first, true.last) * day
        silent = self.hourless[true.employment] | (draw.random(len(first)) < MISSING)
        untold = open_ | (silent & ~partly) | (worth == 0)  # nothing when a copy is all weekend
        minutes = np.where(untold, NONE, worth).astype(np.int32)
        last = np.where(open_, OPEN, true.last).astype(np.int32)
        worth = worth.astype(np.int32)
        return Spells(true.employment, first, last, minutes, worth, true.cause, copy)

    def _days(self, employment: Ints, first: Ints, last: Ints) -> Ints:
        return working_days(first, np.minimum(last, END), self.shift[employment])

    def _worth(self, true: Absences, draw: Generator) -> Ints:
        """Minutes of the whole spell inside the four years and before."""
        days = self._days(true.employment, true.first, true.last)
        day = self.of.minutes[true.employment] // 5
        chance = draw.random(len(days))
        sick = true.cause <= SICK_CHILD
        hours = sick & (days == 1) & (chance < PART_DAY)
        half = (true.cause == OWN_SICKNESS) & (days >= PARTLY_FROM) & (chance < PARTLY)
        part = np.where(hours, 0.2 + chance / PART_DAY * 0.6, np.where(half, 0.5, 1.0))
        return np.maximum((days * day * part).astype(np.int32) // STEP * STEP, STEP)

    def _again(self, true: Absences, draw: Generator) -> np.ndarray:
        moved = (true.first >= CHANGED_ON - OVERLAP) & (true.first < CHANGED_ON + OVERLAP)
        moved |= (true.first < CHANGED_ON) & (true.last >= CHANGED_ON)
        moved &= self.changed[true.employment]
        return moved | (draw.random(len(moved)) < TWICE)

    def _later(self, true: Absences, draw: Generator) -> Ints:
        """When the copy begins: with the new system, or up to two days late."""
        crossing = (true.first < CHANGED_ON) & (true.last >= CHANGED_ON)
        crossing &= self.changed[true.employment]
        late = np.minimum(true.first + draw.integers(0, 3, len(true.first)), true.last)
        return np.where(crossing, CHANGED_ON, np.minimum(late, np.maximum(true.first, END)))
