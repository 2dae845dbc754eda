"""A register's fact as people read it ("7.150 kr.", "78 m²"), turned into what a law can use."""

import re

from .law import Input
from .words import DANISH, Language

AMOUNT = re.compile(
    r"(-?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?) *(?:kr\.?|m²|m2|år)?"
    r"(?: om (?:måneden|året))?"
)
THOUSANDS = re.compile(r"(?<=[0-9])[.,](?=[0-9]{3}(?![0-9]))")
DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")


def read(asked: Input, text: str, language: Language = DANISH) -> str:
    """The text as the law's own cells are written; what is not understood is left as it is."""
    text = text.strip()
    if asked.unit.words:
        said = {language.says(label): word for word, label in asked.labels.items()}
        return said.get(text, text)
    if (day := DAY.fullmatch(text)) is not None:
        return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"
    if language.decimal == ".":  # who reads English in Denmark writes both 7,150 and 7.150
        text = THOUSANDS.sub("", text)
    if (amount := AMOUNT.fullmatch(text)) is not None:
        return amount[1].replace(".", "").replace(",", ".")
    return text
