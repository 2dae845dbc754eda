"""The law of one day as it was known on another: what is run."""

import ast
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from . import dates
from .expressions import ON, names_in
from .law import Formula, Law, Parameter, Steps, Text, Value
from .mistakes import Unanswerable
from .words import DANISH, Language

DAY = "%d.%m.%Y"
MOST_NAMED = 2  # unknown values in one sentence


@dataclass(frozen=True, eq=False)
class Version:
    """A law whose parameters and texts are chosen; a value that is not known is None."""

    law: Law
    on: date
    known: date
    values: Mapping[str, Value | None]
    texts: Mapping[str, Text]

    @cached_property
    def order(self) -> tuple[Formula, ...]:
        """The formulas as they are told: each just after those it asks, in the order it asks."""
        found: dict[str, Formula] = {}

        def tell(name: str) -> None:
            if name in self.texts and name not in found:
                for ask in self.texts[name].asked_in_turn:
                    tell(ask)
                found[name] = self.law.formulas[name]

        for name in (*self.law.outputs.values(), *self.texts):
            tell(name)
        return tuple(found.values())

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """A formula's digest: its text, the values it uses, and the digests of what it asks."""
        found: dict[str, str] = {}
        for formula in self.order:
            text = self.texts[formula.name]
            parts = [text.form, formula.name, *map(str, self._spoken(text))]
            for name in sorted(text.asks):
                value = self.values.get(name)
                parts.append(f"{name}={found.get(name) or (value.amount if value else name)}")
            if asks_on(text):
                parts.append(self.on.isoformat())
            found[formula.name] = hashlib.sha256("\0".join(parts).encode()).hexdigest()
        return found

    def _spoken(self, text: Text) -> Iterable[str]:
        for branch in text.branches:
            yield ast.unparse(branch.when) if branch.when else ""
            yield ast.unparse(branch.value)

    @cached_property
    def digest(self) -> str:
        """The digest of the rules as they apply on the day: what a decision is signed with."""
        parts = [self.law.name, *sorted(self.digests.values())]
        parts += [f"{c.name}{ast.unparse(c.when)}{c.outcome}" for c in self.law.checks.values()]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    @cached_property
    def unknown(self) -> frozenset[str]:
        """The parameters that have no value on the day."""
        return frozenset(name for name, value in self.values.items() if value_of(value) is None)

    @cached_property
    def tainted(self) -> Mapping[str, frozenset[str]]:
        """Formulas that may rest on unknown parameters, and which."""
        found: dict[str, frozenset[str]] = {}
        for formula in self.order:
            asks = self.texts[formula.name].asks
            unknown = (asks & self.unknown).union(*(found.get(name, ()) for name in asks))
            if unknown:
                found[formula.name] = unknown
        return found

    def parameter(self, name: str) -> Parameter:
        return self.law.parameters[name]

    def not_known(self, name: str, language: Language = DANISH) -> str:
        """The sentence for a result that rests on what is not known."""
        unknown = [self.parameter(one) for one in sorted(self.tainted.get(name, ()))]
        named = [f"“{language.says(one.label)}” ({one.provision})" for one in unknown]
        if (others := len(named) - MOST_NAMED) > 0:
            named[MOST_NAMED:] = [language.says("{count} andre").format(count=others)]
        told = language.says(
            "Satsen for {rates} kendes ikke den {day}. Der regnes ikke videre på andre års satser."
        )
        rates = language.says(" og ").join(named)
        return told.format(rates=rates, day=f"{self.on:{DAY}}")


def value_of(value: Value | None) -> Decimal | Steps | None:
    return value.amount if value else None


def asks_on(text: Text) -> bool:
    return any(
        isinstance(part, ast.Name) and part.id == ON
        for branch in text.branches
        for node in (branch.when, branch.value)
        if node is not None
        for part in ast.walk(node)
    )


@lru_cache(maxsize=256)
def version(law: Law, on: date, known: date | None = None) -> Version:
    """The law of a day, as it was known on another (or as it is known at all).

    Raises:
        Unanswerable: the day lies before the first law there is, or a step has no text then.
    """
    known = known or date.max
    if on < law.statute_from:
        raise Unanswerable(
            f"{law.title} kan regnes fra den {law.statute_from:{DAY}}. Den {on:{DAY}} er før "
            "den første lov, der er her. Vælg en senere dag."
        )
    texts = {}
    for name, formula in law.formulas.items():
        if (text := formula.on(on, known)) is not None:
            texts[name] = text
    needed = _needed(law, texts, on)
    texts = {name: text for name, text in texts.items() if name in needed}
    values = {name: found.on(on, known) for name, found in law.parameters.items()}
    return Version(law, on, known, values, texts)


def _needed(law: Law, texts: Mapping[str, Text], on: date) -> set[str]:
    """The formulas that the results and the checks come to ask."""
    wanted = [*law.outputs.values(), *(n for c in law.checks.values() for n in names_in(c.when))]
    found: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name not in law.formulas or name in found:
            continue
        if name not in texts:
            raise Unanswerable(
                f"{law.title}: reglen “{law.formulas[name].label}” har ingen tekst den {on:{DAY}}."
            )
        found.add(name)
        wanted += texts[name].asks
    return found


def on_number(version: Version) -> int:
    return dates.number(version.on)
