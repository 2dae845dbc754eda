"""Draws the whole nation from a share and a seed."""

import numpy as np
from numpy.random import SeedSequence, default_rng

from .absences import Drawer, rates
from .clock import Clock
from .places import authorities, units
from .records import Authorities, Employments, Nation, People, Spells, Units
from .reporting import Desk
from .shape import workplaces
from .staff import employments, posts

BLOCK = 100_000  # employments drawn at a time, so that memory stays small
MIDDLE = slice(10, 40)  # by population: among these kommuner is the one that changed its system


def draw(share: float, *, seed: int) -> Nation:
    """The public staff of a share of Denmark, 2022-2025; the same seed gives the same nation.

    share: 1 is 820,000 posts in 20,000 units and about 10 million spells.
    """
    places, rest = SeedSequence(seed).spawn(2)
    random = default_rng(places)
    of = authorities(share, random)
    there = units(share, of, random)
    changed = int(random.choice(np.argsort(-of.population[of.sector == 0])[MIDDLE]))
    return staffed(of, there, changed, rest)


def staffed(of: Authorities, there: Units, changed: int, seed: SeedSequence) -> Nation:
    """These units with people in them, and the people's absence."""
    staff, spells = seed.spawn(2)
    random = default_rng(staff)
    work = posts(there, random)
    held, people = employments(work, random)
    absent = _spells(held, people, (of, there, changed), spells)
    return Nation(of, there, work, people, held, absent, changed)


def _spells(
    held: Employments, people: People, where: tuple[Authorities, Units, int], seed: SeedSequence
) -> Spells:
    of, there, changed = where
    owner = there.authority[held.unit]
    shift = np.array([place.shift for place in workplaces()])[there.workplace[held.unit]]
    effect = there.effect[held.unit] * of.effect[owner]
    drawer = Drawer(held, people, rates(held, people, effect), shift, Clock.build())
    desk = Desk(held, shift, of.hourless[owner], owner == changed)
    starts = range(0, len(held.post), BLOCK)
    drawn = [
        desk.report(drawer.block(slice(start, min(start + BLOCK, len(shift))), random), random)
        for start, random in zip(starts, map(default_rng, seed.spawn(len(starts))), strict=True)
    ]
    names = Spells.__dataclass_fields__
    return Spells(*(np.concatenate([getattr(one, name) for one in drawn]) for name in names))
