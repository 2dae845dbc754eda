"""A first look at a file, before it is delivered: which of its columns are which."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sammenhaeng.kernel.deliveries import Schema

from .faults import Tally, Unreadable
from .matching import matched
from .reading import opened


@dataclass(frozen=True)
class Look:
    """A file's columns, and which of them is taken for which of ours."""

    headers: tuple[str, ...] = ()
    known: Mapping[str, str] | None = None
    is_clear: bool = True  # nobody needs to be asked


def look(file: Path, schema: Schema, remembered: Mapping[str, str]) -> Look:
    """What the columns of a file are taken for; a file that is no table is delivered to be told."""
    try:
        headers = tuple(opened(file).headers)
    except Unreadable:
        return Look()
    said = {column: header for column, header in remembered.items() if header in headers}
    doubts = Tally()
    picks = matched(schema, headers, said, doubts)
    return Look(headers, {column: headers[n] for column, n in picks.items()}, not doubts)
