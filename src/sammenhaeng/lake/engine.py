"""DuckDB over the lake's files, asked through ibis; Spark asks the same files in spark.py."""

import hashlib
import threading
from collections.abc import Sequence

import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend

from sammenhaeng.kernel.deliveries import Schema

from .storage import Store
from .writing import arrow_schema

OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
_open = threading.local()


def connection() -> Backend:
    """This thread's own DuckDB, in memory; it fetches nothing from elsewhere."""
    if not hasattr(_open, "backend"):
        _open.backend = ibis.duckdb.connect(**OFFLINE)
    return _open.backend


def table(schema: Schema, store: Store, names: Sequence[str]) -> ibis.Table:
    """The rows of some files of a kind as one table."""
    if not names:
        return ibis.memtable(empty(schema))
    paths = [store.path(name) for name in names]
    if not store.is_local:
        from pyarrow import dataset as ds  # noqa: PLC0415  it looks for pandas, which is slow

        return ibis.memtable(ds.dataset(paths, schema=plain(schema), filesystem=store.fs))
    digest = hashlib.sha256("\n".join(paths).encode()).hexdigest()[:16]
    return connection().read_parquet(paths, table_name=f"{schema.kind.replace('.', '_')}_{digest}")


def plain(schema: Schema) -> pa.Schema:
    """The columns as every engine reads them: codes are texts."""
    return pa.schema(
        [
            pa.field(one.name, pa.string() if pa.types.is_dictionary(one.type) else one.type)
            for one in arrow_schema(schema)
        ]
    )


def empty(schema: Schema) -> pa.Table:
    return plain(schema).empty_table()
