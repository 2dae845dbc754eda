"""Who works in the nation: posts and their leaders, the people in them, and their contracts."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from .records import NONE, OPEN, Employments, Ints, People, Posts, Small, Units
from .shape import BEGIN, EDUCATIONS, END, FULL_TIME, JOBS, LEADER, ORIGINS, of_jobs, workplaces

SPAN_SPREAD = 0.75  # log standard deviation of direct reports among like workplaces
UNEVEN = 1.35  # above 1, the teams in a unit are of unlike size
CHANGES, MOST_CHANGES = 0.42, 2  # of holder, of a post in four years
VACANT, TENURE = 25, 2200  # mean days a post stands empty; mean days a first holder has been there
MOVERS = 0.2  # of those who leave, who are looked for among those who begin elsewhere
AGES, OF_STARTERS = (46.0, 11.5), (36.0, 10.5)  # mean and standard deviation in 2022
YOUNGEST, OLDEST = 19, 63  # in 2022
USUAL = 0.78  # have the education that is usual in their job
ORIGIN_SHARES = (0.885, 0.035, 0.07, 0.01)
WEEKLY = (35, 34, 32, 30, 28, 25, 20, 15)  # hours of part time
WEEKLY_SHARES = (0.10, 0.12, 0.30, 0.20, 0.12, 0.06, 0.07, 0.03)
FRAILTY = 0.68  # shape of the gamma distribution: the smaller, the more unequal
YEAR = 365.25


def posts(units: Units, draw: Generator) -> Posts:
    """The posts of every unit: its head first, then leaders of teams, then the others."""
    unit = np.repeat(np.arange(len(units.posts), dtype=np.int32), units.posts)
    starts = np.cumsum(units.posts) - units.posts
    rank = np.arange(len(unit)) - starts[unit]
    leaders = _leaders(units, draw)
    leads = rank < leaders[unit]
    leader = starts[unit] + _team(rank - leaders[unit], leaders[unit], draw)
    leader[leads] = starts[unit[leads]]
    above = units.parent
    leader[starts] = np.where(above == NONE, NONE, starts[above])
    return Posts(unit, _jobs(units, unit, leads, draw), leads, leader.astype(np.int32))


def _leaders(units: Units, draw: Generator) -> Ints:
    span = np.array([place.span for place in workplaces()])[units.workplace]
    span = span * np.exp(draw.normal(0, SPAN_SPREAD, len(span)))
    most = np.maximum(1, units.posts // 4)
    return np.clip(np.round((units.posts - 1) / span), 1, most).astype(np.int32)


def _team(rank: np.ndarray, leaders: Ints, draw: Generator) -> np.ndarray:
    """Which leader of the unit each has: the first of them one each, the rest unevenly."""
    uneven = leaders - 1 - np.floor(leaders * draw.random(len(rank)) ** UNEVEN)
    return np.where(rank < leaders, rank, uneven).astype(np.int64)


def _jobs(units: Units, unit: Ints, leads: np.ndarray, draw: Generator) -> Small:
    job = np.full(len(unit), LEADER, np.int8)
    workplace = units.workplace[unit]
    for at, place in enumerate(workplaces()):
        here = np.flatnonzero((workplace == at) & ~leads)
        job[here] = draw.choice(len(JOBS), len(here), p=place.mix)
    return job


@dataclass(frozen=True)
class Stay:
    """One holder's time in a post."""

    post: Ints
    first: Ints
    last: Ints
    starter: np.ndarray  # came after 2021


def stays(many: int, draw: Generator) -> Stay:
    """Every post's holders one after another, with a gap between."""
    changes = np.minimum(draw.poisson(CHANGES, many), MOST_CHANGES)
    days = np.sort(draw.integers(BEGIN, END, (many, MOST_CHANGES)), axis=1)
    gap = draw.exponential(VACANT, (many, MOST_CHANGES)).astype(np.int64) + 1
    hired = BEGIN - 1 - draw.exponential(TENURE, many).astype(np.int64)
    days[changes == 1, 1] = OPEN
    days[changes == 0] = OPEN
    first = np.column_stack([hired, days + gap])
    last = np.column_stack([days - 1, np.full(many, OPEN)])
    last[last == OPEN - 1] = OPEN
    kept = (first <= END) & (first <= last)
    post = np.broadcast_to(np.arange(many)[:, None], kept.shape)
    starter = np.broadcast_to(np.arange(MOST_CHANGES + 1) > 0, kept.shape)
    return Stay(
        post[kept].astype(np.int32), first[kept].astype(np.int32), last[kept].astype(np.int32),
        starter[kept],
    )  # fmt: skip


def movers(stay: Stay, unit: Ints, job: Small, draw: Generator) -> Ints:
    """For every stay the stay whose person it is: mostly itself, sometimes an earlier one."""
    same = np.arange(len(stay.post), dtype=np.int32)
    leaving = np.flatnonzero(~stay.starter & (stay.last < END) & (draw.random(len(same)) < MOVERS))
    coming = np.flatnonzero(stay.starter)
    leaving = leaving[np.lexsort((stay.last[leaving], job[leaving]))]
    coming = coming[np.lexsort((stay.first[coming], job[coming]))]
    after = job[coming] * np.int64(OPEN) + stay.first[coming]
    wanted = job[leaving] * np.int64(OPEN) + stay.last[leaving] + draw.integers(1, 60, len(leaving))
    found = np.searchsorted(after, wanted)
    found, once = np.unique(found, return_index=True)
    leaving = leaving[once][found < len(coming)]
    coming = coming[found[found < len(coming)]]
    fits = (job[coming] == job[leaving]) & (unit[coming] != unit[leaving])
    same[coming[fits]] = leaving[fits]
    return same


def people(job: Small, starter: np.ndarray, draw: Generator) -> People:
    """One person for each job given: sex, age, education and origin as usual in that job."""
    many = len(job)
    sex = (draw.random(many) < of_jobs("women")[job]).astype(np.int8)
    mean, spread = np.where(starter[:, None], OF_STARTERS, AGES).T
    age = draw.normal(mean, spread)
    odd = (age < YOUNGEST) | (age > OLDEST)
    age[odd] = draw.uniform(YOUNGEST, OLDEST, int(odd.sum()))
    born = (BEGIN - age * YEAR).astype(np.int32)
    usual = np.searchsorted(EDUCATIONS, of_jobs("education"))[job]
    other = draw.integers(0, len(EDUCATIONS), many)
    education = np.where(draw.random(many) < USUAL, usual, other).astype(np.int8)
    origin = draw.choice(len(ORIGINS), many, p=ORIGIN_SHARES).astype(np.int8)
    frailty = draw.gamma(FRAILTY, 1 / FRAILTY, many).astype(np.float32)
    return People(sex, born, education, origin, frailty, numbers(born, sex))


def numbers(born: Ints, sex: Small) -> np.ndarray:
    """Replacement CPR numbers, all different: 60 added to the day, the last digit odd for men.

    The seventh digit tells the century: 0-3 for those born before 2000, 4-9 for the others.
    """
    when = born.astype("datetime64[D]")
    month, year = when.astype("datetime64[M]"), when.astype("datetime64[Y]").astype(int) + 1970
    day = (when - month).astype(int) + 61
    month_number = month.astype(int) % 12 + 1
    order = np.lexsort((sex, born))
    begins = np.r_[True, (np.diff(born[order]) != 0) | (np.diff(sex[order]) != 0)]
    at = np.arange(len(born))
    rank = np.empty(len(born), np.int64)
    rank[order] = at - np.maximum.accumulate(np.where(begins, at, 0))
    serial = (rank + born * 1237) * 7 % 2000 * 2 + 1 - sex + np.where(year < 2000, 0, 4000)
    return ((day * 100 + month_number) * 100 + year % 100) * 10_000 + serial


def contracts(sex: Small, job: Small, draw: Generator) -> Ints:
    """Minutes a week: men more often have full time, and leaders nearly always."""
    full = of_jobs("full_time")[job]
    full = np.where(sex == 0, 1 - (1 - full) * 0.6, full)
    part = draw.choice(np.array(WEEKLY) * 60, len(job), p=WEEKLY_SHARES)
    return np.where(draw.random(len(job)) < full, FULL_TIME, part).astype(np.int32)


def employments(posts: Posts, draw: Generator) -> tuple[Employments, People]:
    """Everyone who was employed on some day of the four years."""
    stay = stays(len(posts.unit), draw)
    unit, job = posts.unit[stay.post], posts.job[stay.post]
    whose = movers(stay, unit, job, draw)
    own, person = np.unique(whose, return_inverse=True)
    staff = people(job[own], stay.starter[own], draw)
    grown = staff.born[person] + int(18 * YEAR)
    first = np.where(stay.starter, stay.first, np.clip(stay.first, grown, BEGIN - 1))
    minutes = contracts(staff.sex[person], job, draw)
    return Employments(
        person.astype(np.int32), stay.post, unit, job, first.astype(np.int32), stay.last, minutes
    ), staff
