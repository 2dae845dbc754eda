"""A handful of workplaces with people, drawn from a seed: ordinary ones, and one that is not."""

import numpy as np

from sammenhaeng.compare.rules.figures import People
from sammenhaeng.compare.rules.tree import Places, Tree, grown

FACTORS = {"sex": 2, "age_band": 4, "education": 3, "origin": 2, "job": 3}
AUTHORITIES = 4


def places(kinds: dict[str, int]) -> Places:
    """So many units of each kind, spread over four kommuner, none below another."""
    names = [kind for kind, many in kinds.items() for _ in range(many)]
    units = np.arange(1, len(names) + 1)
    return Places(
        units, np.zeros_like(units), units % AUTHORITIES + 1, np.array(names),
        dict.fromkeys(range(1, AUTHORITIES + 1), "kommune"),
    )  # fmt: skip


def people(seed: int, units: np.ndarray, each: int, twice: int = 0) -> People:
    """`each` in every unit, ill in a few spells of some days; in unit `twice` doubly as long."""
    draw = np.random.default_rng(seed)
    unit = np.repeat(units, each)
    factors = {name: draw.integers(0, many, len(unit)) for name, many in FACTORS.items()}
    rate = 1.5 * (1 + 0.4 * factors["sex"]) * np.where(unit == twice, 2, 1)
    spells = draw.poisson(rate)
    minutes = (spells * draw.integers(1, 5, len(unit)) * 444).astype(np.int64)
    long = np.where(spells > 4, minutes, 0)
    medium = np.where(spells == 4, minutes, 0)
    over = (minutes > 8 * 444).astype(np.int64)
    return People(
        unit, draw.choice([0.5, 0.8, 1.0], len(unit)),
        {"minutes": minutes, "short_minutes": minutes - long, "long_minutes": long,
         "medium_minutes": medium, "week_minutes": minutes - long - medium,
         "over_30": over, "not_over_30": 1 - over},
        factors,
    )  # fmt: skip


def world(seed: int, kinds: dict[str, int], each: int = 40, twice: int = 0) -> tuple[People, Tree]:
    where = places(kinds)
    return people(seed, where.units, each, twice), grown(where, where.units)
