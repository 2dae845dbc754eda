"""Amounts as they are said in Danish, and sentences with amounts in them."""

import string
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache

from . import dates
from .units import DATE, MONTH, PERSON, SHARE, YEAR, YES_NO, Unit, unit

TURNED = str.maketrans(",.", ".,")
HUNDRED = Decimal(100)
ENDINGS = {
    unit("kr/year"): " kr. om året", unit("kr/month"): " kr. om måneden", unit("kr"): " kr.",
    unit("kr/m2/year"): " kr. pr. m² om året", unit("m2"): " m²", YEAR: " år", MONTH: " måneder",
    unit("m2/person"): " m² pr. person", unit("kr/person/year"): " kr. pr. person om året",
    unit("kr/person"): " kr. pr. person",
    PERSON: "",
}  # fmt: skip
Sentence = tuple[tuple[str, str], ...]  # the text before, and the name that follows


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
    return _say(unit, amount, labels or {})


def _say(unit: Unit, amount: object, labels: Mapping[str, str]) -> str:
    if unit == YES_NO:
        return "ja" if amount else "nej"
    if unit == DATE:
        return f"{dates.day(int(str(amount))):%d.%m.%Y}"
    if unit.words:
        word = unit.words[int(str(amount))]
        return labels.get(word, word)
    assert isinstance(amount, Decimal | int)
    if unit == SHARE:
        return f"{_trimmed(amount * HUNDRED)} %"
    told = number(Decimal(amount)) if unit.powers[0] else _trimmed(amount)
    return told + ENDINGS.get(unit, f" {unit}")


def _trimmed(amount: Decimal | int) -> str:
    text = f"{amount:,.4f}".rstrip("0").rstrip(".")
    return text.translate(TURNED)


@lru_cache(maxsize=4096)
def sentence(say: str) -> Sentence:
    """A sentence of the law, taken apart once."""
    return tuple((text, name or "") for text, name, _, _ in string.Formatter().parse(say))


def filled(say: str, value: Callable[[str], str]) -> str:
    """The sentence with every name as the value it has."""
    told = "".join(text + (value(name) if name else "") for text, name in sentence(say))
    return told.replace("..", ".")  # “kr.” at the end of a sentence
