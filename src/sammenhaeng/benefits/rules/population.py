"""A population in a Parquet or Arrow file, laid out as the columns that a law is run on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from . import batch, dates
from .columns import Column, Households
from .facts import fact, wanted
from .law import Input, Law
from .mistakes import Unanswerable

KOMMUNE, FAMILY, WEIGHT = "kommune", "family", "weight"
ARROW = (".arrow", ".feather", ".ipc")
FIRST_DAY, AFTER_LAST = np.datetime64(dates.FIRST), np.datetime64(dates.LAST) + 1


@dataclass(frozen=True)
class Groups:
    """Which group each household is in: a code for each, and what the codes are called.

    `labels` are the names as people read them, where the file's column says so in its metadata.
    """

    codes: NDArray[np.int64]
    names: tuple[str, ...]
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Population:
    """Households as a law's columns, and where they live, how, and how many each stands for."""

    households: Households
    kommune: Groups
    family: Groups
    weights: Column


def read(law: Law, file: Path) -> Population:
    """The whole file, with no more copied than its form asks for.

    A row is a household. Its columns have the names the law gives its inputs (numbers, booleans,
    words, dates), persons' columns are lists, and `kommune`, `family` and `weight` say what the
    household is; columns that the law has no use for are left unread, and absent ones have the
    law's default. An Arrow file is not copied at all, but for booleans and dates.

    Raises:
        Unanswerable: the file or a column cannot be used; the sentence says which and where.
    """
    return _population(law, _table(law, file), file.name)


def parts(law: Law, file: Path) -> Iterator[tuple[Population, float]]:
    """The file part by part, each with the share of it that is then read. Raises as `read`."""
    total, tables = _tables(law, file)
    done = 0
    for table in tables:
        found = _population(law, table, file.name, done)
        done += table.num_rows
        yield found, done / total


def _tables(law: Law, file: Path) -> tuple[int, Iterable[pa.Table]]:
    """How many rows there are, and the record batches or row groups as they stand."""
    if file.suffix in ARROW:
        table = _table(law, file)
        batches = [pa.Table.from_batches([one]) for one in table.to_batches()]
        return table.num_rows, batches or [table]
    opened = _opened(file)
    columns = _columns(law, opened.schema_arrow.names)
    groups = range(opened.num_row_groups)
    return opened.metadata.num_rows, (opened.read_row_group(at, columns) for at in groups)


def _opened(file: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(file, memory_map=True)
    except FileNotFoundError:
        raise Unanswerable(f"Filen {file} findes ikke.") from None
    except (OSError, pa.ArrowInvalid):
        raise Unanswerable(f"Filen {file} er ikke en Parquet-fil.") from None


def _table(law: Law, file: Path) -> pa.Table:
    if file.suffix not in ARROW:
        opened = _opened(file)
        return opened.read(_columns(law, opened.schema_arrow.names))
    try:
        opened = pa.ipc.open_file(pa.memory_map(str(file)))
    except FileNotFoundError:
        raise Unanswerable(f"Filen {file} findes ikke.") from None
    except (OSError, pa.ArrowInvalid):
        raise Unanswerable(f"Filen {file} er ikke en Arrow-fil.") from None
    return opened.read_all().select(_columns(law, opened.schema.names))


def _columns(law: Law, there: Sequence[str]) -> list[str]:
    return [name for name in (*law.columns, KOMMUNE, FAMILY, WEIGHT) if name in there]


def _population(law: Law, table: pa.Table, file: str, before: int = 0) -> Population:
    reading = _Reading(law, table, file, before)
    given = {name: reading.input(asked) for name, asked in law.inputs.items()}
    households = Households(given, reading.offsets, table.num_rows)
    weights = reading.weights()
    return Population(households, reading.groups(KOMMUNE), reading.groups(FAMILY), weights)


@dataclass
class _Reading:
    """The columns of a table, each as numpy takes it."""

    law: Law
    table: pa.Table
    file: str
    before: int  # rows of the file that came earlier
    offsets: NDArray[np.int64] | None = None
    ends: NDArray[Any] | None = None  # as they stand in the first of the lists
    usual: dict[tuple[object, type, int], Column] = field(default_factory=dict)  # one for all

    def __post_init__(self) -> None:
        if not self.table.num_rows:
            raise Unanswerable(f"{self.file}: der er ingen husstande.")
        for name, asked in self.law.columns.items():
            if asked.is_person and name in self.table.column_names:
                column = self.column(name)
                if _is_list(column):
                    self._share(name, column)

    def column(self, name: str) -> pa.Array:
        found = self.table[name]
        return found.chunk(0) if found.num_chunks == 1 else found.combine_chunks()

    def _share(self, name: str, column: pa.Array) -> None:
        """The lists of a person column are as long as those of the others, and not empty."""
        if column.null_count:
            self.refuse(name, np.asarray(column.is_null()), "her mangler personerne")
        ends = np.asarray(column.offsets)
        if self.ends is None:
            if (ends[1:] <= ends[:-1]).any():
                self.refuse(name, np.diff(ends) < 1, "en husstand skal have mindst én person")
            self.ends, self.offsets = ends, ends.astype(np.int64) - int(ends[0])
        elif not np.array_equal(ends, self.ends):
            differ = np.diff(ends) != np.diff(self.ends)
            if differ.any():
                why = "her er ikke lige så mange personer som i de andre kolonner"
                self.refuse(name, differ, why)

    def input(self, asked: Input) -> Column:
        """A column of the law; its default when the table has none."""
        name = asked.column
        if name not in self.table.column_names:
            return self._default(asked)
        column = self.column(name)
        if _is_list(column) != asked.is_person:
            each = "en liste med et felt for hver person" if asked.is_person else "ét felt"
            raise Unanswerable(f"{self.file}, kolonne “{name}”: skal være {each}.")
        values = column.flatten() if asked.is_person else column
        return self._bounded(asked, self._values(asked, values))

    def _default(self, asked: Input) -> Column:
        if asked.default is None:
            raise Unanswerable(f"{self.file}: kolonnen “{asked.column}” mangler.")
        size = self.table.num_rows
        if asked.is_person:
            if self.offsets is None:
                raise Unanswerable(f"{self.file}: der er ingen kolonner med personer.")
            size = int(self.offsets[-1])
        usual = (fact(asked, {}), batch.dtype_of(asked), size)
        if usual not in self.usual:
            self.usual[usual] = np.full(size, usual[0], usual[1])
        return self.usual[usual]

    def _values(self, asked: Input, column: pa.Array) -> Column:
        if column.null_count:
            self.refuse(asked.column, np.asarray(column.is_null()), "feltet er tomt", asked)
        kind, is_right = asked.unit.kind, pa.types
        if kind == "yes/no" and is_right.is_boolean(column.type):
            return np.asarray(column.to_numpy(zero_copy_only=False))
        if kind == "date" and is_right.is_date32(column.type):
            return self._days(asked, column.view(pa.int32()).to_numpy())
        if kind == "word":
            return self._words(asked, column)
        if kind == "number" and not is_right.is_boolean(column.type):
            try:
                return np.asarray(column.cast(pa.float64(), safe=False).to_numpy())
            except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
                pass  # it is text, and is refused with everything else that does not fit
        raise Unanswerable(
            f"{self.file}, kolonne “{asked.column}”: {column.type} kan ikke bruges. "
            f"Skriv {wanted(asked)}."
        )

    def _days(self, asked: Input, days: NDArray[np.int32]) -> Column:
        first = int(FIRST_DAY.astype(np.int64))
        numbers = _numbers_of_days()
        if days.min() < first or days.max() >= first + len(numbers):
            outside = (days < first) | (days >= first + len(numbers))
            self.refuse(asked.column, outside, "datoen kan ikke bruges", asked)
        return numbers[days - first]

    def _words(self, asked: Input, column: pa.Array) -> Column:
        name, words = asked.column, asked.unit.words
        found = self._coded(name, column)
        codes = np.array([words.index(w) if w in words else -1 for w in found.names], np.int8)
        read = codes[found.codes]
        if (codes < 0).any() and (read < 0).any():
            self.refuse(name, read < 0, "ordet kendes ikke", asked)
        return read

    def _coded(self, name: str, column: pa.Array) -> Groups:
        if pa.types.is_dictionary(column.type):
            codes = column.indices.to_numpy()
        else:
            if not pa.types.is_string(column.type):
                raise Unanswerable(f"{self.file}, kolonne “{name}”: skal være ord.")
            column = column.dictionary_encode()
            codes = column.indices.to_numpy()
        return Groups(codes, tuple(map(str, column.dictionary.to_pylist())))

    def groups(self, name: str) -> Groups:
        if name not in self.table.column_names:
            raise Unanswerable(f"{self.file}: kolonnen “{name}” mangler.")
        column = self.column(name)
        if column.null_count:
            self.refuse(name, np.asarray(column.is_null()), "feltet er tomt")
        told = self.table.schema.field(name).metadata or {}
        labels = {key.decode(): label.decode() for key, label in told.items()}
        return replace(self._coded(name, column), labels=labels)

    def weights(self) -> Column:
        if WEIGHT not in self.table.column_names:
            return np.broadcast_to(np.float64(1), self.table.num_rows)
        asked = np.asarray(self.column(WEIGHT).cast(pa.float64()).to_numpy(zero_copy_only=False))
        if not asked.min() >= 0:
            self.refuse(WEIGHT, ~(asked >= 0), "vægten skal være et tal fra 0")
        return asked

    def _bounded(self, asked: Input, column: Column) -> Column:
        if asked.unit.kind != "number" or not column.size:
            return column
        least, most = column.min(), column.max()
        low = -np.inf if asked.least is None else float(asked.least)
        high = np.inf if asked.most is None else float(asked.most)
        if not (least >= low and most <= high and np.isfinite(least) and np.isfinite(most)):
            fits = np.isfinite(column) & (column >= low) & (column <= high)
            at = int(np.argmin(fits))
            self.refuse(asked.column, ~fits, f"{column[at]:g} kan ikke bruges", asked)
        return column

    def refuse(self, name: str, wrong: Column, why: str, asked: Input | None = None) -> None:
        """The first row that is wrong, in a sentence."""
        at = int(np.argmax(wrong))
        if asked is not None and asked.is_person and self.offsets is not None:
            at = int(np.searchsorted(self.offsets, at, side="right")) - 1
        todo = f" Skriv {wanted(asked)}." if asked else ""
        row = self.before + at + 1
        raise Unanswerable(f"{self.file}, kolonne “{name}”, husstand {row}: {why}.{todo}")


def _is_list(column: pa.Array) -> bool:
    return bool(pa.types.is_list(column.type) or pa.types.is_large_list(column.type))


@lru_cache(maxsize=1)
def _numbers_of_days() -> NDArray[np.float64]:
    """The number that a law knows each day by, from FIRST_DAY on."""
    days = np.arange(FIRST_DAY, AFTER_LAST, dtype="datetime64[D]")
    months = days.astype("datetime64[M]")
    of_month = (days - months).astype(np.int64) + 1
    return (months.astype(np.int64) + 1970 * 12) * dates.MONTH + of_month.astype(float)
