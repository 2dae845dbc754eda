"""What a version of the law says of every way its formulas can go, made ready once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from . import words
from .law import Branch, Formula, Value
from .version import Version
from .words import Language

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


@dataclass(frozen=True, eq=False)
class Way:
    """A branch under a version: what it rests on, and its sentence but for the household's own.

    Attributes:
        label: what the formula is called, in the language of the sentence.
        asks: the formulas it rests on, with what led to it.
        used: the parameters it rests on, with what led to it.
        told: its sentence, to be filled with the values of inputs and formulas.
    """

    formula: Formula
    label: str
    provision: str
    branch: Branch
    asks: tuple[str, ...]
    used: tuple[Used, ...]
    told: str


Ways = dict[str, tuple[Way, ...]]
Teller = Callable[[Any], str]


@lru_cache(maxsize=256)
def ways(version: Version, language: Language) -> Ways:
    """Every branch of every formula of the version, by name and number."""
    used = {name: _used(version, name, language) for name in version.values}
    said = {name: one.said if one else unknown(language) for name, one in used.items()}
    return {
        formula.name: tuple(_ways(version, formula, used, said, language))
        for formula in version.order
    }


def unknown(language: Language) -> str:
    """What is said for a value that nobody here knows."""
    return language.says("ukendt")


def _ways(
    version: Version, formula: Formula, used: Mapping[str, Used | None], said: Mapping[str, str],
    language: Language,
) -> Iterator[Way]:  # fmt: skip
    label = language.says(formula.label)
    text, conditions = version.texts[formula.name], set[str]()
    for branch in text.branches:
        conditions |= branch.condition_asks
        chooses = text.form in ("least", "greatest")
        asks = sorted(text.asks if chooses else conditions | branch.asks)
        yield Way(
            formula, label, text.provision, branch,
            tuple(name for name in asks if name in version.texts),
            tuple(one for name in asks if (one := used.get(name)) is not None),
            words.template(language.says(branch.say), said),
        )  # fmt: skip


def _used(version: Version, name: str, language: Language) -> Used | None:
    value = version.values[name]
    if value is None or value.amount is None:
        return None
    parameter, amount = version.law.parameters[name], value.amount
    is_table = isinstance(amount, tuple)
    told = language.says("tabel") if is_table else words.said(amount, parameter.unit, {}, language)
    source, label = version.law.sources[value.source], language.says(parameter.label)
    return Used(name, label, parameter.provision, told, value, source)


@lru_cache(maxsize=256)
def tellers(version: Version, language: Language) -> Mapping[str, Teller]:
    """How the value of each input and formula is said."""
    law = version.law
    asked = {name: words.teller(one.unit, one.labels, language) for name, one in law.inputs.items()}
    found = (law.formulas[name] for name in version.texts)
    return asked | {one.name: words.teller(one.unit, {}, language) for one in found}
