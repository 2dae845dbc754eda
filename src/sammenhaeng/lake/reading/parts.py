"""What every kind of file is read as: named columns, in parts of some hundred thousand rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import pyarrow as pa

CELLS = pa.dictionary(pa.int32(), pa.string())
Picks = Mapping[str, int]  # our column -> its place in the file
Part = Mapping[str, pa.DictionaryArray]  # our column -> its distinct cells, and which row has which
MOST_ROWS = 200_000_000
LARGEST = 16 * 2**30  # bytes a file may hold when it is unpacked


@dataclass
class Lines:
    """Rows that could not be read: where they stand, and how many cells each has."""

    broken: list[tuple[int, int]] = field(default_factory=list)

    def number(self, places: np.ndarray) -> np.ndarray:
        """The numbers, as a spreadsheet shows them, of rows counted from 0 among those read."""
        if not self.broken:
            return places + 2
        gaps = np.array([row for row, _ in self.broken], np.int64) - 2
        return places + 2 + np.searchsorted(gaps - np.arange(len(gaps)), places, side="right")


class Table(Protocol):
    """A file that is open: its columns' names, and its rows once somebody says which they want."""

    headers: Sequence[str]
    lines: Lines
    mark: str  # the decimal mark of its numbers, when the format says it
    ends_well: bool

    def parts(self, picks: Picks) -> Iterator[Part]: ...


def encoded(cells: pa.Array) -> pa.DictionaryArray:
    """Each distinct cell once; empty ones are null."""
    if pa.types.is_dictionary(cells.type):
        return cells
    return cells.dictionary_encode()
