"""The example deliveries of the invented Solby Kommune: its staff in 2025 and their absence."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.random import SeedSequence

from .deliveries import write_csv
from .drawing import staffed
from .records import NONE, Authorities, Employments, Nation, Spells, Units
from .shape import END, day_number, workplaces

SEED = 261  # with it: spells over New Year, still open, told twice and of every cause
BEGIN_YEAR = day_number(date(2025, 1, 1))
Table = TypeVar("Table", Employments, Spells)
UNITS = {  # code, as in the cast: (kind of workplace, posts)
    "town_hall": ("department", 12),
    "jobcentre": ("jobcentre", 32),
    "family": ("department", 24),
    "school": ("school", 44),
}


def write(folder: Path) -> tuple[Path, Path]:
    """employments.csv and absence.csv in that folder."""
    employments, spells = write_csv(solby(), folder)
    return employments, spells.rename(folder / "absence.csv")


def solby() -> Nation:
    """Solby's staff of 2025; its top unit is the town hall."""
    kinds = [place.kind for place in workplaces()]
    many, codes = len(UNITS), list(UNITS)
    of = Authorities(
        np.zeros(1, np.int8), ["0999"], ["Solby Kommune"], np.array([43_000], np.int32),
        np.ones(1), np.zeros(1, bool),
    )  # fmt: skip
    there = Units(
        np.zeros(many, np.int32), np.array([NONE, 0, 0, 0], np.int32),
        [kind for kind, _ in UNITS.values()], codes, codes,
        np.array([kinds.index(kind) for kind, _ in UNITS.values()], np.int8),
        np.ones(many, np.int8), np.array([posts for _, posts in UNITS.values()], np.int32),
        np.ones(many), np.zeros(many, bool),
    )  # fmt: skip
    return of_year(staffed(of, there, NONE, SeedSequence(SEED)))


def of_year(nation: Nation) -> Nation:
    """Only the employments and the spells that touch 2025."""
    held, spells = nation.employments, nation.spells
    stays = held.last >= BEGIN_YEAR
    number = (np.cumsum(stays) - 1).astype(np.int32)
    kept = stays[spells.employment] & (spells.last >= BEGIN_YEAR) & (spells.first <= END)
    spells = rows(spells, kept)
    return replace(
        nation,
        employments=rows(held, stays),
        spells=replace(spells, employment=number[spells.employment]),
    )


def rows(table: Table, chosen: np.ndarray) -> Table:
    """The chosen rows of employments or spells."""
    return replace(
        table, **{name: getattr(table, name)[chosen] for name in table.__dataclass_fields__}
    )
