"""Who wins and loses by a change of the law, told by group, and no more than may be told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from sammenhaeng.statistics.disclosure import HIDDEN, Disclosed, beside, disclose

from . import words
from .population import FAMILY, KOMMUNE, Groups, Population
from .reform import Reform
from .simulation import Effect, Outcome, Simulator, effects

GROUPINGS = (FAMILY, KOMMUNE)
HEADINGS = {FAMILY: "Familietype", KOMMUNE: "Kommune"}
ALL = "Alle"
NOBODY = Effect(0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Line:
    """What a group of households wins and loses; all of them together when it has no name.

    Numbers of households stand for the whole population; money is kroner for the period of the
    law's output.
    """

    name: str
    households: Disclosed[float]
    winners: Disclosed[float]
    losers: Disclosed[float]
    cost: Disclosed[float]


@dataclass
class Tally:
    """The effects of a change, added up by group as parts of a population come in."""

    counted: dict[str, Effect] = field(default_factory=dict)  # rows of the population
    weighted: dict[str, Effect] = field(default_factory=dict)  # what they stand for
    labels: dict[str, str] = field(default_factory=dict)

    def add(self, population: Population, outcome: Outcome, output: str, groups: Groups) -> None:
        change = outcome.change(output)
        self.labels.update(groups.labels)
        for total, weights in ((self.counted, None), (self.weighted, population.weights)):
            for code, effect in effects(change, groups.codes, weights).items():
                name = groups.names[code]
                total[name] = total.get(name, NOBODY) + effect

    def lines(self) -> Iterator[Line]:
        """Each group in the order of its name, then all together."""
        names = sorted(self.counted)
        released = disclose([_cells(self.counted[name]) for name in names])
        rows = zip(names, released.rows, released.row_totals, strict=True)
        for name, (winners, losers, _), households in rows:
            yield _line(
                self.labels.get(name, name), self.weighted[name], (households, winners, losers)
            )
        all_of_them = sum(self.weighted.values(), NOBODY)
        yield _line("", all_of_them, (released.total, *released.column_totals[:2]))

    @property
    def is_unchanged(self) -> bool:
        return not any(one.winners or one.losers for one in self.counted.values())


def _cells(effect: Effect) -> tuple[int, int, int]:
    return int(effect.winners), int(effect.losers), int(effect.unchanged)


def _line(name: str, effect: Effect, shown: tuple[Disclosed[int], ...]) -> Line:
    """The numbers of a group, each hidden with the count of rows that it comes from."""
    households, winners, losers = shown
    cost = beside(winners if winners.is_hidden else losers, effect.cost)
    return Line(
        name, beside(households, effect.households), beside(winners, effect.winners),
        beside(losers, effect.losers), cost,
    )  # fmt: skip


@dataclass
class Consequences:
    """What a reform does to a population: a tally for every output of the law and grouping."""

    reform: Reform
    rows: int = 0
    unknown: int = 0  # rows for whom the law or the reform has no answer
    touched: tuple[str, ...] = ()
    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)

    def add(self, population: Population) -> None:
        """One more part of the population, under the law and under the reform."""
        households = population.households
        simulator = Simulator(self.reform.base, households, self.reform.on)
        outcome = simulator.run(self.reform)
        self.rows += households.size
        self.touched = outcome.touched
        changes = [outcome.change(output) for output in outcome.amounts]
        self.unknown += int(np.logical_or.reduce([np.isnan(one) for one in changes]).sum())
        for output in outcome.amounts:
            for grouping in GROUPINGS:
                tally = self.tallies.setdefault((output, grouping), Tally())
                tally.add(population, outcome, output, getattr(population, grouping))

    def outputs(self) -> list[str]:
        """The outputs that change for anyone; the first of the law when none does."""
        changed = [
            output
            for output in self.reform.base.outputs
            if not self.tallies[output, GROUPINGS[0]].is_unchanged
        ]
        return changed or list(self.reform.base.outputs)[:1]


def told(found: Consequences) -> Iterator[str]:
    """The consequences as they are read."""
    reform, law = found.reform, found.reform.base
    labels = [law.formulas[name].label.lower() for name in found.touched]
    yield f"{reform.title}. {law.title}, som loven gælder den {reform.on:%d.%m.%Y}"
    yield f"Regnet om: {', '.join(labels) or 'ingenting'}."
    if found.unknown:
        yield f"{_number(disclose([[found.unknown]]).total)} rækker kan ikke beregnes den dag."
    for output in found.outputs():
        formula = law.formulas[law.outputs[output]]
        yield ""
        yield f"{formula.label} ({output})"
        for grouping in GROUPINGS:
            yield ""
            cost = f"Koster,{words.ENDINGS[formula.unit]}"
            yield f"{HEADINGS[grouping]:<28}{'Husstande':>12}{'Vinder':>12}{'Taber':>12}{cost:>26}"
            for line in found.tallies[output, grouping].lines():
                numbers = (line.households, line.winners, line.losers, line.cost)
                cells = [_number(one) for one in numbers]
                yield f"{line.name or ALL:<28}" + "{:>12}{:>12}{:>12}{:>26}".format(*cells)
    yield ""
    yield f"{HIDDEN}: skjult; tallet kunne røbe noget om få husstande eller om alle i en gruppe."


def cells(found: Consequences) -> Iterator[tuple[str, ...]]:
    """The consequences as rows of a table; a hidden number is an empty cell."""
    yield ("output", "by", "group", "households", "winners", "losers", "cost")
    for output in found.outputs():
        for grouping in GROUPINGS:
            for line in found.tallies[output, grouping].lines():
                numbers = (line.households, line.winners, line.losers, line.cost)
                shown = ["" if one.is_hidden else f"{one.value:.0f}" for one in numbers]
                yield (output, grouping, line.name, *shown)


def _number(shown: Disclosed[float] | Disclosed[int]) -> str:
    return HIDDEN if shown.is_hidden else words.number(Decimal(shown.value), 0)
