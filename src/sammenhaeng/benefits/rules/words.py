"""Amounts as they are said in a language, and sentences with amounts in them."""

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from . import dates
from .units import MONTH, PERSON, SHARE, YEAR, Unit, unit

HUNDRED = Decimal(100)
ENDINGS = {
    unit("kr/year"): "kr. om året", unit("kr/month"): "kr. om måneden", unit("kr"): "kr.",
    unit("kr/m2/year"): "kr. pr. m² om året", unit("m2"): "m²", YEAR: "år", MONTH: "måneder",
    unit("m2/person"): "m² pr. person", unit("kr/person/year"): "kr. pr. person om året",
    unit("kr/person"): "kr. pr. person",
    PERSON: "",
}  # fmt: skip
ONE = {YEAR: "1 år", MONTH: "1 måned"}


@dataclass(frozen=True, eq=False)
class Language:
    """How the law is said: what stands for a Danish sentence, and the marks of a number."""

    says: Callable[[str], str]
    thousands: str
    decimal: str

    @cached_property
    def marks(self) -> dict[int, int]:
        """What turns 1,234.50 into a number of the language."""
        return str.maketrans(",.", self.thousands + self.decimal)


DANISH = Language(str, ".", ",")


def number(amount: Decimal, decimals: int = 2) -> str:
    """1.234,50, or 1.234 when nothing comes after the comma."""
    rounded = f"{amount:,.{decimals}f}"
    if decimals:
        rounded = rounded.removesuffix("." + "0" * decimals)
    return rounded.translate(DANISH.marks)


def ending_of(unit: Unit, language: Language = DANISH) -> str:
    """What follows a number of the unit: `kr. om måneden`, `m²`, or nothing."""
    return language.says(ENDINGS.get(unit, str(unit)))


def said(
    amount: object, unit: Unit, labels: Mapping[str, str] | None = None,
    language: Language = DANISH,
) -> str:  # fmt: skip
    """A value with its unit: `3.415 kr. om måneden`, `18 %`, `ja`, `24.06.1958`."""
    return teller(unit, labels or {}, language)(amount)


def teller(unit: Unit, labels: Mapping[str, str], language: Language) -> Callable[[Any], str]:
    """How the values of one unit are said; made once where many are."""
    match unit.kind:
        case "yes/no":
            yes, no = language.says("ja"), language.says("nej")
            return lambda amount: yes if amount else no
        case "date":
            return lambda amount: f"{dates.day(int(amount)):%d.%m.%Y}"
        case "word":
            told = [language.says(labels.get(word, word)) for word in unit.words]
            return lambda amount: told[int(amount)]
    return _number_teller(unit, language)


def _number_teller(unit: Unit, language: Language) -> Callable[[Any], str]:
    if unit == SHARE:
        return lambda amount: f"{_trimmed(amount * HUNDRED, language)} %"
    ending = f" {told}" if (told := ending_of(unit, language)) else ""
    if unit.powers[0]:
        return lambda amount: _money(amount, language) + ending
    if unit in ONE:
        one = language.says(ONE[unit])
        return lambda amount: one if amount == 1 else _trimmed(amount, language) + ending
    return lambda amount: _trimmed(amount, language) + ending


def _money(amount: Decimal | int, language: Language) -> str:
    """As `number` says it; the many whole amounts without a detour."""
    text = f"{amount:,.2f}"
    if text.endswith(".00"):
        return text[:-3].replace(",", language.thousands)
    return text.translate(language.marks)


def _trimmed(amount: Decimal | int, language: Language) -> str:
    text = f"{amount:,.4f}".rstrip("0").rstrip(".")
    return text.translate(language.marks)


def template(say: str, known: Mapping[str, str]) -> str:
    """A sentence of the law to be filled with `%`; what is known already stands in it."""
    pieces: list[str] = []
    for text, name, _, _ in string.Formatter().parse(say):
        pieces.append(text.replace("%", "%%"))
        if name:
            pieces.append(known[name].replace("%", "%%") if name in known else f"%({name})s")
    return "".join(pieces)


def filled(template: str, values: Mapping[str, str]) -> str:
    """The sentence with every name as the value it has."""
    return (template % values).replace("..", ".")  # “kr.” at the end of a sentence
