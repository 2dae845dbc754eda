"""Where a benefit falls away: its amount along an income, everything else being the same."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import numpy as np

from . import batch
from .columns import Column
from .facts import Household
from .law import Law

POINTS = 121
FINE = 100  # kroner: so exactly is it told where nothing is left


@dataclass(frozen=True)
class Curve:
    """Amounts at incomes; `own` is the household's, `gone` the first income that gives nothing."""

    incomes: tuple[float, ...]
    amounts: tuple[float, ...]
    own: float
    own_amount: float
    gone: float | None


def curve(law: Law, household: Household, name: str, most: int, on: date) -> Curve:
    """The main result along the first person's (or the household's) income from 0 to `most`.

    The income is in the unit the law asks for it in. Raises Unanswerable when the law has nothing
    for the day; an amount that is not known becomes 0.
    """
    own = float(str(_own(household, name)))
    top = max(float(most), own * 1.2)
    gone = _gone(law, household, name, top, on)
    last = min(top, max(gone * 1.25, own * 1.1)) if gone else top
    incomes = np.round(np.linspace(0, last, POINTS), 0)
    amounts = _amounts(law, household, name, incomes, on)
    here = float(_amounts(law, household, name, np.array([own]), on)[0])
    return Curve(tuple(incomes.tolist()), tuple(amounts.tolist()), own, here, gone)


def _own(household: Household, name: str) -> object:
    found = household.facts[name]
    return found[0] if isinstance(found, Sequence) else found


def _gone(law: Law, household: Household, name: str, top: float, on: date) -> float | None:
    """The first whole hundred from which nothing is left; None when it never comes to that."""
    step = FINE * max(1, round(top / POINTS / FINE))
    coarse = _last_with_some(law, household, name, np.arange(0, top + step, step), on)
    if coarse is None or coarse >= top:
        return None
    fine = _last_with_some(law, household, name, np.arange(coarse, coarse + step, FINE), on)
    return None if fine is None else fine + FINE


def _last_with_some(
    law: Law, household: Household, name: str, incomes: Column, on: date
) -> float | None:
    has_some = np.flatnonzero(_amounts(law, household, name, incomes, on) > 0)
    return float(incomes[has_some[-1]]) if has_some.size else None


def _amounts(law: Law, household: Household, name: str, incomes: Column, on: date) -> Column:
    households = batch.gather(law, [_with(household, name, income) for income in incomes.tolist()])
    wanted = next(iter(law.outputs.values()))
    found = batch.calculate(law, households, on, on, [wanted])[wanted]
    if law.formulas[wanted].is_person and households.offsets is not None:
        found = batch.first_of(found, households.offsets)
    return np.nan_to_num(found)


def _with(household: Household, name: str, income: float) -> Household:
    amount = Decimal(int(income))
    found = household.facts[name]
    value = [amount, *found[1:]] if isinstance(found, Sequence) else amount
    return replace(household, facts={**household.facts, name: value})
