"""The consequences of a reform for a population in parts, as the command line tells them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from sammenhaeng.statistics.disclosure import HIDDEN, Disclosed

from . import words
from .gated import Effect, counted, effects
from .impact import Tally, effect
from .population import FAMILY, KOMMUNE, Groups, Population
from .reform import Reform
from .simulation import Simulator

HEADINGS = {FAMILY: "Familietype", KOMMUNE: "Kommune"}
ALL = "Alle"


@dataclass
class Grouping:
    """Families or kommuner as parts of a population come in, and what each output does to them."""

    places: dict[str, int] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    tallies: dict[str, Tally] = field(default_factory=dict)

    def placed(self, part: Groups) -> Groups:
        """The groups of a part, numbered as they are in the whole."""
        self.labels.update(part.labels)
        places = [self.places.setdefault(name, len(self.places)) for name in part.names]
        return Groups(np.array(places)[part.codes], tuple(self.places))

    def add(self, output: str, tally: Tally) -> None:
        known = self.tallies.get(output)
        self.tallies[output] = known + tally if known else tally

    def lines(self, output: str) -> Iterator[tuple[str, tuple[Disclosed, ...]]]:
        """Each group in the order of its name, then all together, without a name."""
        passed = effects(self.tallies[output])
        for name, place in sorted(self.places.items()):
            yield self.labels.get(name, name), _numbers(passed.groups[place])
        yield "", _numbers(passed.everybody)


def _numbers(of: Effect) -> tuple[Disclosed, ...]:
    return of.households, of.winners, of.losers, of.cost


@dataclass
class Consequences:
    """What a reform does to a population: a tally for every grouping and output of the law."""

    reform: Reform
    unknown: int = 0  # rows for whom the law or the reform has no answer
    touched: tuple[str, ...] = ()
    groupings: dict[str, Grouping] = field(
        default_factory=lambda: {name: Grouping() for name in HEADINGS}
    )

    def add(self, population: Population) -> None:
        """One more part of the population, under the law and under the reform."""
        simulator = Simulator(self.reform.base, population.households, self.reform.on)
        outcome = simulator.run(self.reform)
        self.touched = outcome.touched
        changes = [outcome.change(output) for output in outcome.amounts]
        self.unknown += int(np.logical_or.reduce([np.isnan(one) for one in changes]).sum())
        for by, grouping in self.groupings.items():
            groups = grouping.placed(getattr(population, by))
            for output, amounts in outcome.amounts.items():
                grouping.add(output, effect(*amounts, groups, population.weights))

    def outputs(self) -> list[str]:
        """The outputs that change for anyone; the first of the law when none does."""
        tallies = self.groupings[FAMILY].tallies
        return [one for one in tallies if tallies[one].drawn[:, :2].any()] or [*tallies][:1]


def told(found: Consequences) -> Iterator[str]:
    """The consequences as they are read."""
    reform, law = found.reform, found.reform.base
    labels = [law.formulas[name].label.lower() for name in found.touched]
    yield f"{reform.title}. {law.title}, som loven gælder den {reform.on:%d.%m.%Y}"
    yield f"Regnet om: {', '.join(labels) or 'ingenting'}."
    if found.unknown:
        unknown, _ = counted([found.unknown], [found.unknown])
        yield f"{_number(unknown)} rækker kan ikke beregnes den dag."
    for output in found.outputs():
        formula = law.formulas[law.outputs[output]]
        yield ""
        yield f"{formula.label} ({output})"
        for by, grouping in found.groupings.items():
            yield ""
            cost = f"Koster, {words.ending_of(formula.unit)}"
            yield f"{HEADINGS[by]:<28}{'Husstande':>12}{'Vinder':>12}{'Taber':>12}{cost:>26}"
            for name, numbers in grouping.lines(output):
                shown = map(_number, numbers)
                yield f"{name or ALL:<28}" + "{:>12}{:>12}{:>12}{:>26}".format(*shown)
    yield ""
    yield f"{HIDDEN}: skjult; tallet kunne røbe noget om få husstande."


def cells(found: Consequences) -> Iterator[tuple[str, ...]]:
    """The consequences as rows of a table; a hidden number is an empty cell."""
    yield ("output", "by", "group", "households", "winners", "losers", "cost")
    for output in found.outputs():
        for by, grouping in found.groupings.items():
            for name, numbers in grouping.lines(output):
                shown = ["" if one.is_hidden else f"{one.value:.0f}" for one in numbers]
                yield (output, by, name, *shown)


def _number(shown: Disclosed) -> str:
    return HIDDEN if shown.is_hidden else words.number(Decimal(shown.value), 0)
