"""The same numbers on DuckDB and on a Spark cluster of two workers: python -m house.spark.

Each check is a module with `check(backend, folder)`: it gets an ibis backend on the cluster and a
folder to write in, and gives what differs.
"""

import os
import sys
import time
from importlib import import_module
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammenhaeng.config.settings")

import django

django.setup()

from sammenhaeng.lake import spark  # noqa: E402  settings come first

from . import cluster  # noqa: E402

os.environ.update(cluster.DAEMON)

CHECKS = ["house.spark_lake", "house.spark_absence"]
VAR = Path(__file__).parents[1] / "var" / "spark"


def main() -> int:
    begun, told = time.monotonic(), []
    with cluster.running(VAR) as address:
        print(
            f"  cluster of {cluster.WORKERS} workers: {time.monotonic() - begun:.1f} s", flush=True
        )
        with spark.session(address, **cluster.EXECUTOR) as backend:
            for name in CHECKS:
                begun = time.monotonic()
                faults = import_module(name).check(backend, VAR)
                told += faults
                verdict = "differs" if faults else "the same"
                print(f"  {name}: {verdict}, {time.monotonic() - begun:.1f} s", flush=True)
    for fault in told:
        print(f"FAULT: {fault}", file=sys.stderr)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
