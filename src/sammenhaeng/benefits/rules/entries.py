"""The text of the law as entries that know where they stand."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

import yaml

from .mistakes import Mistake, Place

TextLoader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every value as text


class Entry(dict[str, object]):
    """A mapping of the text, which knows where it stands."""

    def __init__(self, file: str, line: int, provision: str) -> None:
        super().__init__()
        self.file, self.line, self.provision = file, line, provision

    @property
    def place(self) -> Place:
        return Place(self.file, self.line, self.provision)

    def text(self, key: str, default: str | None = None) -> str:
        found = self.get(key, default)
        if not isinstance(found, str):
            raise Mistake(f"“{key}” mangler", self.place)
        return found

    def under(self, key: str) -> "Entry":
        found = self.get(key)
        if found is None:
            return Entry(self.file, self.line, self.provision)
        if not isinstance(found, Entry):
            raise Mistake(f"“{key}” skal have navne under sig", self.place)
        return found

    def each(self) -> Iterator[tuple[str, "Entry"]]:
        for key in self:
            yield key, self.under(key)

    def rows(self, key: str) -> list["Entry"]:
        found = self.get(key, [])
        if not isinstance(found, list) or not all(isinstance(row, Entry) for row in found):
            raise Mistake(f"“{key}” skal være en liste", self.place)
        return found

    def only(self, *allowed: str) -> None:
        if strangers := set(self) - set(allowed):
            raise Mistake(f"“{min(strangers)}” hører ikke til her", self.place)

    def day(self, key: str) -> date | None:
        return day_of(self.text(key), self.place) if key in self else None

    def number(self, key: str) -> Decimal | None:
        return number_of(self.text(key), self.place) if key in self else None


def page(file: str, text: str) -> Entry:
    """One file of law, every value still text, with the line each entry stands on."""
    try:
        node = yaml.compose(text, Loader=TextLoader)
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
        raise Mistake(f"filen kan ikke læses: {wrong.problem}", Place(file, line)) from None
    read = _plain(node, file, "")
    if not isinstance(read, Entry):
        raise Mistake("filen har ingen afsnit", Place(file, 1))
    return read


def _plain(node: yaml.Node | None, file: str, provision: str) -> object:
    if isinstance(node, yaml.SequenceNode):
        return [_plain(part, file, provision) for part in node.value]
    if not isinstance(node, yaml.MappingNode):
        return node.value if node else None
    named = {key.value: value for key, value in node.value}
    if isinstance(own := named.get("provision"), yaml.ScalarNode):
        provision = own.value
    entry = Entry(file, node.start_mark.line + 1, provision)
    for key, value in node.value:
        if key.value in entry:
            raise Mistake(
                f"“{key.value}” står to gange", Place(file, key.start_mark.line + 1, provision)
            )
        entry[key.value] = _plain(value, file, provision)
    return entry


def day_of(text: str, place: Place) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Mistake(f"“{text}” er ikke en dato som 2026-06-01", place) from None


def number_of(text: str, place: Place) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise Mistake(f"“{text}” er ikke et tal som 0.18", place) from None
