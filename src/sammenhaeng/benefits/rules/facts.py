"""Facts about a household, from cells of text or JSON to what the law is run on."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from . import dates
from .law import Input, Law
from .mistakes import Unanswerable
from .scalar import Fact, Facts
from .words import DANISH, Language

ANSWERS = {
    "t": True, "f": False, "ja": True, "nej": False, "yes": True, "no": False,
    "true": True, "false": False, "1": True, "0": False,
}  # fmt: skip
NUMBERS = {  # has it a least, has it a most
    (False, False): "et tal, fx 1234,50",
    (False, True): "et tal op til {most}",
    (True, False): "et tal fra {least} og op, fx 1234,50",
    (True, True): "et tal fra {least} til {most}",
}
NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
OTHERS = ("partner", *(f"child{n}" for n in range(1, 10)))
PERSONS = "persons"
Cells = Mapping[str, object]


class Fault(Unanswerable):
    """A fact that cannot be used: which column, and a sentence that says what to do."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column
        self.sentence = sentence


@dataclass(frozen=True)
class Household:
    """The facts of one household, complete and inside their bounds."""

    facts: Facts
    persons: int


def household(law: Law, cells: Cells, language: Language = DANISH) -> Household:
    """A household from its cells: the law's columns, and a list of `persons` or flat columns.

    In flat cells the persons' columns are the first person's; `partner_` and `child1_` to
    `child9_` before a column's name make it another's, who is there when any such cell is filled.

    Args:
        law: the law, which knows the columns.
        cells: column to text, number or truth value; absent, None and "" are the same.
        language: the language of the sentence, when a fact cannot be used.
    Raises:
        Fault: a column that the law does not know, a fact that is missing, or one outside its
            bounds. The sentence says which and what to do.
    """
    persons = _persons(law, cells)
    facts: dict[str, Fact | Sequence[Fact]] = {}
    for name, asked in law.inputs.items():
        if asked.is_person:
            facts[name] = [fact(asked, person, language) for person in persons]
        else:
            facts[name] = fact(asked, cells, language)
    return Household(facts, len(persons))


def unknown_columns(law: Law, columns: Iterable[str]) -> list[str]:
    """The columns that the law has no use for, in their order."""
    return [column for column in columns if not _is_known(law, column)]


def _is_known(law: Law, column: str) -> bool:
    if column == PERSONS or column in law.columns:
        return True
    who, _, rest = column.partition("_")
    return who in OTHERS and rest in law.columns and law.columns[rest].is_person


def no_such_column(law: Law, column: str) -> Fault:
    close = difflib.get_close_matches(column, law.columns, n=1)
    meant = f" Mente du “{close[0]}”?" if close else ""
    known = ", ".join(law.columns)
    return Fault(column, f"kolonnen “{column}” kendes ikke.{meant} {law.title} bruger: {known}.")


def _persons(law: Law, cells: Cells) -> list[Cells]:
    for column in unknown_columns(law, cells):
        raise no_such_column(law, column)
    given = cells.get(PERSONS)
    if given is None:
        others = (_other(who, cells) for who in OTHERS)
        return [cells, *(person for person in others if any(map(_is_filled, person.values())))]
    if not isinstance(given, list) or not given or not all(isinstance(p, dict) for p in given):
        raise Fault(PERSONS, "“persons” skal være en liste med mindst én person.")
    personal = {column for column, asked in law.columns.items() if asked.is_person}
    for person in given:
        if strangers := set(person) - personal:
            raise no_such_column(law, min(strangers))
    return given


def _other(who: str, cells: Cells) -> Cells:
    start = f"{who}_"
    return {name[len(start) :]: cell for name, cell in cells.items() if name.startswith(start)}


def _is_filled(cell: object) -> bool:
    return cell is not None and cell != ""


def fact(asked: Input, cells: Cells, language: Language = DANISH) -> Fact:
    """One fact out of the cells, or the default of the law. Raises Fault."""
    cell = cells.get(asked.column)
    if not _is_filled(cell):
        if asked.default is None:
            label = language.says(asked.label).lower()
            raise _fault(asked, language, language.says("{label} mangler."), label=label)
        cell = asked.default
    found = _read(asked, cell)
    if found is None:
        told = language.says("“{cell}” kan ikke bruges.")
        raise _fault(asked, language, told, cell=str(cell)[:40])
    if isinstance(found, Decimal):
        _inside(asked, found, str(cell), language)
    return found


def _fault(asked: Input, language: Language, told: str, **facts: object) -> Fault:
    """What is wrong with a fact, and what to write instead."""
    instead = language.says("Skriv {wanted}.").format(wanted=wanted(asked, language))
    return Fault(asked.column, f"{told.format(**facts)} {instead}")


def _read(asked: Input, cell: object) -> Fact | None:
    if asked.unit.kind == "number":
        return _number(cell)
    text = str(cell).strip()
    if asked.unit.kind == "yes/no":
        return ANSWERS.get(text.lower())
    if asked.unit.kind == "word":
        return asked.unit.words.index(text) if text in asked.unit.words else None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return dates.number(day) if dates.FIRST <= day <= dates.LAST else None


def _number(cell: object) -> Decimal | None:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return Decimal(cell)
    text = str(cell).strip()
    return Decimal(text.replace(",", ".")) if NUMBER.fullmatch(text) else None


def _inside(asked: Input, found: Decimal, text: str, language: Language) -> None:
    if asked.least is not None and found < asked.least:
        told = language.says("{cell} er mindre end {least}.")
        raise _fault(asked, language, told, cell=text, least=asked.least)
    if asked.most is not None and found > asked.most:
        told = language.says("{cell} er mere end {most}.")
        raise _fault(asked, language, told, cell=text, most=asked.most)


def wanted(asked: Input, language: Language = DANISH) -> str:
    match asked.unit.kind:
        case "yes/no":
            return language.says("ja eller nej")
        case "word":
            return language.says(" eller ").join(asked.unit.words)
        case "date":
            return language.says("en dato som 1958-06-24")
    told = language.says(NUMBERS[asked.least is not None, asked.most is not None])
    return told.format(least=asked.least, most=asked.most)
