"""Many households under one law: columns in, columns out, by whichever way is fastest here."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from . import columns, fused
from .columns import Column, Households
from .facts import Household
from .law import Input, Law
from .units import YES_NO
from .version import version

WORTH_COMPILING = 20_000  # households


def calculate(
    law: Law,
    households: Households,
    on: date,
    known: date | None = None,
    wanted: Iterable[str] | None = None,
) -> dict[str, Column]:
    """The results of many households, the same to the øre as `decide` gives each of them.

    Args:
        law: the benefit's law.
        households: the inputs as columns (see `columns.Households`).
        on: the day the law is applied to.
        known: as the law was known on this day; without it, as it is known now.
        wanted: formulas or checks; without it, what the law's outputs name.
    Returns:
        name of formula to column of float64 (yes/no: bool), one value for each household, or each
        person when the formula is a person's. NaN where a value of the law is not known that day.
    Raises:
        Unanswerable: the law has nothing for the day.
    """
    names = list(law.outputs.values() if wanted is None else wanted)
    return way_for(households)(version(law, on, known), households, names)


def way_for(households: Households) -> Callable[..., dict[str, Column]]:
    """One compiled pass when it is worth its start and numba is here; numpy otherwise."""
    is_worth_it = fused.IS_HERE and households.size >= WORTH_COMPILING
    return fused.calculate if is_worth_it else columns.calculate


def gather(law: Law, households: Sequence[Household]) -> Households:
    """The columns of households that were read one by one."""
    given: dict[str, Column] = {}
    for name, asked in law.inputs.items():
        facts = [household.facts[name] for household in households]
        if asked.is_person:
            facts = [one for each in facts if isinstance(each, Sequence) for one in each]
        given[name] = np.array(facts, dtype=dtype_of(asked))
    offsets = None
    if any(asked.is_person for asked in law.inputs.values()):
        offsets = offsets_of([household.persons for household in households])
    return Households(given, offsets, len(households))


def offsets_of(persons: Sequence[int]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(np.asarray(persons, np.int64))])


def dtype_of(asked: Input) -> type:
    """The numpy type an input's column has."""
    if asked.unit == YES_NO:
        return np.bool_
    return np.int8 if asked.unit.words else np.float64


def first_of(household_column: Column, offsets: NDArray[np.int64]) -> Column:
    """The first person's value of every household."""
    return household_column[offsets[:-1]]
