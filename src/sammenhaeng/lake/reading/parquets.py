"""Parquet files, read part by part; texts stay distinct, so a long one is held once."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sammenhaeng.lake.faults import Unreadable

from .parts import LARGEST, MOST_ROWS, Lines, Many, Part, Picks, told

ROWS = 2**18
IN_FACT = 2**31  # bytes one part may take in memory
PLAIN = (
    pa.types.is_string, pa.types.is_large_string, pa.types.is_integer, pa.types.is_floating,
    pa.types.is_date, pa.types.is_timestamp, pa.types.is_decimal, pa.types.is_dictionary,
    pa.types.is_null,
)  # fmt: skip


class Parquet:
    """A Parquet file that is open."""

    mark = ""
    ends_well = True

    def __init__(self, path: Path):
        try:
            self._told = pq.ParquetFile(path).metadata
            self._schema = self._told.schema.to_arrow_schema()
        except (pa.ArrowException, OSError):
            raise Unreadable("truncated") from None
        if self._told.num_rows > MOST_ROWS:
            raise Unreadable("many_rows")
        groups = range(self._told.num_row_groups)
        if sum(self._told.row_group(n).total_byte_size for n in groups) > LARGEST:
            raise Unreadable("expands")
        self.path = path
        self.headers = self._schema.names
        self.lines = Lines()

    def parts(self, picks: Picks, many: Many) -> Iterator[Part]:
        wanted = {column: self.headers[n] for column, n in picks.items()}
        for name in wanted.values():
            if not any(fits(self._schema.field(name).type) for fits in PLAIN):
                raise Unreadable("not_a_table")
        texts = [n for n in wanted.values() if pa.types.is_string(self._schema.field(n).type)]
        try:
            with pq.ParquetFile(self.path, read_dictionary=texts, pre_buffer=False) as file:
                for batch in file.iter_batches(ROWS, columns=list(wanted.values())):
                    if batch.nbytes > IN_FACT:
                        raise Unreadable("expands")
                    yield {
                        column: told(batch.column(name), column in many)
                        for column, name in wanted.items()
                    }
        except (pa.ArrowException, OSError):
            raise Unreadable("truncated") from None
