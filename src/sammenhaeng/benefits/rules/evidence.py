"""Facts of a case with where each is from: which one counts, and what keeps a machine out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from . import cases, facts, words
from .cases import Doubt
from .facts import PERSONS, Fault, Household
from .law import Input, Law
from .words import DANISH, Language

TELLERS = CITIZEN, WRITTEN_DOWN, FOLLOWS, CASEWORKER, ASSUMED = (
    "Borgeren selv", "Borgeren (skrevet ned af en sagsbehandler)", "Følger af svarene",
    "Sagsbehandleren", "Loven, når intet er oplyst",
)  # fmt: skip
RANKS = {CASEWORKER: 0, FOLLOWS: 2, CITIZEN: 3, WRITTEN_DOWN: 3}  # registers stand between
REGISTER = 1
Key = tuple[str, int]  # the law's input, and the person (0 when it is the household's)


@dataclass(frozen=True)
class Told:
    """What a source says of one fact: the value as it was written, and from which day it is."""

    name: str
    person: int
    value: str
    register: str
    told_on: date
    fresh_until: date | None = None
    is_contested: bool = False

    @property
    def key(self) -> Key:
        return self.name, self.person

    @property
    def rank(self) -> int:
        return RANKS.get(self.register, REGISTER)

    def document(self) -> dict[str, Any]:
        found = asdict(self)
        return {**found, "told_on": self.told_on.isoformat(), "fresh_until": _iso(self.fresh_until)}

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        fresh = document["fresh_until"]
        days = {
            "told_on": date.fromisoformat(document["told_on"]),
            "fresh_until": date.fromisoformat(fresh) if fresh else None,
        }
        return cls(**{**document, **days})


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def keys(law: Law, persons: int) -> Iterator[Key]:
    """Every fact that the law asks for of a household of so many persons."""
    for name, asked in law.inputs.items():
        yield from ((name, person) for person in range(persons if asked.is_person else 1))


def counting(told: Iterable[Told]) -> dict[Key, Told]:
    """The source that counts for each fact: what a caseworker found, else registers first."""
    found: dict[Key, Told] = {}
    for one in sorted(told, key=lambda one: (one.rank, one.register)):
        found.setdefault(one.key, one)
    return found


def household(
    law: Law, told: Iterable[Told], persons: int, language: Language = DANISH
) -> Household:
    """The household the facts that count describe. Raises Fault when one cannot be used."""
    own: dict[str, object] = {}
    people: list[dict[str, object]] = [{} for _ in range(persons)]
    for (name, person), one in counting(told).items():
        asked = law.inputs[name]
        (people[person] if asked.is_person else own)[asked.column] = one.value
    if any(asked.is_person for asked in law.inputs.values()):
        own[PERSONS] = people
    return facts.household(law, own, language)


def doubts(law: Law, told: Sequence[Told], persons: int, today: date) -> Iterator[Doubt]:
    """Facts that are missing, contradict each other, are contested or too old."""
    by_key: dict[Key, list[Told]] = defaultdict(list)
    for one in told:
        by_key[one.key].append(one)
    for key in keys(law, persons):
        asked, found = law.inputs[key[0]], by_key.get(key, [])
        who = f", person {key[1] + 1}" if asked.is_person and persons > 1 else ""
        label = f"“{asked.label}”{who}"
        if not found:
            yield Doubt(cases.MISSING, f"{label} er ikke oplyst.{_assumed(asked)}")
        elif (counts := counting(found)[key]).register != CASEWORKER:
            yield from _doubts_about(asked, label, found, today)
        elif counts.is_contested:
            yield Doubt(cases.CONTESTED, f"Borgeren er uenig i {label}.")


def _doubts_about(asked: Input, label: str, found: Sequence[Told], today: date) -> Iterator[Doubt]:
    spoken = [one for one in found if one.register != FOLLOWS] or found
    if len({_same(asked, one.value) for one in spoken}) > 1:
        sides = " og ".join(f"{one.register} siger {said(asked, one.value)}" for one in spoken)
        yield Doubt(cases.CONTRADICTORY, f"{label}: {sides}.")
    if any(one.is_contested for one in found):
        yield Doubt(cases.CONTESTED, f"Borgeren er uenig i {label}.")
    old = [one for one in found if one.fresh_until and one.fresh_until < today]
    if old:
        yield Doubt(cases.OUTDATED, f"{label} fra {old[0].register} skal hentes igen.")


def _same(asked: Input, text: str) -> object:
    """What two sources that agree have in common, whether the law can use it or not."""
    try:
        return value_of(asked, text)
    except Fault:
        return text


def _assumed(asked: Input) -> str:
    if asked.default is None:
        return ""
    return f" Udkastet regner med {said(asked, asked.default)}."


def value_of(asked: Input, text: str, language: Language = DANISH) -> object:
    """The value a text stands for. Raises Fault."""
    return facts.fact(asked, {asked.column: text}, language)


def said(asked: Input, text: str, language: Language = DANISH) -> str:
    """A fact as people read it, or the text itself when the law cannot use it."""
    try:
        return words.said(value_of(asked, text), asked.unit, asked.labels, language)
    except Fault:
        return text


def complete(law: Law, told: Iterable[Told], persons: int, on: date) -> list[Told]:
    """The facts that count, and what the law takes for granted where nobody has said anything."""
    found = counting(told)
    for key in keys(law, persons):
        default = law.inputs[key[0]].default
        if key not in found and default is not None:
            found[key] = Told(*key, default, ASSUMED, on)
    return [found[key] for key in keys(law, persons) if key in found]
