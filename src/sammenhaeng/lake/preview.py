"""A first look at a file, before it is delivered: what it is, and which columns are which."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sammenhaeng.kernel.deliveries import Schema
from sammenhaeng.kernel.refusal import Refused

from .faults import Tally, Unreadable
from .matching import Mapped, fits, matched
from .queries import Source
from .reading import opened


@dataclass(frozen=True)
class Look:
    """A file's columns, and which of them is taken for which of ours."""

    headers: tuple[str, ...] = ()
    known: Mapping[str, str] | None = None
    is_clear: bool = True  # nobody needs to be asked


def look(file: Path, schema: Schema, source: Source) -> Look:
    """What the columns of a file are taken for; a file that is no table is delivered to be told."""
    try:
        headers = tuple(opened(file).headers)
    except Unreadable:
        return Look()
    doubts = Tally()
    picks = matched(schema, headers, source.remembered(schema.kind, headers), doubts)
    return Look(headers, {column: headers[n] for column, n in picks.items()}, not doubts)


def kind_of(file: Path, kinds: Mapping[str, Schema], source: Source, said: Mapped) -> Schema:
    """The only one of some kinds, by what they are called, whose required columns a file has.

    Refused("invalid") when there is none, or more than one, or the file is no table.
    """
    headers = opened(file).headers
    found = {
        name: one for name, one in kinds.items()
        if fits(one, headers, source.remembered(one.kind, headers) | dict(said))
    }  # fmt: skip
    if not found:
        raise Refused(
            "invalid",
            "Filens kolonner siger ikke, hvad den indeholder. Vælg en af dem her, "
            "og indlæs filen igen: {kinds}.",
            kinds=", ".join(kinds),
        )
    if len(found) > 1:
        raise Refused(
            "invalid",
            "Filens kolonner passer til mere end én slags. Vælg en af dem her, "
            "og indlæs filen igen: {kinds}.",
            kinds=", ".join(found),
        )
    return next(iter(found.values()))
