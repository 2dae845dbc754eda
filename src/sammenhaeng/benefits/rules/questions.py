"""How people are asked for the facts of a law: steps, and whom each question is about."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from . import laws
from .evidence import Key
from .law import Law

HOUSEHOLD, COUPLE, FAMILY = "household", "couple", "family"
YES = ("ja", "yes", "true", "t", "1")
Answers = Mapping[Key, str]


@dataclass(frozen=True)
class Asking:
    """One page of questions; `only` names answers without which it is left out."""

    title: str
    inputs: tuple[str, ...]
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def is_asked(self, law: Law, answers: Answers) -> bool:
        return all(
            answers.get((name, 0), law.inputs[name].default) in wanted for name, wanted in self.only
        )


@dataclass(frozen=True)
class Family:
    """How many people a household is made of: the applicant, a partner perhaps, then children."""

    adults: int = 1
    children: int = 0

    @property
    def size(self) -> int:
        return self.adults + self.children

    def is_child(self, person: int) -> bool:
        return person >= self.adults


@dataclass(frozen=True)
class Questions:
    """The questions of one law in the order they are asked."""

    law: Law
    lead: str
    persons: str
    steps: tuple[Asking, ...]
    income: str
    most: int
    alone: str
    adult: frozenset[str]
    child: frozenset[str]

    def about(self, name: str, family: Family) -> list[int]:
        """The persons that a question is about; [0] when it is the household's."""
        if not self.law.inputs[name].is_person:
            return [0]
        return [
            person
            for person in range(family.size)
            if name in (self.child if family.is_child(person) else self.adult)
        ]

    def family(self, answers: Answers, chosen: Family) -> Family:
        """Who the household is made of, as far as it has been answered."""
        if self.persons == COUPLE:
            return Family(1 if answers.get((self.alone, 0), "ja").lower() in YES else 2)
        return chosen if self.persons == FAMILY else Family()

    def asked(self, answers: Answers) -> list[Asking]:
        """The steps that the answers so far do not leave out."""
        return [step for step in self.steps if step.is_asked(self.law, answers)]


@cache
def questions(name: str) -> Questions:
    """How the questions of a law are asked. Raises Unanswerable when there is no such law."""
    law = laws.law(name)
    (told,) = _rows("questions.toml", "benefit", name)
    steps = tuple(
        Asking(
            step["sentence"],
            tuple(step["inputs"]),
            tuple((key, tuple(words)) for key, words in step.get("only", {}).items()),
        )
        for step in _rows("questions.toml", "step", name)
    )
    return Questions(
        law, told["sentence"], told["persons"], steps, told["income"], told["most"],
        told.get("alone", ""), frozenset(told.get("adult", ())), frozenset(told.get("child", ())),
    )  # fmt: skip


def known_paths(name: str) -> Mapping[str, str]:
    """Path of a register's fact to the input of the law that it answers."""
    return {row["path"]: row["input"] for row in _rows("facts.toml", "fact", name)}


def _rows(file: str, kind: str, law: str) -> list[dict[str, Any]]:
    return [row for row in _data(file)[kind] if row["law"] == law]


@cache
def _data(name: str) -> Mapping[str, list[dict[str, Any]]]:
    return tomllib.loads((files(__package__).parent / "data" / name).read_text("utf-8"))  # type: ignore[attr-defined]
