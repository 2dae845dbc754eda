"""What a drawn nation consists of: arrays side by side, one row of each for one thing.

A day is a number, days since 1 January 1970 as in `datetime64[D]`; OPEN is a last day not come yet.
Absence and contracts are whole minutes. A column named after a table holds row numbers of it, and
NONE where there is none.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Small = NDArray[np.int8]
Reals = NDArray[np.float64]
Truths = NDArray[np.bool_]
OPEN = np.iinfo(np.int32).max
NONE = -1
SECTORS = ("kommune", "region", "state")


@dataclass(frozen=True)
class Authorities:
    """Kommuner, regions and invented state agencies; `effect` is the kommune's own on absence."""

    sector: Small
    code: list[str]
    name: list[str]
    population: Ints
    effect: Reals
    hourless: Truths  # its system reports no hours


@dataclass(frozen=True)
class Units:
    """Institutions and the departments above them; the true effect on absence is known here.

    `urban` is 0 for a place in a kommune of under 40,000 people, 2 for 100,000 and more, else 1.
    """

    authority: Ints
    parent: Ints
    kind: list[str]
    code: list[str]
    name: list[str]
    workplace: Small
    urban: Small
    posts: Ints
    effect: Reals
    different: Truths


@dataclass(frozen=True)
class Posts:
    """Posts of units, in the order of units; `leader` is the post it reports to."""

    unit: Ints
    job: Small
    leads: Truths
    leader: Ints


@dataclass(frozen=True)
class People:
    """Invented people with replacement CPR numbers; `frailty` multiplies their spells, mean 1."""

    sex: Small  # 0 m, 1 k
    born: Ints
    education: Small
    origin: Small
    frailty: NDArray[np.float32]
    number: NDArray[np.int64]  # ten digits


@dataclass(frozen=True)
class Employments:
    """Who held which post from when to when, and the contract's minutes a week."""

    person: Ints
    post: Ints
    unit: Ints
    job: Small
    first: Ints
    last: Ints
    minutes: Ints


@dataclass(frozen=True)
class Spells:
    """Absence as the systems report it; `copy` marks what was reported a second time.

    `minutes` is NONE where no hours were reported; `worth` is the truth of it.
    """

    employment: Ints
    first: Ints
    last: Ints
    minutes: Ints
    worth: Ints
    cause: NDArray[np.int16]
    copy: Truths


@dataclass(frozen=True)
class Nation:
    """The public staff of four years; `changed` is the authority that changed its system."""

    authorities: Authorities
    units: Units
    posts: Posts
    people: People
    employments: Employments
    spells: Spells
    changed: int
