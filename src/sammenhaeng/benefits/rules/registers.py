"""A register's fact as people read it ("7.150 kr.", "78 m²"), turned into what a law can use."""

import re

from .law import Input

AMOUNT = re.compile(
    r"(-?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?) *(?:kr\.?|m²|m2|år)?"
    r"(?: om (?:måneden|året))?"
)
DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")


def read(asked: Input, text: str) -> str:
    """The text as the law's own cells are written; what is not understood is left as it is."""
    text = text.strip()
    if asked.unit.words:
        return next((word for word, label in asked.labels.items() if label == text), text)
    if (day := DAY.fullmatch(text)) is not None:
        return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"
    if (amount := AMOUNT.fullmatch(text)) is not None:
        return amount[1].replace(".", "").replace(",", ".")
    return text
