"""The parts of a file become one: each is understood as it comes, and what is wrong is noted."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from sammenhaeng.kernel.deliveries import MISSING, Column, Schema

from .cells import Meaning
from .content import LATE, Tried
from .faults import KEPT
from .reading.parts import Part, as_text


class Gathering:
    """The parts of a file on their way to be one."""

    def __init__(self, schema: Schema, present: Sequence[str], mark: str):
        self.schema = schema
        self.present = [schema.column(name) for name in present]
        early = [one for one in self.present if one.kind not in LATE]
        self.meanings = {one.name: Meaning(one, mark) for one in early}
        self.values: dict[str, list[np.ndarray]] = {one.name: [] for one in early}
        self.late: dict[str, list[pa.Array]] = {
            one.name: [] for one in self.present if one.kind in LATE
        }
        self.blank: list[np.ndarray] = []
        self.wrong: list[tuple[str, str, np.ndarray, list[str]]] = []
        self.rows = 0

    def add(self, part: Part) -> int:
        """Understand one part; gives the number of its rows."""
        is_blank = np.logical_and.reduce([np.asarray(cells.is_null()) for cells in part.values()])
        for column in self.present:
            cells = part[column.name]
            if column.kind in LATE:
                self.late[column.name].append(cells)
            else:
                self._understand(column, cells, ~is_blank)
        self.blank.append(is_blank)
        self.rows += len(is_blank)
        return len(is_blank)

    def _understand(self, column: Column, cells: pa.DictionaryArray, is_row: np.ndarray) -> None:
        places = places_of(cells)
        distinct = [*cells.dictionary.to_pylist(), None]  # an empty cell is at -1, the last
        values, wrong = self.meanings[column.name].of(distinct)
        self.values[column.name].append(values[places])
        for reason, bad in wrong.items():
            is_bad = np.zeros(len(distinct), bool)
            is_bad[bad] = True
            rows = np.flatnonzero(is_bad[places] & is_row)
            found = [as_text(distinct[n] or "") for n in places[rows[:KEPT]]]
            self.wrong.append((column.name, reason, rows + self.rows, found))

    def close(self, done: Tried) -> None:
        """Everything that was gathered becomes one, and what was wrong is counted."""
        blank = np.concatenate([*self.blank, np.empty(0, bool)])
        for column in self.schema.columns:
            parts = self.values.pop(column.name, None)
            empty = np.int32(-1 if column.kind in (*LATE, "code") else MISSING)
            done.content.values[column.name] = (
                np.concatenate([*parts, np.empty(0, np.int32)])
                if parts is not None
                else np.broadcast_to(empty, len(blank))
            )
        done.content.rows = np.flatnonzero(~blank).astype(np.int32)
        done.broken = np.zeros(len(blank), bool)
        for column_name, reason, rows, found in self.wrong:
            done.add(column_name, reason, rows, found.__getitem__)


def places_of(cells: pa.DictionaryArray) -> np.ndarray:
    """Which distinct cell each row has; -1 for an empty one."""
    return np.asarray(cells.indices.fill_null(-1))
