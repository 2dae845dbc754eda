"""Spells of absence as they truly were, drawn employment by employment."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from .clock import Clock, lasts
from .records import Employments, Ints, People, Reals, Truths
from .shape import BEGIN, EARLIER, EDUCATIONS, END, of_jobs

PER_SPELL = 3.77  # dagsvaerk in a spell of own sickness: with it, levels come out as aimed at
SEX = 1.52  # women's absence to men's in the same job
AGES = (30, 40, 50, 60)  # in 2022
BY_AGE = (0.98, 1.04, 0.97, 1.0, 1.06)
BY_EDUCATION = {10: 1.12, 20: 1.06, 30: 1.04, 60: 0.95, 70: 0.86}
BY_ORIGIN = (1.0, 0.96, 1.02, 1.0)
SHORT = (0.44, 0.22, 0.12, 0.06, 0.06, 0.02, 0.015, 0.012, 0.01, 0.012)  # 1, 2, 3 ... working days
LONG, LONG_MEDIAN, LONG_SPREAD, LONGEST = 0.041, 40.0, 0.85, 300  # share of spells; working days
INJURY = 0.015  # of spells of own sickness
CHILD, CHILD_AGES, CHILD_TWO = 1.0, (26, 46), 0.2  # spells a year; two days instead of one
LEAVE, LEAVE_AGES = (0.055, 0.085), (22, 42)  # a year, of men and of women
LEAVE_DAYS, LEAVE_SPREAD = (40, 190), 0.3  # median working days of men and of women
YEAR = 365.25
OWN_SICKNESS, SICK_CHILD, WORK_INJURY, PARENTAL = 1100, 1200, 1300, 1400


@dataclass(frozen=True)
class Absences:
    """Spells without what systems add or leave out; `last` may be after the four years."""

    employment: Ints
    first: Ints
    last: Ints
    cause: np.ndarray

    def only(self, chosen: np.ndarray) -> "Absences":
        """The chosen rows, in the order they are chosen."""
        return Absences(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))


def rates(of: Employments, people: People, effect: Reals) -> Reals:
    """Spells of own sickness a year, of every employment; levels hold on average in each job."""
    who = of.person
    factor = np.where(people.sex[who] == 1, SEX, 1.0)
    factor *= np.array(BY_AGE)[np.digitize(_age(of, people), AGES)]
    factor *= np.array([BY_EDUCATION.get(code, 1.0) for code in EDUCATIONS])[people.education[who]]
    factor *= np.array(BY_ORIGIN)[people.origin[who]]
    level = of_jobs("level")
    weight = np.bincount(of.job, of.minutes, len(level))
    mean = np.bincount(of.job, factor * of.minutes, len(level)) / np.maximum(weight, 1)
    return level[of.job] * factor / mean[of.job] * people.frailty[who] * effect / PER_SPELL


def _age(of: Employments, people: People) -> Reals:
    return (BEGIN - people.born[of.person]) / YEAR


@dataclass(frozen=True)
class Drawer:
    """Draws the spells of a block of employments."""

    of: Employments
    people: People
    rates: Reals
    shift: Truths
    clock: Clock

    def block(self, rows: slice, draw: Generator) -> Absences:
        """All spells of these employments by day, none beginning inside another."""
        age, sex = _age(self.of, self.people)[rows], self.people.sex[self.of.person[rows]]
        parent = (age >= CHILD_AGES[0]) & (age < CHILD_AGES[1])
        fertile = (age >= LEAVE_AGES[0]) & (age < LEAVE_AGES[1])
        own = self._begin(rows, self.rates[rows], draw)
        child = self._begin(rows, CHILD * parent, draw)
        leave = self._begin(rows, np.array(LEAVE)[sex] * fertile, draw)
        median = np.array(LEAVE_DAYS)[self.people.sex[self.of.person[leave[0]]]]
        drawn = [
            self._end(own, lengths(len(own[0]), draw), OWN_SICKNESS),
            self._end(child, 1 + (draw.random(len(child[0])) < CHILD_TWO), SICK_CHILD),
            self._end(leave, _spread(median, LEAVE_SPREAD, draw), PARENTAL),
        ]
        drawn[0].cause[draw.random(len(own[0])) < INJURY] = WORK_INJURY
        return apart(drawn)

    def _begin(self, rows: slice, rate: np.ndarray, draw: Generator) -> tuple[Ints, Ints]:
        first = np.maximum(self.of.first[rows], EARLIER)
        last = np.minimum(self.of.last[rows], END)
        expected = rate * self.clock.between(self.shift[rows], first, last) / YEAR
        which = np.repeat(np.arange(len(first), dtype=np.int32), draw.poisson(expected))
        day = self.clock.days(self.shift[rows][which], first[which], last[which], draw)
        return which + np.int32(rows.start), day

    def _end(self, begun: tuple[Ints, Ints], days: Ints, cause: int) -> Absences:
        employment, first = begun
        last = np.minimum(lasts(first, days, self.shift[employment]), self.of.last[employment])
        return Absences(employment, first, last, np.full(len(first), cause, np.int16))


def lengths(many: int, draw: Generator) -> Ints:
    """Working days of own sickness: mostly one to three, a few for months."""
    short = np.array(SHORT).cumsum()
    days = np.searchsorted(short, draw.random(many) * short[-1], side="right") + 1
    long = np.flatnonzero(draw.random(many) < LONG)
    days[long] = _spread(np.full(len(long), LONG_MEDIAN), LONG_SPREAD, draw)
    return days.astype(np.int32)


def _spread(median: np.ndarray, spread: float, draw: Generator) -> Ints:
    days = median * np.exp(draw.normal(0, spread, len(median)))
    return np.clip(days, len(SHORT), LONGEST).astype(np.int32)


def apart(drawn: list[Absences]) -> Absences:
    """All of them in the order of employment and day, without those begun inside an earlier one."""
    names = Absences.__dataclass_fields__
    spells = Absences(*(np.concatenate([getattr(one, name) for one in drawn]) for name in names))
    key = spells.employment.astype(np.int64) << 32
    spells = spells.only(np.argsort(key + spells.first, kind="stable"))
    key = spells.employment.astype(np.int64) << 32
    reached = np.maximum.accumulate(key + spells.last)
    begun = (key + spells.first)[1:] <= reached[:-1]
    kept = np.r_[True, ~begun] & (spells.last >= BEGIN) if len(key) else begun
    return spells.only(np.flatnonzero(kept))
