"""A change of the law tried on the population: what comes out has been through the gate."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sammenhaeng.benefits.rules import gated, impact, laws
from sammenhaeng.benefits.rules.columns import Column
from sammenhaeng.benefits.rules.gated import Effect, Effects
from sammenhaeng.benefits.rules.impact import Edge
from sammenhaeng.benefits.rules.law import Law
from sammenhaeng.benefits.rules.population import Population
from sammenhaeng.benefits.rules.proposals import Proposal
from sammenhaeng.benefits.rules.simulation import NOTICED
from sammenhaeng.benefits.rules.version import Version, version
from sammenhaeng.statistics.disclosure import Disclosed, beside

from .population import population, simulator

Pairs = tuple[tuple[str, str], ...]


class Asked(NamedTuple):
    """What is to be tried, so that the same is tried once; `output` is empty for the first."""

    law: str
    on: date
    values: Pairs = ()
    texts: Pairs = ()
    output: str = ""

    @property
    def proposal(self) -> Proposal:
        return Proposal(laws.law(self.law), self.on, dict(self.values), dict(self.texts))

    @property
    def is_law_in_force(self) -> bool:
        return not (self.values or self.texts)


@dataclass(frozen=True)
class TypicalTold:
    """A typical household at the edge; every number is Disclosed and rounded."""

    family: str
    households: Disclosed[int]
    change: Disclosed[float]
    before: Disclosed[float]
    facts: tuple[tuple[str, Disclosed[float]], ...]


@dataclass(frozen=True)
class Trial:
    """What a change does: figures of the groups, the distribution, and the edges."""

    asked: Asked
    law: Law
    output: str
    touched: tuple[str, ...]
    rules: int
    by_family: Effects
    by_kommune: Effects
    bands: tuple[Disclosed[int], ...]
    unknown: Disclosed[int]
    winning: tuple[TypicalTold, ...]
    losing: tuple[TypicalTold, ...]
    families: tuple[str, ...]
    kommuner: tuple[str, ...]
    digests: tuple[str, str]
    drawn: int

    @property
    def everybody(self) -> Effect:
        return self.by_family.everybody


@lru_cache(maxsize=64)
def tried(asked: Asked) -> Trial:
    """Run it. Raises Unusable for fields that cannot be used and Unanswerable as the law does."""
    proposal = asked.proposal
    law, reform = proposal.law, proposal.reform()
    used, people = simulator(asked.law, asked.on), population(asked.law)
    outcome = used.run(reform)
    output = asked.output or _first_changed(law, outcome.amounts)
    times = impact.times_a_year(law.formulas[law.outputs[output]].unit)
    before, after = (times * column for column in outcome.amounts[output])
    new = version(reform.law, asked.on)
    return _trial(asked, output, (used.base, new), people, (before, after))


def _first_changed(law: Law, amounts) -> str:
    for output in law.outputs:
        before, after = amounts[output]
        if (np.abs(np.nan_to_num(after - before)) > NOTICED).any():
            return output
    return next(iter(law.outputs))


def _trial(
    asked: Asked, output: str, versions: tuple[Version, Version], people: Population,
    amounts: tuple[Column, Column],
) -> Trial:  # fmt: skip
    base, new = versions
    change = amounts[1] - amounts[0]
    touched = tuple(f.name for f in new.order if new.digests[f.name] != base.digests.get(f.name))
    facts = impact.asked_by(new, touched)
    edges = [impact.edge(base.law, people, amounts, facts, sign) for sign in (1, -1)]
    rows = impact.bands(change)
    known = ~np.isnan(amounts[0])
    by_family, by_kommune = (
        gated.effects(impact.effect(*amounts, groups, people.weights))
        for groups in (people.family, people.kommune)
    )
    winning, losing = (_told(one, people) for one in edges)
    return Trial(
        asked=asked, law=base.law, output=output, touched=touched, rules=len(new.texts),
        by_family=by_family, by_kommune=by_kommune, bands=_row(rows, people)[:-1],
        unknown=_row([known, ~known], people)[1], winning=winning, losing=losing,
        families=people.family.names, kommuner=people.kommune.names,
        digests=(base.digest, new.digest), drawn=people.households.size,
    )  # fmt: skip


def _row(inside, people: Population) -> tuple[Disclosed[int], ...]:
    weights = people.weights
    found = [(round(float(weights[one].sum())), int(one.sum())) for one in inside]
    return gated.counted(*zip(*found, strict=True))


def _told(edge: Edge, people: Population) -> tuple[TypicalTold, ...]:
    """The typical households of those kinds that are many enough to be told of."""
    sides = [(inside, people.weights) for inside in (edge.inside, ~edge.inside)]
    cells = impact.tally(sides, people.family, people.weights)
    passed = gated.gated(("edge", "others"), cells.households, cells.drawn)
    told = []
    for one in edge.typical:
        cell = passed.cell(one.family + 1, "edge")
        facts = tuple((name, beside(cell, rounded(value))) for name, value in one.facts.items())
        change, before = (beside(cell, rounded(value)) for value in (one.change, one.before))
        family = people.family.names[one.family]
        told.append(TypicalTold(family, cell, change, before, facts))
    return tuple(sorted(told, key=lambda one: -_size(one.change)))


def _size(cell: Disclosed[float]) -> float:
    return -1.0 if cell.is_hidden else abs(cell.value)


def rounded(value: float) -> float:
    """Two digits that count: a typical household is nobody's own figures."""
    return float(f"{value:.2g}")
