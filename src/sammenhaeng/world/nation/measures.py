"""What a drawn nation shows, in the measures in which the real one is published."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sammenhaeng.statistics.variation import held_by_top

from .clock import working_days
from .records import NONE, Ints, Nation, Reals
from .shape import BEGIN, END, FULL_TIME, jobs, workplaces

OWN = (1100, 1300)  # own sickness and work injury
DAGSVAERK = 444  # minutes
LARGE_SPAN = 27  # the reform's own mark


@dataclass(frozen=True)
class Measured:
    """Minutes of own absence and full-time years of every employment within some days."""

    nation: Nation
    first: int = BEGIN
    last: int = END

    @cached_property
    def minutes(self) -> Reals:
        """Every spell once, only its part within the days."""
        spells, of = self.nation.spells, self.nation.employments
        shift = np.array([one.shift for one in workplaces()])
        shift = shift[self.nation.units.workplace[of.unit]][spells.employment]
        ends = np.minimum(spells.last, END)
        inside = np.maximum(spells.first, self.first), np.minimum(ends, self.last)
        part = working_days(*inside, shift) / np.maximum(working_days(spells.first, ends, shift), 1)
        counted = (inside[0] <= inside[1]) & np.isin(spells.cause, OWN) & ~spells.copy
        worth = (spells.worth * part)[counted]
        return np.bincount(spells.employment[counted], worth, len(of.person)).astype(float)

    @cached_property
    def years(self) -> Reals:
        of = self.nation.employments
        days = np.minimum(of.last, self.last) - np.maximum(of.first, self.first) + 1
        return np.maximum(days, 0) * of.minutes / FULL_TIME / 365.25

    @cached_property
    def sector(self) -> np.ndarray:
        owner = self.nation.units.authority[self.nation.employments.unit]
        return self.nation.authorities.sector[owner]

    @cached_property
    def women(self) -> np.ndarray:
        return self.nation.people.sex[self.nation.employments.person] == 1

    def group(self, name: str) -> np.ndarray:
        chosen = np.array([job.group == name for job in jobs()])
        return chosen[self.nation.employments.job]

    def days(self, chosen: np.ndarray) -> float:
        """Dagsvaerk a full-time year of the chosen employments."""
        return self.minutes[chosen].sum() / DAGSVAERK / self.years[chosen].sum()

    def ratio(self, chosen: np.ndarray) -> float:
        """Women's dagsvaerk to men's."""
        return self.days(chosen & self.women) / self.days(chosen & ~self.women)

    def top_share(self, chosen: np.ndarray, share: float = 0.05) -> float:
        """The part of all absence that those people have who have most."""
        employed = chosen & (self.years > 0)
        _, person = np.unique(self.nation.employments.person[employed], return_inverse=True)
        return held_by_top(np.bincount(person, self.minutes[employed]), share=share)

    def of_kommuner(self) -> Reals:
        """Dagsvaerk a full-time year of each kommune."""
        owner = self.nation.units.authority[self.nation.employments.unit]
        many = int((self.nation.authorities.sector == 0).sum())
        minutes = np.bincount(owner, self.minutes)[:many]
        return minutes / DAGSVAERK / np.bincount(owner, self.years)[:many]


def spans(nation: Nation) -> Ints:
    """Direct reports of every leader who has any."""
    leader = nation.posts.leader
    reports = np.bincount(leader[leader != NONE])
    return reports[reports > 0].astype(np.int32)


def groups() -> list[str]:
    """The groups of jobs, in the order in which the list of jobs first names them."""
    return list(dict.fromkeys(job.group for job in jobs()))


def job_shares(nation: Nation) -> Reals:
    """The share of a unit's posts in each group of jobs: units x groups, each row adds up to 1."""
    known = groups()
    group = np.array([known.index(job.group) for job in jobs()])[nation.posts.job]
    units = len(nation.units.posts)
    cells = np.bincount(nation.posts.unit * len(known) + group, minlength=units * len(known))
    return cells.reshape(units, len(known)) / nation.units.posts[:, None]
