"""What every kind of file is read as: named columns, in parts of some hundred thousand rows."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

CELLS = pa.dictionary(pa.int32(), pa.string())
LONGEST = 100  # letters of a cell whose cells are mostly different; one more tells it is longer
Picks = Mapping[str, int]  # our column -> its place in the file
Many = Collection[str]  # our columns whose cells are mostly different
Part = Mapping[str, pa.Array]  # our column -> its cells: distinct ones and who has which, or texts
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

    @property
    def headers(self) -> Sequence[str]: ...

    @property
    def lines(self) -> Lines: ...

    @property
    def mark(self) -> str:
        """The decimal mark of its numbers, when the format says it."""

    @property
    def ends_well(self) -> bool:
        """Whether the last line has an end."""

    def parts(self, picks: Picks, many: Many) -> Iterator[Part]: ...


def as_text(cell: object) -> str:
    """A cell as somebody would have written it: a whole number has no decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def told(cells: pa.Array, is_many: bool) -> pa.Array:
    """Cells as texts when they are mostly different, else each distinct one once."""
    if pa.types.is_null(cells.type):
        cells = cells.cast(pa.string())
    if not is_many:
        return cells if pa.types.is_dictionary(cells.type) else cells.dictionary_encode()
    if pa.types.is_string(cells.type):
        return cells
    if not pa.types.is_dictionary(cells.type):
        cells = cells.dictionary_encode()
    words = cells.dictionary
    if not pa.types.is_string(words.type):
        words = pa.array([as_text(word) for word in words.to_pylist()], pa.string())
    short = pc.utf8_slice_codeunits(words, 0, LONGEST + 1)
    return pa.DictionaryArray.from_arrays(cells.indices, short).cast(pa.string())
