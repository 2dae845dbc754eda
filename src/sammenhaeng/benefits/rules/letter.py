"""A decision as people read it: outcome, reasons, provisions, facts with sources, how to appeal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from . import cases, evidence, words
from .evidence import ASSUMED, FOLLOWS, Told
from .law import Law
from .words import DANISH, Language


@dataclass(frozen=True)
class Result:
    """One result: what it is, and how much."""

    label: str
    said: str
    is_nothing: bool


@dataclass(frozen=True)
class Line:
    """A step of the calculation, as it was told."""

    label: str
    who: str
    said: str
    because: str
    provision: str


@dataclass(frozen=True)
class FactLine:
    """A fact that was used: what it is, what it was, and from whom."""

    name: str
    person: int
    label: str
    said: str
    register: str
    told_on: date
    is_usual: bool


@dataclass(frozen=True)
class Letter:
    """Everything a decision says, from what is stored of it."""

    law: Law
    results: tuple[Result, ...]
    first: tuple[Line, ...]  # the few steps to read
    rest: tuple[Line, ...]
    provisions: tuple[str, ...]
    facts: tuple[FactLine, ...]
    usual: tuple[FactLine, ...]  # told by somebody, and as the law has it when nobody does
    assumed: tuple[FactLine, ...]  # what followed from the answers, or nobody said
    remarks: tuple[Mapping[str, str], ...]
    cautions: tuple[Mapping[str, str], ...]

    @property
    def main(self) -> Result:
        return self.results[0]

    @property
    def others(self) -> tuple[Result, ...]:
        return tuple(one for one in self.results[1:] if not one.is_nothing)


def letter(
    law: Law, document: Mapping[str, Any] | None, facts: Iterable[Told], granted: cases.Amounts,
    language: Language = DANISH,
) -> Letter:  # fmt: skip
    """The letter of a calculation, with the amounts that were granted.

    What is stored stays as it was told; results and facts are said in the language.
    """
    steps: Sequence[Mapping[str, Any]] = document["steps"] if document else ()
    first = [step for step in steps if step["leads"]]
    rest = [step for step in steps if not step["leads"]]
    used = [_fact(law, one, language) for one in facts]
    taken = {ASSUMED, FOLLOWS}
    spoken = [one for one in used if one.register not in taken]
    return Letter(
        law=law,
        results=tuple(_results(law, granted, language)),
        first=tuple(map(_line, first)),
        rest=tuple(map(_line, rest)),
        provisions=tuple(dict.fromkeys(step["provision"] for step in first)),
        facts=tuple(one for one in spoken if not one.is_usual),
        usual=tuple(one for one in spoken if one.is_usual),
        assumed=tuple(one for one in used if one.register in taken),
        remarks=tuple(document["needs_caseworker"] if document else ()),
        cautions=tuple(document["cautions"] if document else ()),
    )


def _results(law: Law, granted: cases.Amounts, language: Language) -> Iterable[Result]:
    for column, name in law.outputs.items():
        formula, amount = law.formulas[name], cases.main_amount(granted, column)
        label = language.says(formula.label)
        if amount is None:
            yield Result(label, language.says("kan ikke regnes"), True)
        else:
            said = words.said(Decimal(str(amount)), formula.unit, {}, language)
            yield Result(label, said, not amount)


def _line(step: Mapping[str, Any]) -> Line:
    person = step["person"]
    who = "" if person is None else f"person {person + 1}"
    return Line(step["label"], who, step["said"], step["because"], step["provision"])


def _fact(law: Law, told: Told, language: Language) -> FactLine:
    asked = law.inputs[told.name]
    label = language.says(asked.label)
    label = f"{label}, person {told.person + 1}" if told.person else label
    said = evidence.said(asked, told.value, language)
    is_usual = asked.default is not None and evidence.said(asked, asked.default, language) == said
    return FactLine(told.name, told.person, label, said, told.register, told.told_on, is_usual)
