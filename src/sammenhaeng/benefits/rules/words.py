"""Amounts as they are said in Danish, and sentences with amounts in them."""

import string
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from . import dates
from .units import MONTH, PERSON, SHARE, YEAR, Unit, unit

TURNED = str.maketrans(",.", ".,")
HUNDRED = Decimal(100)
ENDINGS = {
    unit("kr/year"): " kr. om året", unit("kr/month"): " kr. om måneden", unit("kr"): " kr.",
    unit("kr/m2/year"): " kr. pr. m² om året", unit("m2"): " m²", YEAR: " år", MONTH: " måneder",
    unit("m2/person"): " m² pr. person", unit("kr/person/year"): " kr. pr. person om året",
    unit("kr/person"): " kr. pr. person",
    PERSON: "",
}  # fmt: skip


def number(amount: Decimal, decimals: int = 2) -> str:
    """1.234,50, or 1.234 when nothing comes after the comma."""
    rounded = f"{amount:,.{decimals}f}"
    if decimals:
        rounded = rounded.removesuffix("." + "0" * decimals)
    return rounded.translate(TURNED)


def ending(unit: Unit) -> str:
    """What follows a number of the unit: `kr. om måneden`, `m²`, or nothing."""
    return ENDINGS.get(unit, str(unit)).strip()


def said(amount: object, unit: Unit, labels: Mapping[str, str] | None = None) -> str:
    """A value with its unit: `3.415 kr. om måneden`, `18 %`, `ja`, `24.06.1958`."""
    return teller(unit, labels or {})(amount)


def teller(unit: Unit, labels: Mapping[str, str]) -> Callable[[Any], str]:
    """How the values of one unit are said; made once where many are."""
    match unit.kind:
        case "yes/no":
            return lambda amount: "ja" if amount else "nej"
        case "date":
            return lambda amount: f"{dates.day(int(amount)):%d.%m.%Y}"
        case "word":
            told = [labels.get(word, word) for word in unit.words]
            return lambda amount: told[int(amount)]
    return _number_teller(unit)


def _number_teller(unit: Unit) -> Callable[[Any], str]:
    if unit == SHARE:
        return lambda amount: f"{_trimmed(amount * HUNDRED)} %"
    ending = ENDINGS.get(unit, f" {unit}")
    if unit.powers[0]:
        return lambda amount: _money(amount) + ending
    return lambda amount: _trimmed(amount) + ending


def _money(amount: Decimal | int) -> str:
    """As `number` says it; the many whole amounts without a detour."""
    text = f"{amount:,.2f}"
    if text.endswith(".00"):
        return text[:-3].replace(",", ".")
    return text.translate(TURNED)


def _trimmed(amount: Decimal | int) -> str:
    text = f"{amount:,.4f}".rstrip("0").rstrip(".")
    return text.translate(TURNED)


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
