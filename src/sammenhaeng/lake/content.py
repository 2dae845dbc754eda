"""What a file holds once it is read, and everything that is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from sammenhaeng.kernel.deliveries import MISSING, Schema

from .faults import Tally
from .reading.parts import Lines

LATE = ("person", "unit", "text")  # understood when all their distinct cells are known
Units = Callable[[list[str]], Mapping[str, tuple[int, str]]]  # key -> id, and reason when refused


@dataclass(frozen=True)
class Deliverer:
    """The authority that delivers, and the units it may tell of."""

    authority_id: int
    units: Units


@dataclass
class Content:
    """The rows of a delivery as arrays in the order of its file, the blank ones among them.

    Persons, units and texts are a place among `distinct` (empty: -1), the others their value.
    """

    schema: Schema
    lines: Lines = field(default_factory=Lines)
    values: dict[str, np.ndarray] = field(default_factory=dict)
    distinct: dict[str, np.ndarray] = field(default_factory=dict)  # pseudonyms and ids
    texts: dict[str, pa.Array] = field(default_factory=dict)
    rows: np.ndarray = field(default_factory=lambda: np.empty(0, np.int32))  # those not blank

    def __len__(self) -> int:
        return len(self.rows)

    def told(self, column: str, places: np.ndarray) -> np.ndarray:
        """The values of some rows: of a person the pseudonym, of a unit the id."""
        values = self.values[column][places]
        found = self.distinct.get(column)
        return values if found is None else np.append(found, found.dtype.type(MISSING))[values]


@dataclass
class Tried:
    """What became of a file: its content, what is wrong with it and what is only worth telling."""

    content: Content
    faults: Tally = field(default_factory=Tally)
    warnings: Tally = field(default_factory=Tally)
    broken: np.ndarray = field(default_factory=lambda: np.zeros(0, bool))

    @property
    def rows_refused(self) -> int:
        """Rows with at least one fault, those that could not be read included."""
        return int(self.broken.sum()) + len(self.content.lines.broken)

    def add(
        self,
        column: str,
        reason: str,
        places: np.ndarray,
        found: Callable[[int], str] = lambda _: "",
    ) -> None:
        """Count rows, by their places in the file, as faulty."""
        self.broken[places] = True
        self.faults.add(column, reason, self.content.lines.number(places), found)
