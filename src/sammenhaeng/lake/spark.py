"""The same files on a Spark cluster: what ibis asks of DuckDB here, it asks of many machines there.

pyspark is no part of the product's own packages; requirements/spark.txt has it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import ibis
from ibis.backends.pyspark import Backend
from pyspark.sql import SparkSession

from sammenhaeng.kernel.deliveries import Schema

SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # a sum too large is an error, as in DuckDB
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}


@contextmanager
def session(address: str, **settings: str) -> Iterator[Backend]:
    """A session on the cluster at `spark://host:port`, ended with the block."""
    building = SparkSession.builder.master(address).appName("sammenhaeng")
    for name, value in (SETTINGS | settings).items():
        building = building.config(name, value)
    spark = building.getOrCreate()
    try:
        yield ibis.pyspark.connect(spark)
    finally:
        spark.stop()


def table(backend: Backend, schema: Schema, paths: Sequence[str]) -> ibis.Table:
    """The rows of some files of a kind, read by the cluster."""
    spark = SparkSession.getActiveSession()
    assert spark is not None
    name = schema.kind.replace(".", "_")
    spark.read.parquet(*paths).createOrReplaceTempView(name)  # ibis reads one path at a time
    return backend.table(name)
