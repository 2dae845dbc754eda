"""A law as it was read: parameters in two times, formulas with dated texts, and checks."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from .expressions import Meaning, names_in
from .mistakes import Place
from .units import Unit

SURENESS = {"S": "sikker", "P": "sandsynlig", "U": "ikke bekræftet"}
Steps = tuple[tuple[Decimal, Decimal], ...]  # a table: from this key, this value


@dataclass(frozen=True)
class Value:
    """A value of a parameter: in force from and to, and known from."""

    since: date
    until: date | None
    known: date
    amount: Decimal | Steps | None  # None: it was in force, and nobody here knows it
    sure: str
    source: str
    place: Place

    def holds(self, on: date, known: date) -> bool:
        is_in_force = self.since <= on and (self.until is None or on <= self.until)
        return is_in_force and (self.known <= known or self.known == self.since)


@dataclass(frozen=True)
class Parameter:
    """A number of the law, with all the values it has had."""

    name: str
    label: str
    unit: Unit
    by: Unit | None
    provision: str
    values: tuple[Value, ...]
    place: Place
    base: Decimal | None = None
    index: str = ""
    nearest: Decimal | None = None

    def on(self, on: date, known: date) -> Value | None:
        """The value of a day as it was known on another: the latest begun, then latest known."""
        holding = [value for value in self.values if value.holds(on, known)]
        return max(holding, key=lambda value: (value.since, value.known), default=None)


@dataclass(frozen=True)
class Input:
    """A fact about a household or a person that the law asks for."""

    name: str
    label: str
    unit: Unit
    is_person: bool
    column: str
    register: str
    ask: str
    place: Place
    least: Decimal | None = None
    most: Decimal | None = None
    default: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Branch:
    """One way a formula can go, and the sentence that says so."""

    when: ast.expr | None
    value: ast.expr
    say: str
    place: Place

    @cached_property
    def asks(self) -> frozenset[str]:
        return self.condition_asks.union(names_in(self.value))

    @cached_property
    def condition_asks(self) -> frozenset[str]:
        return frozenset(names_in(self.when))


@dataclass(frozen=True)
class Text:
    """The text of a formula while it was in force."""

    since: date | None
    until: date | None
    known: date | None
    form: str  # is, rules, least or greatest
    branches: tuple[Branch, ...]
    provision: str
    place: Place

    def holds(self, on: date, known: date) -> bool:
        is_in_force = (not self.since or self.since <= on) and (not self.until or on <= self.until)
        return is_in_force and (not self.known or self.known <= known)

    @cached_property
    def asked_in_turn(self) -> tuple[str, ...]:
        """The names it asks for, in the order they stand."""
        nodes = [node for branch in self.branches for node in (branch.when, branch.value)]
        return tuple(dict.fromkeys(name for node in nodes for name in names_in(node)))

    @cached_property
    def asks(self) -> frozenset[str]:
        return frozenset(self.asked_in_turn)


@dataclass(frozen=True)
class Formula:
    """A step of the calculation that the law names."""

    name: str
    label: str
    unit: Unit
    is_person: bool
    texts: tuple[Text, ...]
    place: Place

    def on(self, on: date, known: date) -> Text | None:
        holding = [text for text in self.texts if text.holds(on, known)]
        return max(holding, key=lambda text: text.known or date.min, default=None)


@dataclass(frozen=True)
class Check:
    """What sends a case to a person, or what a result must say about itself."""

    name: str
    when: ast.expr
    outcome: str  # caseworker or unvalidated
    say: str
    provision: str
    place: Place


@dataclass(frozen=True)
class Factor:
    """What a base amount is multiplied by in a year."""

    year: int
    factor: Decimal
    sure: str
    known: date | None = None


@dataclass(frozen=True, eq=False)
class Law:
    """All of a benefit's law, checked."""

    name: str
    title: str
    short: str
    cited: str
    statute_from: date
    appeal: str
    digest: str
    outputs: Mapping[str, str]
    sources: Mapping[str, str]
    not_modelled: tuple[str, ...]
    inputs: Mapping[str, Input]
    parameters: Mapping[str, Parameter]
    formulas: Mapping[str, Formula]
    checks: Mapping[str, Check]
    indexes: Mapping[str, tuple[Factor, ...]]

    @cached_property
    def meanings(self) -> dict[str, Meaning]:
        """What each name of the law means in an expression."""
        return {
            **{name: Meaning(found.unit, found.is_person) for name, found in self.inputs.items()},
            **{name: Meaning(found.unit, by=found.by) for name, found in self.parameters.items()},
            **{name: Meaning(found.unit, found.is_person) for name, found in self.formulas.items()},
        }

    @cached_property
    def columns(self) -> dict[str, Input]:
        return {found.column: found for found in self.inputs.values()}
