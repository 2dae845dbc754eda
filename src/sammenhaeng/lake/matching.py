"""Which column of a file is which of ours: by name, title or alias, or as somebody says."""

import re
from collections.abc import Mapping, Sequence

from sammenhaeng.kernel.deliveries import Column, Schema

from .faults import Tally
from .reading.parts import Picks

Mapped = Mapping[str, str]  # our column -> the name of one in the file


def plain(name: str) -> str:
    """A name without case, spaces and marks."""
    return re.sub(r"[^0-9a-zæøåäöü]", "", name.casefold())


def names_of(column: Column) -> set[str]:
    return {plain(name) for name in (column.name, column.title, *column.aliases)}


def matched(schema: Schema, headers: Sequence[str], mapping: Mapped, tally: Tally) -> Picks:
    """The place of each of our columns in the file; what does not fit is counted as faults."""
    picks: dict[str, int] = {}
    for column in schema.columns:
        places = _places(column, headers, mapping)
        told = mapping.get(column.name, "")
        if len(places) > 1:
            tally.whole(column.name, "column_twice", ", ".join(headers[n] for n in places), 1)
        elif places:
            picks[column.name] = places[0]
        elif told:
            tally.whole(column.name, "column_absent", told, 1)
        elif column.required:
            tally.whole(column.name, "column_missing", row=1)
    return picks


def fits(schema: Schema, headers: Sequence[str], mapping: Mapped) -> bool:
    """Whether every required column of a schema is in the file, and what is said is about it."""
    names = {one.name for one in schema.columns}
    return set(mapping) <= names and all(
        _places(one, headers, mapping) for one in schema.columns if one.required
    )


def _places(column: Column, headers: Sequence[str], mapping: Mapped) -> list[int]:
    told = mapping.get(column.name)
    if told:
        return [n for n, header in enumerate(headers) if plain(header) == plain(told)]
    taken = {plain(other) for other in mapping.values()}
    wanted = names_of(column) - taken
    return [n for n, header in enumerate(headers) if plain(header) in wanted]
