"""One household decided and explained: what it gets, step by step, and what must be said of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from . import scalar, words
from .facts import Household
from .law import SURENESS, Branch, Formula, Law, Value
from .mistakes import Unanswerable
from .version import Version, version

LESS_SURE = "PU"


@dataclass(frozen=True)
class Used:
    """A value of the law that a step rests on."""

    name: str
    label: str
    provision: str
    said: str
    value: Value
    source: str

    @property
    def is_sure(self) -> bool:
        return self.value.sure not in LESS_SURE


@dataclass(frozen=True)
class Step:
    """A formula as it went: its value, the branch it took and why."""

    decision: "Decision"
    formula: Formula
    provision: str
    branch: Branch
    person: int | None
    amount: object

    @property
    def name(self) -> str:
        return self.formula.name

    @property
    def label(self) -> str:
        return self.formula.label

    @cached_property
    def said(self) -> str:
        return words.said(self.amount, self.formula.unit)

    @cached_property
    def because(self) -> str:
        """The law's sentence for the branch that was taken, with its amounts."""
        return words.filled(self.branch.say, lambda name: self.decision.said(name, self.person))

    @property
    def used(self) -> tuple[Used, ...]:
        names = _asked(self.decision.version, self.formula.name, self.branch)[1]
        return tuple(self.decision.used(name) for name in names)


@dataclass(frozen=True)
class Remark:
    """What a person must look at, or what a reader must know."""

    provision: str
    sentence: str


@dataclass(frozen=True)
class Decision:
    """What a household gets under the law of a day, and everything it rests on.

    Attributes:
        amounts: result column to kroner; a sequence where each person has one.
        steps: the formulas that led to it, each after those it rests on.
        remarks: why a person must decide; empty when none need to.
        cautions: what the result says about how far it has been tried, and unsure figures.
        digest: the digest of the rules of the day; the same digest and facts give the same answer.
    """

    version: Version
    household: Household
    run: scalar.Run

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
            raise Unanswerable(self.version.not_known(name))
        return found  # type: ignore[return-value]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        taken = _taken(self.version, self.run)
        return tuple(
            step
            for formula in self.version.order
            if formula.name in taken
            for step in self._steps(formula)
        )

    def _steps(self, formula: Formula) -> Iterator[Step]:
        text = self.version.texts[formula.name]
        at, amount = self.run.branches[formula.name], self.run.values[formula.name]
        if isinstance(at, list) and isinstance(amount, list):
            for person, (one, value) in enumerate(zip(at, amount, strict=True)):
                yield Step(self, formula, text.provision, text.branches[one], person, value)
        elif isinstance(at, int):
            yield Step(self, formula, text.provision, text.branches[at], None, amount)

    def said(self, name: str, person: int | None = None) -> str:
        """A value of the decision as it is said; a person's value when one is asked for."""
        law = self.law
        if name in law.parameters:
            value = self.version.values[name]
            return words.said(value.amount, law.parameters[name].unit) if value else "ukendt"
        given = self.household.facts[name] if name in law.inputs else self.run.values[name]
        if isinstance(given, Sequence):
            given = given[person or 0]
        labels = law.inputs[name].labels if name in law.inputs else {}
        return words.said(given, law.meanings[name].unit, labels)

    def used(self, name: str) -> Used:
        parameter, value = self.law.parameters[name], self.version.values[name]
        assert value is not None
        amount = value.amount
        told = "tabel" if isinstance(amount, tuple) else words.said(amount, parameter.unit)
        source = self.law.sources[value.source]
        return Used(name, parameter.label, parameter.provision, told, value, source)

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
        return tuple(map(_unsure, found.values()))

    def _checked(self, outcome: str) -> Iterator[Remark]:
        for check in self.law.checks.values():
            if check.outcome == outcome and self.run.checks[check.name]:
                yield Remark(check.provision, words.filled(check.say, self.said))


def _unsure(used: Used) -> Remark:
    word = SURENESS[used.value.sure]
    sentence = f"Satsen “{used.label}” på {used.said} er {word}, ikke sikker ({used.source})."
    return Remark(used.provision, sentence)


def decide(law: Law, household: Household, on: date, known: date | None = None) -> Decision:
    """Decide one household under the law of a day.

    Args:
        law: the benefit's law.
        household: its facts, from `facts.household`.
        on: the day the law is applied to.
        known: as the law was known on this day; without it, as it is known now.
    Raises:
        Unanswerable: the law has nothing for the day, or a value is not known for it.
    """
    chosen = version(law, on, known)
    decision = Decision(
        chosen, household, scalar.calculate(chosen, household.facts, household.persons)
    )
    assert decision.amounts
    return decision


def _taken(version: Version, run: scalar.Run) -> set[str]:
    """The formulas that the results came to rest on, by the branches that were taken."""
    found: set[str] = set()
    left = list(version.law.outputs.values())
    while left:
        name = left.pop()
        if name in found or name not in version.texts:
            continue
        found.add(name)
        branches = version.texts[name].branches
        at = run.branches[name]
        for one in {*at} if isinstance(at, list) else {at}:
            left += _asked(version, name, branches[one])[0]
    return found


@lru_cache(maxsize=4096)
def _asked(version: Version, name: str, branch: Branch) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The formulas and the parameters that a branch rests on, with what led to it."""
    text = version.texts[name]
    if text.form in ("least", "greatest"):
        asks = text.asks
    else:
        before = text.branches[: text.branches.index(branch) + 1]
        conditions = [ask for one in before for ask in one.condition_asks]
        asks = frozenset([*conditions, *branch.asks])
    formulas = tuple(name for name in sorted(asks) if name in version.texts)
    return formulas, tuple(name for name in sorted(asks) if name in version.law.parameters)
