"""One household decided and explained: what it gets, step by step, and what must be said of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from . import scalar, words
from .facts import Household
from .law import SURENESS, Branch, Formula, Law
from .mistakes import Unanswerable
from .version import Version, version
from .ways import Used, Way, tellers, unknown, ways
from .words import DANISH, Language


class Step(NamedTuple):
    """A formula as it went: its value, the branch it took and why."""

    decision: "Decision"
    way: Way
    person: int | None
    amount: object

    @property
    def formula(self) -> Formula:
        return self.way.formula

    @property
    def branch(self) -> Branch:
        return self.way.branch

    @property
    def provision(self) -> str:
        return self.way.provision

    @property
    def name(self) -> str:
        return self.way.formula.name

    @property
    def label(self) -> str:
        return self.way.label

    @property
    def said(self) -> str:
        return self.decision.sayings(self.person)[self.name]

    @property
    def because(self) -> str:
        """The law's sentence for the branch that was taken, with its amounts."""
        return words.filled(self.way.told, self.decision.sayings(self.person))

    @property
    def used(self) -> tuple[Used, ...]:
        return self.way.used


@dataclass(frozen=True)
class Remark:
    """What a person must look at, or what a reader must know."""

    provision: str
    sentence: str


@dataclass(frozen=True, eq=False)
class Decision:
    """What a household gets under the law of a day, and everything it rests on.

    Attributes:
        amounts: result column to kroner; a sequence where each person has one.
        steps: the formulas that led to it, each after those it rests on.
        remarks: why a person must decide; empty when none need to.
        cautions: what the result says about how far it has been tried, and unsure figures.
        digest: the digest of the rules of the day; the same digest and facts give the same answer.
        language: the language its sentences are in.
    """

    version: Version
    household: Household
    run: scalar.Run
    language: Language = DANISH
    _sayings: dict[int | None, "Sayings"] = field(default_factory=dict, repr=False)

    @property
    def law(self) -> Law:
        return self.version.law

    @property
    def on(self) -> date:
        return self.version.on

    @property
    def digest(self) -> str:
        return self.version.digest

    @cached_property
    def amounts(self) -> dict[str, Decimal | list[Decimal]]:
        return {column: self._amount(name) for column, name in self.law.outputs.items()}

    def _amount(self, name: str) -> Decimal | list[Decimal]:
        found = self.run.values[name]
        each = found if isinstance(found, list) else [found]
        if any(one != one for one in each):  # only what is not a number
            raise Unanswerable(self.version.not_known(name, self.language))
        return found  # type: ignore[return-value]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        run, found = self.run, list[Step]()
        told = ways(self.version, self.language)
        taken = set(self.law.outputs.values())
        for name, way in reversed(told.items()):  # each after those it rests on
            if name not in taken:
                continue
            at, amount = run.branches[name], run.values[name]
            if isinstance(at, int):
                taken.update(way[at].asks)
                found.append(Step(self, way[at], None, amount))
                continue
            assert isinstance(amount, list)
            for person in reversed(range(len(at))):
                taken.update(way[at[person]].asks)
                found.append(Step(self, way[at[person]], person, amount[person]))
        return tuple(reversed(found))

    def said(self, name: str, person: int | None = None) -> str:
        """A value of the decision as it is said; a person's value when one is asked for."""
        return self.sayings(person)[name]

    def sayings(self, person: int | None = None) -> "Sayings":
        """Everything of the decision as it is said, of one person or of the household."""
        found = self._sayings.get(person)
        if found is None:
            found = self._sayings[person] = Sayings(self, person)
        return found

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        return tuple(self._checked("caseworker"))

    @property
    def cautions(self) -> tuple[Remark, ...]:
        return (*self.untried, *self.unsure)

    @cached_property
    def untried(self) -> tuple[Remark, ...]:
        """What has not been compared with official answers."""
        return tuple(self._checked("unvalidated"))

    @cached_property
    def unsure(self) -> tuple[Remark, ...]:
        """Figures of the law that the result rests on and that are not sure."""
        found = {one.name: one for step in self.steps for one in step.used if not one.is_sure}
        return tuple(_unsure(one, self.language) for one in found.values())

    def _checked(self, outcome: str) -> Iterator[Remark]:
        for check in self.law.checks.values():
            if check.outcome == outcome and self.run.checks[check.name]:
                say = words.template(self.language.says(check.say), {})
                yield Remark(check.provision, words.filled(say, self.sayings()))


class Sayings(dict[str, str]):
    """The values of a decision as they are said, each put into words when first asked for."""

    def __init__(self, decision: Decision, person: int | None) -> None:
        super().__init__()
        self.decision, self.person = decision, person or 0
        self.tellers = tellers(decision.version, decision.language)

    def __missing__(self, name: str) -> str:
        self[name] = said = self._say(name)
        return said

    def _say(self, name: str) -> str:
        decision = self.decision
        if name not in self.tellers:
            used = decision.version.values[name]
            unit = decision.law.parameters[name].unit
            told = decision.language
            return words.said(used.amount, unit, {}, told) if used else unknown(told)
        facts = decision.household.facts
        given = facts[name] if name in facts else decision.run.values[name]
        if isinstance(given, list | tuple):
            given = given[self.person]
        return self.tellers[name](given)


def _unsure(used: Used, language: Language) -> Remark:
    told = language.says("Satsen “{label}” på {said} er {sure}, ikke sikker ({source}).")
    sure = language.says(SURENESS[used.value.sure])
    sentence = told.format(label=used.label, said=used.said, sure=sure, source=used.source)
    return Remark(used.provision, sentence)


def decide(
    law: Law, household: Household, on: date, known: date | None = None,
    language: Language = DANISH,
) -> Decision:  # fmt: skip
    """Decide one household under the law of a day.

    Args:
        law: the benefit's law.
        household: its facts, from `facts.household`.
        on: the day the law is applied to.
        known: as the law was known on this day; without it, as it is known now.
        language: the language to explain it in.
    Raises:
        Unanswerable: the law has nothing for the day, or a value is not known for it.
    """
    chosen = version(law, on, known)
    run = scalar.calculate(chosen, household.facts, household.persons)
    decision = Decision(chosen, household, run, language)
    assert decision.amounts
    return decision
