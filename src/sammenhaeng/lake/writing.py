"""Content becomes a Parquet file: typed, in order, with what it is written inside."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sammenhaeng.kernel.deliveries import MISSING, Column, Schema

from .content import Content
from .storage import Draft

ROWS = 2**18  # of a row group: some for each core of those who read
TYPES = {
    "person": pa.int64(), "unit": pa.int32(), "date": pa.date32(), "hours": pa.int32(),
    "integer": pa.int32(), "code": pa.dictionary(pa.int16(), pa.string()), "text": pa.string(),
}  # fmt: skip


def arrow_schema(schema: Schema, about: Mapping[str, str] | None = None) -> pa.Schema:
    """The columns as they are kept; `about` is written into the file."""
    fields = [pa.field(one.stored, TYPES[one.kind], not one.required) for one in schema.columns]
    return pa.schema(fields, metadata=about)


def write(draft: Draft, content: Content, order: np.ndarray, about: Mapping[str, str]) -> None:
    """Write the rows at those places, one row group at a time."""
    shape = arrow_schema(content.schema, about)
    with pq.ParquetWriter(draft, shape, compression="zstd", compression_level=1) as writer:
        for begin in range(0, len(order), ROWS):
            places = order[begin : begin + ROWS]
            arrays = [_array(content, one, places) for one in content.schema.columns]
            writer.write_table(pa.Table.from_arrays(arrays, schema=shape), row_group_size=ROWS)


def _array(content: Content, column: Column, places: np.ndarray) -> pa.Array:
    kind = TYPES[column.kind]
    if column.kind == "code":
        return _distinct(content.values[column.name][places], pa.array(column.codes, pa.string()))
    if column.kind == "text":
        words = content.texts.get(column.name, pa.array([], pa.string()))
        return _distinct(content.values[column.name][places], words).cast(kind)
    values = content.told(column.name, places)
    empty = values == MISSING
    if column.kind == "person":
        empty = content.values[column.name][places] < 0
    told = pa.array(values, mask=empty if empty.any() else None)
    return told.view(kind) if column.kind == "date" else told.cast(kind)


def _distinct(values: np.ndarray, words: pa.Array) -> pa.DictionaryArray:
    width = pa.int16() if len(words) < 2**15 else pa.int32()
    return pa.DictionaryArray.from_arrays(
        pa.array(values, mask=values < 0).cast(width, safe=False), words
    )
